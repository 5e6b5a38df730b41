"""Opens a case from what an inspection found."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cargo import actions as cargo
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


def open_case(inspection: Inspection, *, track: str, by: Actor, urgent: bool = False,
              condition: str = "normal", declaration_number: str = "", storage_place: str = "",
              value: Decimal | None = None) -> SeizureCase:  # fmt: skip
    """Opens a case for the suspected goods of an inspection, in the edition in force today.

    `value` in the administration's currency overrides the declared value. Opening twice for the
    same inspection and right answers the first case.
    """
    if law_role(by) not in {"officer", "senior_officer"} or (
        by.administration != inspection.administration
    ):
        raise NotAllowed(_("Only an officer of this administration may open a case."))
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
        procedure = _edition(track, inspection.administration)
        case = _write(inspection, right, procedure, by=by, urgent=urgent, condition=condition,
                      declaration_number=declaration_number,
                      storage_place=storage_place or inspection.place)  # fmt: skip
        mine = [finding for finding in findings if finding.right_id == right.pk]
        total = sum((_enter_goods(case, finding, by) for finding in mine), Decimal(0))
        case.value = (value if value is not None else total).quantize(Decimal("0.01"))
        case.save(update_fields=["value"])
        _require_security(case, right)
        cargo.hold_consignment(case.consignment, reason=case.number, by=by)
        record("case.opened", kind="case", key=case.pk, by=by, reference=case.number,
               basis=procedure.basis, track=track, edition=case.edition, right=right.mark,
               value=str(case.value), currency=case.currency)  # fmt: skip
        if case.alert:
            screening.note_case(case.alert, administration=case.administration, by=by)
    return case


def _edition(track: str, administration: str) -> Procedure:
    if not track.startswith(f"{administration}/"):
        raise Refused(_("This procedure belongs to the other administration."), field="track")
    procedure = load(track, clock.today(administration))
    if not procedure.stages:
        raise Refused(_("This procedure has no stages a case could go through."), field="track")
    return procedure


def _write(inspection: Inspection, right: Right, procedure: Procedure, *, by: Actor,
           **fields: Any) -> SeizureCase:  # fmt: skip
    administration, consignment = inspection.administration, inspection.consignment
    recordation = Recordation.objects.recorded().filter(
        right=right, administration=administration
    ).first()  # fmt: skip
    return SeizureCase.objects.create(
        number=next_number("case", administration), administration=administration,
        office=inspection.office, track=procedure.track, edition=procedure.first_day,
        stage=procedure.first_stage, consignment=consignment, right=right,
        recordation=recordation, inspection=inspection, alert=inspection.alert,
        direction="export" if consignment.export_side == administration else "import",
        is_urgent=fields.pop("urgent"), value=Decimal(0), currency=CURRENCY[administration],
        opened_at=clock.now(), officer_id=int(by.id) if by.kind == "user" else None, **fields,
    )  # fmt: skip


def _enter_goods(case: SeizureCase, finding: Finding, by: Actor) -> Decimal:
    line = finding.line
    unit_value, currency = finding.unit_value, finding.currency
    if unit_value is None and line and line.value and line.quantity:
        unit_value, currency = line.value / line.quantity, line.currency
    local = _in_local_currency(case, unit_value or Decimal(0), currency or case.currency)
    goods = CaseGoods.objects.create(
        case=case, line=line, description=finding.description[:500] or str(line or ""),
        hs=line.hs if line else "", unit=finding.unit, quantity=finding.quantity,
        unit_value=local,
    )  # fmt: skip
    GoodsMovement.objects.create(
        goods=goods, source="", target="stored", quantity=finding.quantity,
        at=clock.now(), step="open", place=case.storage_place, by_name=by.name,
    )  # fmt: skip
    return local * finding.quantity


def _in_local_currency(case: SeizureCase, amount: Decimal, currency: str) -> Decimal:
    converted = ExchangeRate.objects.converted(
        amount, currency, administration=case.administration, local=case.currency,
        on=clock.today(case.administration),
    )  # fmt: skip
    if converted is None:
        raise Refused(
            _("There is no customs exchange rate for %(currency)s. Give the value in %(local)s."),
            field="value", currency=currency, local=case.currency,
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
