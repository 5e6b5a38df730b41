"""Manifests in, alerts to both administrations: once, with reasons, and only where it is lawful."""

from typing import Any

import pytest

from seizures.accounts.models import User
from seizures.cargo import actions as cargo
from seizures.cargo.models import Consignment
from seizures.cargo.policies import may_see_parties
from seizures.core.actions import lease_job
from seizures.core.actor import of_user, system
from seizures.core.models import Job
from seizures.grants.actions import make_grant
from seizures.grants.models import Grant
from seizures.journal.actions import verify
from seizures.journal.models import Entry
from seizures.matching.texts import rank
from seizures.reference.models import Office
from seizures.screening import actions, engine
from seizures.screening.actions import passing, raising
from seizures.screening.explain import explanation
from seizures.screening.models import Alert, AlertHit, Disposition, ScreeningRun
from tests.builders import person
from tests.making import read, recorded, row, screened, table

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("reference_tables"),
]
FAKE = 'BRAND "VELANTIS" SPORTS SHOES'


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path


@pytest.fixture
def korean() -> User:
    return person("officer", "kr")


@pytest.fixture
def chinese() -> User:
    return person("officer", "cn")


def test_both_administrations_see_the_alert_each_in_its_own_office(
    korean: User, chinese: User
) -> None:
    recorded()
    screened(row("H1", FAKE), row("H2", "PLASTIC CUPS", hs="392410"))
    alert = Alert.objects.get()
    assert alert.consignment.reference == "H1" and alert.number.startswith("AL-")
    for user, side, port in ((korean, "import", "KRINC"), (chinese, "export", "CNTAO")):
        assert Alert.objects.visible_to(user).get() == alert
        mine = Disposition.objects.visible_to(user).get()
        assert mine.side == side and mine.status == "open" and mine.score == alert.score
        assert mine.office == Office.objects.receiving(port, "sea")
    assert Alert.objects.visible_to(person("holder")).count() == 0


def test_the_other_administration_reads_the_goods_but_not_the_names(
    korean: User, chinese: User
) -> None:
    recorded()
    screened(row("H1", FAKE), row("H2", "PLASTIC CUPS", hs="392410"))
    shared = Consignment.objects.visible_to(chinese).get()
    assert shared.reference == "H1"
    assert may_see_parties(korean, shared) and not may_see_parties(chinese, shared)
    assert "parties" not in Grant.objects.get().fields
    make_grant(kind="consignment", key=shared.pk, owner="kr", fields=["parties"],
               to_administration="cn", basis="Measures 17", by=of_user(korean))  # fmt: skip
    assert may_see_parties(chinese, shared)


def test_every_hit_can_be_explained_and_shown_in_the_text() -> None:
    recorded()
    screened(row("H1", FAKE))
    hit = AlertHit.objects.select_related("line").get()
    assert hit.line.description[hit.span_start : hit.span_end] == "VELANTIS"
    assert hit.recipe and hit.data_version and hit.index_version
    told = explanation(hit, "ko")
    assert told and all(part["text"] for part in told)
    assert told[0]["code"] == "matched" and "VELANTIS" in told[0]["text"]
    assert [part["code"] for part in told] == sorted((p["code"] for p in told), key=rank)


def test_a_licensed_shipment_raises_nothing() -> None:
    recorded()
    screened(row("H1", FAKE, shipper="Velantis Asia Logistics Ltd"), row("H2", FAKE))
    assert Alert.objects.get().consignment.reference == "H2"


def test_several_lines_of_a_consignment_are_one_alert_with_several_hits() -> None:
    recorded()
    screened(row("H1", FAKE), row("H1", "VELANTIS BRAND SANDALS", hs="640220"))
    assert Alert.objects.get().hits.count() == 2
    assert Alert.objects.get().score == max(AlertHit.objects.values_list("score", flat=True))


def test_a_right_recorded_with_neither_end_of_the_route_raises_nothing() -> None:
    recorded(places=("cn",))
    screened(row("H1", FAKE, origin="VNSGN"), row("H2", FAKE))
    assert Alert.objects.get().consignment.reference == "H2"


def test_off_the_corridor_only_the_receiving_administration_has_the_alert() -> None:
    recorded()
    screened(row("H1", FAKE, origin="HKHKG"))
    assert list(Disposition.objects.values_list("administration", "side")) == [("kr", "import")]
    assert not Grant.objects.exists()


def test_a_right_that_ended_after_the_index_was_built_raises_nothing(monkeypatch: Any) -> None:
    right = recorded()
    screened(row("H0", "PLASTIC CUPS", hs="392410"))
    manifest = read(table(row("H1", FAKE)))
    right.recordations.update(status="suspended")
    assert actions.screen_manifest(manifest.pk, by=system())
    assert not Alert.objects.exists()


