"""Notes changes of rights for those who follow them: the match index, and cargo in reach."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import F

from seizures.core import clock
from seizures.core.actions import take_number
from seizures.core.actor import Actor
from seizures.core.bulk import insert_rows, moment
from seizures.journal.actions import record
from seizures.law import deadlines
from seizures.law.errors import LawError
from seizures.reference.calendars import calendar_of
from seizures.rights.choices import RecordationStatus
from seizures.rights.models import Recordation, Right, RightChange

RECORDED, CHANGED, LAPSED, SUSPENDED = "recorded", "changed", "lapsed", "suspended"


def note_changes(rights: Sequence[int], what: str) -> None:
    """One row per changed right, in the order of commits: readers go by the last key they saw.

    The counter is held until the transaction ends, so that no lower key appears after a higher.
    """
    if not rights:
        return
    take_number(series="right_change", administration="", year=0, count=len(rights))
    now = moment(clock.now())
    insert_rows(RightChange, "right_id what at", [(pk, what, now) for pk in rights])


def note_change_of_recorded(right: Right) -> None:
    """A right changed in a way that matters to matching; drafts matter to nobody yet."""
    Right.objects.filter(pk=right.pk).update(revision=F("revision") + 1, updated_at=clock.now())
    if right.recordations.filter(status=RecordationStatus.RECORDED).exists():
        note_changes([right.pk], CHANGED)


def set_status(row: Recordation, status: str, **values: Any) -> None:
    """Writes a held recordation's new status with whatever goes with it."""
    for name, value in {"status": status, "updated_at": clock.now(), **values}.items():
        setattr(row, name, value)
    row.save(update_fields=["status", "updated_at", *values])


def tell(row: Recordation, verb: str, by: Actor, **data: Any) -> None:
    """The journal entry of a deed on a recordation, in its administration's chain."""
    record(
        verb,
        kind="recordation",
        key=row.pk,
        by=by,
        reference=row.number,
        administration=row.administration,
        right=row.right_id,
        mark=row.right.mark,
        **data,
    )


def due_on(row: Recordation, rule: str, start: dt.date) -> dt.date | None:
    """The last day of a period of this administration's recordation law; None without a rule."""
    try:
        calendar = calendar_of(row.administration)
        track = f"{row.administration}/recordation"
        return deadlines.compute(track, rule, start, calendar=calendar).due_on
    except LawError:  # no such period, or a day before the first edition known
        return None
