"""Finds, for a read batch and one segment of the index, every name that some piece of a line may
be.
"""

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from seizures.matching.arrays import Bools, Bytes, Hashes, Ints, distinct, matched, places
from seizures.matching.hashing import PREFIX
from seizures.matching.names import bags, edits_allowed
from seizures.matching.pools import equal_pieces, gathered, spelled
from seizures.matching.reading import Reading
from seizures.matching.segment import Segment
from seizures.matching.windows import (
    FUZZY,
    TOKENS,
    Windows,
    exact_windows,
    fuzzy_windows,
    splits,
)

AT_ONCE = 10_000
"""Pieces whose deletions are held at a time."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Verified pairs of a piece of a line and a name of the index, as parallel arrays."""

    name: Ints
    starts: Ints
    ends: Ints
    way: Bytes
    width: Bytes
    edits: Bytes

    def __len__(self) -> int:
        return len(self.name)

    def only(self, which: "Bools | Ints") -> "Candidates":
        """Some of them."""
        at = places(which)
        return Candidates(
            self.name.take(at), self.starts.take(at), self.ends.take(at),
            self.way.take(at), self.width.take(at), self.edits.take(at),
        )  # fmt: skip


def together(parts: list[Candidates]) -> Candidates:
    """Several lists of candidates as one."""
    return Candidates(
        np.concatenate([p.name for p in parts]),
        np.concatenate([p.starts for p in parts]),
        np.concatenate([p.ends for p in parts]),
        np.concatenate([p.way for p in parts]),
        np.concatenate([p.width for p in parts]),
        np.concatenate([p.edits for p in parts]),
    )


def no_candidates() -> Candidates:
    """Nothing found."""
    none = np.zeros(0, dtype=np.int64)
    small = none.astype(np.uint8)
    return Candidates(none, none, none, small, small, small)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a batch, cut out once for all segments: to look up as they stand, and with
    edits.
    """

    exact: Windows
    fuzzy: Windows


def pieces_of(reading: Reading, *, wide: bool) -> Pieces:
    """All pieces of a batch that could be a name; `wide` adds cuts beside no known word."""
    cut = splits(reading, wide=wide)
    fuzzy = fuzzy_windows(reading, cut if wide else cut.only(np.zeros(len(cut), dtype=bool)))
    return Pieces(exact_windows(reading, cut), fuzzy)


def find(reading: Reading, segment: Segment, pieces: Pieces) -> Candidates:
    """All candidates of a batch in one segment."""
    if len(reading.tokens) == 0 or len(segment.names) == 0:
        return no_candidates()
    exact = _exact(reading, segment, pieces.exact)
    fuzzy = _fuzzy(reading, segment, pieces.fuzzy)
    return together([exact, fuzzy])


def _exact(reading: Reading, segment: Segment, windows: Windows) -> Candidates:
    """Hash hits whose characters are equal; a long name's head is followed to its end."""
    at, name = segment.exact.find(windows.hashes)
    names = segment.names
    start, length = windows.starts[at], names.offsets[name + 1] - names.offsets[name]
    end = start + length
    chars, tokens = reading.tokens.chars, reading.tokens
    last = np.minimum(end, len(chars.looks)) - 1
    inside = (end <= len(chars.looks)) & (chars.text[last] == chars.text[start])
    whole = end == windows.ends[at]
    ends_token = tokens.ends[reading.token_at[last]] == end
    fits = inside & (whole | ends_token | (windows.way[at] != TOKENS))
    at, name, start, end, length = at[fits], name[fits], start[fits], end[fits], length[fits]
    differ = equal_pieces(chars.looks, start, names.looks, names.offsets[name], length)
    same = differ == 0
    at, name = at[same], name[same]
    width = reading.token_at[end[same] - 1] - reading.token_at[start[same]] + 1
    return Candidates(
        name, start[same], end[same], windows.way[at],
        np.minimum(width, 255).astype(np.uint8), np.zeros(len(at), dtype=np.uint8),
    )  # fmt: skip


