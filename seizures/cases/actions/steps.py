"""Takes the steps of the procedure tables: guard by the table, then do what the table says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions import clocks, effects, goods, step_money
from seizures.cases.actions.keeping import keep_answers
from seizures.cases.actions.locking import held_case, hold_ahead
from seizures.cases.duties import CONFIRMED, duties_before
from seizures.cases.facts import facts_of, procedure_of
from seizures.cases.models import CaseFact, PendingStep, SeizureCase, StepTaken
from seizures.cases.policies import require_actor, require_power
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale, StepNotAllowed
from seizures.core.languages import pick
from seizures.journal.actions import record
from seizures.law.procedures import Procedure, Step, refusals
from seizures.screening.conflicts import require_no_conflict


def take_step(case: SeizureCase, code: str, *, by: Actor, answers: dict[str, Any],
              second: Actor | None = None, version: int | None = None,
              note: str = "") -> StepTaken | PendingStep:  # fmt: skip
    """Takes one step, or proposes it where a second officer must countersign.

    `answers` holds a value for each field the step asks: text, ISO day, decimal text, choice
    code, an upload, and `quantities` by goods key; `duties_confirmed` says that an officer closes
    the case knowing what is still open. `version` is what the person last saw.
    """
    with atomic():
        case = held_case(case.pk)
        if version is not None and version != case.version:
            raise Stale(_("Somebody else has just worked on this case. Look again, then decide."))
        procedure = procedure_of(case)
        step = procedure.step(code)
        guard(case, procedure, step, by)
        hold_ahead(case, step)
        step_money.hold_guarantees(case)
        kept = keep_answers(case, step, answers, by) | _knowing(case, step, answers, by)
        if step.second_person and by.kind != "system" and second is None:
            return _propose(case, step, kept, note, by)
        return _do(case, step, kept, by=by, second=second, note=note)


def countersign(pending: PendingStep, *, by: Actor) -> StepTaken:
    """A second, senior officer confirms a proposed step, which is then taken."""
    with atomic():
        case = held_case(pending.case_id)
        row = hold(PendingStep.objects.all(), pk=pending.pk)
        if row.is_settled:
            raise Stale(_("This proposal was already settled."))
        if require_actor(by, case) != "senior_officer":
            raise NotAllowed(_("A senior officer must countersign."))
        if by.id == row.proposed_by_id:
            raise NotAllowed(_("Nobody countersigns their own proposal. Ask a colleague."))
        procedure = procedure_of(case)
        step = procedure.step(row.code)
        proposer = Actor("user", row.proposed_by_id, case.administration, row.proposed_by_name,
                         _role_for(step))  # fmt: skip
        guard(case, procedure, step, proposer)
        hold_ahead(case, step)
        step_money.hold_guarantees(case)
        row.is_settled = True
        row.save(update_fields=["is_settled"])
        return _do(case, step, row.answers, by=proposer, second=by, note=row.note)


def withdraw_proposal(pending: PendingStep, *, by: Actor) -> None:
    """Takes a proposal back, or turns it down."""
    with atomic():
        row = hold(PendingStep.objects.all(), pk=pending.pk)
        require_actor(by, row.case)
        if not row.is_settled:
            row.is_settled = True
            row.save(update_fields=["is_settled"])
            record("case.proposal_withdrawn", kind="case", key=row.case_id, by=by,
                   reference=row.case.number, step=row.code)  # fmt: skip


def guard(case: SeizureCase, procedure: Procedure, step: Step, by: Actor) -> None:
    """Refuses what the table does not allow this actor to do to this case now."""
    role = require_actor(by, case)
    require_no_conflict(by, consignment=case.consignment, right=case.right)
    require_power(by, case, step)
    if case.is_closed and case.stage not in step.from_stages:
        raise StepNotAllowed(_("This case is closed."))
    against = refusals(procedure, step, case.stage, facts_of(case), role)
    if against:
        raise StepNotAllowed(
            _("“%(step)s” is not possible now: %(reasons)s"),
            step=pick(step.titles), reasons=" ".join(pick(r.sentence) for r in against),
        )  # fmt: skip


def _role_for(step: Step) -> str:
    return "officer" if "officer" in step.by else "senior_officer"


def _knowing(case: SeizureCase, step: Step, answers: dict[str, Any], by: Actor) -> dict[str, Any]:
    """What is still open when a person closes the case; they must say that they know."""
    duties = duties_before(case, step) if by.kind == "user" else []
    if not duties:
        return {}
    told = " ".join(str(duty.sentence) for duty in duties)
    if any(duty.bars for duty in duties):
        raise StepNotAllowed(_("The case cannot be closed yet. %(duties)s"), duties=told)
    if not answers.get(CONFIRMED):
        raise Refused(_("Still open: %(duties)s Confirm that the case is to be closed all the "
                        "same."), field=CONFIRMED, duties=told)  # fmt: skip
    return {CONFIRMED: [duty.code for duty in duties]}


def _propose(case: SeizureCase, step: Step, answers: dict[str, Any], note: str,
             by: Actor) -> PendingStep:  # fmt: skip
    pending, is_new = PendingStep.objects.get_or_create(
        case=case, code=step.code, is_settled=False,
        defaults={"answers": answers, "note": note, "proposed_by_id": by.id,
                  "proposed_by_name": by.name},
    )  # fmt: skip
    if is_new:
        record("case.proposed", kind="case", key=case.pk, by=by, reference=case.number,
               basis=step.basis, step=step.code)  # fmt: skip
    return pending


def _do(case: SeizureCase, step: Step, answers: dict[str, Any], *, by: Actor,
        second: Actor | None, note: str) -> StepTaken:  # fmt: skip
    before = case.stage
    taken = StepTaken.objects.create(
        case=case, code=step.code, stage_before=before, stage_after=step.to or before,
        at=clock.now(), by_kind=by.kind, by_name=by.name,
        second_name=second.name if second else "", basis=step.basis[:200], answers=answers,
        note=note,
    )  # fmt: skip
    case.stage = step.to or before
    effects.withdraw_facts(case, step)
    for fact in step.facts_given(answers):
        CaseFact.objects.create(case=case, code=fact, at=taken.at, data={"step": step.code},
                                taken=taken)  # fmt: skip
    effects.reopen_if_closed(case, by)
    step_money.move_money(case, step, answers, by)
    goods.move_by_step(case, step, answers, by=by)
    effects.turn_clocks(case, step, answers, taken, by)
    effects.open_names(case, step, by)
    for key in step.letters:
        effects.write_letter(case, key, taken, by)
    effects.close_if_over(case, taken, by)
    clocks.refresh_next_due(case)
    case.version += 1
    case.updated_at = clock.now()
    case.save()
    record(f"case.{step.code}", kind="case", key=case.pk, by=by, reference=case.number,
           basis=step.basis, administration=case.administration, stage=case.stage,
           before=before, second=second.name if second else "")  # fmt: skip
    return taken
