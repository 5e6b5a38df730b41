"""What a step of the table does to money: securities, value, costs, fines, proceeds."""

from typing import Any

from seizures.cases.actions import costs, fines, money
from seizures.cases.actions.given import amount_given, day_given
from seizures.cases.choices import SecurityKind, SecurityStatus
from seizures.cases.models import Guarantee, SeizureCase
from seizures.core.actor import Actor
from seizures.core.database import alias
from seizures.law.procedures import Step

KIND = {"lodge": SecurityKind.REQUEST, "counter_lodge": SecurityKind.COUNTER,
        "release": SecurityKind.REQUEST, "counter_release": SecurityKind.COUNTER,
        "draw": SecurityKind.REQUEST, "counter_draw": SecurityKind.COUNTER}  # fmt: skip
BOOKED = {"notify_penalty", "decide_penalty", "record_payment", "order_surcharge", "settle_costs",
          "renew_security", "sell_early", "sell_to_holder", "auction"}  # fmt: skip
"""Steps without a `security` effect in the table that still move or bind money."""
TAKEN, GIVEN_BACK = {"confiscated", "forfeited", "goods_ownerless"}, {"goods_released"}
"""Facts with which goods, and what an early sale of them brought, fall to the State or go back."""
ANNULS = ("decision_annulled", "confiscation_annulled")


def moves_money(step: Step) -> bool:
    """Whether money moves with a step, so that it is not simply taken back."""
    return bool(step.security) or step.code in {*BOOKED, *ANNULS}


def hold_guarantees(case: SeizureCase) -> None:
    """Locks the guarantees that cover this case; before any journal entry."""
    keys = case.securities.exclude(guarantee=None).values_list("guarantee", flat=True)
    rows = Guarantee.objects.using(alias()).filter(pk__in=list(keys)).order_by("pk")
    list(rows.select_for_update())


def move_money(case: SeizureCase, step: Step, answers: dict[str, Any], by: Actor) -> None:
    """Does to money what the step says; the postings follow from it."""
    if answers.get("customs_value"):
        case.value = amount_given(answers["customs_value"], "customs_value")
        money.revalue(case, by=by)
    kind = KIND.get(step.security)
    if step.security in {"lodge", "counter_lodge"} and kind:
        _lodge(case, kind, answers, by)
    elif step.security in {"release", "counter_release"} and kind:
        money.return_security(case, kind=kind, by=by)
    elif step.security in {"draw", "counter_draw"} and kind:
        money.use_security(case, kind=kind, by=by,
                           amount=amount_given(answers.get("security_amount")))  # fmt: skip
    elif step.security == "adjust":
        money.adjust_security(case, amount=amount_given(answers.get("security_amount")), by=by)
    outcome = set(step.facts)
    if outcome & (TAKEN | GIVEN_BACK):
        fines.end_proceeds(case, to_treasury=bool(outcome & TAKEN), by=by, basis=step.basis)
    deed = _DEEDS.get(step.code)
    if deed:
        deed(case, step, answers, by)


def _lodge(case: SeizureCase, kind: SecurityKind, answers: dict[str, Any], by: Actor) -> None:
    if kind == SecurityKind.COUNTER:
        security = money.require_counter_security(case)
    else:
        found = case.securities.filter(kind=kind).order_by("id").first()
        if found is None or (found.guarantee_id and found.status == SecurityStatus.HELD):
            return  # none is asked here, or a guarantee for many cases covers it
        security = found
    form = form_of(answers)
    if form == "cash":  # cash is deemed renewed: no clock of its expiry may begin
        answers.pop("security_expires_on", None)
    security.expires_on = day_given(answers.get("security_expires_on"))
    security.save(update_fields=["expires_on"])
    owner = kind == SecurityKind.COUNTER
    money.lodge_security(
        case, security, amount=amount_given(answers.get("security_amount")), form=form, by=by,
        provider=case.consignment.consignee_name if owner else case.right.holder.name,
        reference=str(answers.get("reference", "")), paper=_paper(answers),
    )  # fmt: skip


def _paper(answers: dict[str, Any]) -> dict[str, Any] | None:
    paper = answers.get("security_paper")
    return paper if isinstance(paper, dict) else None


def form_of(answers: dict[str, Any]) -> str:
    """The form of security that was answered; cash where the step does not ask."""
    return str(answers.get("security_form") or answers.get("security_form_cn") or "cash")


def _renew(case: SeizureCase, _step: Step, answers: dict[str, Any], by: Actor) -> None:
    money.renew_security(
        case, expires_on=day_given(answers.get("security_expires_on")), by=by,
        reference=str(answers.get("reference", "")), paper=_paper(answers),
    )  # fmt: skip


def _announce_fine(case: SeizureCase, _step: Step, answers: dict[str, Any], by: Actor) -> None:
    if answers.get("fine_amount"):
        fines.require_fine(case, amount_given(answers["fine_amount"], "fine_amount"))


def _decide_fine(case: SeizureCase, step: Step, answers: dict[str, Any], by: Actor) -> None:
    amount = amount_given(answers.get("fine_amount") or 0, "fine_amount")
    fines.impose_fine(case, amount, by=by, basis=step.basis)


def _surcharge(case: SeizureCase, step: Step, answers: dict[str, Any], by: Actor) -> None:
    amount = amount_given(answers.get("fine_amount"), "fine_amount")
    fines.order_surcharge(case, amount, by=by, basis=step.basis)


def _pay_fine(case: SeizureCase, _step: Step, answers: dict[str, Any], by: Actor) -> None:
    fines.pay_fine(case, reference=str(answers.get("reference", "")), by=by)


def _settle_costs(case: SeizureCase, _step: Step, answers: dict[str, Any], by: Actor) -> None:
    costs.settle_costs(case, total=amount_given(answers.get("costs_amount"), "costs_amount"),
                       by=by)  # fmt: skip


def _annul(case: SeizureCase, _step: Step, _answers: dict[str, Any], by: Actor) -> None:
    fines.annul_fine(case, by=by)


def _sale(case: SeizureCase, step: Step, answers: dict[str, Any], by: Actor) -> None:
    amount = amount_given(answers.get("proceeds_amount"), "proceeds_amount")
    fines.book_proceeds(case, amount, kept=step.code == "sell_early", by=by, basis=step.basis)


_DEEDS = {
    "renew_security": _renew, "notify_penalty": _announce_fine, "decide_penalty": _decide_fine,
    "order_surcharge": _surcharge, "record_payment": _pay_fine, "settle_costs": _settle_costs,
    "sell_early": _sale, "sell_to_holder": _sale, "auction": _sale,
    **dict.fromkeys(ANNULS, _annul),
}  # fmt: skip
