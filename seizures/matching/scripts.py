"""The shipped tables of characters: how each code point folds, what kind it is, how it is read
aloud.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from seizures.matching.arrays import Bools, Bytes, Words

DATA = Path(__file__).parent / "data"

MAPPED = 0x30000
"""Code points from here on (private use, tags) fold to a blank."""
DROPPED = 0xF0000000
"""Folds to nothing: combining marks, invisible formatting."""
EXPANDED = 0x80000000
"""Folds to several characters; the rest of the number says which entry of the pool."""

SEPARATOR, LETTER, DIGIT, HAN, HANGUL, KANA, JOINER = range(7)


@dataclass(frozen=True, slots=True)
class Scripts:
    """Look-up tables over code points; `looks` also undoes imitated letters."""

    plain: Words
    looks: Words
    pool_plain: Words
    pool_looks: Words
    starts: Words
    lengths: Bytes
    classes: Bytes
    pinyin: Words
    syllables: tuple[str, ...]


@lru_cache(maxsize=1)
def scripts() -> Scripts:
    """The tables, read once per process."""
    with np.load(DATA / "scripts.npz", allow_pickle=False) as stored:
        read = {name: stored[name] for name in stored.files}
    syllables = tuple(read.pop("syllables").tobytes().decode("ascii").split("\n"))
    return Scripts(**read, syllables=syllables)


@lru_cache(maxsize=1)
def transliterating() -> Bools:
    """Which code points below 0xA000 are Chinese signs that write foreign names by their sound."""
    signs = np.zeros(0xA000, dtype=bool)
    for line in (DATA / "transliteration.zh.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            signs[[ord(sign) for sign in line.strip()]] = True
    return signs
