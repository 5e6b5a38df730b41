"""Cargo screened again: who sees the runs, what a stopped one says, what a right's pages tell."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from seizures.core import clock
from seizures.core.actor import system
from seizures.core.choices import JobStatus
from seizures.core.models import Job
from seizures.rights import actions as rights
from seizures.screening import actions
from seizures.screening.models import ScreeningRun
from tests.builders import holder, holder_user, person, recorded_right
from tests.making import follow_changes, recorded, row, screened
from tests.web.alerts.world import FAKE, LANGUAGES, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]
LIST = "/rules/again/"


def begun() -> ScreeningRun:
    """A run that waits for its worker."""
    key = actions.begin_rescreen(by=system())
    assert key is not None
    return ScreeningRun.objects.select_related("job").get(pk=key)


def in_the_middle(run: ScreeningRun, *, lines: int = 340_000, share: int = 34) -> None:
    """A worker took the run a while ago and has done a part of it."""
    ScreeningRun.objects.filter(pk=run.pk).update(lines_screened=lines)
    Job.objects.filter(pk=run.job_id).update(
        status=JobStatus.RUNNING, total=1000, done=share * 10, started_at=clock.now()
    )


def stop(run: ScreeningRun) -> None:
    """The run was given up."""
    Job.objects.filter(pk=run.job_id).update(
        status=JobStatus.FAILED, problem="given up after 3 attempts: OSError('disk full')"
    )


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_finished_run_tells_rights_lines_and_alerts_to_both_administrations() -> None:
    screened(row("H1", FAKE), row("H2", "CUPS"))
    right = recorded()
    follow_changes()
    for place in ("kr", "cn"):
        answer = signed_in(person("analyst", place)).get(LIST)
        (told,) = answer.context["rows"]
        assert [one.pk for one in told["rights"]] == [right.pk] and told["more"] == 0
        assert (told["run"].lines_screened, told["run"].alerts_raised) == (2, 1)
        assert reverse("right-detail", args=[right.pk]) in answer.content.decode()


def test_a_run_that_found_no_cargo_stands_only_among_the_finished() -> None:
    recorded()
    follow_changes()
    client = signed_in(person("analyst", "kr"))
    assert client.get(LIST).context["rows"] == []
    (told,) = client.get(LIST, {"state": "done"}).context["rows"]
    assert told["run"].is_complete and told["run"].lines_screened == 0


def test_rights_the_reader_may_not_see_are_counted_and_not_named() -> None:
    screened(row("H1", FAKE))
    right = recorded("SECRETMARK", places=("cn",), aliases={})
    recorded("OPENMARK", aliases={})
    rights.suspend(right.recordations.get(), "Dispute", by=system())
    follow_changes()
    korean, chinese = (text_of(signed_in(person("officer", place)), LIST) for place in ("kr", "cn"))
    assert "SECRETMARK" not in korean and "OPENMARK" in korean and "and 1 more" in korean
    assert "SECRETMARK" in chinese and "and 1 more" not in chinese


def test_the_run_at_work_shows_lines_and_a_share_and_asks_again() -> None:
    screened(row("H1", FAKE))
    recorded()
    client = signed_in(person("officer", "kr"))
    assert "wait for a worker" in text_of(client, LIST)
    run = begun()
    in_the_middle(run)
    page = text_of(client, LIST)
    assert "340,000 lines" in page and "34 %" in page and 'value="34" max="100"' in page
    assert "of 1,000" not in page
    progress = reverse("rescreen-progress", args=[run.pk])
    assert f'hx-get="{progress}"' in text_of(client, progress)
    assert actions.rescreen(run.pk, by=system(), budget_seconds=60)
    over = text_of(client, progress)
    assert "hx-get" not in over and "Finished" in over and LIST in over


def test_a_stopped_run_says_what_went_wrong_and_a_senior_officer_tries_again() -> None:
    screened(row("H1", FAKE))
    recorded()
    run = begun()
    stop(run)
    again = reverse("screening-retry", args=[run.pk])
    seen = text_of(signed_in(person("officer", "kr")), LIST)
    assert "disk full" in seen and again not in seen and "senior officer" in seen
    boss = signed_in(person("administrator", "cn"))
    assert again in text_of(boss, LIST + "?state=stopped")
    assert signed_in(person("officer", "kr")).post(again).status_code == 403
    for _press in range(2):
        assert boss.post(again)["Location"] == LIST
    run.job.refresh_from_db()
    assert (run.job.status, run.job.problem) == ("waiting", "")
    assert again not in text_of(boss, LIST)


def test_the_run_of_a_manifest_is_tried_again_by_its_own_administration_alone() -> None:
    recorded()
    manifest = screened(row("H1", FAKE))
    run = ScreeningRun.objects.get(manifest=manifest)
    ScreeningRun.objects.filter(pk=run.pk).update(is_complete=False)
    stop(run)
    again = reverse("screening-retry", args=[run.pk])
    assert signed_in(person("senior_officer", "cn")).post(again).status_code == 404
    own = signed_in(person("senior_officer", "kr"))
    assert own.post(again)["Location"] == reverse("manifest-detail", args=[manifest.pk])


def test_the_list_costs_the_same_however_many_runs_there_are(
    django_assert_max_num_queries: Any,
) -> None:
    client = signed_in(person("officer", "kr"))
    screened(row("H1", "CUPS"))
    for n in range(6):
        recorded(f"MARK{n}", aliases={})
        follow_changes()
    client.get(LIST)
    with django_assert_max_num_queries(12):
        assert len(client.get(LIST).context["rows"]) == 6


def test_a_right_says_that_cargo_is_screened_for_it_until_it_is() -> None:
    screened(row("H1", FAKE))
    right = recorded()
    client = signed_in(person("officer", "kr"))
    page, part = (reverse(name, args=[right.pk]) for name in ("right-detail", "right-screening"))
    assert "waits to be screened" in text_of(client, page)
    run = begun()
    in_the_middle(run)
    told = text_of(client, page)
    assert "340,000 lines" in told and "34 %" in told and f'hx-get="{part}"' in told
    stop(run)
    assert "Not all cargo is screened for this right" in text_of(client, part)
    Job.objects.filter(pk=run.job_id).update(status=JobStatus.WAITING)
    assert actions.rescreen(run.pk, by=system(), budget_seconds=60)
    assert "screened for this right" not in text_of(client, page)
    over = text_of(client, part)
    assert "has been screened for this right" in over and "hx-get" not in over


def test_the_block_of_a_right_asks_the_database_twice(django_assert_num_queries: Any) -> None:
    from seizures.screening.rescreens import following_of

    screened(row("H1", FAKE))
    right = recorded()
    begun()
    with django_assert_num_queries(2):
        following_of(right.pk)
    follow_changes()
    with django_assert_num_queries(2):
        following_of(right.pk)


def test_a_holder_learns_how_far_it_is_and_neither_lines_nor_alerts() -> None:
    owner = holder("Velantis GmbH")
    screened(row("H1", FAKE))
    right = recorded_right("VELANTIS", owner=owner)
    rights.add_alias(right, language="ko", text="벨란티스", by=system())
    run = begun()
    in_the_middle(run)
    client = signed_in(holder_user(owner))
    page = reverse("portal-right", args=[right.pk])
    part = reverse("portal-right-screening", args=[right.pk])
    told = text_of(client, page)
    assert "is being screened for this right" in told and "34 %" in told
    assert f'hx-get="{part}"' in told and "340,000" not in told and LIST not in told
    stop(run)
    told = text_of(client, part)
    assert "waits to be screened" in told and "disk full" not in told and "hx-get" not in told
    Job.objects.filter(pk=run.job_id).update(status=JobStatus.WAITING)
    assert actions.rescreen(run.pk, by=system(), budget_seconds=60)
    assert text_of(client, part).strip() == "" and "screened for this right" not in text_of(
        client, page
    )
    stranger = signed_in(holder_user(holder("Gaon Industries")))
    assert stranger.get(part).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_the_readers_language(language: str) -> None:
    screened(row("H1", FAKE))
    right = recorded()
    stop(begun())
    client = signed_in(person("senior_officer", "cn"), language)
    for address in (LIST, reverse("right-detail", args=[right.pk])):
        assert f'<html lang="{language}"' in text_of(client, address)
