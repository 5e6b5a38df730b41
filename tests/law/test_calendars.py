"""Calendars against a second, unrelated table, and the layers laid over them."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from seizures.law import deadlines
from seizures.law.calendars import HolidayNotice, calendar_for
from seizures.law.errors import LawError
from seizures.law.words import LANGUAGES

NAMES = {"en": "Temporary public holiday", "ko": "임시공휴일", "zh-hans": "临时公休日"}


def _days(first_year: int, last_year: int) -> list[date]:
    start, end = date(first_year, 1, 1), date(last_year, 12, 31)
    return [start + timedelta(days=offset) for offset in range((end - start).days + 1)]


def _notice(
    code: str, day: date, kind: str, *, on: date = date(2026, 11, 1), completes_year: bool = False
) -> HolidayNotice:
    return HolidayNotice(code, day, kind, NAMES, on, "notice", completes_year)


def test_chinese_working_days_agree_with_an_unrelated_table() -> None:
    calendar = calendar_for("cn")
    differing = [
        day
        for day in _days(2018, 2026)
        if calendar.is_working_day(day) != chinese_calendar.is_workday(day)
    ]
    assert differing == []


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 5, 1),
        date(2026, 5, 1),
        date(2026, 6, 3),
        date(2026, 7, 17),
        date(2026, 3, 2),
        date(2026, 5, 25),
        date(2026, 8, 17),
        date(2026, 10, 5),
        date(2027, 5, 3),
    ],
)
def test_a_korean_rest_day_is_no_working_day(day: date) -> None:
    assert not calendar_for("kr").is_working_day(day)


@pytest.mark.parametrize("day", [date(2025, 7, 17), date(2026, 6, 8), date(2026, 1, 2)])
def test_no_day_off_in_lieu_where_the_law_gives_none(day: date) -> None:
    assert calendar_for("kr").is_working_day(day)


@pytest.mark.parametrize("text", ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"])
def test_the_working_weekends_of_2026_are_worked(text: str) -> None:
    day = date.fromisoformat(f"2026-{text}")
    calendar = calendar_for("cn")
    assert day.isoweekday() > 5
    assert calendar.is_working_day(day) and calendar.is_adjusted_working_day(day)


def test_every_holiday_has_a_name_in_three_languages() -> None:
    for code in ("kr", "cn"):
        calendar = calendar_for(code)
        for day in _days(2021, 2027):
            names = calendar.day_name(day)
            if names is not None:
                assert all(names[language].strip() for language in LANGUAGES)
                assert names["ko"] != names["en"] != names["zh-hans"], (code, day, names)
                assert names["en"] != "Public holiday", (code, day)


def test_a_year_without_its_notice_is_provisional() -> None:
    assert calendar_for("cn").status(2026) == "published"
    assert calendar_for("cn").status(2027) == "provisional"
    assert calendar_for("kr").status(2027) == "published"
    assert calendar_for("kr").status(2028) == "provisional"


def test_a_notice_from_above_changes_the_day_and_the_version() -> None:
    plain = calendar_for("kr")
    day = date(2026, 10, 8)
    ruled = calendar_for("kr", [_notice("kr", day, "off")])
    assert plain.is_working_day(day) and not ruled.is_working_day(day)
    assert ruled.day_name(day) == NAMES
    assert ruled.version != plain.version
    assert calendar_for("kr", []).version == plain.version


def test_a_notice_of_the_other_administration_changes_nothing() -> None:
    ruled = calendar_for("kr", [_notice("cn", date(2026, 10, 8), "off")])
    assert ruled.is_working_day(date(2026, 10, 8))
    assert ruled.version == calendar_for("kr").version


def test_the_newest_notice_for_a_day_wins() -> None:
    day = date(2026, 10, 8)
    first = _notice("kr", day, "off", on=date(2026, 9, 1))
    taken_back = _notice("kr", day, "work", on=date(2026, 9, 20))
    assert calendar_for("kr", [taken_back, first]).is_working_day(day)


def test_the_official_notice_publishes_a_year_and_ends_the_guessing() -> None:
    guessed = date(2027, 2, 9)
    plain = calendar_for("cn")
    assert not plain.is_working_day(guessed)
    days = [date(2027, 2, 5) + timedelta(days=offset) for offset in range(4)]
    notices = [_notice("cn", day, "off", completes_year=True) for day in days]
    notices.append(_notice("cn", date(2027, 2, 20), "work", completes_year=True))
    full = calendar_for("cn", notices)
    assert full.status(2027) == "published"
    assert full.is_working_day(guessed)
    assert full.is_working_day(date(2027, 2, 20))
    due = deadlines.compute("cn/ex_officio", "holder_reply", date(2027, 2, 4), calendar=full)
    assert due.due_on == date(2027, 2, 11)
    assert not due.provisional


def test_a_notice_is_off_or_work() -> None:
    with pytest.raises(LawError, match="off"):
        calendar_for("kr", [_notice("kr", date(2026, 10, 8), "maybe")])


def test_working_days_between_count_the_last_day_and_not_the_first() -> None:
    calendar = calendar_for("kr")
    assert calendar.working_days_between(date(2026, 5, 18), date(2026, 5, 26)) == 5
    assert calendar.working_days_between(date(2026, 5, 26), date(2026, 5, 18)) == -5
    assert calendar.working_days_between(date(2026, 5, 18), date(2026, 5, 18)) == 0
