"""Which Nice classes a customs heading can belong to: the concordance as look-up arrays."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from seizures.matching.arrays import Bools, Hashes, Ints

DATA = Path(__file__).parent / "data"
SERVICES = sum(1 << n for n in range(35, 46))
GOODS = sum(1 << n for n in range(1, 35))


def class_mask(classes: "tuple[int, ...] | list[int]") -> int:
    """Nice classes as bits 1 to 45 of one number."""
    return sum(1 << n for n in set(classes) if 1 <= n <= 45)


@lru_cache(maxsize=1)
def _by_heading() -> Hashes:
    """Class bits for every four-digit heading; a longer prefix in the file wins."""
    table = np.zeros(10_000, dtype=np.uint64)
    rows = []
    for line in (DATA / "hs_nice.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            prefix, classes = line.split("\t")[:2]
            rows.append((prefix, class_mask([int(n) for n in classes.split()])))
    for prefix, mask in sorted(rows, key=lambda row: len(row[0])):
        span = 10 ** (4 - len(prefix))
        table[int(prefix) * span : (int(prefix) + 1) * span] = np.uint64(mask)
    return table


def headings(codes: list[str]) -> Ints:
    """Four-digit headings of commodity codes; -1 where there is none (only a chapter gives chapter
    * 100).
    """
    return np.fromiter((_heading(code) for code in codes), dtype=np.int64, count=len(codes))


@lru_cache(maxsize=20_000)
def _heading(code: str) -> int:
    digits = "".join(c for c in code if c in "0123456789")[:4]
    if len(digits) < 2 or digits[:2] == "00":
        return -1
    return int(digits) if len(digits) == 4 else int(digits[:2]) * 100


def classes_of(heading: Ints) -> Hashes:
    """Nice classes of goods under each heading, as bits; none known is 0."""
    return np.where(heading >= 0, _by_heading()[np.maximum(heading, 0)], np.uint64(0))


def fits(heading: Ints, nice: Hashes) -> Bools:
    """Whether goods of the heading can fall in the classes."""
    return np.asarray((classes_of(heading) & nice) != 0)
