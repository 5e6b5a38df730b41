"""Joins further alerts to an open case, and parts them again."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from seizures.cargo import actions as cargo
from seizures.cargo.models import Consignment
from seizures.cases.models import LinkedAlert, SeizureCase
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused, Stale
from seizures.inspections.coverage import covered
from seizures.inspections.models import Finding, Inspection
from seizures.journal.actions import record
from seizures.screening import actions as screening
from seizures.screening.choices import UNDECIDED
from seizures.screening.models import Alert, Disposition
from seizures.screening.policies import require_decider


def join_alert(
    disposition: Disposition,
    case: SeizureCase,
    *,
    note: str = "",
    by: Actor,
    version: int | None = None,
) -> LinkedAlert:
    """An alert is dealt with in a case that is already open; joining twice is one."""
    require_decider(by, disposition.administration)
    if case.administration != disposition.administration:
        raise Refused(_("This case belongs to the other administration."), field="case")
    with atomic():
        held: SeizureCase = hold(SeizureCase.objects.all(), pk=case.pk)
        row: Disposition = hold(Disposition.objects.select_related("alert"), pk=disposition.pk)
        known: LinkedAlert | None = LinkedAlert.objects.filter(case=held, alert=row.alert).first()
        if known:
            return known
        if version is not None and row.version != version:
            raise Stale(_("Somebody else changed this alert in between. Look at it again."))
        if row.status not in UNDECIDED:
            raise Stale(_("This alert was decided in the meantime. Look at it again."))
        if held.is_closed:
            raise Refused(_("This case is closed. Choose an open one."), field="case")
        screening.take_out(row, by=by)
        link = LinkedAlert.objects.create(case=held, alert=row.alert, note=note[:300],
                                          by_name=by.name)  # fmt: skip
        screening.note_case(row.alert, administration=row.administration, by=by)
        record("case.alert_joined", kind="case", key=held.pk, by=by, reference=held.number,
               alert=row.alert.number, note=note)  # fmt: skip
    return link


def seat_of(inspection: Inspection, findings: Sequence[Finding]
            ) -> tuple[Consignment, Alert | None]:  # fmt: skip
    """Which consignment of a bundle's inspection the case stands on, with its alert.

    The order's own where suspected goods were found in it, else the first in which they were.
    """
    places = {finding.line.consignment_id for finding in findings if finding.line}
    whole = covered(inspection)
    return next(((target, alert) for target, alert in whole if target.pk in places), whole[0])


def join_bundle(case: SeizureCase, *, by: Actor) -> int:
    """A case out of a bundle's inspection takes the other members with it whose goods it holds.

    Their consignments are held and their alerts joined; returns how many. Members in which
    nothing was found stay outside. Runs in the transaction that opens the case.
    """
    order = case.inspection
    if order is None or not order.bundle_id:
        return 0
    taken = set(case.goods.filter(line__isnull=False).values_list("line__consignment", flat=True))
    joined = 0
    for target, alert in covered(order):
        if alert is None or target.pk not in taken or alert.pk == case.alert_id:
            continue
        cargo.hold_for_case(target, reason=case.number, by=by)
        LinkedAlert.objects.get_or_create(case=case, alert=alert,
                                          defaults={"by_name": by.name})  # fmt: skip
        screening.note_case(alert, administration=case.administration, by=by)
        record("case.alert_joined", kind="case", key=case.pk, by=by, reference=case.number,
               alert=alert.number)  # fmt: skip
        joined += 1
    return joined


def part_alert(link: LinkedAlert, *, by: Actor) -> None:
    """Takes a joined alert out of a case again; it goes back into the queue."""
    require_decider(by, link.case.administration)
    with atomic():
        known = LinkedAlert.objects.filter(pk=link.pk).select_related("case", "alert").first()
        if known is None:
            return
        record("case.alert_parted", kind="case", key=known.case_id, by=by,
               reference=known.case.number, alert=known.alert.number)  # fmt: skip
        known.delete()
        row = Disposition.objects.get(alert=link.alert_id, administration=link.case.administration)
        screening.part_from_case(row, by=by)
