"""What each administration decides about an alert, or a bundle of them, in its own queue."""

from django.utils.translation import gettext_lazy as _

from seizures.accounts.models import User
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.errors import Refused, Stale
from seizures.screening.actions.handing import note_seen
from seizures.screening.actions.holding import (
    close_bundle,
    decided,
    fresh,
    hold_item,
    hold_row,
    require_undecided,
    returned,
    settle,
)
from seizures.screening.choices import UNDECIDED, DismissReason, DispositionStatus
from seizures.screening.conflicts import conflict_of
from seizures.screening.models import Disposition
from seizures.screening.policies import needs_countersign, require_decider

BUSY = (DispositionStatus.INSPECTING, DispositionStatus.IN_CASE)


def take(disposition: Disposition, *, by: Actor, version: int | None = None) -> Disposition:
    """An officer takes an alert with its bundle; taking one's own again changes nothing."""
    require_decider(by, disposition.administration)
    with atomic():
        seen = Disposition.objects.get(pk=disposition.pk)
        mine = by.kind == "user" and str(seen.assignee_id) == by.id
        if mine and seen.status == DispositionStatus.ASSIGNED:
            return seen
        rows = hold_item(disposition, version)
        require_undecided(rows[0])
        if rows[0].assignee_id and str(rows[0].assignee_id) != by.id:
            raise Stale(_("Another officer has taken this alert."))
        assignee = int(by.id) if by.kind == "user" else None
        for row in rows:
            settle(row, DispositionStatus.ASSIGNED, "alert.taken", by, assignee_id=assignee,
                   taken_at=clock.now())  # fmt: skip
        note_seen(rows[0].alert_id, by=by)
    return rows[0]


def assign(
    disposition: Disposition, *, officer: User, by: Actor, version: int | None = None
) -> Disposition:
    """Gives an alert with its bundle to an officer of the same administration."""
    require_decider(by, disposition.administration)
    if not officer.is_on_duty or officer.administration_id != disposition.administration:
        raise Refused(_("Choose an officer of your administration."), field="officer")
    with atomic():
        rows = hold_item(disposition, version)
        require_undecided(rows[0])
        if rows[0].assignee_id == officer.pk:
            return rows[0]
        for row in rows:
            _require_free(officer, row)
            settle(row, DispositionStatus.ASSIGNED, "alert.assigned", by,
                   assignee_id=officer.pk, taken_at=row.taken_at or clock.now())  # fmt: skip
    return rows[0]


def _require_free(officer: User, row: Disposition) -> None:
    alert = row.alert
    if conflict_of(officer.pk, consignment=alert.consignment, right=alert.right):
        raise Refused(_("This officer declared a conflict of interest. Choose another one."),
                      field="officer")  # fmt: skip


def dismiss(
    disposition: Disposition, *, reason: str, note: str = "", by: Actor, version: int | None = None
) -> Disposition:
    """Closes an alert with its bundle, without inspection; `version` is what the officer saw.

    Above a risk level it waits as a proposal until a second officer confirms it.
    """
    require_decider(by, disposition.administration)
    if reason not in DismissReason.values:
        raise Refused(_("Choose a reason."), field="reason")
    if reason == DismissReason.OTHER and not note.strip():
        raise Refused(_("Write the reason in your own words."), field="note")
    with atomic():
        rows = hold_item(disposition, version)
        first = rows[0]
        is_proposed = first.status == DispositionStatus.PROPOSED and first.proposer == by.id
        if first.reason == reason and (is_proposed or first.status == DispositionStatus.DISMISSED):
            return first
        require_undecided(first)
        waits = any(needs_countersign(by, row) for row in rows)
        for row in rows:
            _propose(row, reason, note, by) if waits else settle(
                row, DispositionStatus.DISMISSED, "alert.dismissed", by, reason=reason, note=note,
                **decided(by),
            )  # fmt: skip
        close_bundle(first)
    return first


def _propose(row: Disposition, reason: str, note: str, by: Actor) -> None:
    settle(row, DispositionStatus.PROPOSED, "alert.dismissal_proposed", by, reason=reason,
           note=note, held_status=row.status, proposer=by.id, decided_by_name=by.name,
           decided_at=None)  # fmt: skip


def confirm_dismissal(
    disposition: Disposition, *, accept: bool, note: str = "", by: Actor, version: int | None = None
) -> Disposition:
    """A second officer confirms a proposed dismissal or sends the alert back into the queue.

    Whoever proposed it may take it back, not confirm it.
    """
    require_decider(by, disposition.administration)
    with atomic():
        rows = hold_item(disposition, version)
        if rows[0].status != DispositionStatus.PROPOSED:
            raise Stale(_("No dismissal waits to be confirmed here. Look at the alert again."))
        if accept and rows[0].proposer == by.id:
            raise Refused(_("You proposed this dismissal. A second officer has to confirm it."))
        for row in rows:
            _confirm(row, by) if accept else _send_back(row, note, by)
    return rows[0]


def _confirm(row: Disposition, by: Actor) -> None:
    names = f"{row.decided_by_name} · {by.name}"[:150]
    settle(row, DispositionStatus.DISMISSED, "alert.dismissal_confirmed", by, proposer="",
           **{**decided(by), "decided_by_name": names})  # fmt: skip


def _send_back(row: Disposition, note: str, by: Actor) -> None:
    settle(row, returned(row), "alert.dismissal_refused", by, reason="", note=note,
           proposer="", held_status="", decided_by_name="", decided_at=None)  # fmt: skip


def reopen(
    disposition: Disposition, *, reason: str = "", by: Actor, version: int | None = None
) -> Disposition:
    """Puts a dismissed, cleared or closed alert with its bundle back into the queue."""
    require_decider(by, disposition.administration)
    with atomic():
        rows = hold_item(disposition, version)
        if rows[0].status in UNDECIDED:
            return rows[0]
        if rows[0].status in BUSY:
            raise Refused(_("This alert is being inspected or is part of a case."))
        if rows[0].status in (DispositionStatus.SNOOZED, DispositionStatus.MERGED,
                              DispositionStatus.PROPOSED):  # fmt: skip
            raise Refused(_("This alert is put aside. End that first."))
        for row in rows:
            settle(row, DispositionStatus.OPEN, "alert.reopened", by, **fresh(reason))
    return rows[0]


def part_from_case(disposition: Disposition, *, by: Actor) -> Disposition:
    """Puts an alert that was joined to a case by mistake back into the queue."""
    require_decider(by, disposition.administration)
    with atomic():
        row = hold_row(disposition, None)
        if row.status != DispositionStatus.IN_CASE:
            return row
        return settle(row, DispositionStatus.OPEN, "alert.reopened", by, **fresh(""))
