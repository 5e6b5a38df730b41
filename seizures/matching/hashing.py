"""Polynomial hashes over a character array: any window, and any window less one or two characters,
in O(1).
"""

from functools import lru_cache

import numpy as np

from seizures.matching.arrays import Hashes, Ints, Words

BASE = np.uint64(0x9E3779B97F4A7C15 | 1)
INVERSE = np.uint64(pow(int(BASE), -1, 1 << 64))
_INVERSE_SQUARED = np.uint64(pow(int(BASE), -2, 1 << 64))
_SPREAD = np.uint64(0xBF58476D1CE4E5B9)
PREFIX = 10
"""Characters of a name, from its beginning, of which some may be left out when it is looked for
with edits: with two edits at most two of them differ.
"""
_FINISH = np.uint64(0x94D049BB133111EB)


@lru_cache(maxsize=2)
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Powers of the base and of its inverse, modulo 2**64."""
    up = np.full(size, BASE, dtype=np.uint64)
    down = np.full(size, INVERSE, dtype=np.uint64)
    up[0] = down[0] = 1
    return np.cumprod(up, dtype=np.uint64), np.cumprod(down, dtype=np.uint64)


def scrambled(codes: Words) -> Hashes:
    """A pseudo-random 64-bit number for every character."""
    x = codes.astype(np.uint64) + np.uint64(0x632BE59BD9B4E019)
    x *= _SPREAD
    x ^= x >> np.uint64(29)
    x *= _FINISH
    x ^= x >> np.uint64(32)
    return x


def finished(raw: Hashes) -> Hashes:
    """Spread a raw polynomial over all 64 bits, since tables use the upper ones."""
    x = raw >> np.uint64(31)
    x ^= raw
    x *= _SPREAD
    x ^= x >> np.uint64(29)
    return x


class Hasher:
    """Prefix sums over one character array from which every window's hash is read."""

    def __init__(self, codes: Words) -> None:
        size = 1 << max(12, int(len(codes) + 1).bit_length())
        self.powers, self.inverses = _powers(size)
        self.sums = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(scrambled(codes) * self.powers[: len(codes)], out=self.sums[1:])

    def raw(self, starts: Ints, ends: Ints) -> Hashes:
        """The polynomial of each window, before mixing."""
        raw = self.sums.take(ends)
        raw -= self.sums.take(starts)
        raw *= self.inverses.take(starts)
        return raw

    def windows(self, starts: Ints, ends: Ints) -> Hashes:
        """The hash of each window."""
        return finished(self.raw(starts, ends))

    def runs(self, starts: Ints, ends: Ints, first: Ints, last: Ints) -> Hashes:
        """The hash of each run of pieces, from the `first` one's start to the `last` one's end."""
        raw = self.sums.take(ends).take(last)
        raw -= self.sums.take(starts).take(first)
        raw *= self.inverses.take(starts).take(first)
        return finished(raw)

    def deletions(self, starts: Ints, length: int, most: int) -> Hashes:
        """Hashes of windows of one length with up to `most` (0, 1, 2) characters left out: a column
        per window.
        """
        sums = self.sums.take(starts + np.arange(length + 1)[:, None])
        sums -= sums[0].copy()
        sums *= self.inverses.take(starts)
        whole = sums[-1]
        found = [whole[None]]
        if most >= 1:
            found.append(sums[:-1] + (whole - sums[1:]) * INVERSE)
        if most >= 2:
            p, q = np.triu_indices(length, k=1)
            middle = sums.take(q, axis=0)
            middle -= sums.take(p + 1, axis=0)
            middle *= INVERSE
            middle += sums.take(p, axis=0)
            rest = (whole - sums) * _INVERSE_SQUARED
            middle += rest.take(q + 1, axis=0)
            found.append(middle)
        return finished(np.concatenate(found))
