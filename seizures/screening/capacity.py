"""Where the line is drawn in a queue: the shift at hand and what it can still do."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from seizures.core import clock
from seizures.screening.choices import ShiftPart
from seizures.screening.models import Capacity, Shift

DAY_BEGINS, NIGHT_BEGINS = 7, 19
"""Hours of the administration's clock."""


def shift_at(instant: dt.datetime, administration: str) -> tuple[dt.date, str]:
    """The shift of an instant; the small hours belong to the night of the day before."""
    local = instant.astimezone(clock.zone(administration))
    if local.hour < DAY_BEGINS:
        return local.date() - dt.timedelta(days=1), ShiftPart.NIGHT.value
    part = ShiftPart.DAY if local.hour < NIGHT_BEGINS else ShiftPart.NIGHT
    return local.date(), part.value


def default_capacity(administration: str, office: int | None) -> int:
    """What a shift of this office can do unless told otherwise."""
    known = Capacity.objects.filter(administration=administration, office=office)
    found = known.values_list("inspections", flat=True).first()
    return int(settings.QUEUE_CAPACITY if found is None else found)


def present_shift(administration: str, office: int | None) -> Shift:
    """The shift at hand, as stored or as it would be opened; nothing is written."""
    day, part = shift_at(clock.now(), administration)
    known = Shift.objects.at(administration, day, part).filter(office=office)
    row: Shift | None = known.select_related("office").first()
    return row or Shift(
        administration=administration, office_id=office, day=day, part=part,
        capacity=default_capacity(administration, office),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """Where the shift's work ends: the last row above it; without one nothing can be done."""

    score: float
    key: int

    def is_above(self, row: Any) -> bool:
        """Whether a row of the queue can still be inspected by this shift."""
        return (row.score, row.pk) >= (self.score, self.key)
