"""Formal questions: asked with a counted day, answered, chased, withdrawn; clocks stand still."""

import datetime as dt

import pytest

from seizures.cases import actions
from seizures.cases.tasks import chase
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.models import Entry
from seizures.reference.models import Office
from tests.builders import actor, holder, holder_user, picture
from tests.cases.test_clocks import AT, deciding
from tests.cases.walking import opened, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _files_in(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_a_question_is_due_in_working_days_and_asked_once() -> None:
    with clock.moved_to(AT):
        case, officer = opened()
        row = actions.ask_question(case, party="holder", text="Which features?", days=5,
                                   by=officer)  # fmt: skip
        again = actions.ask_question(case, party="holder", text="Which features?", days=5,
                                     by=officer)  # fmt: skip
    assert row.pk == again.pk and row.recipient == case.right.holder.name
    assert row.due_on == dt.date(2026, 5, 26)  # 25 May is a holiday
    assert [day[1] for day in row.trail if day[1]] == [1, 2, 3, 4, 5]


def test_only_the_party_asked_or_an_officer_answers_and_only_once() -> None:
    owner = holder()
    case, officer = opened(of={"owner": owner})
    step(case, "notify", officer)
    row = actions.ask_question(case, party="holder", text="Which features?", days=5, by=officer)
    with pytest.raises(NotAllowed):
        actions.answer_question(row, text="Me", by=of_user(holder_user(holder("Gaon"))))
    with pytest.raises(NotAllowed):
        actions.answer_question(row, text="Me", by=actor("officer", "cn"))
    done = actions.answer_question(row, text="The label", files=[picture()],
                                   by=of_user(holder_user(owner)))  # fmt: skip
    assert done.status == "answered" and len(done.files) == 1
    with pytest.raises(Refused, match="no longer waits"):
        actions.answer_question(row, text="More", by=officer)
    with pytest.raises(Refused, match="no longer waits"):
        actions.withdraw_question(row, reason="Not needed", by=officer)


def test_a_question_to_the_declarant_is_not_the_holders_to_answer() -> None:
    owner = holder()
    case, officer = opened(of={"owner": owner})
    step(case, "notify", officer)
    row = actions.ask_question(case, party="declarant", text="Who made them?", days=5, by=officer)
    assert row.recipient == case.consignment.consignee_name
    with pytest.raises(NotAllowed, match="somebody else"):
        actions.answer_question(row, text="We", by=of_user(holder_user(owner)))


def test_an_office_or_an_expert_must_be_named() -> None:
    case, officer = opened()
    with pytest.raises(Refused, match="office"):
        actions.ask_question(case, party="office", text="Seen before?", days=5, by=officer)
    with pytest.raises(Refused, match="Name whom"):
        actions.ask_question(case, party="expert", text="Genuine?", days=5, by=officer)
    office = Office.objects.of("kr").first()
    row = actions.ask_question(case, party="office", text="Seen before?", days=5, office=office,
                               by=officer)  # fmt: skip
    assert row.office == office and row.recipient == office.names["en"]


@pytest.mark.parametrize("days", [0, 91])
def test_the_time_for_an_answer_has_its_bounds(days: int) -> None:
    case, officer = opened()
    with pytest.raises(Refused, match="1 to 90"):
        actions.ask_question(case, party="holder", text="x", days=days, by=officer)


def test_a_late_answer_is_chased_weekly_and_three_times_at_most() -> None:
    with clock.moved_to(AT):
        case, officer = opened()
        row = actions.ask_question(case, party="holder", text="Which?", days=1, by=officer)
    for day in range(40):
        with clock.moved_to(AT + dt.timedelta(days=day)):
            chase("kr")
    row.refresh_from_db()
    assert row.chasers == 3
    assert Entry.objects.about("case", case.pk).filter(verb="question.chased").count() == 3


def test_a_withdrawn_question_waits_for_nobody() -> None:
    case, officer = opened()
    row = actions.ask_question(case, party="holder", text="Which?", days=1, by=officer)
    with pytest.raises(Refused, match="why"):
        actions.withdraw_question(row, reason="", by=officer)
    actions.withdraw_question(row, reason="Answered by phone", by=officer)
    actions.withdraw_question(row, reason="Answered by phone", by=officer)
    assert case.questions.get().status == "withdrawn"


def test_the_decision_period_stands_still_until_the_answer_is_in() -> None:
    with clock.moved_to(AT):
        case, officer, due = deciding()
        row = actions.ask_question(case, party="expert", recipient="Dr. Kim", text="Genuine?",
                                   days=10, stops_clocks=True, by=officer)  # fmt: skip
        due.refresh_from_db()
        waiting = due.due_on
    with clock.moved_to(dt.datetime(2026, 5, 20, 3, tzinfo=dt.UTC)):
        actions.answer_question(row, text="Fake", answered_by="Dr. Kim", by=officer)
    due.refresh_from_db()
    # 18 to 20 May do not count, both ends included: three working days more than 9 June
    assert due.due_on == dt.date(2026, 6, 12) and waiting > due.due_on
    assert due.stops[0]["last"] == "2026-05-20"
