"""The clocks of a case: what each rests on, how it was counted day by day, what an officer may
enter."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from seizures.cases.actions.clocks import extending_step
from seizures.cases.choices import ClockStatus
from seizures.cases.models import DueDate, SeizureCase
from seizures.core.languages import pick
from seizures.law.counting import MODES, REASONS
from seizures.law.procedures import Deadline, Procedure
from seizures.web.days import working_days_left
from seizures.web.forms.case_deeds import DecideForm, ReasonForm, StopForm

ONE_DAY = dt.timedelta(days=1)
MOST_WEEKS = 18
TONE = {"counted": "counted", "period_end": "counted", "first_day": "first", "moved": "moved",
        "outage": "moved", "stopped": "stopped"}  # fmt: skip
Bound = tuple[int, str, Any, str]
"""Which clock, which deed, the form that came back, and the refusal beside it."""
DEEDS = {"stop": StopForm, "extend": ReasonForm, "decide": DecideForm}


def clock_panel(case: SeizureCase, procedure: Procedure, user: Any, *,
                bound: Bound | None = None) -> list[dict[str, Any]]:  # fmt: skip
    """Every clock of the case, those that run or ask first, with the forms an officer may use.

    `bound` is (clock, deed, form, refusal) of a form that came back.
    """
    rows = sorted(case.due_dates.all(), key=lambda row: (
        not row.asks_officer, row.status != ClockStatus.RUNNING, row.due_on))  # fmt: skip
    found = []
    for row in rows:
        shown = clock_row(row, procedure)
        if user.is_on_duty:
            shown["deeds"] = _deeds(case, row, procedure, bound)
        found.append(shown)
    return found


def clock_row(row: DueDate, procedure: Procedure) -> dict[str, Any]:
    """A clock for the clock component, with how it was counted."""
    running = row.status == ClockStatus.RUNNING
    rule = procedure.deadline(row.rule)
    return {
        "pk": row.pk, "title": pick(rule.titles), "due_on": row.due_on, "basis": row.basis,
        "days_left": working_days_left(row.due_on, row.calendar) if running else None,
        "administration": row.calendar, "provisional": row.is_provisional,
        "starts_on": row.starts_on, "opens_on": row.opens_on, "other_day": row.other_day,
        "event": pick(rule.event), "evidence": row.evidence, "confirmed": rule.confirmed,
        "stopped": "" if running else row.get_status_display(),
        "counting": pick(MODES[row.counting]), "is_extended": row.is_extended,
        "extension_reason": row.extension_reason, "is_urgent": row.is_urgent,
        "stops": [{**stop, "first": dt.date.fromisoformat(stop["first"]),
                   "last": dt.date.fromisoformat(stop["last"])} for stop in row.stops],
        "outage": any(day[2] == "outage" for day in row.trail),
        "if_missed": _if_missed(rule, procedure), "cutoffs": _cutoffs(rule),
        "asks_officer": row.asks_officer, "decision": row.decision,
        "decided_by": row.decided_by_name, "running": running,
        "days": [_day(*day[:4]) for day in row.trail],
        "told": [{**told, "on": dt.date.fromisoformat(told["on"])} for told in row.told],
    }  # fmt: skip


def _if_missed(rule: Deadline, procedure: Procedure) -> str:
    if rule.if_missed == "ask":
        return _("An officer decides what follows.")
    return pick(procedure.step(rule.if_missed).titles) if rule.if_missed else ""


def _cutoffs(rule: Deadline) -> list[str]:
    """Until when on the last day an answer counts, by the way it comes."""
    ways = {"post": _("by post"), "bank": _("through the bank"), "in_person": _("handed in"),
            "portal": _("through the portal"), "system": _("through the portal"),
            "online": _("through the portal")}  # fmt: skip
    hours = {"24:00": _("until midnight"), "office_close": _("until the office closes")}
    return [
        _("%(way)s: %(until)s") % {"way": ways.get(way, way), "until": hours.get(until, until)}
        for way, until in rule.cutoffs.items()
    ]


def _day(day: str, number: int | None, reason: str, names: dict[str, str] | None
         ) -> dict[str, Any]:  # fmt: skip
    """One day of a count: its number, or why it did not count."""
    words = pick(names) if names else pick(REASONS[reason])
    return {"day": dt.date.fromisoformat(day), "number": number, "reason": words,
            "why": pick(REASONS[reason]),
        "name": pick(names) if names else "",
            "tone": "counted" if number else TONE.get(reason, "rest")}  # fmt: skip


def weeks_of(days: list[dict[str, Any]]) -> list[list[dict[str, Any] | None]]:
    """The days of a count as the weeks of a calendar, Monday first; empty where it is too long.

    A cell without an entry is None; a long count in months has only its ends and is told as a
    list instead.
    """
    if not days:
        return []
    by_day = {entry["day"]: entry for entry in days}
    first, last = min(by_day), max(by_day)
    monday = first - ONE_DAY * first.weekday()
    count = ((last - monday).days // 7) + 1
    if count > MOST_WEEKS or len(by_day) * 2 < (last - first).days:
        return []
    return [[by_day.get(monday + ONE_DAY * (7 * week + place)) for place in range(7)]
            for week in range(count)]  # fmt: skip


def _deeds(case: SeizureCase, row: DueDate, procedure: Procedure,
           bound: Bound | None) -> list[dict[str, Any]]:  # fmt: skip
    """What an officer may enter about this clock now, each with its form."""
    possible = []
    if row.asks_officer:
        possible.append(("decide", _("Write down the decision")))
    if row.status == ClockStatus.RUNNING and row.counting == "kr_civil":
        possible.append(("stop", _("Enter days that do not count")))
    rule = procedure.deadline(row.rule)
    may_extend = row.status == ClockStatus.RUNNING and rule.extension and not row.is_extended
    if may_extend and extending_step(procedure, row.rule) is None:
        possible.append(("extend", _("Extend")))
    found = []
    for code, title in possible:
        mine = bound is not None and bound[:2] == (row.pk, code)
        found.append({
            "code": code, "title": title, "open": mine, "clock": row.pk,
            "form": bound[2] if mine and bound else DEEDS[code](auto_id=f"{code}{row.pk}_%s"),
            "refused": bound[3] if mine and bound else "",
        })  # fmt: skip
    return found
