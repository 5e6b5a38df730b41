"""The day it is in a story: stories name their dates, so their clocks end on days of the law."""

import datetime as dt
from typing import Any

from django.utils import timezone

from seizures.cases.models import DueDate, SeizureCase
from seizures.cases.tasks import sweep_due
from seizures.core import clock


class Days:
    """Moves the clock of the served house; `to` is ten in the morning of the administration."""

    def __init__(self, settings: Any, administration: str) -> None:
        self.settings, self.administration = settings, administration

    def to(self, month: int, day: int, *, year: int = 2026) -> None:
        """It becomes this day for everybody."""
        zone = clock.zone(self.administration)
        instant = dt.datetime(year, month, day, 10, tzinfo=zone)
        self.settings.CLOCK_OFFSET_SECONDS = (instant - timezone.now()).total_seconds()
        assert clock.today(self.administration) == dt.date(year, month, day)

    def after(self, month: int, day: int, *, year: int = 2026) -> int:
        """It becomes this day and the nightly sweep runs; how many clocks it found missed."""
        self.to(month, day, year=year)
        return sweep_due()


def due(case: SeizureCase, rule: str) -> DueDate:
    """The latest clock of this rule."""
    return case.due_dates.filter(rule=rule).latest("pk")


def ends(case: SeizureCase, rule: str, month: int, day: int, *, year: int = 2026) -> bool:
    """Whether the running clock of this rule ends on this day; the failing test shows which."""
    row = due(case, rule)
    assert (row.status, row.due_on) == ("running", dt.date(year, month, day)), (
        rule, row.status, row.due_on)  # fmt: skip
    return True
