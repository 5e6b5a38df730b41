"""Acts on clocks that ran out, counts again after a new notice, reminds before, chases after."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from typing import Any

from celery import shared_task
from kombu.exceptions import OperationalError

from seizures.cases import actions
from seizures.cases.actions import bundling, guarantees
from seizures.cases.models import DueDate, Question
from seizures.core import clock
from seizures.core.actor import system
from seizures.core.database import on_commit
from seizures.core.errors import Refused
from seizures.law.calendars import Calendar
from seizures.reference.calendars import calendar_of

log = logging.getLogger(__name__)
ADMINISTRATIONS = ("kr", "cn")
REMIND_BEFORE = (3, 1)
"""Working days before the last day on which a clock's reminder is given."""
MOST = 500
ONE_DAY = dt.timedelta(days=1)


@shared_task(name="cases.sweep_due")
def sweep_due() -> int:
    """Notes missed clocks of both administrations, each in its own transaction."""
    missed = 0
    for administration in ADMINISTRATIONS:
        actions.recount(administration, by=system(administration), limit=MOST)
        today = clock.today(administration)
        rows = DueDate.objects.due_before(today).filter(calendar=administration).order_by("due_on")
        missed += _each(rows[:MOST], actions.miss_due, administration)
        remind(administration)
        chase(administration)
        guarantees.expire_guarantees(administration, by=system(administration))
    return missed


@shared_task(name="cases.recount_clocks")
def recount_clocks(administration: str) -> int:
    """Counts the running clocks of an administration by its calendar of now."""
    return actions.recount(administration, by=system(administration))


def kick_recount(administration: str) -> None:
    """Has the clocks counted at once; without a broker the sweep does it later."""
    on_commit(lambda: _send(administration))


def _send(administration: str) -> None:
    try:
        recount_clocks.apply_async((administration,), retry=False)
    except OperationalError:
        log.warning("no broker: clocks of %s wait for the next sweep", administration)


def remind(administration: str) -> int:
    """Reminds of clocks that end within the next working days, each once a threshold."""
    today, calendar = clock.today(administration), calendar_of(administration)
    told = 0
    rows = DueDate.objects.running().filter(calendar=administration, due_on__gte=today)
    for row in rows.filter(due_on__lte=_edge(today, calendar)).iterator(chunk_size=500):
        left = calendar.working_days_between(today, row.due_on)
        reached = [days for days in REMIND_BEFORE if left <= days]
        if reached and not _was_told(row, min(reached)):
            told += actions.remind(row, days=min(reached), by=system(administration))
    return told


def chase(administration: str) -> int:
    """Reminds parties whose answer to a formal question is late."""
    today = clock.today(administration)
    rows = Question.objects.filter(status="open", due_on__lt=today,
                                   case__administration=administration)  # fmt: skip
    return _each(rows.order_by("due_on")[:MOST], actions.chase_question, administration)


def _edge(today: dt.date, calendar: Calendar) -> dt.date:
    """The last day that is no more working days away than the earliest reminder."""
    day = today
    while calendar.working_days_between(today, day + ONE_DAY) <= max(REMIND_BEFORE):
        day += ONE_DAY
    return day


def _was_told(row: DueDate, days: int) -> bool:
    return any(e["days"] <= days and e["due_on"] == str(row.due_on) for e in row.told)


def _each(rows: Iterable[Any], deed: Callable[..., Any], administration: str) -> int:
    done = 0
    for row in rows:
        try:
            done += bool(deed(row, by=system(administration)))
        except Refused:
            continue
    return done


@shared_task(name="cases.pack_bundle")
def pack_bundle(bundle_id: int) -> bool:
    """Packs one case bundle on for a while; the next sweep sends what is left."""
    return bundling.pack_bundle(bundle_id, by=system())


@shared_task(name="cases.sweep_bundles")
def sweep_bundles() -> int:
    """Sends every bundle that waits and that nobody packs."""
    waiting = bundling.queue_bundles()
    for key in waiting:
        pack_bundle.delay(key)
    return len(waiting)


def kick_bundle(bundle_id: int) -> None:
    """Sends an asked bundle at once; without a broker the sweep finds it later."""
    on_commit(lambda: _send_bundle(bundle_id))


def _send_bundle(bundle_id: int) -> None:
    try:
        pack_bundle.apply_async((bundle_id,), retry=False)
    except OperationalError:
        log.warning("no broker: bundle %s waits for the next sweep", bundle_id)
