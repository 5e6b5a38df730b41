"""A worker killed while cargo is screened again for a new right, and while a run that was given up
is tried again: nothing lost, nothing twice."""

from collections.abc import Callable
from typing import Any

import pytest

from seizures.core.actor import of_user, system
from seizures.core.database import atomic, hold
from seizures.core.models import Job
from seizures.journal.models import Entry
from seizures.rights import actions as rights
from seizures.rights.actions.changes import RECORDED, note_changes
from seizures.screening import actions as screening
from seizures.screening.models import Alert, ScreeningRun
from tests.builders import actor, holder, person, recorded_right
from tests.making import read
from tests.screening.test_trying_again import stopped_rescreen
from tests.servers import Broker, Worker, wait_until
from tests.stories.test_lost_workers import EVERY, LINES, manifest_file
from tests.stories.test_lost_workers import assert_whole as assert_alerts_whole

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_tables"),
    pytest.mark.postgres,
    pytest.mark.timeout(400),
]


@pytest.fixture
def cargo(settings: Any) -> Any:
    """20,000 lines screened before anybody knew the mark they bear; then it is recorded."""
    settings.SCREENING_PART_LINES = 4000
    recorded_right("ANDERSWO", owner=holder("Anderswo GmbH"))
    rights.build_index(by=system())
    manifest = read(manifest_file().getvalue(), name="parcels.csv")
    assert screening.screen_manifest(manifest.pk, by=system(), budget_seconds=120)
    assert not Alert.objects.exists()
    right = recorded_right("NURIBOM", owner=holder(), nice=(18, 25))
    with atomic():
        note_changes([right.pk], RECORDED)
    return manifest


def run_again() -> ScreeningRun | None:
    return ScreeningRun.objects.rescreens().select_related("job").order_by("-id").first()


def has_begun() -> bool:
    run = run_again()
    return run is not None and run.job.done > 0 and run.alerts_raised > 0


def is_through() -> bool:
    run = run_again()
    return run is not None and run.is_complete


def kill_at_work(worker: Worker) -> ScreeningRun:
    """Pulls the plug while some parts are done and others are not; the run as it was left."""
    wait_until(has_begun, f"a part to be done; {worker.process.said()[-800:]}", 120)
    run = run_again()
    assert run is not None
    with atomic():  # nobody gets on while we look
        job = hold(Job.objects.all(), pk=run.job_id)
        assert 0 < job.done < job.total, "the worker was quicker than we are"
        worker.kill()
    return run


def assert_whole(manifest: Any, run: ScreeningRun) -> None:
    """The run, and what it raised, as though nobody had ever been killed."""
    first = ScreeningRun.objects.get(manifest=manifest)
    assert first.alerts_raised == 0
    run.refresh_from_db()
    assert run.lines_screened == LINES and run.alerts_raised == LINES // EVERY
    assert ScreeningRun.objects.rescreens().count() == 1
    assert Entry.objects.filter(verb="rights.rescreened").count() == 1
    assert not Job.objects.filter(kind="screening.part").exists()
    assert_alerts_whole(manifest)


def test_a_worker_killed_while_screening_again_loses_nothing(
    redis: Broker, make_worker: Callable[..., Worker], cargo: Any
) -> None:
    run = kill_at_work(make_worker(redis))
    second = make_worker(redis)
    wait_until(is_through, f"the second worker to finish; {second.process.said()[-800:]}", 240)
    assert_whole(cargo, run)


def test_a_worker_killed_while_a_run_is_tried_again_loses_nothing(
    redis: Broker, make_worker: Callable[..., Worker], cargo: Any, monkeypatch: Any
) -> None:
    run = stopped_rescreen(monkeypatch)
    assert screening.try_again(run, by=actor("senior_officer", "kr"))
    assert kill_at_work(make_worker(redis)).pk == run.pk
    second = make_worker(redis)
    wait_until(is_through, f"the second worker to finish; {second.process.said()[-800:]}", 240)
    assert_whole(cargo, run)
    boss = of_user(person("senior_officer", "kr"))
    assert screening.try_again(run, by=boss) is False  # nothing is left to try