def test_screening_again_changes_nothing() -> None:
    recorded()
    manifest = screened(row("H1", FAKE))
    ScreeningRun.objects.update(is_complete=False, lines_screened=0)
    Job.objects.filter(kind="manifest.screen").update(cursor={}, status="running")
    assert actions.screen_manifest(manifest.pk, by=system())
    assert (Alert.objects.count(), AlertHit.objects.count()) == (1, 1)
    assert Disposition.objects.count() == 2 and Grant.objects.count() == 1


def test_a_screened_manifest_waits_for_nobody() -> None:
    manifest = read(table(row("H1", FAKE)))
    assert actions.queue_waiting() == [manifest.pk]
    assert actions.queue_waiting() == []
    assert actions.screen_manifest(manifest.pk, by=system())
    Job.objects.update(cursor={})
    assert actions.queue_waiting() == []


def test_a_manifest_that_is_not_read_is_not_screened() -> None:
    from tests.making import received

    received(table(row("H1", FAKE)))
    assert actions.queue_waiting() == []
    assert not ScreeningRun.objects.exists()


def test_a_corrected_row_is_screened_too(korean: User) -> None:
    recorded()
    manifest = screened(row("H1", "CUPS"), row("H2", FAKE, quantity="many"))
    assert not Alert.objects.exists()
    refused = manifest.refused_rows.get()
    cargo.correct_row(refused, {**refused.values, "quantity": "40"}, by=of_user(korean))
    assert actions.queue_waiting() == [manifest.pk]
    assert actions.screen_manifest(manifest.pk, by=system())
    assert Alert.objects.get().consignment.reference == "H2"
    assert actions.queue_waiting() == []


def test_a_worker_that_dies_between_chunks_doubles_and_loses_nothing(monkeypatch: Any) -> None:
    recorded()
    monkeypatch.setattr(passing, "CHUNK", 10)
    manifest = read(table(*(row(f"H{n // 2}", FAKE if n % 4 == 0 else "CUPS") for n in range(48))))
    raises, calls = raising.raise_alerts, []

    def dies(*args: Any, **options: Any) -> int:
        calls.append(1)
        done = raises(*args, **options)
        if len(calls) == 3:
            raise MemoryError("the machine went down")
        return done

    monkeypatch.setattr(passing, "raise_alerts", dies)
    with pytest.raises(MemoryError):
        actions.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    assert 0 < Alert.objects.count() < 12
    Job.objects.filter(kind="manifest.screen").update(cursor={
        **Job.objects.get(kind="manifest.screen").cursor, "leased_until": ""
    })  # fmt: skip
    assert actions.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    run = ScreeningRun.objects.get(kind="manifest")
    assert (run.is_complete, run.lines_screened, run.alerts_raised) == (True, 48, 12)
    assert (Alert.objects.count(), AlertHit.objects.count()) == (12, 12)
    numbers = sorted(Alert.objects.values_list("number", flat=True))
    assert len(set(numbers)) == 12 and numbers[-1].endswith("000012")


def test_a_second_worker_leaves_a_manifest_somebody_screens() -> None:
    recorded()
    manifest = read(table(row("H1", FAKE)))
    actions.queue_waiting()
    job = Job.objects.get(kind="manifest.screen")
    assert lease_job(job.pk, token="the first worker")
    assert actions.screen_manifest(manifest.pk, by=system()) is False
    assert not Alert.objects.exists()


def test_screening_is_given_up_after_three_attempts(monkeypatch: Any) -> None:
    def dies(*args: Any, **options: Any) -> int:
        raise ValueError("boom")

    monkeypatch.setattr(engine, "screen", dies)
    recorded()
    manifest = read(table(row("H1", FAKE)))
    for _attempt in range(2):
        with pytest.raises(ValueError):
            actions.screen_manifest(manifest.pk, by=system())
        job = Job.objects.get(kind="manifest.screen")
        job.cursor = {}
        job.save()
    assert actions.screen_manifest(manifest.pk, by=system()) is True
    job.refresh_from_db()
    assert job.status == "failed" and "3 attempts" in job.problem
    last = Entry.objects.about("manifest", manifest.pk).last()
    assert last.verb == "manifest.screening_failed"
    assert actions.queue_waiting() == []


def test_screening_tells_the_journal_once() -> None:
    recorded()
    manifest = screened(*(row(f"H{n}", FAKE) for n in range(30)))
    told = Entry.objects.about("manifest", manifest.pk).filter(verb="manifest.screened").get()
    assert told.data["alerts"] == 30 and told.data["recipe"]
    assert Entry.objects.filter(verb="grants.made").count() == 1
    assert verify("kr").broken_at is None


def test_many_alerts_cost_no_more_queries_than_a_few(count_queries: Any) -> None:
    recorded()
    manifest = read(table(*(row(f"H{n}", FAKE) for n in range(300))))
    screened(row("X", "CUPS"))
    with count_queries(75):
        assert actions.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    assert Alert.objects.count() == 300
