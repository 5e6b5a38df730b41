"""How each law counts days: one way of counting per function, each answer with its trail.

Sources: Notification 2026-31 art. 9, Customs Act 8, Civil Act 157-161, Civil Petitions Treatment
Act 19 (Korea); Civil Code 201-203, Measures 41, Administrative Penalty Law 85 (China).
"""

import calendar as month_table
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from seizures.law.administrations import administration
from seizures.law.calendars import Calendar
from seizures.law.errors import LawError, OptionNotKnown
from seizures.law.words import Words

ONE_DAY = timedelta(days=1)
LONGEST = 4000
"""No rule counts further than this many units; a larger number is a typing error."""

MODES: dict[str, Words] = {
    "kr_cal": {
        "en": "calendar days, moved on when the last day is a rest day",
        "ko": "역일 계산(말일이 토·공휴일이면 그 다음 날)",
        "zh-hans": "自然日，末日为星期六、公休日的顺延",
    },
    "kr_excl": {
        "en": "working days, first day excluded",
        "ko": "토·공휴일 제외, 초일 불산입",
        "zh-hans": "工作日，首日不计入",
    },
    "kr_civil": {
        "en": "working days, first day included, stopped while papers are awaited",
        "ko": "민원처리 기간(초일 산입, 토·공휴일 불산입)",
        "zh-hans": "工作日，首日计入，补正等期间不计入",
    },
    "cn_wd": {
        "en": "Chinese working days, first day excluded",
        "ko": "중국 근무일(대체 근무일 포함), 초일 불산입",
        "zh-hans": "工作日（含调休上班日），首日不计入",
    },
    "cn_cal": {
        "en": "calendar days in China, moved on when the last day is a rest day",
        "ko": "중국 역일 계산(말일이 휴일이면 그 다음 날)",
        "zh-hans": "自然日，末日为法定休假日的顺延",
    },
    "months": {"en": "calendar months", "ko": "월로 계산", "zh-hans": "按月计算"},
    "years": {"en": "calendar years", "ko": "연으로 계산", "zh-hans": "按年计算"},
}

REASONS: dict[str, Words] = {
    "counted": {"en": "counted", "ko": "산입", "zh-hans": "计入"},
    "first_day": {
        "en": "first day, not counted",
        "ko": "초일 불산입",
        "zh-hans": "首日，不计入",
    },
    "weekend": {"en": "weekend, not counted", "ko": "토·일요일", "zh-hans": "周末，不计入"},
    "holiday": {
        "en": "public holiday, not counted",
        "ko": "공휴일",
        "zh-hans": "法定节假日，不计入",
    },
    "stopped": {
        "en": "clock stopped, not counted",
        "ko": "처리기간 불산입(보완·의견조회·감정 등)",
        "zh-hans": "补正、征求意见、鉴定期间，不计入",
    },
    "moved": {
        "en": "last day was a rest day, moved",
        "ko": "말일이 휴일이어서 이동",
        "zh-hans": "末日为休息日，顺延",
    },
    "outage": {
        "en": "customs system was down, moved to the day after it came back",
        "ko": "전산장애 복구 다음 날",
        "zh-hans": "系统故障，顺延至恢复次日",
    },
    "period_end": {
        "en": "last day of the period",
        "ko": "기간의 말일",
        "zh-hans": "期间的最后一日",
    },
}


@dataclass(frozen=True, slots=True)
class Stop:
    """Days on which a Korean civil-petition clock stands still, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a count: its number when it counted, and why it did or did not."""

    day: date
    number: int | None
    reason: str
    """A key of `REASONS`."""
    names: Words | None
    """The holiday or adjusted working day it is, if any."""
    provisional: bool = False
    """The official notice for the year of this day is not in yet."""

    @property
    def why(self) -> Words:
        """Why the day counted or did not, in every language."""
        return REASONS[self.reason]


@dataclass(frozen=True, slots=True)
class Counted:
    """The outcome of a count with the trail that proves it."""

    due_on: date
    opens_on: date | None
    trail: tuple[CountedDay, ...]
    provisional: bool
    """True when a day of a calendar that is not yet officially published decided the result."""


