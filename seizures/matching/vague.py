"""How little a goods description says: `GIFT`, `잡화` and `日用品` name no goods at all."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from seizures.matching import vocabulary

WORDS = Path(__file__).parent / "data" / "vague.txt"
LONGEST = 400
"""Characters of a description that are looked at: what has gone on for so long is not vague."""
_WORD = re.compile(r"[^\W\d_]+")
_HAN_OR_HANGUL = re.compile(r"[\u4e00-\u9fff\uac00-\ud7a3]")
NAMELESS = ((1, 0.6), (3, 0.4), (6, 0.2))
"""How vague a text of so many telling words is when none of them names goods."""


@lru_cache(maxsize=20_000)
def vagueness(description: str) -> float:
    """From 0 (names goods in plain words) to 1 (says nothing)."""
    empty, telling, nouns = 0, 0, 0
    for word in _WORD.findall(unicodedata.normalize("NFKC", description[:LONGEST]).lower()):
        kind = _kind(word)
        empty += kind == _EMPTY
        telling += kind != _EMPTY
        nouns += kind == _NOUN
    if not telling:
        return 1.0
    nameless = 0.0 if nouns else next((v for most, v in NAMELESS if telling <= most), 0.0)
    return round(min(1.0, nameless + 0.5 * empty / (empty + telling)), 3)


_EMPTY, _NOUN, _OTHER = range(3)


@lru_cache(maxsize=50_000)
def _kind(word: str) -> int:
    """Whether a word says nothing, names goods of some chapter, or is any other."""
    empty, nouns = _tables()
    if word in empty or (len(word) == 1 and word.isascii()):
        return _EMPTY
    if word in nouns or (word.endswith("s") and word[:-1] in nouns):
        return _NOUN
    if not _HAN_OR_HANGUL.search(word):
        return _NOUN if word.endswith("es") and word[:-2] in nouns else _OTHER
    rest = _without(word, empty)
    if not rest:
        return _EMPTY
    pieces = (
        rest[start:end]
        for start in range(len(rest))
        for end in range(start + 2, min(len(rest), start + 8) + 1)
    )
    return _NOUN if any(piece in nouns for piece in pieces) else _OTHER


def _without(word: str, empty: frozenset[str]) -> str:
    """A run of Han or Hangul less the empty words it consists of, longest first."""
    at, rest = 0, ""
    while at < len(word):
        size = next((n for n in range(min(8, len(word) - at), 0, -1) if word[at : at + n] in empty),
                    0)  # fmt: skip
        rest += "" if size else word[at]
        at += size or 1
    return rest


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], frozenset[str]]:
    """(words that say nothing, words that name goods of one chapter or a few)."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    empty = frozenset(w for line in lines if not line.startswith("#") for w in line.split())
    nouns: set[str] = set()
    for path in sorted(vocabulary.DATA.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            heads, bar, words = line.partition("|")
            if bar and not line.startswith("#") and any(head.isdigit() for head in heads.split()):
                nouns.update(words.split())
    return empty, frozenset(nouns) - empty
