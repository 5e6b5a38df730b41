"""Every worked example of the scenario files, counted by the house and by a naive day walker."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from seizures.law import answers, deadlines, procedures, securities
from seizures.law.calendars import Calendar, HolidayNotice, calendar_for
from seizures.law.counting import Stop
from seizures.law.deadlines import Outage
from tests.law.walker import RULES, Walker, opening

FILES = sorted((Path(__file__).parent / "scenarios").glob("*.toml"))


def _rows(kind: str) -> list[Any]:
    rows = []
    for path in FILES:
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get(kind, ()):
            rows.append(pytest.param(row, id=f"{path.stem}: {row['says']}"))
    return rows


NAMES = {"en": "Ad-hoc holiday", "ko": "임시공휴일", "zh-hans": "临时公休日"}


def _calendar(row: dict[str, Any]) -> Calendar:
    """The calendar of the track with the notices of the row laid over it."""
    code = row["track"][:2]
    return calendar_for(
        code,
        [
            HolidayNotice(code, entry["day"], entry["kind"], NAMES, date(2026, 11, 1), "notice",
                          entry.get("completes_year", False))
            for entry in row.get("notices", ())
        ],
    )  # fmt: skip


@pytest.mark.parametrize("row", _rows("deadline"))
def test_a_deadline_falls_on_the_day_the_lawyer_says(row: dict[str, Any]) -> None:
    outage = row.get("outage")
    due = deadlines.compute(
        row["track"],
        row["rule"],
        row["from"],
        urgent=row.get("urgent", False),
        extended=row.get("extended", False),
        edition=row.get("edition"),
        calendar=_calendar(row),
        stops=[Stop(*stop) for stop in row.get("stops", ())],
        outage=Outage(*outage) if outage else None,
    )
    assert due.due_on == row["due_on"]
    assert due.opens_on == row.get("opens_on")
    assert due.provisional is row.get("provisional", False)
    assert due.confirmed is not row.get("to_be_confirmed", False)
    assert due.due_on_if_start_counted == row.get("due_on_if_start_counted")
    assert due.basis and due.trail
    assert due.trail[-1].day == due.due_on
    assert all(day.why["en"] and day.why["ko"] and day.why["zh-hans"] for day in due.trail)


@pytest.mark.parametrize("row", _rows("deadline"))
def test_the_naive_walker_comes_to_the_same_day(row: dict[str, Any]) -> None:
    country = row["track"][:2]
    notices = [
        (entry["day"], entry["kind"], entry.get("completes_year", False))
        for entry in row.get("notices", ())
    ]
    walker, slip = Walker.of(country, notices), RULES[f"{country} {row['rule']}"]
    options = {"urgent": row.get("urgent", False), "extended": row.get("extended", False)}
    stops = [(stop[0], stop[1]) for stop in row.get("stops", ())]
    due, unsure = walker.walk(slip, row["from"], stops=stops, **options)
    if "outage" in row:
        due = walker.after_outage(due, *row["outage"])
    assert due == row["due_on"]
    assert unsure is row.get("provisional", False)
    assert opening(walker, slip, row["from"], due) == row.get("opens_on")
    if slip.unclear:
        other, _ = walker.walk(slip, row["from"], first=True, **options)
        assert other == row["due_on_if_start_counted"]


@pytest.mark.parametrize("row", _rows("moment"))
def test_the_last_day_ends_at_the_hour_of_the_channel(row: dict[str, Any]) -> None:
    due = deadlines.compute(row["track"], row["rule"], row["from"])
    kept = deadlines.in_time(due, row["on"], channel=row.get("channel", ""), at=row.get("at"))
    assert kept is row["in_time"]


def test_there_are_more_than_two_hundred_scenarios_and_each_says_something_else() -> None:
    rows = [param.values[0] for param in _rows("deadline")]
    assert len(rows) > 350
    assert {row["from"].year for row in rows} >= {2025, 2026, 2027}
    for path in FILES:
        said = [row["says"] for row in tomllib.loads(path.read_text("utf-8")).get("deadline", ())]
        assert len(said) == len(set(said)), path.stem


def test_a_day_before_the_first_edition_names_the_edition() -> None:
    for param in _rows("deadline"):
        row = param.values[0]
        first = procedures.editions(row["track"])[0]
        assert row["from"] >= first or row["edition"] >= first, row["says"]


def test_every_rule_of_every_track_is_in_a_scenario() -> None:
    counted = {
        (param.values[0]["track"][:2], param.values[0]["rule"]) for param in _rows("deadline")
    }
    known = {
        (track[:2], row.code)
        for track in procedures.tracks()
        for row in procedures.load(track, procedures.editions(track)[-1]).deadlines
    }
    assert known - counted == set()


@pytest.mark.parametrize("row", _rows("security"))
def test_a_security_is_the_amount_the_lawyer_says(row: dict[str, Any]) -> None:
    prior = row.get("prior_costs")
    amount = securities.compute(
        row["track"],
        Decimal(row["value"]),
        sme=row.get("sme", False),
        counter=row.get("counter", False),
        right=row.get("right"),
        general=row.get("general", False),
        prior_costs=Decimal(prior) if prior else None,
    )
    assert amount.amount == Decimal(row["amount"])
    assert amount.currency == {"kr": "KRW", "cn": "CNY"}[row["track"][:2]]
    assert amount.basis and amount.formula


def test_the_answers_have_the_keys_that_scripts_rely_on() -> None:
    rows = answers.due_rows("cn/ex_officio", "determination", [date(2026, 4, 30)])
    assert rows == [
        {
            "from": "2026-04-30",
            "due_on": "2026-06-15",
            "opens_on": None,
            "counting": "cn_wd",
            "basis": "Reg. 20",
            "provisional": False,
            "due_on_if_start_counted": "2026-06-12",
        }
    ]
    assert answers.security_row("kr/on_request", Decimal("10000.5")) == {
        "amount": "12001",
        "currency": "KRW",
        "basis": "Decree 241(1)(2)",
        "formula": "10000.5 x 1.20",
    }
    assert answers.security_row("kr/small_parcel", Decimal(5))["amount"] == "0"


def test_what_is_not_confirmed_says_so_in_its_basis() -> None:
    row = answers.due_rows("kr/on_request", "interim_measure_default", [date(2026, 5, 1)])[0]
    assert str(row["basis"]).endswith("(to be confirmed)")
    assert "(to be confirmed)" in answers.security_row("cn/ex_officio", Decimal(1))["basis"]
