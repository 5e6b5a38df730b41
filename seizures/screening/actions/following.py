"""What inspections and cases above tell the alerts they come from."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from seizures.cargo.models import Consignment
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused, Stale
from seizures.journal.actions import record
from seizures.screening.actions.holding import (
    close_bundle,
    decided,
    fresh,
    hold_item,
    hold_row,
    settle,
)
from seizures.screening.actions.shifting import open_shift
from seizures.screening.choices import DispositionStatus, Outcome
from seizures.screening.models import Alert, Bundle, Disposition, ExplorationDraw, Shift

FREED = {Outcome.GENUINE, Outcome.NOTHING}
LET_GO = (DispositionStatus.DISMISSED, DispositionStatus.PROPOSED)


def note_inspection(
    alert: Alert, *, administration: str, by: Actor, version: int | None = None
) -> Bundle | None:
    """An inspection was ordered because of the alert; it is for all of its bundle, if it has one.

    Answers that bundle. Counts against what the shift can do. With `version`, what the officer
    saw, an order on an alert decided meanwhile is stale.
    """
    with atomic():
        key = _row_of(alert, administration)
        if key is None:
            return None
        rows = hold_item(Disposition(pk=key), version)
        if rows[0].status == DispositionStatus.INSPECTING:
            return rows[0].bundle
        if version is not None and rows[0].status in LET_GO:
            raise Stale(_("This alert was decided in the meantime. Look at it again."))
        for row in rows:
            settle(row, DispositionStatus.INSPECTING, "alert.inspecting", by, **decided(by))
        close_bundle(rows[0])
        _count(administration, rows[0].office_id)
        return rows[0].bundle


def note_called_off(alert: Alert, *, administration: str, reason: str, by: Actor) -> None:
    """Its inspection was called off: the alert stands in the queue again, to be decided anew."""
    with atomic():
        key = _row_of(alert, administration)
        row = hold_row(Disposition(pk=key), None) if key else None
        if row and row.status == DispositionStatus.INSPECTING:
            settle(row, DispositionStatus.OPEN, "alert.reopened", by, despite_conflict=True,
                   **fresh(reason))  # fmt: skip


def note_case(alert: Alert, *, administration: str, by: Actor) -> None:
    """A seizure case was opened because of the alert."""
    _follow(alert, administration, DispositionStatus.IN_CASE, "alert.in_case", by)


def record_outcome(alert: Alert, *, administration: str, outcome: str, by: Actor) -> None:
    """What the inspection found in the end; genuine goods clear the alert in this queue."""
    if outcome not in Outcome.values:
        raise Refused(_("Choose what was found."), field="outcome")
    with atomic():
        row = hold(Alert.objects.all(), pk=alert.pk)
        row.outcome, row.updated_at = outcome, clock.now()
        row.save(update_fields=["outcome", "updated_at"])
        record("alert.outcome", kind="alert", key=row.pk, by=by, reference=row.number,
               administration=administration, outcome=outcome)  # fmt: skip
        ExplorationDraw.objects.filter(
            disposition__alert=alert.pk, administration=administration
        ).update(outcome=outcome, outcome_at=clock.now(), updated_at=clock.now())
        if outcome in FREED:
            _follow(alert, administration, DispositionStatus.CLEARED, "alert.cleared", by)


def note_draws(consignment: Consignment, *, administration: str, outcome: str, by: Actor) -> int:
    """What an inspection found in goods that were offered at random; how many draws it answers."""
    with atomic():
        rows = ExplorationDraw.objects.filter(
            consignment=consignment, administration=administration, line__isnull=False, outcome=""
        )
        count = rows.update(outcome=outcome, outcome_at=clock.now(), updated_at=clock.now())
        if count:
            record("draw.outcome", kind="consignment", key=consignment.pk, by=by,
                   reference=consignment.reference, administration=administration,
                   outcome=outcome)  # fmt: skip
    return count


def _row_of(alert: Alert, administration: str) -> int | None:
    rows = Disposition.objects.filter(alert_id=alert.pk, administration=administration)
    return rows.values_list("pk", flat=True).first()


def _follow(alert: Alert, administration: str, status: str, verb: str, by: Actor) -> None:
    """Moves this administration's row on, where it has one and is not there already.

    A member of a bundle that fares differently from the others stands for itself from now on.
    """
    with atomic():
        key = _row_of(alert, administration)
        row = hold(Disposition.objects.select_related("alert"), pk=key) if key else None
        if row and row.status != status:
            values: dict[str, Any] = decided(by)
            settle(row, status, verb, by, is_covered=False, **values)


def _count(administration: str, office: int | None) -> None:
    """One inspection less for the shift of the office, and for that of the whole administration."""
    for place in {office, None}:
        shift = open_shift(administration, place)
        Shift.objects.filter(pk=shift.pk).update(done=F("done") + 1, updated_at=clock.now())
