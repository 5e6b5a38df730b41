"""Working days left until a day, as the clock component tells them."""

import datetime as dt

from seizures.core import clock
from seizures.reference.calendars import calendar_of


def working_days_left(day: dt.date, administration: str) -> int:
    """Working days from today to the day in this administration's calendar; negative when late."""
    calendar, today = calendar_of(administration), clock.today(administration)
    if day >= today:
        return int(calendar.working_days_between(today, day))
    return -max(1, int(calendar.working_days_between(day, today)))
