"""Many strings in two flat arrays, so that an index can be memory-mapped and needs no pickle."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seizures.matching.arrays import Bytes, Ints, Words, offsets_of, owners


@dataclass(frozen=True, slots=True)
class TextPool:
    """UTF-8 strings by number."""

    data: Bytes
    offsets: Ints

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> str:
        start, end = int(self.offsets[number]), int(self.offsets[number + 1])
        return self.data[start:end].tobytes().decode("utf-8")

    def all(self) -> list[str]:
        """Every string, in order."""
        return [self[i] for i in range(len(self))]


def text_pool(texts: Sequence[str]) -> TextPool:
    """Lay strings into a pool; lone surrogates become question marks."""
    parts = [text.encode("utf-8", "replace") for text in texts]
    lengths = np.fromiter(map(len, parts), dtype=np.int64, count=len(parts))
    return TextPool(np.frombuffer(b"".join(parts), dtype=np.uint8), offsets_of(lengths))


def gathered(codes: Words, starts: Ints, lengths: Ints) -> Words:
    """The pieces of a code-point array that begin at `starts`, one after the other."""
    return codes.take(_places(starts, lengths))


def spelled(codes: Words, starts: Ints, ends: Ints) -> list[str]:
    """The pieces of a code-point array as strings."""
    lengths = ends - starts
    text = gathered(codes, starts, lengths).tobytes().decode("utf-32-le", "replace")
    bounds = offsets_of(lengths).tolist()
    return [text[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]


def equal_pieces(a: Words, a_starts: Ints, b: Words, b_starts: Ints, lengths: Ints) -> Ints:
    """For pairs of pieces of the same length: in how many characters they differ."""
    differ = a.take(_places(a_starts, lengths)) != b.take(_places(b_starts, lengths))
    return np.bincount(owners(lengths)[differ], minlength=len(lengths))


def _places(starts: Ints, lengths: Ints) -> Ints:
    """Every place of the pieces that begin at `starts`, one piece after the other."""
    if len(lengths) == 0:
        return np.zeros(0, dtype=np.int64)
    ends = np.cumsum(lengths)
    places = np.repeat(starts - (ends - lengths), lengths)
    places += np.arange(int(ends[-1]), dtype=np.int64)
    return places
