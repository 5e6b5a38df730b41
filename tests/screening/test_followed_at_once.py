"""A right recorded in the page is followed at once, without waiting for the beat."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import system
from seizures.rights import actions as rights
from seizures.rights.models import Recordation
from seizures.screening import tasks
from seizures.screening.models import Alert, ScreeningRun
from tests.builders import holder, person
from tests.making import recorded, row, screened
from tests.servers import Broker, Worker, free_port, wait_until
from tests.web.rights.filed import filed
from tests.web.visiting import visitor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_tables")]
MARKS = ("SOLMARU", "GAONBIT", "HANEULVO", "MIRIDRAX", "PYOLTEON", "NAMUKESH", "DARAVINO",
         "SEONVELT", "KORUBIX", "TAEPYRAN", "WOLJANET")  # fmt: skip
BAR = 3.0
"""Seconds from the press until the alert stands, the letter to the holder written in between."""


def here(*marks: str) -> None:
    """Cargo that was screened before anybody recorded these marks."""
    recorded("ANDERSWO")
    rights.bring_up_to_date(by=system())
    screened(*(row(f"H{n}", f"{mark} RUNNING SHOES") for n, mark in enumerate(marks)))
    tasks.actions.begin_rescreen(by=system())  # ANDERSWO itself is followed before we begin
    for run in ScreeningRun.objects.rescreens():
        tasks.actions.rescreen(run.pk, by=system(), budget_seconds=60)
    assert not Alert.objects.exists()


def waiting(mark: str) -> Recordation:
    return filed(holder(f"{mark.title()} Co., Ltd."), mark)


def accept(row: Recordation) -> Any:
    """The examiner's press."""
    return visitor(person("examiner", "kr")).post(
        reverse("examination-decide", args=[row.pk, "accept"])
    )


def raised(mark: str) -> Callable[[], bool]:
    return lambda: Alert.objects.filter(right__mark=mark).exists()


@pytest.mark.postgres
def test_without_any_beat_the_cargo_here_is_screened_for_it(
    redis: Broker, make_worker: Callable[..., Worker]
) -> None:
    here(*MARKS[:3])
    worker = make_worker(redis, beat=False)
    for mark in MARKS[:3]:  # the later ones while the first is being followed
        assert accept(waiting(mark)).status_code == 302
    for mark in MARKS[:3]:
        wait_until(raised(mark), f"{mark}; {worker.process.said()[-1500:]}", 60)


def test_without_a_broker_the_right_is_recorded_all_the_same(
    send_to: Callable[[str], None],
) -> None:
    send_to(f"redis://127.0.0.1:{free_port()}/0")
    filed_row = waiting(MARKS[0])
    assert accept(filed_row).status_code == 302
    filed_row.refresh_from_db()
    assert filed_row.status == "recorded"
    assert tasks.actions.begin_rescreen(by=system()) is not None  # the next sweep finds it


@pytest.mark.alone
@pytest.mark.timeout(300)
def test_ten_rights_recorded_in_the_page_have_their_alerts_soon(worker: Worker) -> None:
    here(*MARKS)
    took = []
    for mark in MARKS:
        filed_row, begin = waiting(mark), time.monotonic()
        assert accept(filed_row).status_code == 302
        wait_until(raised(mark), f"{mark}; {worker.process.said()[-1500:]}", 60)
        took.append(time.monotonic() - begin)
        time.sleep(0.7)  # at any moment between two beats
    first, *others = (round(seconds, 2) for seconds in took)  # the first reads the tables
    print({"first": first, "others": others, "median": statistics.median(others)})
    assert statistics.median(others) < BAR
