"""Starts, ends, extends and misses the clocks of cases."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.locking import hold_ahead
from seizures.cases.choices import ClockStatus
from seizures.cases.facts import procedure_of
from seizures.cases.models import CaseFact, DueDate, SeizureCase, StepTaken
from seizures.core import clock
from seizures.core.actor import Actor, system
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.law import deadlines
from seizures.law.counting import Stop
from seizures.law.deadlines import Due
from seizures.law.procedures import Deadline, Procedure, Step
from seizures.reference.calendars import calendar_of, counting_version, down_since, outages_of

ASK = "ask"


def start_clocks(case: SeizureCase, step: Step, answers: dict[str, Any], *, by: Actor,
                 taken: StepTaken | None = None) -> None:  # fmt: skip
    """Starts the clocks a step names, from the day given or the day of the step."""
    procedure = procedure_of(case)
    for code in step.starts:
        rule = procedure.deadline(code)
        day = answers.get(rule.start_ask) if rule.start_ask else None
        if not day and rule.only_if_given:
            continue
        day = day or clock.today(case.administration)
        start = dt.date.fromisoformat(day) if isinstance(day, str) else day
        end_clocks(case, (code,), ClockStatus.CANCELLED, taken=taken)
        row = DueDate(case=case, rule=code, step=step.code, starts_on=start, begun_by=taken,
                      evidence=str(answers.get("evidence", ""))[:300],
                      is_urgent=case.is_urgent and rule.urgent_days is not None)  # fmt: skip
        fill(row, case, rule)
        row.save()
        record("clock.started", kind="case", key=case.pk, by=by, reference=case.number,
               basis=row.basis, rule=code, starts_on=start, due_on=row.due_on)  # fmt: skip


def end_clocks(case: SeizureCase, codes: Iterable[str], status: str, *,
               taken: StepTaken | None = None) -> None:  # fmt: skip
    """Ends running clocks of these rules as met or ended."""
    case.due_dates.filter(rule__in=list(codes), status=ClockStatus.RUNNING).update(
        status=status, ended_at=clock.now(), ended_by=taken
    )


def end_all_clocks(case: SeizureCase, *, taken: StepTaken | None = None) -> None:
    """A closed case leaves no clock running, and none that asks an officer."""
    case.due_dates.filter(status=ClockStatus.RUNNING).update(
        status=ClockStatus.CANCELLED, ended_at=clock.now(), ended_by=taken
    )
    answer_asks(case)


def answer_asks(case: SeizureCase) -> None:
    """A step that moves the case on is the answer to clocks that asked an officer."""
    case.due_dates.filter(asks_officer=True).update(asks_officer=False, decided_at=clock.now())


def resume_clocks(case: SeizureCase, ended: Iterable[DueDate], *, by: Actor) -> None:
    """Lets clocks that a corrected step had ended run again, as new rows counted anew."""
    procedure = procedure_of(case)
    for old in ended:
        row = DueDate(
            case=case, rule=old.rule, step=old.step, starts_on=old.starts_on,
            evidence=old.evidence, begun_by_id=old.begun_by_id, is_urgent=old.is_urgent,
            is_extended=old.is_extended, extension_reason=old.extension_reason, stops=old.stops,
            told=old.told,
        )  # fmt: skip
        fill(row, case, procedure.deadline(row.rule))
        row.save()
        record("clock.resumed", kind="case", key=case.pk, by=by, reference=case.number,
               basis=row.basis, rule=row.rule, due_on=row.due_on)  # fmt: skip


def extend_clocks(case: SeizureCase, codes: tuple[str, ...], *, reason: str = "",
                  by: Actor | None = None) -> None:  # fmt: skip
    """Extends running clocks by what their rule allows."""
    procedure = procedure_of(case)
    for row in case.due_dates.filter(rule__in=codes, status=ClockStatus.RUNNING):
        if row.is_extended:
            raise Refused(_("This period was already extended as far as the law allows."))
        before = row.due_on
        row.is_extended, row.extension_reason = True, reason[:300]
        fill(row, case, procedure.deadline(row.rule))
        row.save()
        record("clock.extended", kind="case", key=case.pk, by=by or system(case.administration),
               reference=case.number, basis=row.basis, rule=row.rule, before=before,
               due_on=row.due_on, reason=reason)  # fmt: skip


def refresh_next_due(case: SeizureCase) -> None:
    """Keeps the case's next clock beside it, for lists ordered by urgency."""
    case.next_due_on = (
        case.due_dates.filter(status=ClockStatus.RUNNING).order_by("due_on")
        .values_list("due_on", flat=True).first()
    )  # fmt: skip


