"""Long runs are shared out in parts: nothing twice, nothing lost, whoever dies in between."""

from typing import Any

import pytest

from seizures.core.actions import lease_job
from seizures.core.actor import system
from seizures.core.models import Job
from seizures.journal.models import Entry
from seizures.screening import actions
from seizures.screening.actions import passing, raising, running
from seizures.screening.actions.sharing_out import PART
from seizures.screening.models import Alert, AlertHit, Disposition, ScreeningRun
from tests.making import follow_changes, read, recorded, row, table

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("reference_tables"),
]
FAKE = 'BRAND "VELANTIS" SPORTS SHOES'
LINES = 48


@pytest.fixture(autouse=True)
def _small_parts(settings: Any, tmp_path: Any, monkeypatch: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path
    settings.SCREENING_PART_LINES = 10
    monkeypatch.setattr(passing, "CHUNK", 4)


def cargo_here() -> Any:
    """48 lines of 24 consignments, every fourth line with the mark: 12 alerts."""
    return read(table(*(row(f"H{n // 2}", FAKE if n % 4 == 0 else "CUPS") for n in range(LINES))))


def assert_screened_once(run: ScreeningRun) -> None:
    run.refresh_from_db()
    assert (run.is_complete, run.lines_screened, run.alerts_raised) == (True, LINES, 12)
    assert Alert.objects.count() == AlertHit.objects.count() == 12
    assert Disposition.objects.count() == 24
    job = Job.objects.get(pk=run.job_id)
    assert (job.status, job.done) == ("done", LINES)
    assert not Job.objects.filter(kind=PART).exists()


def test_a_long_manifest_is_sent_to_several_workers_and_screened_once() -> None:
    recorded()
    manifest = cargo_here()
    assert actions.queue_waiting() == [manifest.pk] * 4
    assert actions.queue_waiting() == []
    assert actions.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    assert_screened_once(ScreeningRun.objects.get(kind="manifest"))
    assert Entry.objects.filter(verb="manifest.screened").count() == 1
    assert actions.queue_waiting() == []


def test_a_part_in_other_hands_is_left_to_them_and_the_run_waits_for_it() -> None:
    recorded()
    manifest = cargo_here()
    run = running.run_of(manifest)
    parts = list(Job.objects.filter(kind=PART).order_by("pk"))
    assert [part.cursor["until"] - part.cursor["last_line"] for part in parts] == [12] * 4
    assert lease_job(parts[1].pk, token="another worker")
    assert actions.screen_manifest(manifest.pk, by=system(), budget_seconds=60) is False
    run.refresh_from_db()
    assert (run.is_complete, run.lines_screened) == (False, 36)
    parts[1].refresh_from_db()
    parts[1].cursor = {**parts[1].cursor, "leased_until": ""}  # the other one is dead
    parts[1].save()
    assert actions.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    assert_screened_once(run)


def test_a_worker_that_dies_inside_a_part_doubles_and_loses_nothing(monkeypatch: Any) -> None:
    recorded()
    manifest = cargo_here()
    raises, calls = raising.raise_alerts, []

    def dies(*args: Any, **options: Any) -> int:
        calls.append(1)
        done = raises(*args, **options)
        if len(calls) == 6:
            raise MemoryError("the machine went down")
        return done

    monkeypatch.setattr(passing, "raise_alerts", dies)
    with pytest.raises(MemoryError):
        actions.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    assert 0 < Alert.objects.count() < 12
    for part in Job.objects.filter(kind=PART):
        part.cursor = {**part.cursor, "leased_until": ""}
        part.save()
    assert actions.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    assert_screened_once(ScreeningRun.objects.get(kind="manifest"))


def test_a_part_that_fails_three_times_ends_the_run_with_the_reason(monkeypatch: Any) -> None:
    def dies(*args: Any, **options: Any) -> int:
        raise ValueError("boom")

    recorded()
    manifest = cargo_here()
    monkeypatch.setattr(passing, "raise_alerts", dies)
    for _attempt in range(2):
        with pytest.raises(ValueError):
            actions.screen_manifest(manifest.pk, by=system())
        for part in Job.objects.filter(kind=PART):
            part.cursor = {**part.cursor, "leased_until": ""}
            part.save()
    assert actions.screen_manifest(manifest.pk, by=system()) is True
    job = Job.objects.get(kind="manifest.screen")
    assert job.status == "failed" and "boom" in job.problem
    assert Entry.objects.filter(verb="manifest.screening_failed").count() == 1
    assert actions.queue_waiting() == []


def test_cargo_screened_again_for_a_new_right_is_shared_out_too() -> None:
    manifest = cargo_here()
    assert actions.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    recorded()
    runs = actions.begin_rescreens(by=system())
    assert len(runs) > 1 and len(set(runs)) == 1
    assert actions.rescreen(runs[0], by=system(), budget_seconds=60)
    run = ScreeningRun.objects.get(pk=runs[0])
    assert (run.is_complete, run.lines_screened, run.alerts_raised) == (True, LINES, 12)
    assert run.job.done == run.job.total
    assert Alert.objects.count() == 12 and not Job.objects.filter(kind=PART).exists()
    follow_changes()
    assert Alert.objects.count() == 12
