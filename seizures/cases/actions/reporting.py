"""Reports a disposal that was carried out: photographs of every stage, weight, residue, costs."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seizures.cases import ladder, letter_data
from seizures.cases.actions import costs
from seizures.cases.choices import CostPayer, OrderStatus, PhotoStage
from seizures.cases.facts import procedure_of
from seizures.cases.models import DisposalOrder, SeizureCase
from seizures.cases.officers import require_officer
from seizures.cases.papers import Paper, Picture, Table, set_paper
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused, Stale
from seizures.core.languages import LANGUAGE_OF, cite, pick
from seizures.files import store
from seizures.files.actions import attach, store_bytes
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.journal.actions import record
from seizures.law.formulas import figure
from seizures.letters.actions import issue_letter
from seizures.letters.choices import Recipient
from seizures.letters.models import Letter

FOUR = (PhotoStage.BEFORE, PhotoStage.LOADING, PhotoStage.DESTRUCTION, PhotoStage.RESIDUE)
"""The stages a destruction is photographed in (Directive on forfeited goods, Forms 9 and 10)."""
CERTIFICATE = {"kr": "kr/disposal_certificate", "cn": "cn/disposal_certificate"}


def report_order(order: DisposalOrder, *, by: Actor, weight_kg: Decimal | None = None,
                 has_residue: bool | None = None, residue_note: str = "",
                 cost: Decimal | None = None, cost_payer: str = "",
                 proceeds: Decimal | None = None) -> DisposalOrder:  # fmt: skip
    """Closes an order: the report with its photographs is filed, the holder gets a certificate."""
    with atomic():
        hold(SeizureCase.objects.all(), pk=order.case_id)
        row = _held(order, by)
        if row.status == OrderStatus.REPORTED:
            return row
        if row.status != OrderStatus.CARRIED_OUT:
            raise Stale(gettext_lazy("Carry out the order first."))
        _require_complete(row, weight_kg, has_residue, cost, cost_payer)
        row.weight_kg, row.has_residue, row.residue_note = (
            weight_kg, has_residue, residue_note.strip()[:300])  # fmt: skip
        row.cost, row.cost_payer, row.proceeds = cost, cost_payer, proceeds
        row.reported_at, row.reported_by_name = clock.now(), by.name
        row.report, row.certificate = _filed(row, by), _certificate(row, by)
        row.status, row.version, row.updated_at = (
            OrderStatus.REPORTED, row.version + 1, clock.now())  # fmt: skip
        row.save()
        case = row.case
        costs.charge_disposal(row, by=by)
        record("disposal.reported", kind="case", key=case.pk, by=by, reference=case.number,
               administration=case.administration, order=row.number,
               weight_kg=str(weight_kg or ""), cost=str(cost or ""))  # fmt: skip
    return row


def _held(order: DisposalOrder, by: Actor) -> DisposalOrder:
    rows = DisposalOrder.objects.select_related(
        "case__right__holder", "case__office", "case__consignment__manifest", "case__officer",
        "case__recordation", "taken",
    )  # fmt: skip
    row: DisposalOrder = hold(rows, pk=order.pk)
    require_officer(by, row.case.administration)
    return row


def _require_complete(order: DisposalOrder, weight: Decimal | None, residue: bool | None,
                      cost: Decimal | None, payer: str) -> None:  # fmt: skip
    if cost is not None and cost > 0 and payer not in CostPayer.values:
        raise Refused(gettext_lazy("Say who owes the costs."), field="cost_payer")
    if order.method not in ladder.DESTRUCTIONS:
        return
    have = set(order.photos.values_list("stage", flat=True))
    lacking = [stage.label for stage in FOUR if stage not in have]
    if lacking:
        raise Refused(gettext_lazy("Add photographs of these stages: %(stages)s."),
                      stages=", ".join(str(label) for label in lacking))  # fmt: skip
    if weight is None or weight <= 0:
        raise Refused(gettext_lazy("Enter the weight in kilograms."), field="weight_kg")
    if residue is None:
        raise Refused(gettext_lazy("Say whether anything of value is left."), field="has_residue")


def order_paper(order: DisposalOrder, language: str) -> bytes:
    """The order as PDF: the list of what is disposed of and, once done, the report with photos."""
    case = order.case
    with translation.override(language):
        done = order.taken_id is not None
        title = _("Report of a disposal") if done else _("Disposal list")
        return set_paper(Paper(
            title=f"{title} {order.number}", subtitle=pick(procedure_of(case).titles),
            reference=f"{case.number} · {order.number}", language=language,
            issued_on=clock.today(case.administration), facts=_facts(order),
            tables=[_goods(order)], photos=_photos(order),
            signatures=[*order.officers, *order.witnesses][:4],
        ))  # fmt: skip


def _facts(order: DisposalOrder) -> list[tuple[str, str]]:
    case = order.case
    step = procedure_of(case).step(order.step)
    rows: list[tuple[str, Any]] = [
        (_("Case"), case.number), (_("Right"), f"{case.right.mark} · {case.right.holder.name}"),
        (_("Legal basis"), f"{pick(step.titles)} · {cite(step.basis)}"),
        (_("Method"), order.get_method_display()), (_("Place"), order.place),
        (_("Planned for"), order.planned_on), (_("Carried out on"), order.done_on),
        (_("Officers"), ", ".join(order.officers)), (_("Witnesses"), ", ".join(order.witnesses)),
        (_("Approved by"), order.approved_by_name),
        (_("Immediate destruction"), _("Yes") if order.is_immediate else ""),
        (_("Approval of KCS"), order.approval_reference), (_("Recipient"), order.recipient),
        (_("Why no earlier choice"), order.grounds),
        (_("Opinion of the right holder"), ladder.opinion(case).get("text", "")),
        (_("Marks removed on"), order.removal_on),
        (_("Weight (kg)"), order.weight_kg), (_("Residue"), _residue(order)),
        (_("Costs"), _money(order.cost, case.currency)),
        (_("Owed by"), order.get_cost_payer_display()),
        (_("Proceeds"), _money(order.proceeds, case.currency)),
    ]  # fmt: skip
    return [(label, str(value)) for label, value in rows if value not in (None, "", [])]


def _residue(order: DisposalOrder) -> str:
    if order.has_residue is None:
        return ""
    return f"{_('Yes') if order.has_residue else _('No')} {order.residue_note}".strip()


def _money(amount: Decimal | None, currency: str) -> str:
    return f"{currency} {figure(amount, currency)}" if amount is not None else ""


def _goods(order: DisposalOrder) -> Table:
    lines = order.lines.select_related("goods__case").order_by("id")
    rows = [[line.goods.control_number, line.goods.description, line.goods.hs or "—",
             f"{line.quantity.normalize():f} {line.goods.unit}"] for line in lines]  # fmt: skip
    return Table(_("Goods"), [_("Control number"), _("Goods"), "HS", _("Quantity")], rows,
                 [2, 4, 0, 1])  # fmt: skip


def _photos(order: DisposalOrder) -> list[tuple[str, list[Picture]]]:
    photos = list(order.photos.select_related("attachment__file").order_by("id"))
    return [
        (str(stage.label), [_picture(photo.attachment) for photo in photos if photo.stage == stage])
        for stage in PhotoStage if any(photo.stage == stage for photo in photos)
    ]  # fmt: skip


def _picture(row: Attachment) -> Picture:
    return Picture(store.full(row.file.shown_path), row.name, row.file.sha256)


def _filed(order: DisposalOrder, by: Actor) -> Attachment:
    content = order_paper(order, LANGUAGE_OF[order.case.administration])
    stored = store_bytes(content, media_type="application/pdf", by=by)
    return attach(stored, kind="case", key=order.case_id, purpose=Purpose.REPORT,
                  name=f"{order.number}.pdf", by=by)  # fmt: skip


def _certificate(order: DisposalOrder, by: Actor) -> Letter:
    case = order.case
    holder = case.right.holder
    return issue_letter(
        key=CERTIFICATE[case.administration], language=LANGUAGE_OF[case.administration],
        subject_kind="case", subject_id=case.pk, by=by, data=_letter(order),
        recipient_name=holder.name, recipient_kind=Recipient.HOLDER, channel="portal",
        translation=letter_data.translation_for(case, Recipient.HOLDER),
    )  # fmt: skip


def _letter(order: DisposalOrder) -> dict[str, Any]:
    case, taken = order.case, order.taken
    assert taken is not None
    data = letter_data.build(case, CERTIFICATE[case.administration], taken,
                             recipient_kind=Recipient.HOLDER,
                             recipient_name=case.right.holder.name)  # fmt: skip
    block = {
        "done_on": _iso(order.done_on), "place": order.place, "officers": list(order.officers),
        "method": _in_all(order), "approval_number": order.number,
        "approved_on": _iso(_approved_on(order)), "residue": _residue_words(order),
        "channel": channel_of(order), "recipient": order.recipient,
    }  # fmt: skip
    data["destruction" if case.administration == "kr" else "disposal"] = block
    data["goods"] = [row for row in data["goods"] if row["quantity"] != "0"]
    data["demo"] = bool(settings.IS_DEMO)
    return data


def _approved_on(order: DisposalOrder) -> dt.date | None:
    at = order.approved_at
    return clock.day_of(at, order.case.administration) if at else None


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _in_all(order: DisposalOrder) -> dict[str, str]:
    found = {}
    for language in ("en", "ko", "zh-hans"):
        with translation.override(language):
            found[language] = str(order.get_method_display())
    return found


def _residue_words(order: DisposalOrder) -> dict[str, str]:
    found = {}
    for language in ("en", "ko", "zh-hans"):
        with translation.override(language):
            found[language] = _residue(order)
    return found if order.has_residue is not None else {}


def channel_of(order: DisposalOrder) -> str:
    """The channel as the letters call it: donated, sold to the holder, auctioned or destroyed."""
    step = procedure_of(order.case).step(order.step)
    code = step.ledger.to_code if step.ledger else ""
    known = {"donated": "donated", "sold_to_holder": "sold_to_holder",
             "auctioned_after_removal": "auctioned"}  # fmt: skip
    return known.get(code, "destroyed")
