"""Countdowns as a right holder needs them: the day, the working days left, in both calendars."""

import datetime as dt
from dataclasses import asdict
from typing import Any

from seizures.cases.choices import ClockStatus
from seizures.cases.models import DueDate
from seizures.core import clock
from seizures.core.languages import pick
from seizures.law import deadlines
from seizures.law.errors import LawError
from seizures.law.procedures import Procedure
from seizures.reference.calendars import calendar_of
from seizures.rights.models import Holder, Recordation
from seizures.rights.renewals import window_of

CALENDARS = {"KR": "kr", "CN": "cn"}


def zone_of(user: Any) -> str:
    """The administration in whose time zone a person reads: that of their own country."""
    country = user.organisation.country if user.organisation_id else ""
    return CALENDARS.get(country, "kr")


def days_left(due_on: dt.date, administration: str) -> int:
    """Working days left in this administration's calendar; negative when late."""
    calendar, today = calendar_of(administration), clock.today(administration)
    if due_on >= today:
        return calendar.working_days_between(today, due_on)
    return -max(1, calendar.working_days_between(due_on, today))


def own_calendar(holder: Holder, administration: str) -> str:
    """The holder's own calendar where it is another than the administration's, else nothing."""
    own = CALENDARS.get(holder.country, "")
    return "" if own == administration else own


def countdown(due_on: dt.date, administration: str, holder: Holder, **more: Any) -> dict[str, Any]:
    """A running clock for `portal/_countdown.html`; `more` adds title, basis, provisional."""
    own = own_calendar(holder, administration)
    return {
        "due_on": due_on, "administration": administration, "stopped": "",
        "days_left": days_left(due_on, administration), "own": own,
        "own_days_left": days_left(due_on, own) if own else None, **more,
    }  # fmt: skip


def of_case(row: DueDate, procedure: Procedure, holder: Holder) -> dict[str, Any]:
    """A clock of a case, running or over."""
    rule = procedure.deadline(row.rule)
    shown = countdown(row.due_on, row.calendar, holder, title=pick(rule.titles), basis=row.basis,
                      provisional=row.is_provisional, starts_on=row.starts_on,
                      event=pick(rule.event))  # fmt: skip
    if row.status != ClockStatus.RUNNING:
        shown |= {"stopped": row.get_status_display(), "days_left": None, "own": ""}
    return shown


def of_examination(row: Recordation) -> dict[str, Any] | None:
    """How long the administration still has to examine a recordation."""
    if row.status != "submitted" or not row.examine_by:
        return None
    return countdown(row.examine_by, row.administration, row.right.holder)


def if_submitted_today(administration: str) -> dict[str, Any] | None:
    """By when a recordation submitted today is examined, and on what basis."""
    track, today = f"{administration}/recordation", clock.today(administration)
    try:
        due = deadlines.compute(track, "recordation_exam", today,
                                calendar=calendar_of(administration))  # fmt: skip
    except LawError:  # this administration's law sets no such period
        return None
    return {"due_on": due.due_on, "basis": due.basis}


def renewal(row: Recordation) -> dict[str, Any] | None:
    """First and last day on which a recordation in force can be renewed, and whether it is now."""
    window = window_of(row)
    return asdict(window) if window else None
