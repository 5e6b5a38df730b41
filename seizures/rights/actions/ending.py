"""Ends the protection: suspended, withdrawn, or run out."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.rights.actions.changes import LAPSED, SUSPENDED, note_changes, set_status, tell
from seizures.rights.choices import RecordationStatus
from seizures.rights.models import Recordation
from seizures.rights.policies import require_examiner, require_holder

BATCH = 500


def suspend(recordation: Recordation, reason: str, *, by: Actor) -> Recordation:
    """Stops the effect of a recordation until further notice."""
    require_examiner(by, recordation.administration)
    return _end(recordation, RecordationStatus.SUSPENDED, SUSPENDED, reason, by)


def withdraw(recordation: Recordation, reason: str, *, by: Actor) -> Recordation:
    """The holder takes a recordation or its application back."""
    require_holder(by, recordation.right.holder)
    return _end(recordation, RecordationStatus.WITHDRAWN, LAPSED, reason, by)


def _end(row: Recordation, status: str, change: str, reason: str, by: Actor) -> Recordation:
    if not reason.strip():
        raise Refused(_("Say why."), field="reason")
    with atomic():
        row = hold(Recordation.objects.select_related("right"), pk=row.pk)
        if row.status == status:
            return row
        was_recorded = row.status == RecordationStatus.RECORDED
        if status == RecordationStatus.SUSPENDED and not was_recorded:
            raise Refused(_("Only a recordation in force can be suspended."))
        set_status(row, status, decision_note=reason)
        if was_recorded:
            note_changes([row.right_id], change)
        tell(row, f"recordation.{status}", by, reason=reason)
    return row


def lapse_expired(*, by: Actor) -> int:
    """Marks recordations whose term ended as lapsed, with one journal entry a batch; how many."""
    lapsed = 0
    for administration in ("kr", "cn"):
        today = clock.today(administration)
        while rows := _expired(administration, today):
            with atomic():
                Recordation.objects.filter(pk__in=[pk for pk, _right in rows]).update(
                    status=RecordationStatus.LAPSED, updated_at=clock.now()
                )
                note_changes([right for _pk, right in rows], LAPSED)
                record("recordation.lapsed", kind="recordation", key=rows[-1][0], by=by,
                       administration=administration,
                       recordations=[pk for pk, _right in rows])  # fmt: skip
            lapsed += len(rows)
    return lapsed


def _expired(administration: str, today: dt.date) -> list[tuple[int, int]]:
    rows = Recordation.objects.expired_before(today).filter(administration=administration)
    return list(rows.order_by("pk").values_list("pk", "right_id")[:BATCH])
