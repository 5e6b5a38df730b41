"""Turns rights into the names to look for: the mark, its aliases, likely spellings, models and
terms.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seizures.matching.arrays import Bytes, Hashes, Ints, Words, offsets_of
from seizures.matching.facts import RightFacts
from seizures.matching.fold import fold
from seizures.matching.hashing import Hasher
from seizures.matching.romanise import (
    han_spellings,
    hangul_spellings,
    is_han,
    is_hangul,
    letters_in_hangul,
)
from seizures.matching.scripts import HAN
from seizures.matching.tokens import WORD, Tokens, tokenise

MARK, ALIAS, PART, LETTERS, ROMANISED, PINYIN, MODEL, TERM = range(8)
"""Where a name comes from: recorded; a part of a mark in two scripts; spellings made here; product
cards.
"""
MISSPELT = PART
"""Sources up to here are also looked for with edits."""

TEXTLESS = frozenset({"patent", "design", "utility_model"})
"""Kinds of right that words alone never infringe: matched through their product cards."""

ALIASES, IN_HANGUL, IN_HAN, IN_LATIN = 1, 2, 4, 8
"""What is recorded of a right beside its mark, as bits of `NameTable.known`."""

CROWDED = 200
"""A technical term that more product cards than this share tells none of them apart."""
HEAD_TOKENS = 6
MOST_INITIALS = 4
HEAD_HAN = 6
MIXED = 0


@dataclass(frozen=True, slots=True)
class NameTable:
    """The names of an index as arrays; characters of name i lie at offsets[i]:offsets[i+1] of the
    pools.

    `bags` are its characters as bits, `doubles` counts repeated letters, `known` says as bits what
    is recorded of its right: ALIASES, a form IN_HANGUL, IN_HAN, IN_LATIN.
    """

    looks: Words
    plain: Words
    offsets: Ints
    right: Ints
    source: Bytes
    script: Bytes
    tokens: Ints
    bags: Hashes
    doubles: Bytes
    known: Bytes

    def __len__(self) -> int:
        return len(self.right)

    @property
    def lengths(self) -> Ints:
        """Characters of each name."""
        return np.diff(self.offsets)


@dataclass(frozen=True, slots=True)
class NameKeys:
    """What the index's tables are built from: hashes of whole names, of long names' heads, of their
    parts; the initials of names of several words.
    """

    whole: Hashes
    heads: Hashes
    heads_of: Ints
    firsts: Hashes
    lasts: Hashes
    initials: list[str]
    initials_of: Ints


def written_names(right: RightFacts) -> list[tuple[str, int]]:
    """Every text by which this right can be recognised, with where it comes from."""
    if right.kind in TEXTLESS:
        models = [form for model in right.models for form in _model_forms(model)]
        return [(t, MODEL) for t in models] + [(t, TERM) for t in right.terms]
    recorded = [(right.mark, MARK)] + [(text, ALIAS) for _, text in right.aliases]
    parts = [(part, PART) for text, _ in recorded for part in _parts(text)]
    return recorded + parts + [made for text, _ in recorded for made in _made_spellings(text)]


_SIGNS = re.compile(r"[\W_]+")
_LETTER_BESIDE_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def _model_forms(model: str) -> list[str]:
    """A model number as recorded, in one piece, and with letters and digits apart."""
    bare = _SIGNS.sub("", model)
    return list(dict.fromkeys((model, bare, _LETTER_BESIDE_DIGIT.sub(" ", bare))))


_SCRIPT_PARTS = re.compile(r"[\u4e00-\u9fff]{2,}|[가-힣]{2,}|[A-Za-z][A-Za-z &'.-]{2,}[A-Za-z]")


_LATIN = re.compile("[A-Za-z]{3}")


def _parts(text: str) -> list[str]:
    """Each script's part of a mark that is written in two, since either is used alone."""
    if text.isascii():
        return []
    found = _SCRIPT_PARTS.findall(text)
    return found if len(found) > 1 else []


def _made_spellings(text: str) -> list[tuple[str, int]]:
    letters = [c for c in text if not c.isspace()]
    if (
        2 <= len(letters) <= 5
        and text.isascii()
        and text.isalpha()
        and (text.isupper() or len(letters) <= 3)
    ):
        return [(letters_in_hangul(text), LETTERS)]
    if len(letters) >= 2 and all(map(is_hangul, letters)):
        return [(spelling, ROMANISED) for spelling in hangul_spellings(text)]
    if len(letters) >= 2 and sum(map(is_han, letters)) == len(letters):
        return [(spelling, PINYIN) for spelling in han_spellings(text)]
    return []


def _forms(right: RightFacts) -> int:
    """Which forms of a right are recorded, as bits."""
    texts = [right.mark, *(text for _, text in right.aliases)]
    hangul = any(sum(map(is_hangul, text)) >= 2 for text in texts)
    han = any(sum(map(is_han, text)) >= 2 for text in texts)
    latin = any(_LATIN.search(text) for text in texts)
    forms = ALIASES * bool(right.aliases) | IN_HANGUL * hangul | IN_HAN * han
    return forms | IN_LATIN * latin


