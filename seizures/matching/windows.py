"""Which pieces of a batch could be a name: token windows, spelled-out runs, affixes, splits."""

from dataclasses import dataclass

import numpy as np

from seizures.matching.arrays import Bools, Bytes, Hashes, Ints, owners, places, ramps
from seizures.matching.reading import Reading
from seizures.matching.tokens import BRACKET, HARD, QUOTE, WORD
from seizures.matching.vocabulary import vocabulary

TOKENS, SPELLED_OUT, INSIDE, SPLIT, FUZZY, SOUND, LOOSE, INITIALS = range(8)
"""How a piece was cut out: whole tokens, single letters in a row, inside a run, next to a goods
word; with edits; by its sound; beside letters that are no word; as the initials of several words.
"""

MOST_TOKENS = 6
LONGEST_RUN = 40
LONGEST_WORD = 40
LEAST_LOOSE = 6
"""Letters of a name that is looked for beside letters that are no word."""
MOST_BEFORE = 3
"""Whole words in front of a word that begins with the rest of a name."""
LEAST_BEFORE = 4
"""Letters of a goods word in front of a name; shorter ones are the beginnings of other words."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Pieces to look up: where they lie, their hash, how they were cut and of how many tokens."""

    starts: Ints
    ends: Ints
    hashes: Hashes
    way: Bytes
    width: Bytes

    def __len__(self) -> int:
        return len(self.starts)

    def only(self, which: "Bools | Ints") -> "Windows":
        """Some of them."""
        at = places(which)
        return Windows(
            self.starts.take(at), self.ends.take(at), self.hashes.take(at), self.way.take(at),
            self.width.take(at),
        )  # fmt: skip


def together(parts: list[Windows]) -> Windows:
    """Several lists of windows as one."""
    return Windows(
        np.concatenate([p.starts for p in parts]),
        np.concatenate([p.ends for p in parts]),
        np.concatenate([p.hashes for p in parts]),
        np.concatenate([p.way for p in parts]),
        np.concatenate([p.width for p in parts]),
    )


def _made(reading: Reading, starts: Ints, ends: Ints, way: int, width: int) -> Windows:
    size = len(starts)
    return Windows(
        starts,
        ends,
        reading.hasher.windows(starts, ends),
        np.full(size, way, dtype=np.uint8),
        np.full(size, width, dtype=np.uint8),
    )


def exact_windows(reading: Reading, splits: Windows) -> Windows:
    """Every piece that is looked up as it stands."""
    parts = [
        _token_windows(reading),
        _given(reading.han.starts, reading.han.ends, reading.han_hashes),
        _given(reading.affixes.starts, reading.affixes.ends, reading.affix_hashes),
    ]
    return together(parts + [_spelled_out(reading), splits])


def _given(starts: Ints, ends: Ints, hashes: Hashes) -> Windows:
    size = len(starts)
    return Windows(
        starts, ends, hashes, np.full(size, INSIDE, np.uint8), np.ones(size, dtype=np.uint8)
    )


def _token_windows(reading: Reading) -> Windows:
    """Windows of one to six tokens of one text."""
    tokens = reading.tokens
    text = tokens.of_text
    firsts = [
        np.flatnonzero(text[width - 1 :] == text[: max(0, len(text) - width + 1)])
        for width in range(1, MOST_TOKENS + 1)
    ]
    widths = np.arange(1, MOST_TOKENS + 1, dtype=np.uint8)
    width = np.repeat(widths, [len(first) for first in firsts])
    first = np.concatenate(firsts)
    last = first + width - 1
    return Windows(
        tokens.starts.take(first), tokens.ends.take(last),
        reading.hasher.runs(tokens.starts, tokens.ends, first, last),
        np.full(len(first), TOKENS, dtype=np.uint8), width,
    )  # fmt: skip


def _spelled_out(reading: Reading) -> Windows:
    """N I K E: windows of more than six single letters, inside runs of at most forty."""
    tokens = reading.tokens
    single = (tokens.lengths == 1) & (tokens.script == WORD)
    counted = np.concatenate(([0], np.cumsum(single)))
    begin: list[Ints] = [np.zeros(0, dtype=np.int64)]
    end: list[Ints] = [np.zeros(0, dtype=np.int64)]
    for width in range(MOST_TOKENS + 1, LONGEST_RUN + 1):
        first = np.flatnonzero(counted[width:] - counted[:-width] == width)
        first = first[tokens.of_text[first] == tokens.of_text[first + width - 1]]
        if len(first) == 0:
            break
        begin.append(tokens.starts[first])
        end.append(tokens.ends[first + width - 1])
    return _made(reading, np.concatenate(begin), np.concatenate(end), SPELLED_OUT, 2)


def unknown_words(reading: Reading) -> Bools:
    """Tokens that could be a coined name: not in the vocabulary, not a number, not a code."""
    tokens = reading.tokens
    odd = ~reading.known & ~tokens.digits & ~reading.taken
    return odd & (tokens.lengths <= LONGEST_WORD)


