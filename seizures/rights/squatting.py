"""Does a firm file marks that others had before, abroad? What its filings look like together.

One mark near another's says little; a firm with several marks that are the same as or near to older
marks of others, in the same classes and from another jurisdiction, files in a pattern that an
examiner should see. It is a hint: a licensee or a subsidiary files like that too.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio

from seizures.matching.facts import GoodsFacts
from seizures.matching.screen import screen
from seizures.matching.vocabulary import vocabulary
from seizures.parties.names import fold
from seizures.rights.choices import RightKind
from seizures.rights.index import NoIndex, current
from seizures.rights.models import Alias, Right

OWN_MARKS, OTHERS = 60, 400
"""Newest marks of the firm, and marks of others beside them, that are compared."""
LEAST_LETTERS = 4
LIKE = 0.85
"""Share of equal letters from which a mark is near another."""
SEVERAL = 2
"""From so many older marks of others a firm's filings are called a pattern."""


@dataclass(frozen=True, slots=True)
class Older:
    """A mark of the firm and an older, distinctive one of somebody from another jurisdiction."""

    own: Right
    other: Right
    classes: tuple[int, ...]
    own_on: dt.date
    other_on: dt.date
    is_same: bool


def older_marks(right: Right, seen: Any) -> list[Older]:
    """For the holder of this mark: its marks that come near older ones of others among `seen`.

    One row a mark of the firm, with the oldest such mark of others; the mark asked about first,
    then the newest filings.
    """
    if right.kind != RightKind.TRADEMARK:
        return []
    marks = seen.filter(kind=RightKind.TRADEMARK)
    newest = marks.filter(holder_id=right.holder_id).order_by("-pk")[:OWN_MARKS]
    own = [row for row in _whole(newest) if _is_distinctive(row.mark_key)]
    pairs = _pairs(own)
    keys = {key for found in pairs.values() for key in found}
    others = {row.pk: row for row in _whole(marks.filter(pk__in=keys))}
    told = [_oldest(row, [others[key] for key in pairs[row.pk] if key in others]) for row in own]
    rows = [row for row in told if row is not None]
    return sorted(rows, key=lambda row: (row.own.pk != right.pk, -row.own_on.toordinal()))


def filed_on(right: Right) -> dt.date | None:
    """The earliest day on which a right was filed or registered anywhere."""
    days = [day for row in right.recordations.all()
            for day in (row.filed_on or row.registered_on,) if day]  # fmt: skip
    return min(days, default=None)


def jurisdiction_of(right: Right) -> str:
    """Where the right belongs: as registered, or else the country of its holder."""
    return (right.jurisdiction or right.holder.country).lower()


def _whole(rights: Any) -> list[Right]:
    return list(rights.select_related("holder").prefetch_related("recordations", "aliases"))


def _is_distinctive(key: str) -> bool:
    """Long enough, and no ordinary word of goods."""
    return len(key) >= LEAST_LETTERS and key not in _ordinary()


def _ordinary() -> frozenset[str]:
    return frozenset(vocabulary().latin)


def _pairs(own: list[Right]) -> dict[int, set[int]]:
    """For each own mark the marks of others that are spelt the same or come near."""
    found: dict[int, set[int]] = defaultdict(set)
    by_key: dict[str, list[int]] = defaultdict(list)
    for row in own:
        by_key[row.mark_key].append(row.pk)
    same = Right.objects.filter(mark_key__in=list(by_key)).exclude(holder__in=_holders(own))
    for key, mark in same.values_list("pk", "mark_key")[:OTHERS]:
        for pk in by_key[mark]:
            found[pk].add(key)
    spelt = {row.mark: row.pk for row in own}
    aliases = Alias.objects.filter(text__in=list(spelt), is_confirmed=True)
    for key, text in aliases.values_list("right_id", "text")[:OTHERS]:
        found[spelt[text]].add(key)
    for pk, key in _near(own):
        found[pk].add(key)
    return found


def _holders(own: Iterable[Right]) -> set[int]:
    return {row.holder_id for row in own}


def _near(own: list[Right]) -> list[tuple[int, int]]:
    """What the match index finds in the marks, all asked at once."""
    try:
        index, _version = current()
    except NoIndex:
        return []
    lines = [GoodsFacts(id=str(row.pk), description=row.mark) for row in own]
    hits = screen(index, lines, candidates=True)
    return [(int(hit.line), int(hit.right)) for hit in hits if hit.tier != "refer"]


def _oldest(own: Right, others: list[Right]) -> Older | None:
    day = filed_on(own)
    rows = [(filed_on(other), other) for other in others if _may_be_taken(own, other)]
    older = [(when, other.pk, other) for when, other in rows if day and when and when < day]
    if day is None or not older:
        return None
    when, _key, other = min(older)
    shared = tuple(sorted(set(own.nice) & set(other.nice)))
    return Older(own, other, shared, day, when, own.mark_key == other.mark_key)


def _may_be_taken(own: Right, other: Right) -> bool:
    """Another firm's mark from another jurisdiction in a class of the own one, spelt alike."""
    if own.holder_id == other.holder_id or own.holder.name_key == other.holder.name_key:
        return False
    if not set(own.nice) & set(other.nice) or jurisdiction_of(own) == jurisdiction_of(other):
        return False
    alike = ratio(own.mark_key, other.mark_key) / 100 >= LIKE
    return alike or _is_spelling(own, other)


def _is_spelling(own: Right, other: Right) -> bool:
    return any(fold(alias.text) == own.mark_key for alias in other.aliases.all())
