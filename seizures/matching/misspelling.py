"""Slip of the pen or another name? What the differing letters of a near match tell.

Strangers' names that happen to lie near a mark read well and mostly differ at the end; slips and
disguises swap neighbours, and put letters beside each other that hardly ever stand so.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from seizures.matching.arrays import Bytes, Floats, Ints, Words, owners, ramps
from seizures.matching.candidates import Candidates
from seizures.matching.names import NameTable
from seizures.matching.pools import equal_pieces, gathered
from seizures.matching.reading import Reading
from seizures.matching.tokens import WORD
from seizures.matching.vocabulary import vocabulary

_EDGE, _OTHER = 26, 27
"""Numbers of a word's edge and of a character that is no plain letter, beside a to z."""
MOST_SURPRISE = 6.0


@dataclass(frozen=True, slots=True)
class Slips:
    """Of every candidate: whether the last character differs, whether neighbours changed places,
    how much rarer its rarest pair of letters is than the name's (bits, 0 to 6).
    """

    last_changed: Bytes
    swapped: Bytes
    odd_letters: Floats


def slips(reading: Reading, names: NameTable, found: Candidates) -> Slips:
    """The slips of candidates with edits; nothing for the others."""
    size = len(found)
    last, swapped = np.zeros(size, dtype=np.uint8), np.zeros(size, dtype=np.uint8)
    odd = np.zeros(size, dtype=np.float64)
    at = np.flatnonzero(found.edits > 0)
    if len(at):
        starts, ends, name = found.starts[at], found.ends[at], found.name[at]
        begin, stop = names.offsets[name], names.offsets[name + 1]
        last[at] = reading.looks[ends - 1] != names.looks[stop - 1]
        length = ends - starts
        same = (length == stop - begin) & (found.edits[at] == 1)
        compared = np.where(same, length, 0)  # one edit, two places: neighbours changed places
        swapped[at] = equal_pieces(reading.looks, starts, names.looks, begin, compared) == 2
        latin = np.flatnonzero(names.script[name] == WORD)
        rarest = _rarest(reading.plain, starts[latin], ends[latin])
        usual = _rarest(names.plain, begin[latin], stop[latin])
        odd[at[latin]] = np.clip(rarest - usual, 0.0, MOST_SURPRISE)
    return Slips(last, swapped, odd)


def _rarest(plain: Words, starts: Ints, ends: Ints) -> Floats:
    """How rare (bits) the rarest pair of letters is in each piece, its edges included."""
    if len(starts) == 0:
        return np.zeros(0, dtype=np.float64)
    length = ends - starts
    codes = _letters(gathered(plain, starts, length))
    where, step = owners(length + 1), ramps(length + 1)
    first = (np.cumsum(length) - length)[where] + step
    before = np.where(step == 0, _EDGE, codes[np.maximum(first - 1, 0)])
    after = np.where(step == length[where], _EDGE, codes[np.minimum(first, len(codes) - 1)])
    told = surprise()[before, after]
    return np.asarray(np.maximum.reduceat(told, np.cumsum(length + 1) - (length + 1)))


def _letters(codes: Words) -> Ints:
    number = codes.astype(np.int64) - ord("a")
    return np.where((number >= 0) & (number < 26), number, _OTHER)


@lru_cache(maxsize=1)
def surprise() -> Floats:
    """How rare (bits) each letter is behind each other one, in the Latin words of the vocabulary;
    what stands beside a character that is no plain letter surprises nobody.
    """
    counts = np.full((28, 28), 0.5)
    for word in vocabulary().latin:
        codes = [_EDGE, *(ord(sign) - ord("a") for sign in word), _EDGE]
        for before, after in zip(codes, codes[1:], strict=False):
            counts[before, after] += 1.0
    bits = -np.log2(counts / counts.sum(axis=1, keepdims=True))
    bits[_OTHER, :] = bits[:, _OTHER] = 0.0
    return np.asarray(bits)
