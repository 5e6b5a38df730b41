"""A real worker with its beat finds its own work; killed, it loses nothing and doubles nothing."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from seizures.cargo import tasks as cargo_tasks
from seizures.cargo.models import GoodsLine, Manifest
from seizures.screening.models import Alert, AlertHit, Disposition, ScreeningRun
from tests.making import received, recorded, row, table
from tests.servers import Worker

pytestmark = [pytest.mark.postgres]
FAKE = 'BRAND "VELANTIS" SPORTS SHOES'
PATIENCE = 90


def wait_for(what: Callable[[], bool]) -> float:
    """Seconds until something is so."""
    begin = time.monotonic()
    while not what():
        assert time.monotonic() - begin < PATIENCE, "waited too long"
        time.sleep(0.2)
    return time.monotonic() - begin


def is_screened(manifest: Manifest) -> bool:
    return ScreeningRun.objects.filter(manifest=manifest, is_complete=True).exists()


def many(count: int) -> bytes:
    return table(*(row(f"H{n}", f"{FAKE} {n}" if n % 100 == 0 else f"CUPS {n}")
                   for n in range(count)))  # fmt: skip


def test_a_received_manifest_is_read_and_screened_by_itself(worker: Worker) -> None:
    recorded()
    manifest = received(many(200))
    wait_for(lambda: is_screened(manifest))
    assert Alert.objects.count() == 2 and Disposition.objects.count() == 4


def test_a_right_recorded_meanwhile_finds_the_cargo_by_itself(worker: Worker) -> None:
    manifest = received(many(200))
    cargo_tasks.kick(manifest.pk)
    wait_for(lambda: is_screened(manifest))
    assert not Alert.objects.exists()
    recorded()
    wait_for(lambda: Alert.objects.count() == 2)


def test_a_worker_killed_at_work_loses_and_doubles_nothing(
    redis: Any, make_worker: Callable[..., Worker]
) -> None:
    recorded("DORMUNDA")
    recorded()
    first = make_worker(redis)
    manifest = received(many(20_000))
    cargo_tasks.kick(manifest.pk)
    wait_for(lambda: GoodsLine.objects.count() >= 4000)
    first.kill()
    assert GoodsLine.objects.count() < 20_000
    second = make_worker(redis)
    wait_for(lambda: Alert.objects.exists())
    second.kill()
    make_worker(redis)
    wait_for(lambda: is_screened(manifest))
    manifest.refresh_from_db()
    assert (
        manifest.lines_count == manifest.consignments_count == GoodsLine.objects.count() == 20_000
    )
    run = ScreeningRun.objects.get(manifest=manifest)
    assert run.lines_screened == 20_000
    assert Alert.objects.count() == AlertHit.objects.count() == run.alerts_raised == 200
    assert Disposition.objects.count() == 400
