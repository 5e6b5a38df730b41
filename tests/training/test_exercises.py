"""Joint exercises: two trainees in one sandbox, scored against the known truth."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from seizures.accounts.models import User
from seizures.cargo.models import Consignment
from seizures.cases import actions as cases
from seizures.core.actor import of_user
from seizures.core.database import in_sandbox
from seizures.core.errors import NotAllowed, Refused
from seizures.core.sandboxes import exists
from seizures.inspections import actions as inspections
from seizures.rights.models import Right
from seizures.screening import actions as screening
from seizures.screening.models import Alert, Disposition
from seizures.training import actions, presenting, scenario, scoring
from seizures.training.actions import sandboxing
from seizures.training.models import Exercise
from tests.builders import person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_tables")]
NAME = "first-corridor"


@pytest.fixture
def people() -> dict[str, User]:
    """A trainer and a trainee on each side."""
    return {
        "trainer": person("trainer", "kr"),
        "kr": person("trainee", "kr", first_name="새", last_name="민"),
        "cn": person("trainee", "cn", first_name="棠", last_name="语"),
    }


@pytest.fixture
def exercise(people: dict[str, User]) -> Exercise:
    """A running exercise."""
    return actions.start_exercise(NAME, by=of_user(people["trainer"]))


def play_all(exercise: Exercise, people: dict[str, User], told: scenario.Scenario) -> None:
    """Plays the model answer of a scenario through the house's own actions."""
    for play in told.plays:
        decide(exercise, people[play.who], play)


def decide(exercise: Exercise, user: User, play: scenario.Play) -> None:
    """One decision on one alert, as the pages would take it."""
    by = of_user(user)
    with in_sandbox(exercise.sandbox):
        cargo = Consignment.objects.get(reference=play.document)
        right = Right.objects.get(external_id=play.right)
        alert = Alert.objects.filter(consignment=cargo, right=right).first()
        alert = alert or screening.raise_by_hand(cargo, right, reason="seen on paper", by=by)
        row = Disposition.objects.get(alert=alert, administration=user.administration_id)
        if play.do == "dismiss":
            screening.dismiss(row, reason=play.reason, by=by)
        elif play.do == "refer":
            screening.refer(row, note="Please look at this one.", by=by)
        else:
            inspection = inspections.open_inspection(alert=alert, by=by)
            if play.do == "case":
                line = alert.consignment.lines.get()
                inspections.record_finding(
                    inspection,
                    verdict="suspected",
                    by=by,
                    line=line,
                    right=alert.right,
                    quantity=line.quantity,
                )
                inspection = inspections.finish(inspection, by=by)
                track = {"kr": "kr/on_request", "cn": "cn/ex_officio"}[user.administration_id]
                cases.open_case(inspection, track=track, by=by)


@pytest.mark.postgres
@pytest.mark.parametrize("name", scenario.names())
def test_the_model_answer_of_a_scenario_earns_the_score_it_names(
    name: str, people: dict[str, User]
) -> None:
    told = scenario.load(name)
    exercise = actions.start_exercise(name, by=of_user(people["trainer"]))
    for side in ("kr", "cn"):
        actions.join_exercise(exercise.code, by=of_user(people[side]))
    play_all(exercise, people, told)
    counts = scoring.scores([line for line in scoring.wall(exercise) if line.kind != "ordinary"])
    assert {
        side: {key: counts[side][key] for key in told.scores[side]} for side in told.scores
    } == told.scores
    assert len(scoring.replay(exercise)) >= len(told.plays)


@pytest.mark.parametrize("name", scenario.names())
def test_a_scenario_is_told_in_three_languages(name: str) -> None:
    told = scenario.load(name)
    wanted = {"en", "ko", "zh-hans"}
    for names in (told.titles, told.summary, *told.tasks, *(item.why for item in told.items)):
        assert set(names) == wanted
        assert all(names.values())
    documents = {line.house_document for line in told.lines}
    assert {item.document for item in told.items} <= documents
    assert {play.document for play in told.plays} <= documents


