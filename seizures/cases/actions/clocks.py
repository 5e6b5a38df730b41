"""Starts, ends, extends, recounts and misses the clocks of cases."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.choices import ClockStatus
from seizures.cases.facts import procedure_of
from seizures.cases.models import CaseFact, DueDate, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor, system
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.law import deadlines
from seizures.law.calendars import calendar_for
from seizures.law.deadlines import Due
from seizures.law.procedures import Deadline, Step


def start_clocks(case: SeizureCase, step: Step, answers: dict[str, Any], *, by: Actor) -> None:
    """Starts the clocks a step names, from the day given or the day of the step."""
    procedure = procedure_of(case)
    for code in step.starts:
        rule = procedure.deadline(code)
        day = answers.get(rule.start_ask) if rule.start_ask else None
        if not day and rule.only_if_given:
            continue
        day = day or clock.today(case.administration)
        start = dt.date.fromisoformat(day) if isinstance(day, str) else day
        case.due_dates.filter(rule=code, status=ClockStatus.RUNNING).update(
            status=ClockStatus.CANCELLED, ended_at=clock.now()
        )
        row = DueDate(case=case, rule=code, step=step.code, starts_on=start,
                      evidence=str(answers.get("evidence", ""))[:300],
                      is_urgent=case.is_urgent and rule.urgent_days is not None)  # fmt: skip
        _fill(row, case, rule)
        row.save()
        record("clock.started", kind="case", key=case.pk, by=by, reference=case.number,
               basis=row.basis, rule=code, starts_on=start, due_on=row.due_on)  # fmt: skip


def end_clocks(case: SeizureCase, codes: tuple[str, ...], status: str) -> None:
    """Ends running clocks of these rules as met or ended."""
    case.due_dates.filter(rule__in=codes, status=ClockStatus.RUNNING).update(
        status=status, ended_at=clock.now()
    )


def end_all_clocks(case: SeizureCase) -> None:
    """A closed case leaves no clock running."""
    case.due_dates.filter(status=ClockStatus.RUNNING).update(
        status=ClockStatus.CANCELLED, ended_at=clock.now()
    )


def extend_clocks(case: SeizureCase, codes: tuple[str, ...]) -> None:
    """Extends running clocks by what their rule allows."""
    procedure = procedure_of(case)
    for row in case.due_dates.filter(rule__in=codes, status=ClockStatus.RUNNING):
        if row.is_extended:
            raise Refused(_("This period was already extended as far as the law allows."))
        row.is_extended = True
        _fill(row, case, procedure.deadline(row.rule))
        row.save()


def refresh_next_due(case: SeizureCase) -> None:
    """Keeps the case's next clock beside it, for lists ordered by urgency."""
    case.next_due_on = (
        case.due_dates.filter(status=ClockStatus.RUNNING).order_by("due_on")
        .values_list("due_on", flat=True).first()
    )  # fmt: skip


def miss_due(due_date: DueDate, *, by: Actor) -> DueDate:
    """Notes that a clock ran out; takes the step the law then names, or leaves it to an officer."""
    from seizures.cases.actions.steps import take_step

    with atomic():
        case = hold(SeizureCase.objects.all(), pk=due_date.case_id)
        row: DueDate = hold(DueDate.objects.all(), pk=due_date.pk)
        if row.status != ClockStatus.RUNNING or row.due_on >= clock.today(case.administration):
            return row
        row.status, row.ended_at = ClockStatus.MISSED, clock.now()
        row.save(update_fields=["status", "ended_at"])
        CaseFact.objects.create(case=case, code=f"deadline_missed:{row.rule}", at=clock.now(),
                                data={"due_on": str(row.due_on)})  # fmt: skip
        refresh_next_due(case)
        case.save(update_fields=["next_due_on"])
        record("clock.missed", kind="case", key=case.pk, by=by, reference=case.number,
               basis=row.basis, rule=row.rule, due_on=row.due_on,
               then=row.if_missed)  # fmt: skip
        if row.if_missed and row.if_missed != "ask":
            try:
                with atomic():
                    take_step(case, row.if_missed, by=system(case.administration), answers={})
            except Refused as refusal:
                record("clock.needs_officer", kind="case", key=case.pk, by=by,
                       reference=case.number, rule=row.rule, reason=str(refusal))  # fmt: skip
    return row


def recount(administration: str, *, by: Actor) -> int:
    """Counts running clocks again after the calendar changed; journals each that moved."""
    version, moved = calendar_for(administration).version, 0
    rows = DueDate.objects.filter(calendar=administration, status=ClockStatus.RUNNING).exclude(
        calendar_version=version
    )
    for found in rows.iterator(chunk_size=500):
        with atomic():
            case = hold(SeizureCase.objects.all(), pk=found.case_id)
            row: DueDate = hold(DueDate.objects.all(), pk=found.pk)
            before = row.due_on
            _fill(row, case, procedure_of(case).deadline(row.rule))
            row.save()
            if row.due_on != before:
                moved += 1
                refresh_next_due(case)
                case.save(update_fields=["next_due_on"])
                record("clock.recounted", kind="case", key=case.pk, by=by,
                       reference=case.number, basis=row.basis, rule=row.rule, before=before,
                       due_on=row.due_on)  # fmt: skip
    return moved


def _fill(row: DueDate, case: SeizureCase, rule: Deadline) -> None:
    calendar = calendar_for(case.administration)
    due: Due = deadlines.compute(
        case.track, rule.code, row.starts_on, urgent=row.is_urgent, extended=row.is_extended,
        edition=case.edition, calendar=calendar,
    )  # fmt: skip
    row.counting, row.due_on, row.basis = due.counting, due.due_on, due.basis[:200]
    row.is_provisional, row.calendar = due.provisional, case.administration
    row.calendar_version, row.if_missed = calendar.version, rule.if_missed
    row.trail = [[day.day.isoformat(), day.number, day.reason, day.names] for day in due.trail]
