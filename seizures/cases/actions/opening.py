"""Opens a case from what an inspection found, or by hand for goods that came without a manifest."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cargo import actions as cargo
from seizures.cargo.models import Consignment, GoodsLine
from seizures.cases.actions.linking import join_bundle, seat_of
from seizures.cases.choices import SecurityKind
from seizures.cases.models import CaseGoods, GoodsMovement, Security, SeizureCase
from seizures.cases.policies import law_role
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
from seizures.core.numbering import next_number
from seizures.inspections.choices import Verdict
from seizures.inspections.models import Finding, Inspection
from seizures.journal.actions import record
from seizures.law import securities
from seizures.law.procedures import Procedure, load
from seizures.reference.models import ExchangeRate
from seizures.rights.models import Recordation, Right
from seizures.screening import actions as screening

CURRENCY = {"kr": "KRW", "cn": "CNY"}
OFFICERS = {"officer", "senior_officer"}


def open_case(inspection: Inspection, *, track: str, by: Actor, urgent: bool = False,
              condition: str = "normal", declaration_number: str = "", storage_place: str = "",
              value: Decimal | None = None) -> SeizureCase:  # fmt: skip
    """Opens a case for the suspected goods of an inspection, in the edition in force today.

    `value` in the administration's currency overrides the declared value. Opening twice for the
    same inspection and right answers the first case.
    """
    require_opener(by, inspection.administration)
    with atomic():
        inspection = hold(Inspection.objects.all(), pk=inspection.pk)
        findings = list(inspection.findings.filter(verdict=Verdict.SUSPECTED)
                        .select_related("right__holder", "line"))  # fmt: skip
        if not findings or not findings[0].right:
            raise Refused(_("A case needs a finding of suspected goods and the right concerned."))
        right = findings[0].right
        same: SeizureCase | None = SeizureCase.objects.filter(
            inspection=inspection, right=right
        ).first()  # fmt: skip
        if same:
            return same
        consignment, alert = seat_of(inspection, findings)
        case = write_case(
            consignment, right, edition_of(track, inspection.administration), by=by,
            administration=inspection.administration, office=inspection.office,
            inspection=inspection, alert=alert, is_urgent=urgent, condition=condition,
            declaration_number=declaration_number,
            storage_place=storage_place or inspection.place,
        )  # fmt: skip
        mine = [finding for finding in findings if finding.right_id == right.pk]
        total = sum((_enter_finding(case, finding, by) for finding in mine), Decimal(0))
        finish_opening(case, value if value is not None else total, by=by)
        join_bundle(case, by=by)
    return case


def require_opener(by: Actor, administration: str) -> None:
    """Refuses everybody but officers of this administration."""
    if law_role(by) not in OFFICERS or by.administration != administration:
        raise NotAllowed(_("Only an officer of this administration may open a case."))


def edition_of(track: str, administration: str) -> Procedure:
    """The edition of a track in force today; refuses one that no case can go through."""
    if not track.startswith(f"{administration}/"):
        raise Refused(_("This procedure belongs to the other administration."), field="track")
    procedure = load(track, clock.today(administration))
    if not procedure.stages:
        raise Refused(_("This procedure has no stages a case could go through."), field="track")
    return procedure


def write_case(consignment: Consignment, right: Right, procedure: Procedure, *, by: Actor,
               administration: str, **fields: Any) -> SeizureCase:  # fmt: skip
    """Writes the row of a new case; the consignment is held for it, before any journal entry."""
    held: Consignment = hold(Consignment.objects.all(), pk=consignment.pk)
    recordation = Recordation.objects.recorded().filter(
        right=right, administration=administration
    ).first()  # fmt: skip
    return SeizureCase.objects.create(
        number=next_number("case", administration), administration=administration,
        track=procedure.track, edition=procedure.first_day, stage=procedure.first_stage,
        consignment=held, right=right, recordation=recordation,
        direction="export" if held.export_side == administration else "import",
        value=Decimal(0), currency=CURRENCY[administration], opened_at=clock.now(),
        officer_id=int(by.id) if by.kind == "user" else None, **fields,
    )  # fmt: skip


def finish_opening(case: SeizureCase, value: Decimal, *, by: Actor) -> None:
    """Values the goods, asks for the security, tells the queue, stops the consignment."""
    case.value = value.quantize(Decimal("0.01"))
    case.save(update_fields=["value"])
    _require_security(case, case.right)
    if case.alert:
        screening.note_case(case.alert, administration=case.administration, by=by)
    cargo.hold_for_case(case.consignment, reason=case.number, by=by)
    record("case.opened", kind="case", key=case.pk, by=by, reference=case.number,
           basis=load(case.track, case.edition).basis, track=case.track, edition=case.edition,
           right=case.right.mark, value=str(case.value), currency=case.currency,
           channel=case.channel)  # fmt: skip


def _enter_finding(case: SeizureCase, finding: Finding, by: Actor) -> Decimal:
    line = finding.line
    unit_value, currency = finding.unit_value, finding.currency
    if unit_value is None and line and line.value and line.quantity:
        unit_value, currency = line.value / line.quantity, line.currency
    return enter_goods(
        case, line=line, description=finding.description or str(line or ""), unit=finding.unit,
        quantity=finding.quantity, unit_value=unit_value or Decimal(0),
        currency=currency or case.currency, by=by,
    )  # fmt: skip


def enter_lines(case: SeizureCase, lines: Iterable[GoodsLine], *, by: Actor) -> Decimal:
    """Enters declared lines as seized goods; answers their value in the case's currency."""
    total = Decimal(0)
    for line in lines:
        quantity = line.quantity or Decimal(1)
        each = (line.value or Decimal(0)) / quantity
        total += enter_goods(
            case, line=line, description=line.description, unit=line.unit, quantity=quantity,
            unit_value=each, currency=line.currency or case.currency, by=by,
        )  # fmt: skip
    return total