def test_what_happens_in_an_exercise_never_reaches_the_house(
    exercise: Exercise, people: dict[str, User]
) -> None:
    told = scenario.load(NAME)
    play_all(exercise, people, told)
    assert not Alert.objects.exists()
    with in_sandbox(exercise.sandbox):
        assert Alert.objects.count() > len(told.items) // 2


@pytest.mark.postgres
def test_a_reset_puts_every_decision_back(exercise: Exercise, people: dict[str, User]) -> None:
    told = scenario.load(NAME)
    play_all(exercise, people, told)
    actions.reset_exercise(exercise, by=of_user(people["trainer"]))
    with in_sandbox(exercise.sandbox):
        assert set(Disposition.objects.values_list("status", flat=True)) == {"open"}
    decide(exercise, people[told.plays[0].who], told.plays[0])


def test_both_trainees_work_on_the_real_pages_with_a_banner(
    exercise: Exercise, people: dict[str, User]
) -> None:
    answers = {}
    for side in ("kr", "cn"):
        client = Client()
        client.force_login(people[side])
        joined = client.post(reverse("training-join"), {"code": exercise.code.lower()})
        assert joined.status_code == 302
        page = client.get(reverse("alert-list"))
        assert page.status_code == 200
        assert "exercise-banner" in page.content.decode()
        answers[side] = page.content.decode()
    for text in answers.values():
        assert "KORDENA" in text


def test_a_decision_on_the_page_is_scored_and_shown_on_the_wall(
    exercise: Exercise, people: dict[str, User]
) -> None:
    item = next(item for item in scenario.load(NAME).items if item.infringes)
    client = Client()
    client.force_login(people["cn"])
    client.post(reverse("training-join"), {"code": exercise.code})
    with in_sandbox(exercise.sandbox):
        alert = Alert.objects.get(
            consignment__reference=item.document, right__external_id=item.right
        )
    sent = client.post(reverse("alert-refer", args=[alert.pk]), {"note": "look", "version": 1})
    assert sent.status_code in (200, 302)
    wall = client.get(reverse("training-wall", args=[exercise.pk])).content.decode()
    assert item.document in wall
    counts = scoring.scores(scoring.wall(exercise))
    assert (counts["cn"]["found"], counts["kr"]["found"], counts["joint"]["found"]) == (1, 0, 1)


def test_leaving_brings_back_to_the_real_house(exercise: Exercise, people: dict[str, User]) -> None:
    client = Client()
    client.force_login(people["kr"])
    client.post(reverse("training-join"), {"code": exercise.code})
    client.post(reverse("training-leave"))
    page = client.get(reverse("alert-list")).content.decode()
    assert "exercise-banner" not in page
    assert "KORDENA" not in page


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_every_page_of_training_renders(
    language: str, exercise: Exercise, people: dict[str, User]
) -> None:
    play_all(exercise, people, scenario.load(NAME))
    client = Client()
    client.force_login(people["trainer"])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for name in ("session", "wall", "replay"):
        assert client.get(reverse(f"training-{name}", args=[exercise.pk])).status_code == 200
    assert client.post(reverse("training-end", args=[exercise.pk])).status_code == 302
    for name in ("session", "wall", "replay"):
        assert client.get(reverse(f"training-{name}", args=[exercise.pk])).status_code == 200
    assert client.get(reverse("training-list")).status_code == 200


def test_the_truth_stays_hidden_from_trainees_while_the_exercise_runs(
    exercise: Exercise, people: dict[str, User]
) -> None:
    actions.join_exercise(exercise.code, by=of_user(people["kr"]))
    client = Client()
    client.force_login(people["kr"])
    why = escape(scenario.load(NAME).items[0].why["en"])
    for name in ("wall", "replay"):
        assert (
            why not in client.get(reverse(f"training-{name}", args=[exercise.pk])).content.decode()
        )
    actions.end_exercise(exercise, by=of_user(people["trainer"]))
    assert why in client.get(reverse("training-wall", args=[exercise.pk])).content.decode()


