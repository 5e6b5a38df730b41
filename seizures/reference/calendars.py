"""The calendar an administration counts by now: the law's tables with the notices entered here.

Notices and outages are read at most every few seconds by a process; what this process enters
itself it sees at once.
"""

import datetime as dt
import hashlib
from typing import Any

from django.core.cache import cache

from seizures.core.database import alias, on_commit
from seizures.law.calendars import Calendar, HolidayNotice, calendar_for
from seizures.law.deadlines import Outage
from seizures.reference import models

KEPT_SECONDS = 5


def calendar_of(administration: str, *, fresh: bool = False) -> Calendar:
    """The working days of an administration, official notices laid over the law's tables."""
    return calendar_for(administration, _kept(administration, fresh)[0])


def outages_of(administration: str, *, fresh: bool = False) -> tuple[Outage, ...]:
    """Failures of the system that are over, the oldest first."""
    return tuple(
        Outage(first, restored) for first, restored in _kept(administration, fresh)[1] if restored
    )


def down_since(administration: str) -> dt.date | None:
    """The first day of a failure that still lasts, or None."""
    return next((first for first, restored in _kept(administration, False)[1] if not restored),
                None)  # fmt: skip


def counting_version(administration: str, *, fresh: bool = False) -> str:
    """Changes whenever a clock of this administration might be counted otherwise than before."""
    calendar = calendar_of(administration, fresh=fresh)
    outages = _kept(administration, False)[1]
    if not outages:
        return str(calendar.version)
    digest = hashlib.sha256(repr(outages).encode()).hexdigest()[:8]
    return f"{calendar.version}.{digest}"


def forget(administration: str) -> None:
    """Reads notices and outages anew, now and once the transaction at hand has committed."""
    cache.delete(_key(administration))
    on_commit(lambda: cache.delete(_key(administration)))


def _key(administration: str) -> str:
    return f"days-of:{alias()}:{administration}"


def _kept(administration: str, fresh: bool) -> Any:
    found = None if fresh else cache.get(_key(administration))
    if found is None:
        found = _notices(administration), _outages(administration)
        cache.set(_key(administration), found, KEPT_SECONDS)
    return found


def _notices(administration: str) -> tuple[HolidayNotice, ...]:
    found: list[HolidayNotice] = []
    for row in models.HolidayNotice.objects.of(administration):
        days = [(day.day, day.kind, day.names) for day in row.days.all()]
        if row.completes_year and not days:  # a notice that only confirms what is known
            days = [_new_year(administration, row.year)]
        found += [
            HolidayNotice(administration, day, kind, names, row.published_on, row.source,
                          row.completes_year)
            for day, kind, names in days
        ]  # fmt: skip
    return tuple(found)


def _new_year(administration: str, year: int) -> tuple[dt.date, str, Any]:
    day = dt.date(year, 1, 1)
    return day, "off", calendar_for(administration).day_name(day) or {}


def _outages(administration: str) -> tuple[tuple[dt.date, dt.date | None], ...]:
    rows = models.SystemOutage.objects.filter(administration_id=administration)
    return tuple(rows.order_by("first").values_list("first", "restored_on"))
