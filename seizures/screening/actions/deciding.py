"""What each administration decides about an alert, in its own queue."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused, Stale
from seizures.journal.actions import record
from seizures.screening.choices import UNDECIDED, DismissReason, DispositionStatus, Outcome
from seizures.screening.models import Alert, Disposition
from seizures.screening.policies import require_decider

FREED = {Outcome.GENUINE, Outcome.NOTHING}


def take(disposition: Disposition, *, by: Actor) -> Disposition:
    """An officer takes an alert; taking one's own again changes nothing."""
    require_decider(by, disposition.administration)
    with atomic():
        row = hold_row(disposition, None)
        mine = by.kind == "user" and str(row.assignee_id) == by.id
        if mine and row.status == DispositionStatus.ASSIGNED:
            return row
        if row.status not in UNDECIDED:
            raise Stale(_("This alert was decided in the meantime. Look at it again."))
        if row.assignee_id and not mine:
            raise Stale(_("Another officer has taken this alert."))
        assignee = int(by.id) if by.kind == "user" else None
        return settle(row, DispositionStatus.ASSIGNED, "alert.taken", by, assignee_id=assignee)


def dismiss(
    disposition: Disposition, *, reason: str, note: str = "", by: Actor, version: int | None = None
) -> Disposition:
    """Closes an alert without inspection, with a reason; `version` is what the officer saw."""
    require_decider(by, disposition.administration)
    if reason not in DismissReason.values:
        raise Refused(_("Choose a reason."), field="reason")
    if reason == DismissReason.OTHER and not note.strip():
        raise Refused(_("Write the reason in your own words."), field="note")
    with atomic():
        row = hold_row(disposition, version)
        if row.status == DispositionStatus.DISMISSED and row.reason == reason:
            return row
        if row.status not in UNDECIDED:
            raise Stale(_("This alert was decided in the meantime. Look at it again."))
        return settle(row, DispositionStatus.DISMISSED, "alert.dismissed", by, reason=reason,
                      note=note, **_decided(by))  # fmt: skip


def reopen(
    disposition: Disposition, *, reason: str = "", by: Actor, version: int | None = None
) -> Disposition:
    """Puts a dismissed, cleared or closed alert back into the queue."""
    require_decider(by, disposition.administration)
    with atomic():
        row = hold_row(disposition, version)
        if row.status in UNDECIDED:
            return row
        if row.status in (DispositionStatus.INSPECTING, DispositionStatus.IN_CASE):
            raise Refused(_("This alert is being inspected or is part of a case."))
        return settle(row, DispositionStatus.OPEN, "alert.reopened", by, reason="", note=reason,
                      assignee_id=None, decided_by_name="", decided_at=None)  # fmt: skip


def note_inspection(alert: Alert, *, administration: str, by: Actor) -> None:
    """An inspection was ordered because of the alert."""
    _follow(alert, administration, DispositionStatus.INSPECTING, "alert.inspecting", by)


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
        if outcome in FREED:
            _follow(alert, administration, DispositionStatus.CLEARED, "alert.cleared", by)


def _follow(alert: Alert, administration: str, status: str, verb: str, by: Actor) -> None:
    """Moves this administration's row on, where it has one and is not there already."""
    with atomic():
        rows = Disposition.objects.filter(alert_id=alert.pk, administration=administration)
        key = rows.values_list("pk", flat=True).first()
        row = hold(Disposition.objects.select_related("alert"), pk=key) if key else None
        if row and row.status != status:
            settle(row, status, verb, by, **_decided(by))


def hold_row(disposition: Disposition, version: int | None) -> Disposition:
    """Locks a row of a queue; raises `Stale` where it is not the version the officer saw."""
    row: Disposition = hold(Disposition.objects.select_related("alert"), pk=disposition.pk)
    if version is not None and row.version != version:
        raise Stale(_("Somebody else changed this alert in between. Look at it again."))
    return row


def settle(row: Disposition, status: str, verb: str, by: Actor, **values: Any) -> Disposition:
    """Writes a held row's new status with one journal entry."""
    before = row.status
    changes = {"status": status, "version": row.version + 1, "updated_at": clock.now(), **values}
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    told = {name: values[name] for name in ("reason", "note") if values.get(name)}
    record(verb, kind="alert", key=row.alert_id, by=by, reference=row.alert.number,
           administration=row.administration, before=before, status=status, **told)  # fmt: skip
    return row


def _decided(by: Actor) -> dict[str, Any]:
    return {"decided_by_name": by.name, "decided_at": clock.now()}