def splits(reading: Reading, *, wide: bool) -> Windows:
    """NIKESHOES: beginnings and ends of an unknown word whose rest is a known word.

    `wide` adds names of six letters or more whatever their rest is, names of several words whose
    last one runs on into a goods word, and names behind a number.
    """
    tokens = reading.tokens
    which = np.flatnonzero(unknown_words(reading) & (tokens.script == WORD) & (tokens.lengths >= 5))
    if len(which) == 0:
        return _made(reading, which, which, SPLIT, 1)
    cuts = tokens.lengths[which] - 4  # a name of three letters or more, two or more left over
    token = which[owners(cuts)]
    step = ramps(cuts) + 3
    starts, ends = tokens.starts[token], tokens.ends[token]
    words = vocabulary().table
    cut = starts + step
    cut_back = ends - step
    telling = (tokens.lengths[token] - step >= 3) | (step >= 5)
    plural = (reading.plain[ends - 1] == ord("s")).astype(np.int64)
    goods_behind = words.holds(reading.hasher.windows(cut, ends))
    goods_behind |= words.holds(reading.hasher.windows(cut, ends - plural))
    behind = (goods_behind | _then_digits(reading, starts, cut, ends)) & telling
    before = telling & (tokens.lengths[token] - step >= LEAST_BEFORE)
    before &= words.holds(reading.hasher.windows(starts, cut_back))
    parts = [
        _made(
            reading,
            np.concatenate((starts[behind], cut_back[before])),
            np.concatenate((cut[behind], ends[before])),
            SPLIT,
            1,
        )
    ]
    if wide:
        long = (step >= LEAST_LOOSE) & (tokens.lengths[token] - step >= 3)
        first, last = long & ~behind, long & ~before
        parts.append(
            _made(
                reading,
                np.concatenate((starts[first], cut_back[last])),
                np.concatenate((cut[first], ends[last])),
                LOOSE,
                1,
            )
        )
        parts += _several_words(reading, token[goods_behind], cut[goods_behind])
        number = _all_digits(reading, starts, cut_back) & (step >= LEAST_BEFORE)
        parts.append(_made(reading, cut_back[number], ends[number], SPLIT, 1))
    return together(parts)


def _several_words(reading: Reading, token: Ints, cut: Ints) -> list[Windows]:
    """TOK&STOKSHIRTS: words in front of a word that begins with the end of a name."""
    tokens, parts = reading.tokens, []
    for back in range(1, MOST_BEFORE + 1):
        fits = token >= back
        first, end = token[fits] - back, cut[fits]
        same = tokens.of_text[first] == tokens.of_text[token[fits]]
        parts.append(_made(reading, tokens.starts[first[same]], end[same], SPLIT, back + 1))
    return parts


def _all_digits(reading: Reading, starts: Ints, ends: Ints) -> Bools:
    """Pieces that are nothing but digits."""
    counted = reading.tokens.digits_before
    return np.asarray(counted[ends] - counted[starts] == ends - starts)


def _then_digits(reading: Reading, starts: Ints, cut: Ints, ends: Ints) -> Bools:
    """IPHONE5G: letters alone, then something short that begins with a digit."""
    counted = reading.tokens.digits_before
    only_letters = counted[cut] == counted[starts]
    return np.asarray(only_letters & (counted[cut + 1] > counted[cut]) & (ends - cut <= 5))


def fuzzy_windows(reading: Reading, cut: Windows, widest: int = 4) -> Windows:
    """Windows of up to four tokens, an unknown one among them, for misspelt names; not codes
    that are mostly digits. From the pieces `cut` beside a goods word, the long ones.
    """
    tokens = reading.tokens
    open_to = unknown_words(reading)
    letters = open_to & (tokens.lengths >= 3)
    stops = (tokens.break_before & np.uint32(HARD | BRACKET | QUOTE)) != 0
    barred = np.concatenate(([0], np.cumsum(stops)))
    odd = np.concatenate(([0], np.cumsum(letters)))
    numbers = np.concatenate(([0], np.cumsum(tokens.digits)))
    digit = tokens.digits_before
    parts = []
    for width in range(1, widest + 1):
        first = np.flatnonzero(odd[width:] > odd[:-width])
        last = first + width - 1
        length = tokens.ends[last] - tokens.starts[first]
        fits = numbers[last + 1] == numbers[first]
        fits &= (length >= 3) & (length <= 24) & (tokens.of_text[first] == tokens.of_text[last])
        fits &= 2 * (digit[tokens.ends[last]] - digit[tokens.starts[first]]) < length
        fits &= barred[last + 1] == barred[first + 1] if width > 1 else True
        chosen = first[fits]
        parts.append(
            _made(reading, tokens.starts[chosen], tokens.ends[chosen + width - 1], FUZZY, width)
        )
    length = cut.ends - cut.starts
    long = (cut.way == SPLIT) & (cut.width == 1) & (length >= LEAST_LOOSE) & (length <= 24)
    parts.append(_made(reading, cut.starts[long], cut.ends[long], FUZZY, 1))
    return together(parts)
