"""Clocks of cases: stops, extensions, outages, new calendars, reminders, decisions of officers."""

import datetime as dt
from typing import Any

import pytest

from seizures.cases import actions
from seizures.cases.models import DueDate, SeizureCase
from seizures.cases.tasks import remind, sweep_due
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.models import Entry
from seizures.reference import actions as reference
from tests.builders import actor
from tests.cases.walking import answers_for, opened, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
DAY = dt.timedelta(days=1)
AT = dt.datetime(2026, 5, 18, 3, tzinfo=dt.UTC)
"""A Monday; 25 May is a substitute holiday in Korea."""


def verbs(case: SeizureCase) -> list[str]:
    return list(Entry.objects.about("case", case.pk).values_list("verb", flat=True))


def suspended() -> tuple[SeizureCase, Actor]:
    """A Korean case with its goods suspended."""
    case, officer = opened()
    step(case, "notify", officer)
    from seizures.cases.facts import procedure_of

    rule = procedure_of(case).step("holder_requests")
    step(case, "holder_requests", officer, **answers_for(case, rule))
    return step(case, "suspend", officer), officer


def deciding() -> tuple[SeizureCase, Actor, DueDate]:
    """A case in which the civil-petition clock of a decision runs."""
    case, officer = suspended()
    row = DueDate(case=case, rule="counter_release_decision", step="suspend",
                  starts_on=clock.today("kr"), counting="kr_civil", due_on=clock.today("kr"),
                  calendar="kr", basis="")  # fmt: skip
    from seizures.cases.actions.clocks import fill
    from seizures.cases.facts import procedure_of

    fill(row, case, procedure_of(case).deadline(row.rule))
    row.save()
    return case, officer, row


def test_days_of_a_stop_do_not_count_and_the_journal_tells_both_days() -> None:
    with clock.moved_to(AT):
        case, officer, row = deciding()
        assert row.due_on == dt.date(2026, 6, 9)  # law's worked example
        before = row.due_on
        row = actions.stop_clock(row, first=dt.date(2026, 5, 20), last=dt.date(2026, 5, 21),
                                 reason="Expert opinion", by=officer)  # fmt: skip
        again = actions.stop_clock(row, first=dt.date(2026, 5, 20), last=dt.date(2026, 5, 21),
                                   reason="Expert opinion", by=officer)  # fmt: skip
    assert row.due_on == dt.date(2026, 6, 11) and len(again.stops) == 1
    entry = Entry.objects.about("case", case.pk).get(verb="clock.paused")
    assert entry.data["before"] == before.isoformat() and entry.data["due_on"] == "2026-06-11"
    assert ["2026-05-20", None, "stopped"] in [day[:3] for day in row.trail]


def test_only_civil_petition_periods_are_stopped_and_only_by_officers_of_the_case() -> None:
    case, officer = opened()
    step(case, "notify", officer)
    row = case.due_dates.get(rule="holder_request")
    today = clock.today("kr")
    with pytest.raises(Refused, match="cannot be stopped"):
        actions.stop_clock(row, first=today, last=today, reason="Opinion", by=officer)
    with pytest.raises(Refused, match="why"):
        actions.stop_clock(row, first=today, last=today, reason=" ", by=officer)
    with pytest.raises(NotAllowed):
        actions.stop_clock(row, first=today, last=today, reason="x", by=actor("officer", "cn"))


def test_an_extension_is_taken_by_its_step_once_with_its_reason() -> None:
    with clock.moved_to(AT):
        case, officer = suspended()
        row = case.due_dates.get(rule="proof_of_action", status="running")
        assert row.due_on == dt.date(2026, 6, 2)
        with pytest.raises(Refused, match="by the step"):
            actions.extend_clock(row, reason="Court is slow", by=officer)
        step(case, "extend_proof", officer, reasons="Court is slow")
        row.refresh_from_db()
    assert row.due_on == dt.date(2026, 6, 17) and row.is_extended
    assert "clock.extended" in verbs(case)


def test_a_last_day_inside_an_outage_moves_to_the_day_after_it() -> None:
    senior = actor("senior_officer", "kr")
    with clock.moved_to(AT):
        case, officer = opened()
        step(case, "notify", officer)
    row = case.due_dates.get(rule="holder_request")
    assert row.due_on == dt.date(2026, 5, 26)
    with clock.moved_to(dt.datetime(2026, 5, 26, 3, tzinfo=dt.UTC)):
        outage = reference.enter_outage(
            administration="kr",
            first=dt.date(2026, 5, 26),
            restored_on=None,
            reason="Portal down",
            by=senior,
        )
    with clock.moved_to(dt.datetime(2026, 5, 27, 3, tzinfo=dt.UTC)):
        assert actions.miss_due(row, by=officer).status == "running", "the system is down"
        reference.note_restored(outage, on=dt.date(2026, 5, 27), by=senior)
        assert actions.recount("kr", by=officer) >= 1
        assert actions.recount("kr", by=officer) == 0
    row.refresh_from_db()
    case.refresh_from_db()
    assert row.due_on == case.next_due_on == dt.date(2026, 5, 28) and "Act 8(4)" in row.basis
    assert row.trail[-1][2] == "outage"
    assert "clock.recounted" in verbs(case)


