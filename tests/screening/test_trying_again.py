"""A run that was given up is tried again by a person, and goes on where it stopped."""

from typing import Any

import pytest

from seizures.core import clock
from seizures.core.actor import system
from seizures.core.errors import NotAllowed
from seizures.core.models import Job
from seizures.journal.models import Entry
from seizures.screening import actions
from seizures.screening.actions import passing, rescreening
from seizures.screening.actions.sharing_out import PART
from seizures.screening.models import Alert, ScreeningRun
from seizures.screening.rescreens import following_of
from tests.builders import actor
from tests.making import follow_changes, read, recorded, row, screened, table

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("reference_tables"),
]
FAKE = 'BRAND "VELANTIS" SPORTS SHOES'


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path


def breaks(monkeypatch: Any) -> None:
    """The engine fails from now on."""

    def dies(*args: Any, **options: Any) -> int:
        raise ValueError("boom")

    monkeypatch.setattr(passing, "raise_alerts", dies)


def give_up(work: Any) -> None:
    """Lets the work fail as often as it takes; nobody waits in between."""
    for _attempt in range(3):
        try:
            if work():
                return
        except ValueError:
            pass
        for job in Job.objects.exclude(status__in=("done", "failed")):
            job.cursor = {**job.cursor, "leased_until": ""}
            job.save()
    raise AssertionError("not given up")


def stopped_rescreen(monkeypatch: Any) -> ScreeningRun:
    """A run over cargo in reach that was given up after three attempts."""
    with monkeypatch.context() as patch:
        breaks(patch)
        key = actions.begin_rescreen(by=system())
        assert key is not None
        give_up(lambda: actions.rescreen(key, by=system()))
    run = ScreeningRun.objects.get(pk=key)
    assert run.job.status == "failed" and "boom" in run.job.problem
    return run


def test_cargo_that_could_not_be_screened_again_is_after_a_senior_officer_pressed(
    monkeypatch: Any,
) -> None:
    screened(row("H1", FAKE))
    right = recorded()
    run = stopped_rescreen(monkeypatch)
    assert actions.begin_rescreens(by=system()) == []
    told = following_of(right.pk)
    assert told is not None and told.is_stopped
    assert actions.try_again(run, by=actor("senior_officer", "cn"))
    told = following_of(right.pk)
    assert told is not None and not told.is_stopped
    follow_changes()
    run.refresh_from_db()
    assert run.is_complete and Alert.objects.count() == 1
    assert following_of(right.pk) is None
    entry = Entry.objects.get(verb="rights.rescreening_tried_again")
    assert entry.chain == "cn" and "boom" in entry.data["problem"]


def test_a_second_press_changes_nothing(monkeypatch: Any) -> None:
    screened(row("H1", FAKE))
    recorded()
    run, boss = stopped_rescreen(monkeypatch), actor("administrator", "kr")
    assert actions.try_again(run, by=boss) is True
    assert actions.try_again(run, by=boss) is False
    follow_changes()
    assert actions.try_again(run, by=boss) is False
    assert Entry.objects.filter(verb="rights.rescreening_tried_again").count() == 1


@pytest.mark.parametrize("role", ["officer", "analyst", "examiner"])
def test_others_do_not_try_it_again(monkeypatch: Any, role: str) -> None:
    screened(row("H1", FAKE))
    recorded()
    run = stopped_rescreen(monkeypatch)
    with pytest.raises(NotAllowed):
        actions.try_again(run, by=actor(role, "kr"))
    run.job.refresh_from_db()
    assert run.job.status == "failed"


def test_a_manifest_that_was_given_up_in_parts_is_screened_to_its_end(
    monkeypatch: Any, settings: Any
) -> None:
    settings.SCREENING_PART_LINES = 10
    monkeypatch.setattr(passing, "CHUNK", 4)
    recorded()
    manifest = read(table(*(row(f"H{n // 2}", FAKE if n % 4 == 0 else "CUPS") for n in range(40))))
    with monkeypatch.context() as patch:
        breaks(patch)
        give_up(lambda: actions.screen_manifest(manifest.pk, by=system()))
    run = ScreeningRun.objects.get(manifest=manifest)
    assert run.job.status == "failed" and actions.queue_waiting() == []
    with pytest.raises(NotAllowed):
        actions.try_again(run, by=actor("senior_officer", "cn"))
    assert actions.try_again(run, by=actor("senior_officer", "kr"))
    assert set(Job.objects.filter(kind=PART).values_list("attempts", flat=True)) == {0}
    assert actions.queue_waiting() != []
    assert actions.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    run.refresh_from_db()
    assert run.is_complete and run.lines_screened == 40 and Alert.objects.count() == 10
    assert Entry.objects.filter(verb="manifest.screening_tried_again", chain="kr").count() == 1


def test_the_time_a_job_stood_still_does_not_count(monkeypatch: Any) -> None:
    screened(row("H1", FAKE))
    recorded()
    run = stopped_rescreen(monkeypatch)
    Job.objects.filter(pk=run.job_id).update(started_at=clock.now() - 40 * rescreening.REACH)
    assert actions.try_again(run, by=actor("senior_officer", "kr"))
    follow_changes()
    assert Job.objects.get(pk=run.job_id).seconds < 60


def test_two_sweeps_at_once_open_one_run() -> None:
    screened(row("H1", FAKE))
    recorded()
    assert rescreening._open() is not None
    assert rescreening._open() is None
    assert ScreeningRun.objects.rescreens().count() == 1


def test_a_right_is_followed_by_the_run_that_holds_its_last_change() -> None:
    assert following_of(1) is None
    screened(row("H1", FAKE))
    right = recorded()
    told = following_of(right.pk)
    assert told is not None and told.run is None and not told.is_stopped
    key = actions.begin_rescreen(by=system())
    told = following_of(right.pk)
    assert told is not None and told.run is not None and told.run.pk == key
    assert told.run.job.cursor["rights"] == 1
    other = recorded("NORDVIK", aliases={})
    assert key is not None and actions.rescreen(key, by=system(), budget_seconds=60)
    assert following_of(right.pk) is None and following_of(other.pk) is not None
    follow_changes()
    assert following_of(right.pk) is None and following_of(other.pk) is None
