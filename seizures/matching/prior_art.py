"""Which earlier patents and designs does a document resemble, how, and which came first?

Three figures from 0 to 1 are told apart. *Wording* is the share of runs of four words or characters
that two texts have in common, of all that either has. *Terms* is the cosine of their technical
terms, each weighed by its rarity among all documents. *Classes* says how narrow a class they share.
A likeness is no judgement: whether an invention is new is decided by reading both.
"""

import datetime as dt
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from seizures.matching.arrays import Hashes, Words
from seizures.matching.documents import (
    LEAST_SHINGLES,
    Document,
    Units,
    class_forms,
    shingles,
    terms_of,
    told_apart,
)
from seizures.matching.fold import fold
from seizures.matching.hashing import Hasher
from seizures.matching.library import Library
from seizures.matching.tokens import tokenise

RARE = 0.6
"""From this weight a shared term is shown as a reason: at most 100 of 100,000 documents have it."""
LEAST = 0.2
"""Score from which a document is shown."""
SAME_WORDING, SAME_TERMS = 0.5, 0.9
"""From here two documents are called nearly the same."""
CLASS_SHARE = (1.0, 0.6, 0.3)
"""What a shared class is worth: the narrowest, the one above it, the widest."""
CLASS_WEIGHT = 0.3
SHOWN_TERMS, LONG_TERM = 6, 30


class Standing(StrEnum):
    """How an earlier document stands to the day of priority (or filing) of the one asked about."""

    PUBLISHED = "published"
    FILED = "filed"
    SAME_DAY = "same_day"
    UNKNOWN = "unknown"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A document that resembles the one asked about; `wording` is None where a text is too short,
    `shared` are the rare terms both have with their weights, the rarest first.
    """

    document: Document
    score: float
    wording: float | None
    terms: float
    shared: tuple[tuple[str, float], ...]
    classes: tuple[str, ...]
    standing: Standing

    @property
    def is_nearly_the_same(self) -> bool:
        """Whether wording or terms agree so far that one may be a copy of the other."""
        return (self.wording or 0.0) >= SAME_WORDING or self.terms >= SAME_TERMS


def standing(question: Document, other: Document) -> Standing:
    """Published before the day of the question counts in full; filed before but published later
    counts against novelty only (Patent Act KR 29(3), CN 22); the rest does not.
    """
    day = question.day
    if day is None:
        return Standing.UNKNOWN
    if other.published_on is not None and other.published_on < day:
        return Standing.PUBLISHED
    if other.day is None:
        return Standing.UNKNOWN
    return _beside(other.day, day)


def _beside(other: dt.date, day: dt.date) -> Standing:
    if other == day:
        return Standing.SAME_DAY
    return Standing.FILED if other < day else Standing.LATER


def shared_classes(one: Sequence[str], other: Sequence[str]) -> tuple[tuple[str, ...], float]:
    """The narrowest classes both are in, and what the best of them is worth."""
    theirs = {form for code in other for form in class_forms(code)}
    found: dict[str, float] = {}
    for code in one:
        forms = class_forms(code)
        worth = CLASS_SHARE[3 - len(forms) :] if len(forms) < 3 else CLASS_SHARE
        for form, share in zip(forms, worth, strict=True):
            if form in theirs:
                found[form] = max(share, found.get(form, 0.0))
                break
    best = max(found.values(), default=0.0)
    return tuple(sorted(form for form, share in found.items() if share == best)), best


def judged(
    question: Document,
    others: Sequence[Document],
    library: Library,
    always: Collection[int] = (),
) -> list[Earlier]:
    """The documents that resemble the question: what came before it first, then the most alike.

    Compares the texts themselves; `library` only says how rare a term is. Documents in `always`
    are told of, however little they resemble it.
    """
    rows = [question, *others]
    texts = [row.named for row in rows] + [row.worded for row in rows]
    tokens = tokenise(fold(texts))
    hasher = Hasher(tokens.chars.looks)
    units = terms_of(tokens, hasher)
    runs, of = shingles(tokens, hasher, len(rows))
    wording = [np.unique(runs[of == at]) for at in range(len(rows))]
    terms = [np.unique(units.hashes[units.of_text % len(rows) == at]) for at in range(len(rows))]
    found = []
    for at, other in enumerate(others, start=1):
        common = np.intersect1d(terms[0], terms[at])
        cosine = _cosine(terms[0], terms[at], common, library)
        alike = _jaccard(wording[0], wording[at])
        classes, share = shared_classes(question.classes, other.classes)
        score = 1 - (1 - (alike or 0.0)) * (1 - cosine) * (1 - CLASS_WEIGHT * share)
        if score >= LEAST or other.id in always:
            shared = _named(texts, units, common, at, library)
            found.append(Earlier(other, round(score, 4), alike, cosine, shared, classes,
                                 standing(question, other)))  # fmt: skip
    found.sort(key=lambda row: (row.standing == Standing.LATER, -row.score, row.document.id))
    return found


def _cosine(one: Words, other: Words, common: Words, library: Library) -> float:
    squares = [float((library.weights(terms) ** 2).sum()) for terms in (one, other, common)]
    if not squares[2]:
        return 0.0
    return round(min(1.0, squares[2] / math.sqrt(squares[0] * squares[1])), 4)


def _jaccard(one: Hashes, other: Hashes) -> float | None:
    if min(len(one), len(other)) < LEAST_SHINGLES:
        return None
    common = len(np.intersect1d(one, other))
    return round(common / (len(one) + len(other) - common), 4)


def _named(
    texts: Sequence[str], units: Units, common: Words, other: int, library: Library
) -> tuple[tuple[str, float], ...]:
    """The rare ones of the common terms as they stand in the question, the rarest first; what makes
    one word or phrase in both texts is shown as one.
    """
    rows = len(texts) // 2
    wanted = np.isin(units.hashes, common[library.weights(common) >= RARE])
    beside = f"{texts[other]}\n{texts[rows + other]}".casefold()
    found: dict[str, float] = {}
    for text in (0, rows):
        for begin, end in told_apart(units, text, wanted, texts[text], beside):
            inside = wanted & (units.of_text == text) & (units.first >= begin) & (units.last <= end)
            word = texts[text][begin:end].casefold()
            weight = float(library.weights(units.hashes[inside]).max())
            found[word] = max(round(weight, 3), found.get(word, 0.0))
    ranked = sorted(found.items(), key=lambda row: (-row[1], len(row[0]) > LONG_TERM, -len(row[0]),
                                                    row[0]))  # fmt: skip
    return tuple(row for row in ranked if not _holds_another(row[0], found))[:SHOWN_TERMS]


def _holds_another(word: str, words: Collection[str]) -> bool:
    """Whether a run of characters holds a word that stands by itself elsewhere."""
    if word.isascii():
        return any(f" {word} " in f" {other} " for other in words if other != word)
    return any(other in word for other in words if other != word)
