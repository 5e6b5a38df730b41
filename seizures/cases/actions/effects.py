"""What a step of the table does beside moving the stage: money, clocks, names, letters, the end."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from seizures.cargo import actions as cargo
from seizures.cases import letter_data
from seizures.cases.actions import clocks, money
from seizures.cases.choices import ClockStatus, SecurityKind
from seizures.cases.facts import procedure_of
from seizures.cases.ledger import is_disposed
from seizures.cases.models import CaseFact, DueDate, PendingStep, SeizureCase, StepTaken
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.errors import Refused
from seizures.core.languages import LANGUAGE_OF
from seizures.grants.actions import make_grant
from seizures.law.procedures import Step
from seizures.letters.actions import issue_letter

MONEY_KIND = {"lodge": SecurityKind.REQUEST, "counter_lodge": SecurityKind.COUNTER,
              "release": SecurityKind.REQUEST, "counter_release": SecurityKind.COUNTER,
              "draw": SecurityKind.REQUEST}  # fmt: skip
OPEN_NAMES = ("shipper", "consignee", "notify")
RELEASED = {"released", "released_against_counter_security"}


def move_money(case: SeizureCase, step: Step, answers: dict[str, Any], by: Actor) -> None:
    """Lodges, returns, draws on or adjusts the security a step is about."""
    kind = MONEY_KIND.get(step.security)
    if step.security in {"lodge", "counter_lodge"}:
        if step.security == "counter_lodge":
            security = money.require_counter_security(case)
        else:
            found = case.securities.filter(kind=kind).order_by("id").first()
            if found is None:
                return
            security = found
        provider = case.right.holder.name if by.kind == "user" else by.name
        security.expires_on = day_given(answers.get("security_expires_on"))
        security.save(update_fields=["expires_on"])
        money.lodge_security(
            case, security, amount=amount_given(answers.get("security_amount")),
            form=_form_of_security(answers), by=by,
            provider=case.consignment.consignee_name if kind == SecurityKind.COUNTER else provider,
            reference=str(answers.get("reference", "")),
        )  # fmt: skip
    elif step.security in {"release", "counter_release", "draw"} and kind:
        money.return_security(case, kind=kind, by=by, used=step.security == "draw")
    elif step.security == "adjust":
        money.adjust_security(case, amount=amount_given(answers.get("security_amount")), by=by)


def _form_of_security(answers: dict[str, Any]) -> str:
    return str(answers.get("security_form") or answers.get("security_form_cn") or "cash")


def turn_clocks(case: SeizureCase, step: Step, answers: dict[str, Any], taken: StepTaken,
                by: Actor) -> None:  # fmt: skip
    """Ends, extends and starts the clocks a step names."""
    if "all" in step.ends:
        clocks.end_all_clocks(case, taken=taken)
    elif step.ends:
        clocks.end_clocks(case, step.ends, ClockStatus.MET, taken=taken)
    if step.to:
        clocks.answer_asks(case)
    clocks.extend_clocks(case, step.extends, reason=str(answers.get("reasons", "")), by=by)
    clocks.start_clocks(case, step, answers, by=by, taken=taken)


def withdraw_facts(case: SeizureCase, step: Step) -> None:
    """Facts a step takes back hold no longer; their rows stay."""
    if not step.withdraws:
        return
    held = case.facts.filter(is_withdrawn=False)
    gone = step.facts_withdrawn(frozenset(held.values_list("code", flat=True)))
    held.filter(code__in=gone).update(is_withdrawn=True)


def reopen_if_closed(case: SeizureCase, by: Actor) -> None:
    """A step out of the last stage opens the case again; what is left of the goods is held."""
    if not case.is_closed or procedure_of(case).stage(case.stage).kind == "closed":
        return
    case.is_closed, case.closed_at = False, None
    if is_disposed(case):
        cargo.count_case(case.consignment)
    else:
        cargo.hold_for_case(case.consignment, reason=case.number, by=by)
    closing = case.steps.exclude(stage_before=F("stage_after")).order_by("-id")[1:2]
    ended = DueDate.objects.filter(ended_by__in=list(closing), status=ClockStatus.CANCELLED)
    clocks.resume_clocks(case, list(ended), by=by)


def close_if_over(case: SeizureCase, taken: StepTaken, by: Actor) -> None:
    """A case in its last stage is closed: no clock, no proposal, and the goods are let go."""
    if case.is_closed or procedure_of(case).stage(case.stage).kind != "closed":
        return
    case.is_closed, case.closed_at = True, clock.now()
    clocks.end_all_clocks(case, taken=taken)
    PendingStep.objects.filter(case=case, is_settled=False).update(is_settled=True)
    targets = set(case.goods.values_list("movements__target", flat=True))
    cargo.end_hold_for_case(
        case.consignment, reason=case.number, by=by,
        release=bool(targets & RELEASED) and "destroyed" not in targets,
    )  # fmt: skip


def open_names(case: SeizureCase, step: Step, by: Actor) -> None:
    """Korea tells the holder the parties' names with the suspension, China with the detention."""
    holder = case.right.holder.organisation_id
    opens = {"suspended", "detained"} & set(step.facts) and "notified" not in step.facts
    if holder and opens:
        make_grant(kind="case", key=case.pk, owner=case.administration, fields=list(OPEN_NAMES),
                   basis=step.basis, by=by, to_organisation=holder,
                   purpose="legal action only")  # fmt: skip


def write_letter(case: SeizureCase, key: str, taken: StepTaken, by: Actor) -> None:
    """Issues a letter a step names to each of its recipients."""
    for recipient_kind, name in letter_data.recipients(case, key, taken.answers):
        issue_letter(
            key=key, language=LANGUAGE_OF[case.administration], subject_kind="case",
            subject_id=case.pk, by=by,
            data=letter_data.build(case, key, taken, recipient_kind=recipient_kind,
                                   recipient_name=name),
            recipient_name=name, recipient_kind=recipient_kind, channel="portal",
            translation=letter_data.translation_for(case, recipient_kind), office=case.office_id,
        )  # fmt: skip
    CaseFact.objects.create(case=case, code=f"letter:{key}", at=clock.now(),
                            data={"step": taken.code}, taken=taken)  # fmt: skip


def day_given(value: Any) -> dt.date | None:
    """The day an answer names, or None; refuses what is no day."""
    if not value:
        return None
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise Refused(_("Give the day as year-month-day.")) from error


def amount_given(value: Any) -> Decimal:
    """The amount an answer names; refuses what is no amount."""
    try:
        amount = Decimal(str(value).replace(",", ""))
    except ArithmeticError as error:
        raise Refused(_("Give an amount in figures."), field="security_amount") from error
    if not amount.is_finite():
        raise Refused(_("Give an amount in figures."), field="security_amount")
    return amount