def miss_due(due_date: DueDate, *, by: Actor) -> DueDate:
    """Notes that a clock ran out; takes the step the law then names, or asks an officer.

    While the customs system is down on the last day, the clock is not over yet (Act 8(4)).
    """
    with atomic():
        case = hold(SeizureCase.objects.all(), pk=due_date.case_id)
        row: DueDate = hold(DueDate.objects.all(), pk=due_date.pk)
        if row.status != ClockStatus.RUNNING or row.due_on >= clock.today(case.administration):
            return row
        down = down_since(case.administration)
        if down and down <= row.due_on:
            return row
        procedure = procedure_of(case)
        names_step = bool(row.if_missed) and row.if_missed != ASK
        if names_step:
            hold_ahead(case, procedure.step(row.if_missed))
        row.status, row.ended_at = ClockStatus.MISSED, clock.now()
        row.asks_officer = row.if_missed == ASK
        row.save(update_fields=["status", "ended_at", "asks_officer"])
        CaseFact.objects.create(case=case, code=f"deadline_missed:{row.rule}", at=clock.now(),
                                data={"due_on": str(row.due_on)})  # fmt: skip
        refresh_next_due(case)
        case.save(update_fields=["next_due_on"])
        record("clock.missed", kind="case", key=case.pk, by=by, reference=case.number,
               basis=row.basis, rule=row.rule, due_on=row.due_on,
               then=row.if_missed)  # fmt: skip
        reason = _take_what_follows(case, row) if names_step else ""
        if row.asks_officer or reason:
            _ask_officer(case, row, reason, by)
    return row


def _take_what_follows(case: SeizureCase, row: DueDate) -> str:
    """Takes the step the law names; answers why it could not be taken, or nothing."""
    from seizures.cases.actions.steps import take_step

    try:
        with atomic():
            take_step(case, row.if_missed, by=system(case.administration), answers={})
    except Refused as refusal:
        return str(refusal)
    return ""


def _ask_officer(case: SeizureCase, row: DueDate, reason: str, by: Actor) -> None:
    row.asks_officer = True
    row.save(update_fields=["asks_officer"])
    record("clock.needs_officer", kind="case", key=case.pk, by=by, reference=case.number,
           basis=row.basis, rule=row.rule, reason=reason)  # fmt: skip


def fill(row: DueDate, case: SeizureCase, rule: Deadline, *, fresh: bool = False) -> None:
    """Counts a clock by the calendar of now, with its stops, extension and system outages."""
    calendar = calendar_of(case.administration, fresh=fresh)
    due: Due = deadlines.compute(
        case.track, rule.code, row.starts_on, urgent=row.is_urgent, extended=row.is_extended,
        edition=case.edition, calendar=calendar,
        stops=[_stop(entry) for entry in row.stops] if rule.counting == "kr_civil" else (),
    )  # fmt: skip
    for outage in outages_of(case.administration):
        due = deadlines.after_outage(due, outage, calendar)
    row.counting, row.due_on, row.basis = due.counting, due.due_on, due.basis[:200]
    row.opens_on, row.other_day = due.opens_on, due.due_on_if_start_counted
    row.is_provisional, row.calendar = due.provisional, case.administration
    row.calendar_version, row.if_missed = counting_version(case.administration), rule.if_missed
    row.trail = [[day.day.isoformat(), day.number, day.reason, day.names] for day in due.trail]


def _stop(entry: dict[str, Any]) -> Stop:
    return Stop(dt.date.fromisoformat(entry["first"]), dt.date.fromisoformat(entry["last"]))


def extending_step(procedure: Procedure, rule: str) -> Step | None:
    """The step of the table that extends this clock, where there is one."""
    return next((step for step in procedure.steps if rule in step.extends), None)
