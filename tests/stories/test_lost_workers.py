"""A worker killed in the middle, a broker killed and started again: nothing lost, nothing twice."""

import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db.models import Count, Sum

from seizures.cargo import actions as cargo
from seizures.cargo import tasks as cargo_tasks
from seizures.cargo.models import Consignment, GoodsLine, Manifest
from seizures.core.actor import system
from seizures.parties.models import Party
from seizures.rights import actions as rights
from seizures.screening import tasks as screening_tasks
from seizures.screening.models import Alert, AlertHit, Disposition, ScreeningRun
from tests.builders import actor, holder, recorded_right
from tests.servers import Broker, Worker, wait_until

LINES = 20_000
EVERY = 50
HEADER = "house_document,origin,destination,mode,shipper,consignee,description,hs,quantity,unit\n"
GOODS = [("COTTON T-SHIRTS", "610910"), ("SPORTS SHOES", "640411"), ("LEATHER BAGS", "420221")]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_tables"),
    pytest.mark.postgres,
    pytest.mark.timeout(400),
]


def manifest_file() -> BytesIO:
    """20,000 lines, two lines a parcel, every 50th line bears the mark."""
    rows = []
    for number in range(LINES):
        goods, hs = GOODS[number % len(GOODS)]
        text = f"NURIBOM BRAND {goods}" if number % EVERY == 0 else f"{goods} NO {number}"
        rows.append(f"P{number // 2:06d},CNTAO,KRINC,express,QINGDAO TRADE {number % 700},"
                    f"BUYER {number % 900},{text},{hs},3,PCE\n")  # fmt: skip
    return BytesIO((HEADER + "".join(rows)).encode())


def received() -> Manifest:
    recorded_right("NURIBOM", owner=holder(), nice=(18, 25))
    rights.build_index(by=system())
    officer = actor("officer", "kr")
    return cargo.receive_manifest(manifest_file(), name="parcels.csv", administration="kr",
                                  by=officer).manifest  # fmt: skip


def run_of(manifest: Manifest) -> Any:
    return ScreeningRun.objects.filter(manifest=manifest).select_related("job").first()


def is_screened(manifest: Manifest) -> bool:
    run = run_of(manifest)
    return bool(run and run.is_complete)


def assert_whole(manifest: Manifest) -> None:
    manifest.refresh_from_db()
    assert manifest.status == "read"
    assert manifest.lines_count == GoodsLine.objects.filter(manifest=manifest).count() == LINES
    assert run_of(manifest).job.done == LINES
    marked = LINES // EVERY
    assert Alert.objects.count() == marked
    assert AlertHit.objects.count() == marked
    assert Disposition.objects.values("alert").annotate(n=Count("id")).filter(n=2).count() == marked


def has_begun_to_read(manifest: Manifest) -> bool:
    return Manifest.objects.get(pk=manifest.pk).job.done > 0


def has_begun_to_screen(manifest: Manifest) -> bool:
    return run_of(manifest) is not None


def restart(broker: Broker) -> None:
    """A power cut of two seconds."""
    broker.kill()
    time.sleep(2)
    broker.start()


def test_a_worker_killed_while_reading_loses_nothing(
    redis: Broker, make_worker: Callable[..., Worker]
) -> None:
    worker = make_worker(redis)
    manifest = received()
    wait_until(lambda: has_begun_to_read(manifest), "reading to begin", 120)
    worker.kill()
    manifest.refresh_from_db()
    stored = GoodsLine.objects.filter(manifest=manifest).count()
    assert manifest.status == "reading" and 0 < stored < LINES
    make_worker(redis)
    wait_until(lambda: is_screened(manifest), "the second worker to finish", 240)
    assert_whole(manifest)
    counted = Consignment.objects.filter(manifest=manifest).aggregate(n=Sum("lines_count"))["n"]
    assert counted == LINES
    parcels = Consignment.objects.filter(manifest=manifest).count()
    assert parcels == manifest.consignments_count == LINES // 2
    assert Party.objects.aggregate(n=Sum("consignments"))["n"] == 2 * parcels


def test_a_worker_killed_while_screening_loses_nothing(
    redis: Broker, make_worker: Callable[..., Worker]
) -> None:
    worker = make_worker(redis)
    manifest = received()
    wait_until(lambda: has_begun_to_screen(manifest), "screening to begin", 120)
    worker.kill()
    assert not is_screened(manifest)
    make_worker(redis)
    wait_until(lambda: is_screened(manifest), "the second worker to finish", 240)
    assert_whole(manifest)


def test_a_broker_killed_while_reading_and_again_while_screening_loses_nothing(
    any_broker: Broker, make_worker: Callable[..., Worker]
) -> None:
    worker = make_worker(any_broker)
    manifest = received()
    wait_until(lambda: has_begun_to_read(manifest), "reading to begin", 120)
    restart(any_broker)
    wait_until(lambda: has_begun_to_screen(manifest), "screening to begin", 120)
    restart(any_broker)
    wait_until(lambda: is_screened(manifest), "the worker to finish", 240)
    assert_whole(manifest)
    assert worker.process.popen is not None
    assert worker.process.popen.poll() is None, "the worker survives its broker"


def test_a_worker_takes_new_work_after_its_broker_came_back(
    redis: Broker, make_worker: Callable[..., Worker]
) -> None:
    make_worker(redis, beat=False)
    restart(redis)
    manifest = received()
    wait_until(lambda: sweep_until_screened(manifest), "the worker to finish", 120)
    assert_whole(manifest)


def sweep_until_screened(manifest: Manifest) -> bool:
    """Does what beat does, which is not running here."""
    cargo_tasks.sweep.delay()
    screening_tasks.sweep.delay()
    time.sleep(1)
    return is_screened(manifest)