def count(
    mode: str,
    start: date,
    n: int,
    calendar: Calendar,
    *,
    first_day_counted: bool = False,
    roll: bool = True,
    stops: Sequence[Stop] = (),
) -> Counted:
    """Count `n` units from the day of the event; negative `n` counts back from a later event.

    `roll` moves a last day that is a rest day to the next working day (back: the earlier one).
    Raises `LawError` for an unknown mode, `OptionNotKnown` for stops in a mode without them.
    """
    if mode not in MODES:
        raise LawError(f"Unknown way of counting '{mode}'. Known: {', '.join(MODES)}.")
    if abs(n) > LONGEST:
        raise LawError(f"A period of {n} units is longer than any rule knows.")
    if stops and mode != "kr_civil":
        raise OptionNotKnown(f"Only kr_civil clocks can be stopped, not {mode}.")
    if n == 0:
        return Counted(start, None, (_look(calendar, start, None, "period_end"),), False)
    if mode in ("kr_excl", "cn_wd"):
        return _working(start, n, calendar, first_day_counted, ())
    if mode == "kr_civil":
        return _working(start, n, calendar, True, stops)
    if mode in ("kr_cal", "cn_cal"):
        return _calendar_days(start, n, calendar, first_day_counted, roll)
    return _long(mode, start, n, calendar, first_day_counted, roll)


def roll_to_working_day(day: date, calendar: Calendar, *, back: bool = False) -> date:
    """The day itself when it is a working day, else the next one (or the one before)."""
    step = -ONE_DAY if back else ONE_DAY
    while not calendar.is_working_day(day):
        day += step
    return day


def shift_months(start: date, months: int, *, begins_next_day: bool) -> date:
    """The last day of a period in months; see `Administration.month_begins_next_day`."""
    anchor = start + ONE_DAY if begins_next_day else start
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    length = month_table.monthrange(year, month + 1)[1]
    if anchor.day > length:
        return date(year, month + 1, length)
    landed = date(year, month + 1, anchor.day)
    return landed - ONE_DAY if begins_next_day else landed


def _working(
    start: date, n: int, calendar: Calendar, first: bool, stops: Sequence[Stop]
) -> Counted:
    """The n-th day that is a working day and not inside a stop."""
    trail: list[CountedDay] = []
    number, provisional = 0, False
    for day in _days(start, back=n < 0):
        if day == start and not first:
            trail.append(_look(calendar, day, None, "first_day"))
            continue
        provisional = provisional or calendar.is_provisional(day)
        reason = _reason(day, calendar, stops)
        number += reason == "counted"
        trail.append(_look(calendar, day, number if reason == "counted" else None, reason))
        if number == abs(n):
            break
    return Counted(trail[-1].day, None, tuple(trail), provisional)


def _calendar_days(start: date, n: int, calendar: Calendar, first: bool, roll: bool) -> Counted:
    """Every day counts; only the last one asks the calendar."""
    trail: list[CountedDay] = []
    number = 0
    for day in _days(start, back=n < 0):
        if day == start and not first:
            trail.append(_look(calendar, day, None, "first_day"))
            continue
        number += 1
        trail.append(_look(calendar, day, number, "counted"))
        if number == abs(n):
            break
    return _rolled(trail, calendar, back=n < 0, roll=roll)


def _long(mode: str, start: date, n: int, calendar: Calendar, first: bool, roll: bool) -> Counted:
    """Months and years by the calendar, not by days."""
    rule = administration(calendar.administration)
    months = n if mode == "months" else n * 12
    end = shift_months(start, months, begins_next_day=rule.month_begins_next_day and n > 0)
    if first:
        end -= ONE_DAY
    trail = [
        _look(calendar, start, None, "counted" if first else "first_day"),
        _look(calendar, end, abs(n), "period_end"),
    ]
    return _rolled(trail, calendar, back=n < 0, roll=roll)


def _rolled(trail: list[CountedDay], calendar: Calendar, *, back: bool, roll: bool) -> Counted:
    """Move the last day off a rest day when the rule says so."""
    last = trail[-1].day
    if not roll:
        return Counted(last, None, tuple(trail), False)
    due_on = roll_to_working_day(last, calendar, back=back)
    provisional = False
    for day in _days(last, back=back):
        provisional = provisional or calendar.is_provisional(day)
        if day != last:
            trail.append(_look(calendar, day, None, "moved"))
        if day == due_on:
            break
    return Counted(due_on, None, tuple(trail), provisional)


def _days(start: date, *, back: bool) -> Iterator[date]:
    """The start day and every day after it (or before it), without end."""
    step = -ONE_DAY if back else ONE_DAY
    day = start
    while True:
        yield day
        day += step


def _reason(day: date, calendar: Calendar, stops: Sequence[Stop]) -> str:
    """Why a day counts or does not in a working-day mode."""
    if any(stop.first <= day <= stop.last for stop in stops):
        return "stopped"
    if calendar.is_working_day(day):
        return "counted"
    return "holiday" if calendar.day_name(day) else "weekend"


def _look(calendar: Calendar, day: date, number: int | None, reason: str) -> CountedDay:
    """One entry of the trail, with the name of the day if it has one."""
    return CountedDay(day, number, reason, calendar.day_name(day), calendar.is_provisional(day))
