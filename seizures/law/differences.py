"""What changed between two editions of a track: rows added and removed, fields changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from seizures.law.procedures import Procedure

PARTS = ("stage", "step", "deadline", "security", "procedure")
"""Parts of a procedure, in the order a page shows them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that reads differently in the later edition."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of a procedure that was added, removed or changed."""

    part: str
    """stage, step, deadline, security or procedure."""
    code: str
    kind: str
    """added, removed or changed."""
    changes: tuple[Change, ...] = ()


def differences(before: Procedure, after: Procedure) -> tuple[Difference, ...]:
    """Every difference of two editions, stages first, in the order of the files."""
    found: list[Difference] = []
    for part, old, new in (
        ("stage", before.stages, after.stages),
        ("step", before.steps, after.steps),
        ("deadline", before.deadlines, after.deadlines),
    ):
        found += _rows(part, {row.code: row for row in old}, {row.code: row for row in new})
    found += _one("security", before.track, before.security, after.security)
    head = ("titles", "summary", "basis", "confidence")
    changes = tuple(
        Change(name, getattr(before, name), getattr(after, name))
        for name in head
        if getattr(before, name) != getattr(after, name)
    )
    if changes:
        found.append(Difference("procedure", after.track, "changed", changes))
    return tuple(found)


def _rows(part: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[Difference]:
    for code, row in new.items():
        if code not in old:
            yield Difference(part, code, "added")
        else:
            yield from _one(part, code, old[code], row)
    for code in old:
        if code not in new:
            yield Difference(part, code, "removed")


def _one(part: str, code: str, old: Any, new: Any) -> Iterable[Difference]:
    changes = tuple(_changes(old, new))
    if changes:
        yield Difference(part, code, "changed", changes)


def _changes(old: Any, new: Any) -> Iterable[Change]:
    """The fields of two rows of one kind that differ."""
    if not is_dataclass(old) or type(old) is not type(new):
        raise TypeError("Only two rows of one kind can be compared.")
    for field in fields(old):
        was, now = getattr(old, field.name), getattr(new, field.name)
        if was != now:
            yield Change(field.name, was, now)
