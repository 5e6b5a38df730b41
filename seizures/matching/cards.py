"""Patents and designs: words alone never infringe one, so product cards only refer to an examiner.

A line is referred when its heading is on the card and the description names a model of the card, or
enough of its technical terms that few other cards share. Words of the visible features, a known
infringer and a party with a bad history add to the score; an authorised party ends the matter.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from seizures.matching.arrays import Floats
from seizures.matching.context import Context
from seizures.matching.evidence import Evidence
from seizures.matching.facts import GoodsFacts, Hit, Reason
from seizures.matching.index import MatchIndex
from seizures.matching.names import MODEL, TERM
from seizures.matching.parties import explains
from seizures.matching.reading import Reading
from seizures.matching.segment import RightTable
from seizures.matching.signals import party_signals, reasons, recognised

LEAST_TERMS = 2.0
"""Points from which terms alone refer: two rare ones, or more that are shared or everyday words."""
RARE = 0.6
"""From this rarity (logarithm of how many cards there are for each that has the term) a term counts
in full.
"""
REFER = "refer"
_EVERYDAY = 0.5
_FEATURE, _MOST_FEATURES, _TERMS_BESIDE = 0.25, 0.5, 1.5
_PARTY = ("known_infringer", "watched", "history_bad")
_SEPARATOR = re.compile(r"[\W_]+")
_WORD = re.compile(r"[a-z]{4,}|[\u4e00-\u9fff]{2,}|[\uac00-\ud7a3]{2,}")


def referred(
    index: MatchIndex,
    lines: Sequence[GoodsFacts],
    reading: Reading,
    found: Evidence,
    context: Context = Context.EMPTY,
) -> list[Hit]:
    """One hit per line and card that should be looked at, in the order of the lines."""
    if len(found) == 0:
        return []
    pair = (found.line << 32) | (found.segment.astype(np.int64) << 26) | found.right
    _, group, size = np.unique(pair, return_inverse=True, return_counts=True)
    kept = np.flatnonzero((size[group] >= 2) | (found.source == MODEL))
    members: dict[int, list[int]] = defaultdict(list)
    for at in kept.tolist():
        members[int(group[at])].append(at)
    points = _points(index, reading, found)
    judged = [
        _judged(index, lines, reading, found, points, members[number], context)
        for number in sorted(members)
    ]
    hits = [hit for hit in judged if hit is not None]
    named = {hit.line for hit in hits if _names_a_model(hit)}
    return [hit for hit in hits if hit.line not in named or _names_a_model(hit)]


def _points(index: MatchIndex, reading: Reading, found: Evidence) -> Floats:
    """What each found term is worth: the rarer among all cards the more, an everyday word half."""
    points = np.ones(len(found))
    hashes = reading.hasher.windows(found.starts, found.ends)
    for number, segment in enumerate(index.segments):
        own = np.flatnonzero((found.segment == number) & (found.source == TERM))
        if len(own) == 0:
            continue
        names = segment.names
        distinct, first, which = np.unique(hashes[own], return_index=True, return_inverse=True)
        at, name = segment.exact.find(distinct)
        whole = names.offsets[name + 1] - names.offsets[name] == found.name_length[own[first[at]]]
        same = whole & (names.source[name] == TERM)
        sharing = np.maximum(1, np.bincount(at[same], minlength=len(distinct)))[which]
        cards = max(1, int(np.count_nonzero(segment.rights.textless)))
        rarity = np.log1p(cards / sharing) / np.log1p(cards)
        points[own] = np.minimum(1.0, rarity / RARE)
    token = reading.token_at[found.starts]
    everyday = (found.name_tokens == 1) & reading.known[token]
    return np.where(everyday, points * _EVERYDAY, points)


def _names_a_model(hit: Hit) -> bool:
    """Whether a hit rests on a model number; then cards that only share its terms say no more."""
    return any(reason.code == "card_models" for reason in hit.reasons)


def _judged(
    index: MatchIndex,
    lines: Sequence[GoodsFacts],
    reading: Reading,
    found: Evidence,
    points: Floats,
    rows: list[int],
    context: Context,
) -> Hit | None:
    line, segment = lines[int(found.line[rows[0]])], index.segments[int(found.segment[rows[0]])]
    right = int(found.right[rows[0]])
    heading = card_heading(line.hs, segment.rights.hs[right])
    if not heading:
        return None
    models, terms, span = _shared(line, reading, found, points, rows)
    name = segment.rights.ids[right]
    features = _features(line, name, terms, context)
    if not _is_enough(models, terms, features) or _is_authorised(line, segment.rights, right):
        return None
    shown = (("mark", segment.rights.marks[right]), ("hs", line.hs))
    told = [Reason("card_heading", heading, 0.0, shown)]
    for code, words in (
        ("card_models", models),
        ("card_terms", terms),
        ("card_features", features),
    ):
        if words:
            params = (*shown, ("words", ", ".join(sorted(words))))
            told.append(Reason(code, round(sum(words.values()), 3), 0.0, params))
    doubt, who = _doubt(line, name, context)
    counted = {"card_models": float(len(models)), "card_terms": sum(terms.values()),
               "card_features": float(len(features)), "card_doubt": doubt}  # fmt: skip
    kept = tuple((code, value) for code, value in counted.items() if value)
    return Hit(line.id, name, card_score(counted), True, REFER, (*told, *who), span, kept)


def card_score(counted: Mapping[str, float]) -> float:
    """The score of a card from what the line shares with it: models, points of terms, features of
    the product, and how much the parties add.
    """
    words = max(0.0, counted.get("card_terms", 0.0) - 1.0)
    models, features = counted.get("card_models", 0.0), counted.get("card_features", 0.0)
    remaining = 0.5 * 0.45**models * 0.75**words * 0.9**features
    return round(float(1.0 - remaining * (1.0 - 0.4 * counted.get("card_doubt", 0.0))), 4)


def _shared(
    line: GoodsFacts, reading: Reading, found: Evidence, points: Floats, rows: list[int]
) -> tuple[dict[str, float], dict[str, float], tuple[int, int]]:
    """The models and terms of the card that the line names, each piece of text once, and where
    the first of them stands.
    """
    chars = reading.tokens.chars
    models: dict[str, float] = {}
    terms: dict[str, float] = {}
    taken: list[tuple[int, int]] = []
    first = (len(line.description), 0)
    by_size = sorted(rows, key=lambda row: (found.source[row] != MODEL,
                                            int(found.starts[row] - found.ends[row])))  # fmt: skip
    for row in by_size:
        begin, end = int(found.starts[row]), int(found.ends[row])
        if any(begin < stop and start < end for start, stop in taken):
            continue
        taken.append((begin, end))
        span = int(chars.first[begin]), int(chars.last[end - 1]) + 1
        first = min(first, span)
        written = line.description[span[0] : span[1]].casefold()
        if found.source[row] == MODEL:
            models[written] = 1.0
        else:
            terms[written] = max(terms.get(written, 0.0), round(float(points[row]), 3))
    return models, terms, first


def _is_telling(model: str) -> bool:
    """Whether a model number is long and mixed enough to be no quantity, size or word."""
    bare = _SEPARATOR.sub("", model)
    return len(bare) >= 4 and not bare.isdigit() and not bare.isalpha()


def _is_enough(
    models: dict[str, float], terms: dict[str, float], features: dict[str, float]
) -> bool:
    """A telling model number; any other with a rare term; rare terms; or nearly so, and the visible
    features of the product too.
    """
    if any(_is_telling(model) for model in models):
        return True
    points = sum(terms.values()) + len(models)
    if points >= LEAST_TERMS:
        return True
    beside = min(_MOST_FEATURES, sum(features.values()))
    return points >= _TERMS_BESIDE and points + beside >= LEAST_TERMS


def _features(
    line: GoodsFacts, right: str, terms: dict[str, float], context: Context
) -> dict[str, float]:
    """Words of the visible features of the product that the line uses beside the terms."""
    wanted = context.features.get(right)
    if not wanted:
        return {}
    named = " ".join(terms)
    shared = feature_words(line.description) & wanted
    return {word: _FEATURE for word in shared if word not in named}


@lru_cache(maxsize=5_000)
def feature_words(text: str) -> frozenset[str]:
    """The words of a text by which a product may be known, for `Context.features`."""
    return frozenset(_WORD.findall(text[:2_000].casefold()))


def _doubt(line: GoodsFacts, right: str, context: Context) -> tuple[float, tuple[Reason, ...]]:
    """How much the parties of the line add, from 0 to 1, with the reasons."""
    if context.is_empty:
        return 0.0, ()
    made = party_signals(line, recognised(line, context), right)
    told = {name: made[name] for name in _PARTY if made.get(name)}
    why = tuple(
        Reason(name, round(value, 3), 0.0, reasons(line, right, name, context))
        for name, value in told.items()
    )
    return max(told.values(), default=0.0), why


def _is_authorised(line: GoodsFacts, rights: RightTable, right: int) -> bool:
    told = rights.authorised[right]
    parties = (line.shipper, line.consignee, line.notify, line.manufacturer)
    return bool(told) and bool(explains(parties, frozenset(told.split("\x1f"))))


@lru_cache(maxsize=50_000)
def card_heading(code: str, card: str) -> str:
    """The entry of the card that the line's commodity code begins with, or an empty string."""
    digits = "".join(c for c in code if c.isdigit())
    for entry in card.split("\x1f"):
        wanted = "".join(c for c in entry if c.isdigit())
        shared = min(len(wanted), len(digits))
        if shared >= 4 and digits[:shared] == wanted[:shared]:
            return entry
    return ""
