"""Finds words in many texts at once, folded as the matcher folds: any script, any imitation."""

from collections.abc import Sequence

import numpy as np

from seizures.matching.arrays import Bools, Ints
from seizures.matching.fold import fold
from seizures.matching.scripts import DIGIT, LETTER
from seizures.matching.tokens import Tokens, tokenise


def contains(texts: Sequence[str], words: Sequence[str]) -> Bools:
    """For every text whether it contains one of the words or phrases.

    Words in letters must stand whole, spaces and punctuation count for nothing; Hangul, Han and
    kana are found inside longer runs too.
    """
    found = np.zeros(len(texts), dtype=bool)
    if not texts or not words:
        return found
    where = tokenise(fold(list(texts)))
    opens, closes = _edges(where)
    wanted = tokenise(fold(list(words)))
    for number in range(len(words)):
        found[_texts_with(where, opens, closes, wanted, number)] = True
    return found


def _edges(tokens: Tokens) -> tuple[Bools, Bools]:
    """At which characters a token begins and behind which one ends."""
    opens = np.zeros(len(tokens.chars.looks), dtype=bool)
    closes = np.zeros(len(tokens.chars.looks), dtype=bool)
    opens[tokens.starts] = True
    closes[tokens.ends - 1] = True
    return opens, closes


def _texts_with(where: Tokens, opens: Bools, closes: Bools, wanted: Tokens, number: int) -> Ints:
    mine = wanted.chars.text == number
    letters, kinds = wanted.chars.looks[mine], wanted.chars.kinds[mine]
    looks, text = where.chars.looks, where.chars.text
    size = len(letters)
    if size == 0 or size > len(looks):
        return np.zeros(0, dtype=np.int64)
    last = len(looks) - size + 1
    at = np.flatnonzero(looks[:last] == letters[0])
    for step in range(1, size):
        at = at[looks[at + step] == letters[step]]
    at = at[text[at] == text[at + size - 1]]
    if kinds[0] in (LETTER, DIGIT):
        at = at[opens[at]]
    if kinds[-1] in (LETTER, DIGIT):
        at = at[closes[at + size - 1]]
    return np.unique(text[at])