def _fuzzy(reading: Reading, segment: Segment, windows: Windows) -> Candidates:
    """Windows that share a deletion with a name and lie within its allowed number of edits."""
    everywhere = _pruned(reading, segment, windows)
    if len(everywhere) == 0:
        return no_candidates()
    _, first, text = np.unique(everywhere.hashes, return_index=True, return_inverse=True)
    windows = everywhere.only(first)  # the same misspelt word stands on many lines
    lengths = windows.ends - windows.starts
    at, name = _sharing_a_deletion(reading, segment, windows, lengths)
    names = segment.names
    name_length = names.offsets[name + 1] - names.offsets[name]
    allowed = edits_allowed(name_length, names.script[name])
    near = np.abs(name_length - lengths[at]) <= allowed
    at, name, allowed = at[near], name[near], allowed[near]
    asked, which = _distinct(at)
    near = np.bitwise_count(_bags(reading, windows, asked)[which] ^ names.bags[name]) <= 2 * allowed
    at, name, allowed = at[near], name[near], allowed[near]
    asked, which = _distinct(at)
    pieces = spelled(reading.looks, windows.starts[asked], windows.ends[asked])
    wanted = spelled(names.looks, names.offsets[name], names.offsets[name + 1])
    told = [pieces[i] for i in which.tolist()]
    edits = np.asarray(cpdist(told, wanted, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8))
    close = (edits > 0) & (edits <= allowed)
    at, row = matched(text, at[close])
    return Candidates(
        name[close][row], everywhere.starts[at], everywhere.ends[at],
        np.full(len(at), FUZZY, dtype=np.uint8), everywhere.width[at], edits[close][row],
    )  # fmt: skip


def _sharing_a_deletion(
    reading: Reading, segment: Segment, windows: Windows, lengths: Ints
) -> tuple[Ints, Ints]:
    """Pairs of a window and a name whose beginnings are alike but for what is left out."""
    begins = np.minimum(lengths, PREFIX)
    heads = reading.hasher.windows(windows.starts, windows.starts + begins)
    _, first, head = np.unique(heads, return_index=True, return_inverse=True)
    starts, sizes = windows.starts[first], begins[first]  # many windows begin with the same word
    pairs = [np.zeros(0, dtype=np.int64)]
    for size in np.unique(sizes).tolist():
        same = np.flatnonzero(sizes == size)
        most = 0 if size <= 3 else 1 if size <= 6 else 2
        for begin in range(0, len(same), AT_ONCE):
            chosen = same[begin : begin + AT_ONCE]
            rows = reading.hasher.deletions(starts[chosen], size, most)
            at, name = segment.deletions.find(rows)
            pairs.append(chosen[at % len(chosen)] << 32 | name)
    pair = distinct(np.concatenate(pairs))
    at, row = matched(head, pair >> 32)
    return at, pair[row] & 0xFFFFFFFF


def _distinct(rising: Ints) -> tuple[Ints, Ints]:
    """The different numbers of a rising list, and which of them each element is."""
    fresh = np.ones(len(rising), dtype=bool)
    fresh[1:] = rising[1:] != rising[:-1]
    return rising[fresh], np.cumsum(fresh) - 1


def _bags(reading: Reading, windows: Windows, which: Ints) -> Hashes:
    starts, lengths = windows.starts[which], windows.ends[which] - windows.starts[which]
    codes = gathered(reading.looks, starts, lengths)
    return bags(codes, np.cumsum(lengths) - lengths)


def _pruned(reading: Reading, segment: Segment, windows: Windows) -> Windows:
    """Leave out windows that begin or end with an ordinary word no name begins or ends with."""
    first = reading.token_at[windows.starts]
    last = reading.token_at[windows.ends - 1]
    begins = ~reading.known[first] | segment.parts.holds(reading.hashes[first])
    ends = ~reading.known[last] | segment.parts.holds(reading.hashes[last] + np.uint64(1))
    return windows.only((windows.width == 1) | (begins & ends))
