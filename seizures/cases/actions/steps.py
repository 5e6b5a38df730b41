"""Takes the steps of the procedure tables: guard by the table, then do what the table says."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cargo import actions as cargo
from seizures.cases import letter_data
from seizures.cases.actions import clocks, goods, money
from seizures.cases.choices import ClockStatus, HolderVerdict, SecurityKind
from seizures.cases.facts import facts_of, procedure_of
from seizures.cases.models import CaseFact, HolderAnswer, PendingStep, SeizureCase, StepTaken
from seizures.cases.policies import require_actor
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale, StepNotAllowed
from seizures.core.languages import LANGUAGE_OF, pick
from seizures.files.actions import attach, store_upload
from seizures.files.choices import Purpose
from seizures.grants.actions import make_grant
from seizures.journal.actions import record
from seizures.law.procedures import Ask, Procedure, Step, refusals
from seizures.letters.actions import issue_letter

MONEY_KIND = {"lodge": SecurityKind.REQUEST, "counter_lodge": SecurityKind.COUNTER,
              "release": SecurityKind.REQUEST, "counter_release": SecurityKind.COUNTER,
              "draw": SecurityKind.REQUEST}  # fmt: skip
OPEN_NAMES = ("shipper", "consignee", "notify")


def take_step(case: SeizureCase, code: str, *, by: Actor, answers: dict[str, Any],
              second: Actor | None = None, version: int | None = None,
              note: str = "") -> StepTaken | PendingStep:  # fmt: skip
    """Takes one step, or proposes it where a second officer must countersign.

    `answers` holds a value for each field the step asks: text, ISO day, decimal text, choice
    code, an upload, and `quantities` by goods key. `version` is what the person last saw.
    """
    with atomic():
        case = _held(case.pk)
        if version is not None and version != case.version:
            raise Stale(_("Somebody else has just worked on this case. Look again, then decide."))
        procedure = procedure_of(case)
        step = procedure.step(code)
        _guard(case, procedure, step, by)
        kept = _keep_answers(case, step, answers, by)
        if step.second_person and by.kind != "system" and second is None:
            return _propose(case, step, kept, note, by)
        return _do(case, step, kept, by=by, second=second, note=note)


def countersign(pending: PendingStep, *, by: Actor) -> StepTaken:
    """A second, senior officer confirms a proposed step, which is then taken."""
    with atomic():
        case = _held(pending.case_id)
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
        _guard(case, procedure, step, proposer)
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


def answer_notice(case: SeizureCase, *, verdict: str, features: str = "",
                  wants_suspension: bool = False, wants_sample: bool = False,
                  by: Actor) -> HolderAnswer:  # fmt: skip
    """Keeps the holder's structured verdict; the request itself is a step of the procedure."""
    if require_actor(by, case) != "holder":
        raise NotAllowed(_("Only the right holder or its agent answers a notice."))
    if verdict not in HolderVerdict.values:
        raise Refused(_("Say what the goods are."), field="verdict")
    with atomic():
        case = hold(SeizureCase.objects.all(), pk=case.pk)
        answer = HolderAnswer.objects.create(
            case=case, verdict=verdict, features=features, wants_suspension=wants_suspension,
            wants_sample=wants_sample, by_name=by.name, at=clock.now(),
        )  # fmt: skip
        record("case.holder_answered", kind="case", key=case.pk, by=by, reference=case.number,
               administration=case.administration, verdict=verdict,
               wants_suspension=wants_suspension)  # fmt: skip
    return answer


def _held(key: int) -> SeizureCase:
    rows = SeizureCase.objects.select_related("right__holder", "consignment", "recordation")
    case: SeizureCase = hold(rows, pk=key)
    return case


def _role_for(step: Step) -> str:
    return "officer" if "officer" in step.by else "senior_officer"


def _guard(case: SeizureCase, procedure: Procedure, step: Step, by: Actor) -> None:
    role = require_actor(by, case)
    if case.is_closed:
        raise StepNotAllowed(_("This case is closed."))
    against = refusals(procedure, step, case.stage, facts_of(case), role)
    if against:
        raise StepNotAllowed(
            _("“%(step)s” is not possible now: %(reasons)s"),
            step=pick(step.titles), reasons=" ".join(pick(r.sentence) for r in against),
        )  # fmt: skip


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
    for fact in step.facts:
        CaseFact.objects.create(case=case, code=fact, at=taken.at, data={"step": step.code})
    _money(case, step, answers, by)
    goods.move_by_step(case, step, answers, by=by)
    _clocks(case, step, answers, by)
    _open_names(case, step, by)
    for key in step.letters:
        _write_letter(case, key, taken, by)
    _close_if_over(case, by)
    clocks.refresh_next_due(case)
    case.version += 1
    case.updated_at = clock.now()
    case.save()
    record(f"case.{step.code}", kind="case", key=case.pk, by=by, reference=case.number,
           basis=step.basis, administration=case.administration, stage=case.stage,
           before=before, second=second.name if second else "")  # fmt: skip
    return taken


