"""Names for the array types that the matcher passes around."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Bools: TypeAlias = npt.NDArray[np.bool_]
Bytes: TypeAlias = npt.NDArray[np.uint8]
Ints: TypeAlias = npt.NDArray[np.int64]
Words: TypeAlias = npt.NDArray[np.uint32]
Hashes: TypeAlias = npt.NDArray[np.uint64]
Floats: TypeAlias = npt.NDArray[np.float64]


def ramps(counts: Ints) -> Ints:
    """0..n-1 for every n of `counts`, one ramp after the other (the inner index of a repeat)."""
    if len(counts) == 0:
        return np.zeros(0, dtype=np.int64)
    ends = np.cumsum(counts)
    ramp = np.arange(int(ends[-1]), dtype=np.int64)
    ramp -= np.repeat(ends - counts, counts)
    return ramp


def matched(values: Ints, rising: Ints) -> tuple[Ints, Ints]:
    """All pairs of a place in `values` and a place in the rising list with the same small number,
    counted from 0.
    """
    size = 1 + max(values.max(initial=-1), rising.max(initial=-1))
    each = np.bincount(rising, minlength=size)
    begin, counts = (np.cumsum(each) - each)[values], each[values]
    at = owners(counts)
    return at, begin[at] + ramps(counts)


def distinct(values: Ints) -> Ints:
    """The different numbers, rising (sorting many is quicker than `np.unique`, which hashes)."""
    rising = np.sort(values)
    fresh = np.ones(len(rising), dtype=bool)
    fresh[1:] = rising[1:] != rising[:-1]
    return np.asarray(rising[fresh])


def places(which: "Bools | Ints") -> Ints:
    """Flags as the places where they are set; places as they are."""
    if which.dtype == np.bool_:
        return np.flatnonzero(which)
    return which.astype(np.int64, copy=False)


def owners(counts: Ints) -> Ints:
    """For every element of the ramps, which entry of `counts` it belongs to."""
    return np.repeat(np.arange(len(counts), dtype=np.int64), counts)


def joined_codes(texts: list[str]) -> tuple[Words, Ints]:
    """All texts as one array of code points, and the offset where each begins (one more at the
    end).
    """
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    data = "".join(texts).encode("utf-32-le", "surrogatepass")
    return np.frombuffer(data, dtype=np.uint32), offsets_of(lengths)


def offsets_of(lengths: Ints) -> Ints:
    """Where each of several adjoining pieces begins, and where the last one ends."""
    offsets = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def floats(values: "Bools | Ints | Floats") -> Floats:
    """Flags or whole numbers as a column of features."""
    return values.astype(np.float64)
