"""Days of the demo's past, so that its history ends today."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from seizures.core import clock


@contextmanager
def days_ago(days: float, *, hour: int = 10, minute: int = 0) -> Iterator[None]:
    """What runs inside happens so many days before the demo's today, at this hour of the corridor.

    On the day itself never later than now.
    """
    now = clock.now()
    local = now.astimezone(clock.zone("cn")).replace(hour=hour, minute=minute, second=0)
    instant = min(local - dt.timedelta(days=days), now - dt.timedelta(minutes=1))
    with clock.moved_to(instant):
        yield