def enter_goods(case: SeizureCase, *, line: GoodsLine | None, description: str, unit: str,
                quantity: Decimal, unit_value: Decimal, currency: str,
                by: Actor) -> Decimal:  # fmt: skip
    """Enters one line of seized goods as stored; answers its value in the case's currency."""
    local = in_local_currency(case.administration, case.currency, unit_value, currency)
    goods = CaseGoods.objects.create(
        case=case, line=line, description=description[:500], hs=line.hs if line else "",
        unit=unit[:12], quantity=quantity, unit_value=local,
    )  # fmt: skip
    GoodsMovement.objects.create(
        goods=goods, source="", target="stored", quantity=quantity, at=clock.now(), step="open",
        place=case.storage_place, by_name=by.name,
    )  # fmt: skip
    return local * quantity


def in_local_currency(administration: str, local: str, amount: Decimal, currency: str) -> Decimal:
    """An amount at today's customs rate; refuses a currency without one."""
    converted = ExchangeRate.objects.converted(
        amount, currency, administration=administration, local=local,
        on=clock.today(administration),
    )  # fmt: skip
    if converted is None:
        raise Refused(
            _("There is no customs exchange rate for %(currency)s. Give the value in %(local)s."),
            field="value", currency=currency, local=local,
        )  # fmt: skip
    return Decimal(converted).quantize(Decimal("0.01"))


def _require_security(case: SeizureCase, right: Right) -> None:
    asked = securities.compute(case.track, case.value, sme=_is_small(case, right),
                               right=right.kind, edition=case.edition)  # fmt: skip
    if asked.amount > 0:
        Security.objects.create(
            case=case, kind=SecurityKind.REQUEST, required=asked.amount, currency=asked.currency,
            basis=asked.basis, formula=asked.formula,
        )  # fmt: skip


def _is_small(case: SeizureCase, right: Right) -> bool:
    return case.administration == "kr" and bool(right.holder.is_small)
