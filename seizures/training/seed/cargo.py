"""Brings manifests in: yesterday's read here at their day, today's read by the workers."""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from celery import current_app
from django.conf import settings
from kombu.exceptions import OperationalError

from seizures.accounts.models import User
from seizures.cargo import actions
from seizures.cargo.models import Manifest
from seizures.cargo.tasks import kick
from seizures.core.actor import of_user, system
from seizures.core.database import atomic
from seizures.screening import actions as screening
from seizures.screening.models import ScreeningRun
from seizures.screening.tasks import sweep
from seizures.training.invent.manifests import Invented, write

PATIENCE_SECONDS = 180.0
STALLED_SECONDS = 45.0
Say = Callable[[str], None]


def say(text: str) -> None:
    """Progress on standard error."""
    print(text, file=sys.stderr, flush=True)


def receive(manifest: Invented) -> Manifest:
    """Files a manifest at the office of the user who gets it."""
    user = User.objects.select_related("office").get(username=manifest.route.user)
    with tempfile.TemporaryDirectory() as folder:
        path = write(manifest, Path(folder))
        with path.open("rb") as stream:
            return actions.receive_manifest(
                stream, name=path.name, administration=manifest.route.administration,
                by=of_user(user), office=user.office,
            ).manifest  # fmt: skip


def read_here(manifest: Invented) -> Manifest:
    """Receives, reads and screens here, in one transaction so that no worker joins in."""
    with atomic():
        row = receive(manifest)
        finish_here([row.pk])
    return row


def finish_here(keys: Sequence[int]) -> None:
    """Reads and screens manifests in this process until nothing is left to do."""
    for key in keys:
        _until(lambda key=key: actions.read_manifest(key, by=system()))  # type: ignore[misc]
        _until(lambda key=key: screening.screen_manifest(key, by=system()))  # type: ignore[misc]


def _until(work: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not work():
        if time.monotonic() > give_up:
            raise TimeoutError("somebody else holds this manifest and does not let go")
        time.sleep(0.1)


def worker_answers() -> bool:
    """Whether a worker listens at the broker of this house."""
    if settings.CELERY_BROKER_URL.startswith("memory:"):
        return False
    try:
        with current_app.connection_for_write() as line:
            line.ensure_connection(max_retries=1, interval_start=0, timeout=1)
        return bool(current_app.control.ping(timeout=1.5))
    except (OperationalError, OSError):
        return False


def receive_all(manifests: Sequence[Invented]) -> tuple[list[int], float, bool]:
    """Receives manifests and has them read and screened by the workers, else here.

    Answers their keys, the seconds it took and whether workers did it.
    """
    begin, by_worker = time.perf_counter(), worker_answers()
    keys = []
    for manifest in manifests:
        keys.append(receive(manifest).pk)
        if by_worker:
            kick(keys[-1])
    if not by_worker:
        say("no worker answers at the broker: reading and screening in this process")
    if not by_worker or not _follow(keys):
        finish_here(keys)
    return keys, time.perf_counter() - begin, by_worker


def _follow(keys: Sequence[int]) -> bool:
    """Waits for the workers, pushing what waits to be screened; False when they stall."""
    moved, seen, pushed, told = time.monotonic(), (-1, -1), 0.0, 0.0
    while True:
        read = sum(Manifest.objects.filter(pk__in=keys).values_list("lines_count", flat=True))
        runs = ScreeningRun.objects.filter(manifest_id__in=keys)
        screened = sum(runs.values_list("lines_screened", flat=True))
        done = runs.filter(is_complete=True).count()
        now = time.monotonic()
        if (read, screened) != seen:
            moved, seen = now, (read, screened)
        if now - told > 2 or done == len(keys):
            say(f"  {read} lines read, {screened} screened, {done} of {len(keys)} manifests done")
            told = now
        if done == len(keys):
            return True
        if now - moved > STALLED_SECONDS:
            say("the workers do not go on: the rest is done in this process")
            return False
        if now - pushed > 1:
            sweep()
            pushed = now
        time.sleep(0.25)
