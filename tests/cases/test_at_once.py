"""Fifty officers at once on PostgreSQL: nobody waits in a circle, nothing is done twice."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from seizures.cases import actions
from seizures.cases.models import StepTaken
from seizures.core.errors import Refused
from seizures.journal.actions import verify
from seizures.letters.actions import without_translations
from seizures.letters.models import Letter
from tests.builders import actor
from tests.cases.walking import opened, step

pytestmark = [
    pytest.mark.postgres(only=True),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_tables"),
    pytest.mark.timeout(600),
]
OFFICERS, CASES = 50, 5


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def all_at_once(deeds: list[Callable[[], Any]]) -> list[str]:
    """Runs every deed in a thread of its own, all starting together; answers what each came to."""
    gate, told = threading.Barrier(len(deeds)), [""] * len(deeds)

    def run(place: int, deed: Callable[[], Any]) -> None:
        try:
            gate.wait(60)
            with without_translations():
                deed()
            told[place] = "done"
        except Refused as refusal:
            told[place] = f"refused: {refusal}"
        except Exception as failure:  # a deadlock comes as an error of the database
            told[place] = f"broke: {failure!r}"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert not any(thread.is_alive() for thread in threads), "somebody still waits"
    return told


def test_the_same_step_by_many_officers_is_taken_once_a_case() -> None:
    cases = [opened()[0] for _n in range(CASES)]
    people = [actor("officer", "kr") for _n in range(OFFICERS)]
    told = all_at_once([
        lambda case=cases[n % CASES], by=by: actions.take_step(case, "notify", by=by, answers={})
        for n, by in enumerate(people)
    ])  # fmt: skip
    assert not [words for words in told if words.startswith("broke")], told
    assert told.count("done") == CASES
    assert StepTaken.objects.filter(code="notify").count() == CASES
    for case in cases:
        assert case.due_dates.filter(status="running").count() == 2
        assert Letter.objects.about("case", case.pk).count() == len(
            set(Letter.objects.about("case", case.pk).values_list("recipient_kind", flat=True))
        )
    assert verify("kr").broken_at is None


def test_many_different_deeds_on_the_same_cases_never_deadlock() -> None:
    cases = [opened()[0] for _n in range(CASES)]
    for case in cases:
        step(case, "notify", actor("officer", "kr"))
    deeds: list[Callable[[], Any]] = []
    for n in range(OFFICERS):
        case, by = cases[n % CASES], actor("officer", "kr")
        kind = n // CASES % 5
        if kind == 0:
            deeds.append(
                lambda case=case, by=by: actions.take_step(
                    case, "consent_to_destruction", by=by, answers={"consenting_person": "Park"}
                )
            )
        elif kind == 1:
            deeds.append(lambda case=case, by=by, n=n: actions.ask_question(
                case, party="holder", text=f"Question {n}", days=3, by=by))  # fmt: skip
        elif kind == 2:
            deeds.append(lambda case=case, by=by: actions.propose_correction(
                case, kind="value", reason="Typing error", data={"value": "5"}, by=by))  # fmt: skip
        elif kind == 3:
            deeds.append(lambda case=case, by=by: actions.take_step(
                case, "holder_declines", by=by, answers={"reasons": "Genuine"}))  # fmt: skip
        else:
            deeds.append(lambda by=by: actions.recount("kr", by=by))
    told = all_at_once(deeds)
    assert not [words for words in told if words.startswith("broke")], told
    for case in cases:
        case.refresh_from_db()
        assert case.corrections.count() == 1 and case.questions.count() == 2
        moves = case.steps.filter(code__in=["consent_to_destruction", "holder_declines"]).count()
        assert moves == 1, "only one of two exclusive steps"
    assert verify("kr").broken_at is None


def test_opening_from_the_same_inspection_at_once_makes_one_case() -> None:
    from tests.builders import found_goods, recorded_right

    inspection, _officer = found_goods(recorded_right())
    people = [actor("officer", "kr") for _n in range(10)]
    told = all_at_once([
        lambda by=by: actions.open_case(inspection, track="kr/on_request", by=by) for by in people
    ])  # fmt: skip
    assert told == ["done"] * 10
    assert inspection.cases.count() == 1
