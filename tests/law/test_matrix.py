"""`due` and `security` for every track and rule, with every option: an answer or what exists."""

import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from seizures.law import answers, deadlines, procedures, securities
from seizures.law.counting import MODES
from seizures.law.errors import LawError, OptionNotKnown
from seizures.law.procedures import Deadline

DAY = date(2026, 5, 18)
RULES = [
    pytest.param(track, row, id=f"{track} {row.code}")
    for track in procedures.tracks()
    for row in procedures.load(track, DAY).deadlines
]
SECURED = {"kr/on_request", "kr/advance_request", "kr/guarantee", "cn/ex_officio",
           "cn/on_application", "cn/guarantee"}  # fmt: skip
PROMISED = """
kr/ktc ktc_opening
kr/ktc ktc_finding
kr/appeal customs_appeal
cn/ex_officio damages_freeze
cn/on_application damages_freeze
cn/guarantee damages_freeze
cn/recordation renewal_decision
cn/guarantee general_guarantee_acceptance
kr/on_request recall_order
kr/recordation suspect_trader_validity
"""


@pytest.mark.parametrize("line", PROMISED.split("\n")[1:-1])
def test_the_rules_named_by_the_contract_are_there(line: str) -> None:
    track, rule = line.split()
    assert answers.due_rows(track, rule, [DAY])[0]["due_on"]


@pytest.mark.parametrize(("track", "row"), RULES)
@pytest.mark.parametrize("start", [date(2026, 4, 14), DAY, date(2026, 9, 24), date(2027, 2, 5)])
def test_every_rule_answers_for_every_day(track: str, row: Deadline, start: date) -> None:
    (found,) = answers.due_rows(track, row.code, [start])
    assert list(found)[:6] == ["from", "due_on", "opens_on", "counting", "basis", "provisional"]
    assert found["counting"] == row.counting in MODES
    assert ("to be confirmed" in str(found["basis"])) is row.to_be_confirmed
    assert ("due_on_if_start_counted" in found) is row.start_unclear
    due = date.fromisoformat(str(found["due_on"]))
    assert due <= start if row.days < 0 else due >= start


@pytest.mark.parametrize(("track", "row"), RULES)
def test_an_option_works_exactly_where_the_rule_knows_it(track: str, row: Deadline) -> None:
    for option, known in (("urgent", row.urgent_days), ("extended", row.extension)):
        if known is None:
            with pytest.raises(OptionNotKnown, match="Options it knows"):
                deadlines.compute(track, row.code, DAY, **{option: True})  # type: ignore[arg-type]
        else:
            plain = deadlines.compute(track, row.code, DAY).due_on
            other = deadlines.compute(track, row.code, DAY, **{option: True}).due_on  # type: ignore[arg-type]
            assert (other >= plain) if option == "extended" else (other <= plain)


@pytest.mark.parametrize(("track", "row"), RULES)
def test_the_trail_shows_each_day_and_why(track: str, row: Deadline) -> None:
    due = deadlines.compute(track, row.code, DAY)
    assert due.trail[-1].day == due.due_on
    numbers = [day.number for day in due.trail if day.number]
    if row.counting in ("kr_excl", "kr_civil", "cn_wd", "kr_cal", "cn_cal") and row.days:
        assert numbers == list(range(1, abs(row.days) + 1))
    days = [day.day for day in due.trail]
    assert days == sorted(days, reverse=row.days < 0)
    for day in due.trail:
        assert all(day.why.values()) and set(day.why) == {"en", "ko", "zh-hans"}
    assert any(day.provisional for day in due.trail) or not due.provisional


def test_an_interim_measure_shows_the_other_reading_beside() -> None:
    due = deadlines.compute("kr/on_request", "interim_measure_default", date(2026, 5, 1))
    assert due.due_on == date(2026, 5, 31)
    assert due.due_on_other_reading == date(2026, 6, 1)
    assert due.to_be_confirmed
    assert deadlines.compute("kr/on_request", "holder_request", DAY).due_on_other_reading is None


@pytest.mark.parametrize("track", procedures.tracks())
def test_every_track_answers_for_its_security(track: str) -> None:
    row = answers.security_row(track, Decimal(100_000))
    assert set(row) == {"amount", "currency", "basis", "formula"}
    assert (Decimal(row["amount"]) > 0) is (track in SECURED)
    assert row["basis"]


@pytest.mark.parametrize("track", procedures.tracks())
def test_small_firms_pay_less_in_korea_only(track: str) -> None:
    if track.startswith("cn/"):
        with pytest.raises(OptionNotKnown):
            securities.compute(track, Decimal(1000), sme=True)
    else:
        amount = securities.compute(track, Decimal(1000), sme=True).amount
        assert amount == (400 if track in SECURED else 0)


@pytest.mark.parametrize("track", sorted(SECURED - {"cn/guarantee"}))
def test_counter_security_is_for_the_rights_the_law_names(track: str) -> None:
    rule = procedures.load(track, DAY).security
    amount = securities.compute(track, Decimal(1000), counter=True, right="patent").amount
    assert amount == (1200 if track.startswith("kr/") else 1000)
    if track.startswith("cn/"):
        assert "trademark" not in rule.counter_rights
        with pytest.raises(OptionNotKnown, match="patent"):
            securities.compute(track, Decimal(1000), counter=True, right="trademark")


def _run(*words: str) -> list[dict[str, object]]:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def _refused(*words: str) -> str:
    err = io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command(*words, stdout=io.StringIO(), stderr=err)
    assert left.value.code == 2
    return err.getvalue()


@pytest.mark.parametrize(("track", "row"), RULES)
def test_the_command_answers_for_every_rule(track: str, row: Deadline) -> None:
    found = _run("due", track, row.code, "--from", "2026-05-18", "--from", "2026-06-01")
    assert [line["from"] for line in found] == ["2026-05-18", "2026-06-01"]


@pytest.mark.parametrize("track", procedures.tracks())
def test_the_command_answers_for_every_security(track: str) -> None:
    (found,) = _run("security", track, "--value", "1000")
    assert found["currency"] == {"kr": "KRW", "cn": "CNY"}[track[:2]]


def test_what_is_unknown_is_refused_with_what_exists() -> None:
    assert "kr/on_request" in _refused("due", "kr/nothing", "x", "--from", "2026-05-18")
    assert "proof_of_action" in _refused("due", "kr/on_request", "x", "--from", "2026-05-18")
    assert "2026-04-14" in _refused(
        "due", "kr/on_request", "holder_request", "--from", "2026-01-05"
    )
    assert "none" in _refused("due", "kr/ktc", "ktc_opening", "--from", "2026-05-18", "--urgent")
    assert "cn/ex_officio" in _refused("security", "cn/nothing", "--value", "1")
    assert "kr tracks" in _refused("security", "cn/ex_officio", "--value", "1", "--sme")
    assert "cn/guarantee" in _refused("security", "kr/on_request", "--value", "1", "--general")
    assert "patent" in _refused(
        "security", "cn/ex_officio", "--value", "1", "--counter", "--right", "trademark"
    )


def test_a_general_guarantee_is_last_years_costs_and_two_hundred_thousand_at_least() -> None:
    (low,) = _run("security", "cn/guarantee", "--value", "0", "--general", "--prior-costs", "10")
    (high,) = _run(
        "security", "cn/ex_officio", "--value", "0", "--general", "--prior-costs", "300000"
    )
    assert (low["amount"], high["amount"]) == ("200000.00", "300000.00")


def test_a_law_error_is_a_value_error() -> None:
    assert issubclass(LawError, ValueError)
