"""Counts clocks again: a new calendar, a stop, an extension; and settles what asked an officer."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.clocks import extend_clocks, extending_step, fill, refresh_next_due
from seizures.cases.choices import ClockStatus
from seizures.cases.facts import procedure_of
from seizures.cases.models import DueDate, SeizureCase
from seizures.cases.policies import require_actor
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
from seizures.core.languages import pick
from seizures.journal.actions import record
from seizures.reference.calendars import counting_version

OFFICERS = {"officer", "senior_officer"}
LONGEST_STOP = 366


def recount(administration: str, *, by: Actor, limit: int | None = None) -> int:
    """Counts running clocks again after the calendar changed; journals each that moved.

    Answers how many moved. Clocks already counted by the calendar of now are left alone, so that
    a second run changes nothing and one that was cut short goes on where it stopped.
    """
    version, moved = counting_version(administration, fresh=True), 0
    rows = DueDate.objects.filter(calendar=administration, status=ClockStatus.RUNNING)
    keys = rows.exclude(calendar_version=version).order_by("pk").values_list("pk", "case_id")
    for key, case_id in list(keys[:limit] if limit else keys):
        with atomic():
            case = hold(SeizureCase.objects.all(), pk=case_id)
            row: DueDate = hold(DueDate.objects.all(), pk=key)
            if row.status == ClockStatus.RUNNING:
                moved += _count_again(case, row, by=by)
    return moved


def _count_again(case: SeizureCase, row: DueDate, *, by: Actor, reason: str = "",
                 verb: str = "clock.recounted") -> bool:  # fmt: skip
    """Fills a held clock anew; journals the old and the new day where it moved or a reason is."""
    before = row.due_on
    fill(row, case, procedure_of(case).deadline(row.rule))
    row.save()
    if row.due_on == before and not reason:
        return False
    refresh_next_due(case)
    case.save(update_fields=["next_due_on"])
    record(verb, kind="case", key=case.pk, by=by, reference=case.number, basis=row.basis,
           rule=row.rule, before=before, due_on=row.due_on, reason=reason)  # fmt: skip
    return row.due_on != before


def stop_clock(due_date: DueDate, *, first: dt.date, last: dt.date, reason: str, by: Actor,
               question: int | None = None) -> DueDate:  # fmt: skip
    """Enters days that do not count: supplements, opinions, tests (Korea, Notif. 38(1)).

    Both ends are inside the stop. Only a period counted as a civil petition can be stopped.
    """
    if not reason.strip():
        raise Refused(_("Say why the clock stands still."), field="reason")
    if last < first or (last - first).days > LONGEST_STOP:
        raise Refused(_("The last day of a stop lies after its first, at most a year later."),
                      field="last")  # fmt: skip
    with atomic():
        case, row = _held(due_date, by)
        if row.counting != "kr_civil":
            raise Refused(_("This period cannot be stopped: the law stops only periods counted "
                            "as civil petitions."))  # fmt: skip
        if first < row.starts_on:
            raise Refused(_("A stop begins while the clock runs."), field="first")
        entry = {"first": first.isoformat(), "last": last.isoformat(), "reason": reason.strip(),
                 "question": question}  # fmt: skip
        if entry in row.stops:
            return row
        row.stops = [*row.stops, entry]
        _count_again(case, row, by=by, reason=reason, verb="clock.paused")
    return row


def end_stop(due_date: DueDate, *, question: int, last: dt.date, by: Actor) -> None:
    """Ends the stop that a question began on the day its answer came in, that day included."""
    with atomic():
        case, row = _held(due_date, by, officers_only=False)
        for entry in row.stops:
            if entry.get("question") == question:
                entry["last"] = max(last.isoformat(), entry["first"])
        _count_again(case, row, by=by)


def extend_clock(due_date: DueDate, *, reason: str, by: Actor) -> DueDate:
    """Extends a clock to the full where its rule can be and no step of the table does it."""
    if not reason.strip():
        raise Refused(_("Say why the period is extended."), field="reason")
    with atomic():
        case, row = _held(due_date, by)
        procedure = procedure_of(case)
        if procedure.deadline(row.rule).extension is None:
            raise Refused(_("The law does not extend this period."))
        step = extending_step(procedure, row.rule)
        if step:
            raise Refused(_("This period is extended by the step “%(step)s”."),
                          step=pick(step.titles))  # fmt: skip
        extend_clocks(case, (row.rule,), reason=reason, by=by)
        refresh_next_due(case)
        case.save(update_fields=["next_due_on"])
        row.refresh_from_db()
    return row


def decide_missed(due_date: DueDate, *, decision: str, by: Actor) -> DueDate:
    """Writes down what an officer decided about a clock that ran out; deciding twice is one."""
    if not decision.strip():
        raise Refused(_("Say what you decided and why."), field="decision")
    with atomic():
        case = hold(SeizureCase.objects.all(), pk=due_date.case_id)
        row: DueDate = hold(DueDate.objects.all(), pk=due_date.pk)
        _require_officer(by, case)
        if not row.asks_officer:
            return row
        row.asks_officer, row.decision = False, decision.strip()[:500]
        row.decided_by_name, row.decided_at = by.name, clock.now()
        row.save(update_fields=["asks_officer", "decision", "decided_by_name", "decided_at"])
        record("clock.decided", kind="case", key=case.pk, by=by, reference=case.number,
               basis=row.basis, rule=row.rule, reason=row.decision)  # fmt: skip
    return row


def remind(due_date: DueDate, *, days: int, by: Actor) -> bool:
    """Notes once that a clock ends in so many working days; answers whether it was news."""
    with atomic():
        case = hold(SeizureCase.objects.all(), pk=due_date.case_id)
        row: DueDate = hold(DueDate.objects.all(), pk=due_date.pk)
        told: list[dict[str, Any]] = row.told
        known = any(e["days"] <= days and e["due_on"] == str(row.due_on) for e in told)
        if row.status != ClockStatus.RUNNING or known:
            return False
        row.told = [*told, {"days": days, "due_on": str(row.due_on),
                            "on": clock.today(case.administration).isoformat()}]  # fmt: skip
        row.save(update_fields=["told"])
        record("clock.reminded", kind="case", key=case.pk, by=by, reference=case.number,
               basis=row.basis, rule=row.rule, due_on=row.due_on, days=days)  # fmt: skip
    return True


def _held(due_date: DueDate, by: Actor, *, officers_only: bool = True
          ) -> tuple[SeizureCase, DueDate]:  # fmt: skip
    case = hold(SeizureCase.objects.all(), pk=due_date.case_id)
    row: DueDate = hold(DueDate.objects.all(), pk=due_date.pk)
    if officers_only:
        _require_officer(by, case)
    if row.status != ClockStatus.RUNNING:
        raise Refused(_("This clock no longer runs."))
    return case, row


def _require_officer(by: Actor, case: SeizureCase) -> None:
    if require_actor(by, case) not in {*OFFICERS, "system"}:
        raise NotAllowed(_("Only an officer of this administration may do this."))
