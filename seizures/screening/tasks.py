"""Screens in the background: what is read, and what rights changed."""

import logging
from typing import Any

from celery import shared_task
from kombu.exceptions import OperationalError

from seizures.core.actor import system
from seizures.core.database import on_commit
from seizures.screening import actions

log = logging.getLogger(__name__)
BUDGET_SECONDS = 30.0


@shared_task(name="screening.screen_manifest")
def screen_manifest(manifest_id: int) -> bool:
    """Screens one manifest on for a while; the next sweep sends what is left."""
    return actions.screen_manifest(manifest_id, by=system(), budget_seconds=BUDGET_SECONDS)


@shared_task(name="screening.rescreen")
def rescreen(run_id: int) -> bool:
    """Goes on with one run of changed rights over cargo in reach; then with what changed since."""
    is_done = actions.rescreen(run_id, by=system(), budget_seconds=BUDGET_SECONDS)
    if is_done:
        _follow()
    return is_done


@shared_task(name="screening.follow_changes")
def follow_changes() -> int:
    """Sends the run of changed rights, if one must go on or begin."""
    return _follow()


def _follow() -> int:
    runs = actions.begin_rescreens(by=system())
    for run in runs:
        rescreen.delay(run)
    return len(runs)


@shared_task(name="screening.run_shadow")
def run_shadow(run_id: int) -> bool:
    """Goes on with one comparison of two engines."""
    return actions.run_shadow(run_id, by=system(), budget_seconds=BUDGET_SECONDS)


@shared_task(name="screening.learn")
def learn(version_id: int) -> bool:
    """Estimates one new data version."""
    return actions.learn(version_id, by=system())


@shared_task(name="screening.sweep")
def sweep() -> int:
    """Sends every manifest that waits, and the run of changed rights if one must go on.

    Long ones are sent several times: every worker takes parts of them.
    """
    waiting = actions.queue_waiting()
    for manifest_id in waiting:
        screen_manifest.delay(manifest_id)
    return len(waiting) + _follow() + _sweep_engines()


def _sweep_engines() -> int:
    """Sends comparisons of engines and lessons that wait."""
    shadows, lessons = actions.waiting_shadow_runs(), actions.waiting_lessons()
    for key in shadows:
        run_shadow.delay(key)
    for key in lessons:
        learn.delay(key)
    return len(shadows) + len(lessons)


@shared_task(name="screening.sweep_queue")
def sweep_queue() -> int:
    """Ends snoozes whose time is over and arranges what came into the queues since."""
    back = actions.end_snoozes(by=system())
    return back + actions.arrange(by=system())


@shared_task(name="screening.sweep_waiting")
def sweep_waiting() -> int:
    """Tells the senior officers what has waited longer than its service level allows."""
    return actions.escalate(by=system())


@shared_task(name="screening.sweep_exploration")
def sweep_exploration() -> int:
    """Offers every shift that has begun its few random items."""
    return actions.explore(by=system())


def kick(manifest_id: int) -> None:
    """Sends a manifest at once, e.g. an accepted one; without a broker the sweep finds it later."""
    on_commit(lambda: _send(screen_manifest, manifest_id))


def kick_changes() -> None:
    """Has a right that was just recorded or changed followed at once, as `kick` does."""
    on_commit(lambda: _send(follow_changes))


def _send(task: Any, *arguments: int) -> None:
    try:
        task.apply_async(arguments, retry=False)
    except OperationalError:
        log.warning("no broker: %s %s waits for the next sweep", task.name, arguments)
