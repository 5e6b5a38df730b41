"""A right recorded in the page finds cargo already here; the pages tell how far it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from seizures.cargo import actions as cargo
from seizures.cargo import tasks
from seizures.core.actor import of_user
from seizures.rights.models import Recordation
from seizures.screening.models import Alert, ScreeningRun
from tests.browser.corridor import mark_of_both_countries, officer_at, ship
from tests.browser.screen import Screen
from tests.builders import holder, person
from tests.servers import Broker, Worker, wait_until
from tests.web.rights.filed import filed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(600),
]
FIRST, SECOND = "SOLMARU", "GAONBIT"
BAR = 5.0
"""Seconds from the examiner's decision until the alert stands in the queues."""
LOAD = 4.0
"""Seconds more, for a machine that runs the whole suite at once."""


def test_a_right_recorded_in_the_page_finds_the_cargo_that_is_here(
    sit_down: Callable[..., Screen], redis: Broker, make_worker: Callable[..., Worker],
    tmp_path: Path,
) -> None:  # fmt: skip
    mark_of_both_countries()  # somebody else's
    worker = make_worker(redis)
    for mark in (FIRST, SECOND):
        _arrive(tmp_path / f"{mark}.edi", mark, worker)
    worker.stop()
    desk = sit_down(person("examiner", "kr"), "en")
    queue = sit_down(officer_at("020"), "ko")
    first, second = _filed(FIRST), _filed(SECOND)

    _accept(desk, first)
    assert "Cargo already here waits to be screened for this right" in desk.text()
    desk.look()
    right = sit_down(officer_at("020"), "en")
    right.open(f"/rights/{first.right_id}/")
    assert "waits to be screened" in right.text()
    right.open("/rules/again/")
    assert "wait for a worker" in right.text()
    right.open(f"/rights/{first.right_id}/")

    worker.start()
    over = right.find(".notice", has_text="Cargo already here has been screened for this right.")
    over.wait_for(timeout=60_000)  # the page asks by itself
    right.look()
    right.press(over.locator("a"))
    assert right.find('#alerts a[href^="/alerts/"]').count() == 1
    assert "screened for this right" not in right.text()

    _accept(desk, second)
    alerts = Alert.objects.filter(right__mark=SECOND)
    wait_until(alerts.exists, f"an alert; {worker.process.said()[-1500:]}", 60)
    second.refresh_from_db()
    waited = (alerts.get().created_at - second.decided_at).total_seconds()
    assert waited < BAR + LOAD, f"the alert came {waited:.1f} s after the decision"
    queue.open("/alerts/")
    assert queue.find("tr[data-row]", has_text=SECOND).count() == 1

    right.open("/rules/again/")
    rows = right.find("tbody tr")
    assert rows.count() == 2 and SECOND in rows.first.inner_text()
    assert rows.first.locator("td").nth(2).inner_text() == "1"
    right.page.set_viewport_size({"width": 390, "height": 900})
    right.look()


def _arrive(path: Path, mark: str, worker: Worker) -> None:
    """A ship is reported to Qingdao and screened before anybody knows the mark."""
    ship(path, description=f"{mark} RUNNING SHOES")
    by = of_user(officer_at("cn-qingdao-port"))
    with path.open("rb") as stream:
        done = cargo.receive_manifest(stream, name=path.name, administration="cn", by=by)
    tasks.kick(done.manifest.pk)
    screened = ScreeningRun.objects.filter(manifest=done.manifest, is_complete=True)
    wait_until(screened.exists, f"screening; {worker.process.said()[-1500:]}", 90)
    assert not Alert.objects.exists()


def _filed(mark: str) -> Recordation:
    return filed(holder(f"{mark.title()} Co., Ltd."), mark)


def _accept(desk: Screen, row: Recordation) -> None:
    desk.open(f"/examinations/{row.pk}/")
    desk.send("/accept/")
    assert "The right is recorded." in desk.text()
