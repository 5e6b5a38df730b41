"""How long an alert has waited in working hours, and how long it may."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from seizures.core import clock
from seizures.reference.calendars import calendar_of
from seizures.screening.choices import UNDECIDED, Escalation, QueueKind, Tier
from seizures.screening.models import Disposition, ServiceLevel

OPENS, CLOSES = 9, 18
"""Hours of the administration's clock between which the desk works on a working day."""
HOURS_A_DAY = CLOSES - OPENS
ONE_DAY = dt.timedelta(days=1)
USUAL = {QueueKind.ALERTS.value: (4, 18), QueueKind.EXAMINER.value: (9, 45)}
"""Hours until taken and decided where nobody has set them: half a day and two, one and five."""
FARTHEST = 400
"""Days looked back for the beginning of a span of working hours."""


@dataclass(frozen=True, slots=True)
class Level:
    """Working hours until an alert is taken and until it is decided."""

    take: int
    decide: int
    set_by_name: str = ""
    version: int = 0


class WorkingHours:
    """An administration's working hours up to an instant; each day is looked up once."""

    def __init__(self, end: dt.datetime, administration: str) -> None:
        self.administration = administration
        self.end = end.astimezone(clock.zone(administration))
        self._known = self.end.date() + ONE_DAY
        self._from = {self._known: 0.0}

    def since(self, start: dt.datetime) -> float:
        """Hours between an earlier instant and the end; 0 where the end comes first."""
        first = start.astimezone(clock.zone(self.administration))
        if first >= self.end:
            return 0.0
        while self._known > first.date() + ONE_DAY:
            later, self._known = self._known, self._known - ONE_DAY
            self._from[self._known] = self._from[later] + self._of_day(self._known, None)
        return self._of_day(first.date(), first) + self._from[first.date() + ONE_DAY]

    def _of_day(self, day: dt.date, begin: dt.datetime | None) -> float:
        opened, closed = _open_on(day, self.administration)
        if not opened:
            return 0.0
        begun = max(begin, opened) if begin else opened
        return max(0.0, (min(self.end, closed) - begun).total_seconds() / 3600)


def working_hours(start: dt.datetime, end: dt.datetime, administration: str) -> float:
    """Working hours of an administration between two instants; 0 where the end comes first."""
    return WorkingHours(end, administration).since(start)


def working_hours_before(instant: dt.datetime, hours: float, administration: str) -> dt.datetime:
    """The instant so many working hours earlier; what came before it has waited longer."""
    local = instant.astimezone(clock.zone(administration))
    left, day = hours, local.date()
    for _number in range(FARTHEST):
        opened, closed = _open_on(day, administration)
        if opened:
            ended = min(local, closed)
            span = max(0.0, (ended - opened).total_seconds() / 3600)
            if span >= left:
                return ended - dt.timedelta(hours=left)
            left -= span
        day -= ONE_DAY
    return dt.datetime.combine(day, dt.time(), local.tzinfo)


def _open_on(
    day: dt.date, administration: str
) -> tuple[dt.datetime, dt.datetime] | tuple[None, None]:
    if not calendar_of(administration).is_working_day(day):
        return None, None
    zone = clock.zone(administration)
    return (dt.datetime.combine(day, dt.time(OPENS), zone),
            dt.datetime.combine(day, dt.time(CLOSES), zone))  # fmt: skip


def levels_of(administration: str) -> dict[tuple[int | None, str], Level]:
    """Every level of an administration by office (None: all the others) and queue."""
    usual = {(None, queue): Level(*hours) for queue, hours in USUAL.items()}
    rows = ServiceLevel.objects.of(administration)
    return usual | {
        (row.office_id, row.queue): Level(row.take_hours, row.decide_hours, row.set_by_name,
                                          row.version)
        for row in rows
    }  # fmt: skip


def level_at(administration: str, office: int | None, queue: str) -> Level:
    """The level that counts for the queue of an office."""
    known = levels_of(administration)
    return known.get((office, queue)) or known[None, queue]


def queue_of(row: Disposition) -> str:
    """Which queue a row stands in."""
    return (QueueKind.EXAMINER if row.tier == Tier.REFER else QueueKind.ALERTS).value


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a row has waited, what for (`take` or `decide`), and how long it may."""

    hours: float
    target: int
    kind: str

    @property
    def is_late(self) -> bool:
        """Longer than the level allows."""
        return self.hours > self.target


def wait_of(row: Disposition) -> Wait | None:
    """How long a row that is still to be decided has waited; None once it is decided."""
    return waits_of([row], row.administration).get(row.pk)


def waits_of(rows: Iterable[Disposition], administration: str) -> dict[int, Wait]:
    """The waits of an administration's rows that are still to be decided, by their keys."""
    waiting = [row for row in rows if row.status in UNDECIDED]
    if not waiting:
        return {}
    levels, hours = levels_of(administration), WorkingHours(clock.now(), administration)
    return {row.pk: _wait(row, levels, hours.since(row.created_at)) for row in waiting}


def _wait(row: Disposition, levels: dict[tuple[int | None, str], Level], hours: float) -> Wait:
    queue = queue_of(row)
    level = levels.get((row.office_id, queue)) or levels[None, queue]
    if row.assignee_id is None and hours <= level.decide:
        return Wait(hours, level.take, Escalation.TAKE.value)
    return Wait(hours, level.decide, Escalation.DECIDE.value)
