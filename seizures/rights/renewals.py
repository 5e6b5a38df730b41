"""When a recordation can be renewed, and for how long: read from the dated law of its side."""

import datetime as dt
from dataclasses import dataclass

from seizures.core import clock
from seizures.law import deadlines
from seizures.law.errors import LawError
from seizures.rights.choices import RecordationStatus
from seizures.rights.models import Recordation


@dataclass(frozen=True, slots=True)
class Window:
    """First and last day on which renewal can be asked for, with the article that says so."""

    opens_on: dt.date
    due_on: dt.date
    basis: str
    is_open: bool
    is_over: bool


def window_of(row: Recordation) -> Window | None:
    """The renewal window of a recordation in force; None where the law knows none."""
    if row.status != RecordationStatus.RECORDED or not row.expires_on:
        return None
    try:
        due = deadlines.compute(
            f"{row.administration}/recordation", "recordation_renew", row.expires_on
        )
    except LawError:  # this administration's law knows no renewal
        return None
    if due.opens_on is None:
        return None
    today = clock.today(row.administration)
    is_open = due.opens_on <= today <= due.due_on
    return Window(due.opens_on, due.due_on, due.basis, is_open, is_over=today > due.due_on)