def test_a_provisional_clock_is_counted_again_when_the_notice_is_entered() -> None:
    with clock.moved_to(dt.datetime(2026, 12, 28, 3, tzinfo=dt.UTC)):
        case, officer = opened("cn")
        step(case, "suspend_release", officer, holder_received_on="2026-12-31")
        row = case.due_dates.get(status="running")
        assert row.is_provisional and row.due_on.year == 2027
        before = row.due_on
        off = [(before + n * DAY, "off", {"en": "Bridge day"}) for n in range(2)]
        notice = {
            "administration": "cn",
            "year": 2027,
            "published_on": dt.date(2026, 12, 27),
            "source": "State Council 2026-99",
            "days": off,
            "completes_year": True,
        }
        senior = actor("senior_officer", "cn")
        with pytest.raises(NotAllowed):
            reference.enter_holiday_notice(**notice, by=actor("senior_officer", "kr"))
        first = reference.enter_holiday_notice(**notice, by=senior)
        assert reference.enter_holiday_notice(**notice, by=senior).pk == first.pk
        assert actions.recount("cn", by=officer) == 1
        assert actions.recount("cn", by=officer) == 0
        row.refresh_from_db()
        case.refresh_from_db()
    assert row.due_on > before and not row.is_provisional
    assert case.next_due_on == row.due_on
    entry = Entry.objects.about("case", case.pk).get(verb="clock.recounted")
    assert entry.data["before"] == before.isoformat()
    assert entry.data["due_on"] == row.due_on.isoformat()


@pytest.mark.parametrize(("days", "said"), [
    ([(dt.date(2026, 3, 3), "off", {})], "not a day of 2027"),
    ([(dt.date(2027, 3, 3), "off", {}), (dt.date(2027, 3, 3), "work", {})], "named twice"),
    ([], "at least one day"),
])  # fmt: skip
def test_a_notice_that_contradicts_itself_is_refused(days: Any, said: str) -> None:
    with pytest.raises(Refused, match=said):
        reference.enter_holiday_notice(
            administration="cn", year=2027, published_on=clock.today("cn"), source="x", days=days,
            completes_year=False, by=actor("senior_officer", "cn"),
        )  # fmt: skip


def test_a_reminder_is_given_once_at_three_and_once_at_one_working_day() -> None:
    with clock.moved_to(AT):
        case, officer = opened()
        step(case, "notify", officer)
    told = []
    for day in range(18, 27):
        with clock.moved_to(dt.datetime(2026, 5, day, 3, tzinfo=dt.UTC)):
            told.append(remind("kr") + remind("kr"))
    row = case.due_dates.get(rule="holder_request")
    assert [entry["days"] for entry in row.told] == [3, 1]
    assert sum(told) == 4  # two clocks, holder's and owner's
    assert verbs(case).count("clock.reminded") == 4


def test_where_the_law_leaves_it_open_an_officer_is_asked_and_writes_the_decision_down() -> None:
    with clock.moved_to(AT):
        case, officer, row = deciding()
    with clock.moved_to(dt.datetime(2026, 7, 20, 3, tzinfo=dt.UTC)):
        sweep_due()
        row.refresh_from_db()
        assert row.status == "missed" and row.asks_officer
        assert SeizureCase.objects.asking_an_officer().filter(pk=case.pk).exists()
        with pytest.raises(Refused):
            actions.decide_missed(row, decision=" ", by=officer)
        with pytest.raises(NotAllowed):
            actions.decide_missed(row, decision="x", by=actor("officer", "cn"))
        actions.decide_missed(row, decision="Expert heard again", by=officer)
        actions.decide_missed(row, decision="Another thought", by=officer)
    row.refresh_from_db()
    assert not row.asks_officer and row.decision == "Expert heard again"
    assert verbs(case).count("clock.decided") == 1


def test_a_step_the_law_names_that_is_not_possible_any_more_asks_an_officer() -> None:
    with clock.moved_to(AT):
        case, officer = opened()
        step(case, "notify", officer)
    SeizureCase.objects.filter(pk=case.pk).update(stage="suspended")
    with clock.moved_to(dt.datetime(2026, 7, 20, 3, tzinfo=dt.UTC)):
        row = actions.miss_due(case.due_dates.get(rule="holder_request"), by=officer)
    row.refresh_from_db()
    assert row.asks_officer and "clock.needs_officer" in verbs(case)
