"""Rights of others that are recorded already and come near: information, no judgement."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from seizures.matching.facts import GoodsFacts
from seizures.matching.prior_art import Standing
from seizures.matching.screen import screen
from seizures.rights import index
from seizures.rights.index import NoIndex
from seizures.rights.models import Recordation, Right
from seizures.rights.prior_art import earlier_rights, in_force, is_public

MOST, LOOKED_AT = 5, 40


@dataclass(frozen=True, slots=True)
class Similar:
    """One such mark with its holder, shared classes, and the administrations that recorded it."""

    right: Right
    classes: list[int]
    administrations: list[str]
    is_same: bool


def similar_to(right: Right) -> list[Similar]:
    """Recorded marks of other holders with the same or a similar name in an overlapping class."""
    if right.kind != "trademark":
        return []
    same = list(Right.objects.filter(mark_key=right.mark_key).exclude(holder=right.holder_id)
                .values_list("pk", flat=True)[:LOOKED_AT])  # fmt: skip
    keys = list(dict.fromkeys([*same, *_alike(right)]))
    rows = Recordation.objects.recorded().filter(right_id__in=keys).select_related("right__holder")
    by_right: dict[int, list[Any]] = {}
    for row in rows:
        by_right.setdefault(row.right_id, []).append(row)
    found = []
    for key in keys:
        recorded = by_right.get(key)
        other = recorded[0].right if recorded else None
        if not recorded or other.holder_id == right.holder_id or other.kind != "trademark":
            continue
        shared = sorted(set(other.nice) & set(right.nice))
        if shared or not right.nice:
            codes = sorted({row.administration for row in recorded}, reverse=True)
            found.append(Similar(other, shared, codes, key in same))
    return found[:MOST]


def _alike(right: Right) -> list[int]:
    """Keys of rights the match index finds in the mark itself, the most alike first."""
    try:
        opened, _version = index.current()
    except NoIndex:
        return []
    line = GoodsFacts(id="mark", description=right.mark)
    hits = sorted(screen(opened, [line], candidates=True), key=lambda hit: -hit.score)
    return [int(hit.right) for hit in hits[:LOOKED_AT]]


@dataclass(frozen=True, slots=True)
class NearlySame:
    """The public facts of an earlier patent or design: no more than the registers tell."""

    title: str
    numbers: list[tuple[str, str]]
    day: dt.date | None
    classes: str


def nearly_same(right: Right) -> list[NearlySame]:
    """Recorded patents or designs of other holders that are nearly the same and not later."""
    seen = in_force(Right.objects.exclude(holder=right.holder_id))
    return [
        NearlySame(
            found.right.mark,
            [(row.administration, row.registration_number)
             for row in found.right.recordations.all() if is_public(row)],
            found.told.document.day, ", ".join(found.told.document.classes),
        )
        for found in earlier_rights(right, seen, most=LOOKED_AT)
        if found.is_nearly_the_same and found.told.standing != Standing.LATER
    ][:MOST]  # fmt: skip
