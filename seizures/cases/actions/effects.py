"""What a step of the table does beside moving the stage: clocks, names, letters, the end."""

from typing import Any

from django.db.models import F

from seizures.cargo import actions as cargo
from seizures.cases import letter_data
from seizures.cases.actions import clocks
from seizures.cases.choices import ClockStatus
from seizures.cases.facts import procedure_of
from seizures.cases.ledger import is_disposed
from seizures.cases.models import CaseFact, DueDate, PendingStep, SeizureCase, StepTaken
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.languages import LANGUAGE_OF
from seizures.grants.actions import make_grant
from seizures.law.procedures import Step
from seizures.letters.actions import issue_letter

OPEN_NAMES = ("shipper", "consignee", "notify")
RELEASED = {"released", "released_against_counter_security"}


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