def test_the_wall_of_a_running_exercise_tells_the_answers_only_where_the_trainer_asks(
    exercise: Exercise, people: dict[str, User]
) -> None:
    why = escape(scenario.load(NAME).items[0].why["en"])
    wall = reverse("training-wall", args=[exercise.pk])
    trainer, trainee = Client(), Client()
    trainer.force_login(people["trainer"])
    trainee.force_login(people["kr"])
    actions.join_exercise(exercise.code, by=of_user(people["kr"]))
    assert why not in trainer.get(wall).content.decode()
    assert why in trainer.get(f"{wall}?answers=1").content.decode()
    assert why not in trainee.get(f"{wall}?answers=1").content.decode()


def test_the_replay_tells_dismissals_that_a_second_officer_confirms_or_refuses(
    exercise: Exercise, people: dict[str, User], settings: Any
) -> None:
    settings.COUNTERSIGN_TIERS = ["high", "medium", "low", "refer"]
    colleague = of_user(person("senior_officer", "kr"))
    with in_sandbox(exercise.sandbox):
        rows = list(Disposition.objects.filter(administration="kr").order_by("id")[:3])
        for row, accept in zip(rows, (True, False, None), strict=True):
            asked = screening.dismiss(row, reason="generic", by=of_user(people["kr"]))
            assert asked.status == "proposed"
            if accept is not None:
                screening.confirm_dismissal(asked, accept=accept, by=colleague)
    trainer = Client()
    trainer.force_login(people["trainer"])
    page = reverse("training-replay", args=[exercise.pk])
    told = trainer.get(page).content.decode()
    for words in ("asked to dismiss", "confirmed that", "refused to dismiss"):
        assert words in told
    actions.end_exercise(exercise, by=of_user(people["trainer"]))
    assert "asked to dismiss" in trainer.get(page).content.decode()


def test_every_decision_of_a_replay_has_its_words() -> None:
    assert set(presenting.VERBS) == scoring.DECISIONS


def test_a_stranger_sees_no_exercise_and_a_trainee_starts_none(
    exercise: Exercise, people: dict[str, User]
) -> None:
    client = Client()
    client.force_login(person("officer", "cn"))
    assert client.get(reverse("training-session", args=[exercise.pk])).status_code == 404
    client.force_login(people["kr"])
    assert client.post(reverse("training-start"), {"scenario": NAME}).status_code == 403
    with pytest.raises(NotAllowed):
        actions.end_exercise(exercise, by=of_user(people["kr"]))


def test_an_unknown_code_is_refused_with_a_sentence(people: dict[str, User]) -> None:
    client = Client()
    client.force_login(people["kr"])
    answer = client.post(reverse("training-join"), {"code": "NOPE"})
    assert answer.status_code == 422
    assert "Ask your trainer" in answer.content.decode()


def test_a_seat_in_a_removed_sandbox_leads_back_to_the_house(
    exercise: Exercise, people: dict[str, User]
) -> None:
    client = Client()
    client.force_login(people["kr"])
    client.post(reverse("training-join"), {"code": exercise.code})
    sandboxing.remove(exercise.sandbox)
    assert not exists(exercise.sandbox)
    assert client.get(reverse("alert-list")).status_code == 200


def test_there_is_no_such_scenario() -> None:
    with pytest.raises(Refused):
        scenario.load("nothing")


def judged(infringes: bool, status: str | None) -> Any:
    """The result of one decision."""
    return scoring.judge(infringes, status).value


def test_decisions_are_judged_against_the_truth() -> None:
    assert judged(True, "referred") == "found"
    assert judged(True, "dismissed") == "missed"
    assert judged(False, "in_case") == "false"
    assert judged(False, "dismissed") == "right"
    assert judged(True, "open") == "open"
    assert scoring.together(["missed", "found"], True) == "found"
    assert scoring.together(["right", "false"], False) == "false"
