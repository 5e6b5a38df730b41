"""Moves consignments on: departed, arrived, held, released."""

from django.utils.translation import gettext_lazy as _

from seizures.cargo.choices import ConsignmentStatus
from seizures.cargo.models import Consignment
from seizures.cargo.policies import may_handle
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.actions import record

TRACKED = (ConsignmentStatus.EXPECTED, ConsignmentStatus.DEPARTED, ConsignmentStatus.ARRIVED)


def hold_consignment(consignment: Consignment, *, reason: str, by: Actor) -> Consignment:
    """Stops a consignment; holding it again changes nothing."""
    return _set(consignment, ConsignmentStatus.HELD, "consignment.held", reason, by)


def release_consignment(consignment: Consignment, *, reason: str, by: Actor) -> Consignment:
    """Lets a consignment go; releasing it again changes nothing.

    Refused while a case is open on the goods: they are released there.
    """
    return _set(consignment, ConsignmentStatus.RELEASED, "consignment.released", reason, by)


def hold_for_case(consignment: Consignment, *, reason: str, by: Actor) -> Consignment:
    """Stops a consignment for a case that opens on it, and counts the case."""
    with atomic():
        return hold_consignment(count_case(consignment), reason=reason, by=by)


def count_case(consignment: Consignment) -> Consignment:
    """Counts a case on a consignment without stopping it: its goods have their outcome."""
    with atomic():
        row: Consignment = hold(Consignment.objects.all(), pk=consignment.pk)
        row.open_cases += 1
        row.save(update_fields=["open_cases"])
    return row


def end_hold_for_case(consignment: Consignment, *, reason: str, release: bool,
                      by: Actor) -> Consignment:  # fmt: skip
    """A case on the goods is closed; with the last one they may go where `release` says so."""
    with atomic():
        row: Consignment = hold(Consignment.objects.all(), pk=consignment.pk)
        row.open_cases = max(0, row.open_cases - 1)
        row.save(update_fields=["open_cases"])
        if release and not row.open_cases:
            return release_consignment(row, reason=reason, by=by)
    return row


def track(consignment: Consignment, status: str, *, by: Actor) -> Consignment:
    """Notes where a consignment is on its way: expected, departed or arrived."""
    if status not in TRACKED:
        raise Refused(_("A consignment is expected, departed or arrived."), field="status")
    return _set(consignment, status, "consignment.tracked", "", by)


def _set(consignment: Consignment, status: str, verb: str, reason: str, by: Actor) -> Consignment:
    with atomic():
        row: Consignment = hold(Consignment.objects.all(), pk=consignment.pk)
        sides = {row.administration, row.export_side, row.import_side} - {""}
        if not any(may_handle(by, side) for side in sides):
            raise NotAllowed(_("Only an officer of an administration on the route may do this."))
        if row.status == status:
            return row
        if row.held_by and by.administration not in ("", row.held_by):
            raise Refused(_("The other administration holds these goods; only it can let them go."))
        if status == ConsignmentStatus.RELEASED and row.open_cases:
            raise Refused(_("A case is open on these goods. Release them there."))
        if status in TRACKED and row.status not in TRACKED:
            raise Refused(_("This consignment is held or released already."))
        before, row.status, row.updated_at = row.status, status, clock.now()
        row.held_by = by.administration if status == ConsignmentStatus.HELD else ""
        row.save(update_fields=["status", "held_by", "updated_at"])
        record(
            verb,
            kind="consignment",
            key=row.pk,
            by=by,
            reference=row.reference,
            before=before,
            status=status,
            reason=reason,
        )
    return row
