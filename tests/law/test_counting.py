"""Counting against an independent walker that knows only a list of working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seizures.law import deadlines
from seizures.law.calendars import Calendar, calendar_for
from seizures.law.counting import MODES, Stop, count
from seizures.law.deadlines import Outage

DAY = timedelta(days=1)
KR = calendar_for("kr")
CN = calendar_for("cn")
DAYS = st.dates(date(2020, 1, 1), date(2026, 9, 30))
LENGTHS = st.integers(1, 60)
STOPS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=3)


def _naive(mode: str, start: date, n: int, calendar: Calendar) -> date:
    """The rule as one would do it with a finger on a wall calendar."""
    day, left = start, n
    if mode == "kr_civil" and calendar.is_working_day(day):
        left -= 1
    while left:
        day += DAY
        if mode in ("kr_cal", "cn_cal") or calendar.is_working_day(day):
            left -= 1
    while not calendar.is_working_day(day):
        day += DAY
    return day


@given(start=DAYS, n=LENGTHS, mode=st.sampled_from(["kr_cal", "kr_excl", "kr_civil"]))
def test_korean_counting_agrees_with_a_finger_on_the_calendar(
    start: date, n: int, mode: str
) -> None:
    assert count(mode, start, n, KR).due_on == _naive(mode, start, n, KR)


@given(start=DAYS, n=LENGTHS, mode=st.sampled_from(["cn_wd", "cn_cal"]))
def test_chinese_counting_agrees_with_a_finger_on_the_calendar(
    start: date, n: int, mode: str
) -> None:
    assert count(mode, start, n, CN).due_on == _naive(mode, start, n, CN)


@given(start=DAYS, n=LENGTHS, mode=st.sampled_from(sorted(MODES)), chinese=st.booleans())
def test_a_deadline_is_a_working_day_and_later_with_every_unit(
    start: date, n: int, mode: str, chinese: bool
) -> None:
    calendar = CN if chinese else KR
    shorter, longer = count(mode, start, n, calendar), count(mode, start, n + 1, calendar)
    assert calendar.is_working_day(shorter.due_on)
    assert shorter.due_on <= longer.due_on
    assert shorter.due_on >= start


@given(start=DAYS, n=LENGTHS, mode=st.sampled_from(["kr_excl", "kr_civil", "cn_wd"]))
def test_the_trail_numbers_every_counted_day_once(start: date, n: int, mode: str) -> None:
    counted = count(mode, start, n, CN if mode == "cn_wd" else KR)
    numbers = [day.number for day in counted.trail if day.number is not None]
    assert numbers == list(range(1, n + 1))
    days = [day.day for day in counted.trail]
    assert days[0] == start and days[-1] == counted.due_on
    assert days == [start + DAY * offset for offset in range(len(days))]


@given(start=DAYS, n=LENGTHS, mode=st.sampled_from(["kr_excl", "cn_wd"]))
def test_counting_back_undoes_counting_forward_between_working_days(
    start: date, n: int, mode: str
) -> None:
    calendar = CN if mode == "cn_wd" else KR
    if calendar.is_working_day(start):
        there = count(mode, start, n, calendar).due_on
        assert count(mode, there, -n, calendar).due_on == start


@given(start=DAYS, n=LENGTHS, mode=st.sampled_from(["kr_cal", "cn_cal", "cn_wd", "months"]))
def test_counting_back_ends_on_a_working_day_not_later_than_the_plain_day(
    start: date, n: int, mode: str
) -> None:
    calendar = CN if mode.startswith("cn") else KR
    counted = count(mode, start, -n, calendar)
    assert calendar.is_working_day(counted.due_on)
    assert counted.due_on < start
    if mode.endswith("_cal"):
        assert counted.due_on <= start - DAY * n


@given(start=DAYS, n=st.integers(6, 20), stops=STOPS)
def test_a_stopped_clock_counts_no_stopped_day(
    start: date, n: int, stops: list[tuple[int, int]]
) -> None:
    ranges = [Stop(start + DAY * first, start + DAY * (first + long)) for first, long in stops]
    counted = count("kr_civil", start, n, KR, stops=ranges)
    counting_days = [day.day for day in counted.trail if day.number]
    assert len(counting_days) == n
    for day in counting_days:
        assert KR.is_working_day(day)
        assert not any(stop.first <= day <= stop.last for stop in ranges)
    assert counted.due_on >= count("kr_civil", start, n, KR).due_on


@pytest.mark.parametrize("mode", ["kr_cal", "kr_excl", "kr_civil"])
def test_seven_days_differ_by_the_way_of_counting(mode: str) -> None:
    expected = {"kr_cal": 26, "kr_excl": 28, "kr_civil": 27}[mode]
    assert count(mode, date(2026, 5, 18), 7, KR).due_on == date(2026, 5, expected)


def test_the_trail_says_why_a_day_did_not_count() -> None:
    trail = count("cn_wd", date(2026, 2, 13), 3, CN).trail
    by_day = {day.day: day for day in trail}
    assert by_day[date(2026, 2, 13)].reason == "first_day"
    worked = by_day[date(2026, 2, 14)]
    assert worked.number == 1 and worked.names and worked.names["zh-hans"] == "春节调休上班日"
    assert by_day[date(2026, 2, 17)].reason == "holiday"


def test_a_stop_moves_the_decision_by_its_working_days() -> None:
    stop = Stop(date(2026, 5, 20), date(2026, 5, 21))
    plain = deadlines.compute("kr/on_request", "counter_release_decision", date(2026, 5, 18))
    stopped = deadlines.compute(
        "kr/on_request", "counter_release_decision", date(2026, 5, 18), stops=[stop]
    )
    assert plain.due_on == date(2026, 6, 9)
    assert stopped.due_on == date(2026, 6, 11)


def test_a_deadline_in_an_outage_is_the_day_after_the_system_is_back() -> None:
    outage = Outage(date(2026, 5, 26), date(2026, 5, 27))
    due = deadlines.compute("kr/on_request", "holder_request", date(2026, 5, 18), outage=outage)
    assert due.due_on == date(2026, 5, 28)
    assert due.trail[-1].reason == "outage"
    assert "Act 8(4)" in due.basis


def test_an_outage_at_another_time_changes_nothing() -> None:
    outage = Outage(date(2026, 5, 20), date(2026, 5, 21))
    due = deadlines.compute("kr/on_request", "holder_request", date(2026, 5, 18), outage=outage)
    assert due.due_on == date(2026, 5, 26)


def test_validity_ends_on_its_day_even_on_a_sunday() -> None:
    due = deadlines.compute("cn/recordation", "recordation_validity", date(2026, 5, 18))
    assert due.due_on == date(2036, 5, 18) and due.due_on.isoweekday() == 7
    assert due.opens_on == date(2035, 11, 18)
    assert not due.provisional
