"""Candidates with everything the features need to know of the name and of the right behind it."""

from dataclasses import dataclass, fields

import numpy as np

from seizures.matching.arrays import Bytes, Floats, Hashes, Ints, places
from seizures.matching.candidates import Candidates, find, pieces_of, together
from seizures.matching.index import MatchIndex
from seizures.matching.initials import find_by_initials
from seizures.matching.misspelling import slips
from seizures.matching.names import doubled_letters
from seizures.matching.pools import equal_pieces
from seizures.matching.reading import Reading
from seizures.matching.sounding import Heard, find_by_sound, listen
from seizures.matching.windows import INITIALS, SOUND


@dataclass(frozen=True, slots=True)
class Evidence:
    """Parallel arrays, one element per candidate of any segment of the index."""

    segment: Bytes
    name: Ints
    right: Ints
    line: Ints
    starts: Ints
    ends: Ints
    way: Bytes
    width: Bytes
    edits: Bytes
    likeness: Bytes
    shape: Bytes
    consonants: Bytes
    source: Bytes
    script: Bytes
    name_length: Ints
    name_tokens: Ints
    imitated: Ints
    doubled: Bytes
    first_changed: Bytes
    last_changed: Bytes
    swapped: Bytes
    odd_letters: Floats
    known: Bytes
    nice: Hashes
    textless: Bytes

    def __len__(self) -> int:
        return len(self.name)

    def only(self, which: "np.ndarray[tuple[int], np.dtype[np.bool_]] | Ints") -> "Evidence":
        """Some of them."""
        at = places(which)
        return Evidence(*(getattr(self, field.name).take(at) for field in fields(self)))


def gather(reading: Reading, index: MatchIndex, *, wide: bool = True) -> Evidence:
    """All candidates of a batch in all segments, inactive rights left out; `wide` adds what older
    recipes do not weigh: loose cuts, initials, Latin pieces by their sound.
    """
    parts = []
    pieces, sounding = pieces_of(reading, wide=wide), listen(reading, wide=wide)
    for number, segment in enumerate(index.segments):
        met = [_written(find(reading, segment, pieces))]
        heard = find_by_sound(sounding, segment)
        if heard is not None:
            met.append(heard)
        if wide:
            met.append(_written(find_by_initials(reading, segment)))
        parts.append(_described(reading, index, number, _joined(met)))
    if len(parts) == 1:
        return parts[0]
    return Evidence(
        *(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Evidence))
    )


def _written(found: Candidates) -> Heard:
    """Candidates that were not met by their sound."""
    full, none = np.full(len(found), 100, np.uint8), np.zeros(len(found), np.uint8)
    return Heard(found, full, full, none)


def _joined(parts: list[Heard]) -> Heard:
    return Heard(
        together([part.found for part in parts]),
        np.concatenate([part.likeness for part in parts]),
        np.concatenate([part.shape for part in parts]),
        np.concatenate([part.consonants for part in parts]),
    )


def _described(reading: Reading, index: MatchIndex, number: int, heard: Heard) -> Evidence:
    segment, found = index.segments[number], heard.found
    likeness, shape, consonants = heard.likeness, heard.shape, heard.consonants
    live = index.active[number][segment.names.right[found.name]]
    if not live.all():
        found, likeness = found.only(live), likeness[live]
        shape, consonants = shape[live], consonants[live]
    names, rights = segment.names, segment.rights
    name, length = found.name, names.offsets[found.name + 1] - names.offsets.take(found.name)
    right = names.right.take(name)
    chars = reading.tokens.chars
    same_size = (found.ends - found.starts == length) & (found.edits == 0) & (found.way != SOUND)
    same_size &= found.way != INITIALS
    compared = np.where(same_size, length, 0)
    imitated = equal_pieces(
        chars.plain, found.starts, names.plain, names.offsets.take(name), compared
    )
    longer = found.ends - found.starts - length
    more = doubled_letters(chars.looks, found.starts, found.ends).astype(
        np.int64
    ) - names.doubles.take(name)
    doubled = (found.edits > 0) & (longer == more) & (np.abs(longer) == found.edits)
    slip = slips(reading, names, found)
    changed = (found.edits > 0) & (
        chars.looks[found.starts] != names.looks[names.offsets.take(name)]
    )
    return Evidence(
        np.full(len(name), number, dtype=np.uint8), name, right, chars.text.take(found.starts),
        found.starts, found.ends, found.way, found.width, found.edits, likeness, shape, consonants,
        names.source.take(name), names.script.take(name), length, names.tokens.take(name), imitated,
        doubled.astype(np.uint8), changed.astype(np.uint8),
        slip.last_changed, slip.swapped, slip.odd_letters, names.known.take(name),
        rights.nice.take(right), rights.textless.take(right),
    )  # fmt: skip
