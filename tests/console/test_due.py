"""`due --notices` counts as the clocks of cases do: with the holiday notices that were entered."""

import datetime as dt
import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError

from seizures.reference import actions
from tests.builders import actor

RULE = ("cn/ex_officio", "holder_reply", "--from", "2027-10-08")


def due(*words: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("due", *words, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("reference_tables")
def test_a_notice_that_was_entered_is_counted_only_where_it_is_asked_for() -> None:
    before = due(*RULE)
    assert before["provisional"] and due(*RULE, "--notices") == before
    actions.enter_holiday_notice(
        administration="cn", year=2027, published_on=dt.date(2026, 11, 5), source="No. 9",
        completes_year=True, days=[(dt.date(2027, 10, 9), "work", {
            "en": "Working day", "ko": "근무일", "zh-hans": "上班"})],
        by=actor("senior_officer", "cn"),
    )  # fmt: skip
    assert due(*RULE) == before, "without the option the tables of the law alone are read"
    after = due(*RULE, "--notices")
    assert not after["provisional"] and after["due_on"] < before["due_on"]


def test_an_unknown_track_is_refused_with_the_tracks_also_with_notices() -> None:
    err = io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("due", "xx", "y", "--from", "2026-05-18", "--notices", stderr=err)
    assert left.value.code == 2 and "kr/on_request" in err.getvalue()


def test_without_a_database_the_command_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_words: Any, **_options: Any) -> None:
        raise OperationalError("no such table")

    monkeypatch.setattr("seizures.console.management.commands.due.calendar_of", gone)
    err = io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("due", *RULE, "--notices", stderr=err)
    assert left.value.code == 1 and "migrate" in err.getvalue()