def name_table(rights: Sequence[RightFacts]) -> tuple[NameTable, NameKeys]:
    """Fold all names of all rights in one batch, and read off the hashes that find them."""
    texts: list[str] = []
    right: list[int] = []
    source: list[int] = []
    shared = Counter(term.casefold() for facts in rights for term in set(facts.terms))
    for number, facts in enumerate(rights):
        for text, origin in written_names(facts):
            if origin == TERM and shared[text.casefold()] > CROWDED:
                continue
            texts.append(text)
            right.append(number)
            source.append(origin)
    forms = np.fromiter(map(_forms, rights), np.uint8, len(rights))
    tokens = tokenise(fold(texts))
    numbers = np.arange(len(texts), dtype=np.int64)
    first_token = np.searchsorted(tokens.of_text, numbers)
    counts = np.searchsorted(tokens.of_text, numbers, side="right") - first_token
    told = np.flatnonzero(counts > 0)
    first_token, counts = first_token[told], counts[told]
    last_token = first_token + counts - 1
    starts, ends = tokens.starts[first_token], tokens.ends[last_token]
    script = tokens.script[first_token].copy()
    mixed = np.zeros(len(told), dtype=bool)
    if len(told):
        low = np.minimum.reduceat(tokens.script, first_token)
        high = np.maximum.reduceat(tokens.script, first_token)
        mixed = low != high
    script[mixed] = MIXED
    table = NameTable(
        tokens.chars.looks,
        tokens.chars.plain,
        offsets_of(ends - starts),
        np.asarray(right, dtype=np.int64)[told],
        np.asarray(source, dtype=np.uint8)[told],
        script,
        counts,
        bags(tokens.chars.looks, starts),
        doubled_letters(tokens.chars.looks, starts, ends),
        forms[np.asarray(right, dtype=np.int64)[told]],
    )
    hasher = Hasher(tokens.chars.looks)
    by_tokens = np.flatnonzero(counts > HEAD_TOKENS)
    by_han = np.flatnonzero((script == HAN) & (counts == 1) & (ends - starts > HEAD_HAN))
    several = np.flatnonzero(counts > 1)
    first, last = first_token[several], last_token[several]
    keys = NameKeys(
        hasher.windows(starts, ends),
        np.concatenate(
            (
                hasher.windows(
                    starts[by_tokens], tokens.ends[first_token[by_tokens] + HEAD_TOKENS - 1]
                ),
                hasher.windows(starts[by_han], starts[by_han] + HEAD_HAN),
            )
        ),
        np.concatenate((by_tokens, by_han)),
        hasher.windows(tokens.starts[first], tokens.ends[first]),
        hasher.windows(tokens.starts[last], tokens.ends[last]),
        *_initials(tokens, table, first_token),
    )
    return table, keys


def _initials(tokens: Tokens, table: NameTable, first_token: Ints) -> tuple[list[str], Ints]:
    """First letters of recorded names of two to four Latin words."""
    texts: list[str] = []
    numbers = [np.zeros(0, dtype=np.int64)]
    recorded = (table.script == WORD) & (table.source <= ALIAS)
    for count in range(2, MOST_INITIALS + 1):
        chosen = np.flatnonzero(recorded & (table.tokens == count))
        letters = tokens.starts[first_token[chosen][:, None] + np.arange(count)]
        text = tokens.chars.plain[letters].tobytes().decode("utf-32-le", "replace")
        texts += [text[at : at + count] for at in range(0, len(text), count)]
        numbers.append(chosen)
    return texts, np.concatenate(numbers)


def bags(codes: Words, starts: Ints) -> Hashes:
    """For adjoining pieces that begin at `starts`: which characters occur, as bits (modulo 61)."""
    if len(starts) == 0:
        return np.zeros(0, dtype=np.uint64)
    bits = np.uint64(1) << (codes % np.uint32(61)).astype(np.uint64)
    return np.asarray(np.bitwise_or.reduceat(bits, starts), dtype=np.uint64)


def doubled_letters(codes: Words, starts: Ints, ends: Ints) -> Bytes:
    """How many characters of each piece repeat the one before."""
    same = np.zeros(len(codes) + 1, dtype=np.int64)
    np.cumsum(codes[1:] == codes[:-1], out=same[2 : len(codes) + 1]) if len(codes) > 1 else None
    most: Bytes = np.minimum(same[ends] - same[np.minimum(starts + 1, ends)], 255).astype(np.uint8)
    return most


def edits_allowed(lengths: Ints, script: Bytes) -> Ints:
    """How many edits a name of this many characters still recognises; Hangul and Han syllables
    weigh more.
    """
    latin = np.where(lengths >= 7, 2, np.where(lengths >= 4, 1, 0))
    eastern = np.where(lengths >= 4, 1, 0)
    allowed = np.where(script == WORD, latin, eastern)
    return np.where(lengths > 24, np.minimum(allowed, 1), allowed) * (lengths <= 40)
