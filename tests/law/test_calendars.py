"""Calendars against a second, unrelated table, and the layers laid over them."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from seizures.law import deadlines
from seizures.law.calendars import HolidayNotice, calendar_for
from seizures.law.errors import LawError
from seizures.law.words import LANGUAGES
from tests.law.walker import Walker

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


LUNAR = {
    # Seollal, Buddha's Birthday, Chuseok as the almanac has them.
    2025: (date(2025, 1, 29), date(2025, 5, 5), date(2025, 10, 6)),
    2026: (date(2026, 2, 17), date(2026, 5, 24), date(2026, 9, 25)),
    2027: (date(2027, 2, 7), date(2027, 5, 13), date(2027, 9, 15)),
}
AD_HOC = {date(2025, 1, 27), date(2025, 6, 3), date(2026, 6, 3)}
"""An ad-hoc day of 2025, the presidential election and the local elections."""


def _korean_year_by_the_rule(year: int) -> set[date]:
    """The Public Holidays Act written out: fixed days, lunar days, substitute holidays."""
    seollal, buddha, chuseok = LUNAR[year]
    around = [day + timedelta(days=n) for day in (seollal, chuseok) for n in (-1, 0, 1)]
    either = [date(year, 3, 1), date(year, 8, 15), date(year, 10, 3), date(year, 10, 9), buddha,
              date(year, 5, 5), date(year, 12, 25)]  # fmt: skip
    if year >= 2026:
        either += [date(year, 5, 1), date(year, 7, 17)]
    plain = [date(year, 1, 1), date(year, 6, 6), *([date(year, 5, 1)] if year < 2026 else [])]
    off = {*around, *either, *plain, *AD_HOC}
    twice = [day for day in set(around + either) if (around + either).count(day) > 1]
    earned = [day for day in sorted(set(either)) if day.weekday() >= 5]
    earned += [day for day in around if day.weekday() == 6]
    earned += [day for day in twice if day.weekday() < 5]
    for day in sorted(earned):
        last = max(around[:3]) if day in around[:3] else max(around[3:]) if day in around else day
        free = last + timedelta(days=1)
        while free in off or free.weekday() >= 5:
            free += timedelta(days=1)
        off.add(free)
    return {day for day in off if day.year == year}


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_korean_rest_days_are_those_the_act_gives(year: int) -> None:
    calendar = calendar_for("kr")
    by_rule = _korean_year_by_the_rule(year)
    for day in _days(year, year):
        works = day.weekday() < 5 and day not in by_rule
        assert calendar.is_working_day(day) is works, day


@pytest.mark.parametrize("code", ["kr", "cn"])
def test_the_typed_lists_of_the_walker_are_the_calendar(code: str) -> None:
    calendar, walker = calendar_for(code), Walker.of(code)
    differing = [
        day for day in _days(2025, 2027) if calendar.is_working_day(day) != walker.works(day)
    ]
    assert differing == []


def test_one_notice_alone_does_not_publish_a_year() -> None:
    first = _notice("cn", date(2027, 1, 4), "off")
    calendar = calendar_for("cn", [first])
    assert calendar.status(2027) == "provisional"
    assert not calendar.is_working_day(date(2027, 1, 4))
    assert not calendar.is_working_day(date(2027, 2, 9)), "what was guessed still stands"
    whole = calendar_for("cn", [first, _notice("cn", date(2027, 1, 3), "off", completes_year=True)])
    assert whole.status(2027) == "published"
    assert whole.is_working_day(date(2027, 2, 9)), "a guess falls when the year is complete"


def test_a_year_completed_for_china_says_nothing_about_the_next_one_or_about_korea() -> None:
    whole = _notice("cn", date(2027, 10, 6), "off", completes_year=True)
    assert calendar_for("cn", [whole]).status(2028) == "provisional"
    assert calendar_for("kr", [whole]).status(2028) == "provisional"


def test_the_same_notice_completing_or_not_gives_two_calendars() -> None:
    day = date(2027, 10, 6)
    part = calendar_for("cn", [_notice("cn", day, "off")])
    whole = calendar_for("cn", [_notice("cn", day, "off", completes_year=True)])
    assert part.version != whole.version
    assert part.status(2027) != whole.status(2027)


def test_a_notice_is_off_or_work() -> None:
    with pytest.raises(LawError, match="off"):
        calendar_for("kr", [_notice("kr", date(2026, 10, 8), "maybe")])


def test_working_days_between_count_the_last_day_and_not_the_first() -> None:
    calendar = calendar_for("kr")
    assert calendar.working_days_between(date(2026, 5, 18), date(2026, 5, 26)) == 5
    assert calendar.working_days_between(date(2026, 5, 26), date(2026, 5, 18)) == -5
    assert calendar.working_days_between(date(2026, 5, 18), date(2026, 5, 18)) == 0
