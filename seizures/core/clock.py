"""The only place that reads the clock; what training moves, moves here."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

ZONES = {"kr": ZoneInfo("Asia/Seoul"), "cn": ZoneInfo("Asia/Shanghai")}
_moved: ContextVar[dt.timedelta | None] = ContextVar("moved_clock", default=None)


def now() -> dt.datetime:
    """The instant of the house, in UTC: the machine's plus the demo's and training's offset."""
    offset = _moved.get()
    if offset is None:
        offset = dt.timedelta(seconds=settings.CLOCK_OFFSET_SECONDS)
    return timezone.now() + offset


def zone(administration: str) -> ZoneInfo:
    """The time zone in which this administration's days are counted."""
    return ZONES.get(administration, ZONES["kr"])


def today(administration: str) -> dt.date:
    """The civil day it is now for this administration."""
    return now().astimezone(zone(administration)).date()


def day_of(instant: dt.datetime, administration: str) -> dt.date:
    """The civil day on which an instant fell for this administration."""
    return instant.astimezone(zone(administration)).date()


@contextmanager
def moved_by(offset: dt.timedelta) -> Iterator[None]:
    """Moves the clock for what runs inside: the demo's history, an exercise."""
    token = _moved.set(offset)
    try:
        yield
    finally:
        _moved.reset(token)


@contextmanager
def moved_to(instant: dt.datetime) -> Iterator[None]:
    """Lets what runs inside begin at this instant."""
    with moved_by(instant - timezone.now()):
        yield
