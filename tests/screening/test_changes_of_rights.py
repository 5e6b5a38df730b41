"""What is recorded later finds the cargo that is here already; what ended closes its alerts."""

import datetime as dt
from typing import Any

import pytest

from seizures.cargo import actions as cargo
from seizures.cargo.models import Consignment
from seizures.core import clock
from seizures.core.actor import system
from seizures.journal.models import Entry
from seizures.rights import actions as rights
from seizures.screening import actions
from seizures.screening.models import Alert, AlertHit, Disposition, ScreeningRun
from tests.making import follow_changes, recorded, row, screened

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("reference_tables"),
]
FAKE = 'BRAND "VELANTIS" SPORTS SHOES'


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path


def test_cargo_already_here_raises_its_alert_once_the_right_is_recorded() -> None:
    screened(row("H1", FAKE))
    assert not Alert.objects.exists()
    recorded()
    follow_changes()
    alert = Alert.objects.get()
    assert alert.run.kind == "rescreen" and alert.dispositions.count() == 2
    assert AlertHit.objects.get().index_version.startswith("rights-")
    told = Entry.objects.get(verb="rights.rescreened")
    assert told.data["rights"] == 1 and told.data["alerts"] == 1


def test_there_is_one_run_for_one_change() -> None:
    screened(row("H1", FAKE))
    recorded()
    run = actions.begin_rescreen(by=system())
    assert run is not None
    assert actions.begin_rescreen(by=system()) is None  # sent a moment ago
    assert actions.rescreen(run, by=system())
    assert actions.begin_rescreen(by=system()) is None  # nothing new
    assert ScreeningRun.objects.filter(kind="rescreen").count() == 1


def test_many_new_rights_are_picked_from_the_whole_index(monkeypatch: Any) -> None:
    from seizures.screening.actions import rescreening

    monkeypatch.setattr(rescreening, "SMALL", 0)
    screened(row("H1", FAKE))
    recorded()
    follow_changes()
    assert Alert.objects.count() == 1


def test_a_released_consignment_of_long_ago_is_left_alone() -> None:
    screened(row("H1", FAKE), row("H2", FAKE), row("H3", FAKE))
    long_ago = clock.now() - dt.timedelta(days=100)
    Consignment.objects.exclude(reference="H3").update(created_at=long_ago)
    cargo.release_consignment(Consignment.objects.get(reference="H1"), reason="", by=system("kr"))
    cargo.release_consignment(Consignment.objects.get(reference="H3"), reason="", by=system("kr"))
    recorded()
    follow_changes()
    found = Alert.objects.order_by("consignment__reference")
    assert [alert.consignment.reference for alert in found] == ["H2", "H3"]


def test_a_right_that_ended_closes_its_open_alerts_with_that_reason() -> None:
    right = recorded()
    screened(row("H1", FAKE), row("H2", FAKE))
    kept = Alert.objects.first()
    actions.note_inspection(kept, administration="kr", by=system("kr"))
    follow_changes()
    for entry in right.recordations.all():
        rights.suspend(entry, "Dispute over ownership", by=system())
    follow_changes()
    closed = Disposition.objects.filter(status="closed")
    assert closed.count() == 3 and {one.reason for one in closed} == {"lapsed"}
    assert Disposition.objects.get(alert=kept, administration="kr").status == "inspecting"
    assert Entry.objects.filter(verb="alerts.closed").count() == 2


def test_a_right_that_ended_with_one_administration_keeps_its_alerts() -> None:
    right = recorded()
    screened(row("H1", FAKE))
    rights.suspend(right.recordations.get(administration="kr"), "Dispute", by=system())
    follow_changes()
    assert set(Disposition.objects.values_list("status", flat=True)) == {"open"}


def test_a_right_recorded_again_opens_what_its_end_had_closed() -> None:
    right = recorded()
    screened(row("H1", FAKE))
    for entry in right.recordations.all():
        rights.suspend(entry, "Dispute", by=system())
    follow_changes()
    recorded()  # the register says again that it is in force
    follow_changes()
    assert set(Disposition.objects.values_list("status", "reason")) == {("open", "")}
    assert Alert.objects.count() == 1
