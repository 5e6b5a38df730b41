"""What the law room does not know it refuses, naming what exists."""

from datetime import date
from decimal import Decimal

import pytest

from seizures.law import deadlines, procedures, securities
from seizures.law.calendars import calendar_for
from seizures.law.counting import Stop, count
from seizures.law.deadlines import Outage
from seizures.law.errors import (
    LawError,
    MalformedProcedure,
    NoEdition,
    OptionNotKnown,
    UnknownRule,
    UnknownTrack,
)

DAY = date(2026, 5, 18)


def test_an_unknown_track_is_answered_with_the_tracks_that_exist() -> None:
    with pytest.raises(UnknownTrack, match="kr/on_request"):
        deadlines.compute("kr/nothing", "holder_request", DAY)


def test_a_path_is_no_track() -> None:
    with pytest.raises(UnknownTrack):
        procedures.load("../procedures/kr/on_request", DAY)


def test_an_unknown_rule_is_answered_with_the_rules_of_the_track() -> None:
    with pytest.raises(UnknownRule, match="proof_of_action"):
        deadlines.compute("kr/on_request", "nothing", DAY)


def test_a_day_before_the_first_edition_is_refused_with_the_editions() -> None:
    with pytest.raises(NoEdition, match="2026-04-14"):
        deadlines.compute("kr/on_request", "holder_request", date(2026, 4, 13))


def test_an_edition_given_by_hand_overrides_the_day_of_the_event() -> None:
    due = deadlines.compute("kr/on_request", "holder_request", date(2025, 6, 2), edition=DAY)
    assert due.due_on == date(2025, 6, 9)
    assert due.edition == date(2026, 4, 14)


@pytest.mark.parametrize(
    ("track", "rule", "option"),
    [
        ("kr/on_request", "proof_of_action", "urgent"),
        ("kr/on_request", "holder_request", "extended"),
        ("cn/ex_officio", "holder_reply", "urgent"),
        ("cn/ex_officio", "determination", "extended"),
    ],
)
def test_an_option_the_rule_does_not_know_is_refused(track: str, rule: str, option: str) -> None:
    with pytest.raises(OptionNotKnown, match="Options it knows"):
        deadlines.compute(track, rule, DAY, **{option: True})


def test_small_firms_pay_no_less_in_china() -> None:
    for track in procedures.tracks():
        if track.startswith("cn/"):
            with pytest.raises(OptionNotKnown, match="kr"):
                securities.compute(track, Decimal(1000), sme=True)


def test_counter_security_in_china_is_for_patents_only() -> None:
    with pytest.raises(OptionNotKnown, match="patent"):
        securities.compute("cn/ex_officio", Decimal(1000), counter=True, right="trademark")


def test_a_general_guarantee_is_for_trademarks_and_for_tracks_that_know_it() -> None:
    with pytest.raises(OptionNotKnown, match="trademark"):
        securities.compute("cn/ex_officio", Decimal(1), general=True, right="patent")
    with pytest.raises(OptionNotKnown, match="cn/guarantee"):
        securities.compute("kr/on_request", Decimal(1), general=True)
    with pytest.raises(OptionNotKnown, match="cn/guarantee"):
        securities.compute("cn/on_application", Decimal(1), general=True)


@pytest.mark.parametrize("value", ["-1", "NaN", "Infinity", "1e40"])
def test_a_value_that_is_no_amount_is_refused(value: str) -> None:
    with pytest.raises(LawError):
        securities.compute("kr/on_request", Decimal(value))


def test_only_korean_civil_petitions_can_be_stopped() -> None:
    stop = Stop(DAY, DAY)
    with pytest.raises(OptionNotKnown):
        deadlines.compute("cn/ex_officio", "holder_reply", DAY, stops=[stop])
    with pytest.raises(OptionNotKnown):
        deadlines.compute("kr/on_request", "proof_of_action", DAY, stops=[stop])


def test_the_rule_for_system_outages_is_korean() -> None:
    with pytest.raises(OptionNotKnown):
        deadlines.compute("cn/ex_officio", "holder_reply", DAY, outage=Outage(DAY, DAY))


def test_an_unknown_way_of_counting_is_refused() -> None:
    with pytest.raises(LawError, match="kr_cal"):
        count("kr_moon", DAY, 7, calendar_for("kr"))


def test_a_malformed_procedure_is_refused_with_everything_that_is_wrong() -> None:
    words = {"en": "x", "ko": "x", "zh-hans": "x"}
    raw = {
        "procedure": {
            "track": "kr/x", "first_day": DAY, "basis": "Act 1", "confidence": "V",
            "titles": words, "summary": words,
        },
        "stage": [
            {"code": "a", "kind": "open", "titles": words},
            {"code": "b", "kind": "open", "titles": words},
            {"code": "island", "kind": "open", "titles": words},
        ],
        "step": [
            {"code": "go", "titles": words, "from": ["a"], "to": "b", "by": ["nobody"],
             "needs": ["moonlight"], "basis": "", "confidence": "V",
             "ledger": {"from": "stored", "to": "confiscated", "scope": "all"}},
        ],
        "deadline": [
            {"code": "c", "titles": words, "event": "request", "days": 1, "counting": "kr_cal",
             "if_missed": "go", "basis": "Act 1", "confidence": "V"},
        ],
        "security": {"basis": "Act 1", "confidence": "V"},
    }  # fmt: skip
    with pytest.raises(MalformedProcedure) as refusal:
        procedures.loader.parse(raw, "here")
    said = str(refusal.value)
    for part in (
        "unknown role nobody", "Unknown condition 'moonlight'", "go cites no law",
        "confiscated does not exist here", "island cannot be reached", "b is a dead end",
        "the clock cannot take step go",
    ):  # fmt: skip
        assert part in said


def test_a_text_that_lacks_a_language_is_refused() -> None:
    raw = {"procedure": {"track": "kr/x", "first_day": DAY, "titles": {"en": "x", "ko": "x"}}}
    with pytest.raises(MalformedProcedure, match="zh-hans"):
        procedures.loader.parse(raw, "here")