def _money(case: SeizureCase, step: Step, answers: dict[str, Any], by: Actor) -> None:
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
        security.expires_on = _day(answers.get("security_expires_on"))
        security.save(update_fields=["expires_on"])
        money.lodge_security(
            case, security, amount=_amount(answers.get("security_amount")),
            form=_form_of_security(answers), by=by,
            provider=case.consignment.consignee_name if kind == SecurityKind.COUNTER else provider,
            reference=str(answers.get("reference", "")),
        )  # fmt: skip
    elif step.security in {"release", "counter_release", "draw"} and kind:
        money.return_security(case, kind=kind, by=by, used=step.security == "draw")
    elif step.security == "adjust":
        money.adjust_security(case, amount=_amount(answers.get("security_amount")), by=by)


def _form_of_security(answers: dict[str, Any]) -> str:
    return str(answers.get("security_form") or answers.get("security_form_cn") or "cash")


def _clocks(case: SeizureCase, step: Step, answers: dict[str, Any], by: Actor) -> None:
    if "all" in step.ends:
        clocks.end_all_clocks(case)
    elif step.ends:
        clocks.end_clocks(case, step.ends, ClockStatus.MET)
    clocks.extend_clocks(case, step.extends)
    clocks.start_clocks(case, step, answers, by=by)


def _close_if_over(case: SeizureCase, by: Actor) -> None:
    if procedure_of(case).stage(case.stage).kind != "closed":
        return
    case.is_closed, case.closed_at = True, clock.now()
    clocks.end_all_clocks(case)
    released = {"released", "released_against_counter_security"}
    targets = set(case.goods.values_list("movements__target", flat=True))
    if targets & released and "destroyed" not in targets:
        cargo.release_consignment(case.consignment, reason=case.number, by=by)


def _open_names(case: SeizureCase, step: Step, by: Actor) -> None:
    """Korea tells the holder the parties' names with the suspension, China with the detention."""
    holder = case.right.holder.organisation_id
    opens = {"suspended", "detained"} & set(step.facts) and "notified" not in step.facts
    if holder and opens:
        make_grant(kind="case", key=case.pk, owner=case.administration, fields=list(OPEN_NAMES),
                   basis=step.basis, by=by, to_organisation=holder,
                   purpose="legal action only")  # fmt: skip


def _write_letter(case: SeizureCase, key: str, taken: StepTaken, by: Actor) -> None:
    for recipient_kind, name in letter_data.recipients(case, key):
        issue_letter(
            key=key, language=LANGUAGE_OF[case.administration], subject_kind="case",
            subject_id=case.pk, by=by,
            data=letter_data.build(case, key, taken, recipient_kind=recipient_kind,
                                   recipient_name=name),
            recipient_name=name, recipient_kind=recipient_kind, channel="portal",
            translation="en",
        )  # fmt: skip
    CaseFact.objects.create(case=case, code=f"letter:{key}", at=clock.now(),
                            data={"step": taken.code})  # fmt: skip


def _keep_answers(case: SeizureCase, step: Step, answers: dict[str, Any],
                  by: Actor) -> dict[str, Any]:  # fmt: skip
    kept: dict[str, Any] = {}
    for ask in step.asks:
        value = answers.get(ask.code)
        if value in (None, "", {}, []):
            if ask.required and by.kind != "system":
                raise Refused(_("“%(asked)s” is missing."), field=ask.code,
                              asked=pick(ask.titles))  # fmt: skip
            continue
        kept[ask.code] = _keep_one(case, ask, value, by)
    return kept


def _keep_one(case: SeizureCase, ask: Ask, value: Any, by: Actor) -> Any:
    if ask.kind == "file":
        if isinstance(value, dict):
            return value
        stored = store_upload(value, by=by)
        row = attach(
            stored,
            kind="case",
            key=case.pk,
            purpose=Purpose.EVIDENCE,
            name=getattr(value, "name", ask.code) or ask.code,
            by=by,
            note=ask.code,
        )
        return {"attachment": row.pk, "name": row.name}
    if ask.kind == "date":
        day = _day(value)
        if day and day > clock.today(case.administration) + dt.timedelta(days=3660):
            raise Refused(_("This day is too far ahead."), field=ask.code)
        return day.isoformat() if day else ""
    if ask.kind == "money":
        return str(_amount(value))
    if ask.kind == "choice" and value not in {choice.code for choice in ask.choices}:
        raise Refused(_("Choose one of the answers."), field=ask.code)
    if ask.kind == "quantity":
        return {str(key): str(Decimal(str(part))) for key, part in dict(value).items() if part}
    return value if isinstance(value, (bool, int)) else str(value)


def _day(value: Any) -> dt.date | None:
    if not value:
        return None
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise Refused(_("Give the day as year-month-day.")) from error


def _amount(value: Any) -> Decimal:
    try:
        return Decimal(str(value).replace(",", ""))
    except ArithmeticError as error:
        raise Refused(_("Give an amount in figures."), field="security_amount") from error
