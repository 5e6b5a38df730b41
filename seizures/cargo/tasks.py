"""Reads waiting manifests in the background."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from seizures.cargo import actions
from seizures.core.actor import system
from seizures.core.database import on_commit

log = logging.getLogger(__name__)
BUDGET_SECONDS = 30.0


@shared_task(name="cargo.read_manifest")
def read_manifest(manifest_id: int) -> bool:
    """Reads one manifest on for a while; what is left goes to the end of the queue."""
    if actions.read_manifest(manifest_id, by=system(), budget_seconds=BUDGET_SECONDS):
        return True
    for waiting in actions.queue_waiting():
        _send(waiting)
    return False


@shared_task(name="cargo.sweep")
def sweep() -> int:
    """Sends every manifest that waits and that nobody works on."""
    waiting = actions.queue_waiting()
    for manifest_id in waiting:
        read_manifest.delay(manifest_id)
    return len(waiting)


def kick(manifest_id: int) -> None:
    """Sends a received manifest at once; without a broker the sweep finds it later."""
    on_commit(lambda: _send(manifest_id))


def _send(manifest_id: int) -> None:
    try:
        read_manifest.apply_async((manifest_id,), retry=False)
    except OperationalError:
        log.warning("no broker: manifest %s waits for the next sweep", manifest_id)
