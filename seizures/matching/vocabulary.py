"""The trade vocabulary: ordinary words of goods descriptions, and where each is at home.

Read from `data/vocabulary/*.txt`. A line is `heads | words`; heads are two-digit HS chapters, or
-         words of any goods (materials, units, packing, everyday language)
*         words that describe goods of every chapter (colours)
+brand    announces a name
+for      in front of a name: the goods only fit or serve somebody's
+like     behind a name: the goods only fit or resemble somebody's
+link     may stand between such a word and the name (compatible WITH)
+origin   a country follows
+code     a number follows
+suffix   makes a longer Korean or Chinese word of one
and, of words that are listed elsewhere, what they say of goods:
+namelike names what is never shipped and describes no goods
+living   an animal or fruit, which also describes food, cosmetics, toys
+depicts  behind a word: it is only shown on the goods, or describes them
+formal   of the papers, not of the goods
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from seizures.matching.arrays import Bools, Bytes, Hashes, Ints
from seizures.matching.fold import fold
from seizures.matching.hashing import Hasher
from seizures.matching.hashtable import HashTable, build_table
from seizures.matching.tokens import tokenise

DATA = Path(__file__).parent / "data" / "vocabulary"
BRAND, ONLY_FOR, LINKING, ORIGIN, CODE, LIKE, SUFFIX = 1, 2, 4, 8, 16, 32, 64
NAMELIKE, LIVING, DEPICTS, FORMAL = 1, 2, 4, 8
_KINDS = {"+namelike": NAMELIKE, "+living": LIVING, "+depicts": DEPICTS, "+formal": FORMAL}
_CUES = {
    "+brand": BRAND,
    "+for": ONLY_FOR,
    "+link": LINKING,
    "+origin": ORIGIN,
    "+code": CODE,
    "+like": LIKE,
    "+suffix": SUFFIX,
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known words by hash; for each its chapters (columns 1 to 97; column 0: any goods) and cue
    bits; in `kinds` what it says of goods; `universal` words describe those of every chapter,
    `goods` words those of some.
    `latin` are the words in plain Latin letters themselves.
    """

    table: HashTable
    chapters: Bools
    cues: Bytes
    kinds: Bytes
    universal: Bools
    goods: Bools
    latin: tuple[str, ...]

    def find(self, hashes: Hashes) -> Ints:
        """The number of each known word, -1 for the others."""
        numbers = np.full(hashes.shape, -1, dtype=np.int64)
        at, word = self.table.find(hashes)
        numbers.reshape(-1)[at] = word
        return numbers


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of this version of the product, read once per process."""
    where: dict[str, set[int]] = {}
    cue: dict[str, int] = {}
    kind: dict[str, int] = {}
    for path in sorted(DATA.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            head, bar, words = line.partition("|")
            if not bar or line.startswith("#"):
                continue
            marks = head.split()
            for word in words.split():
                if marks[0] in _KINDS:
                    kind[word] = kind.get(word, 0) | _KINDS[marks[0]]
                    continue
                cue[word] = cue.get(word, 0) | sum(_CUES.get(mark, 0) for mark in marks)
                where.setdefault(word, set()).update(_chapters(marks))
    return _laid_out(where, cue, kind)


def _chapters(marks: list[str]) -> list[int]:
    if "*" in marks:
        return list(range(100))
    return [int(mark) if mark.isdigit() else 0 for mark in marks]


def _laid_out(where: dict[str, set[int]], cue: dict[str, int], kind: dict[str, int]) -> Vocabulary:
    words = sorted(where)
    tokens = tokenise(fold(words))
    texts = tokens.chars.text
    numbers = np.arange(len(words), dtype=np.int64)
    starts, ends = np.searchsorted(texts, numbers), np.searchsorted(texts, numbers, side="right")
    hashes = Hasher(tokens.chars.looks).windows(starts, ends)
    chapters = np.zeros((len(words), 100), dtype=bool)
    for number, word in enumerate(words):
        chapters[number, list(where[word])] = True
    cues = np.fromiter((cue[word] for word in words), dtype=np.uint8, count=len(words))
    kinds = np.fromiter((kind.get(word, 0) for word in words), dtype=np.uint8, count=len(words))
    told = ends > starts
    latin = tuple(word for word in words if word.isascii() and word.isalpha())
    return Vocabulary(build_table(hashes[told], numbers[told]), chapters, cues, kinds,
                      np.asarray(chapters.all(axis=1)), np.asarray(chapters[:, 1:].any(axis=1)),
                      latin)  # fmt: skip
