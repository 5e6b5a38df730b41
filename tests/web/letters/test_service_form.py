"""When a letter was served is told to the minute, and that is enough."""

import datetime as dt
from typing import Any

import pytest
import time_machine

from seizures.letters.models import Letter
from seizures.web.forms.letters import ServiceForm

ISSUED = dt.datetime(2026, 3, 5, 1, 0, 40, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("time", "now", "moment"),
    [
        ("10:00", "2026-03-05T01:01:05Z", ISSUED),  # the page stood over the turn of the minute
        ("10:00", "2026-03-05T01:00:50Z", ISSUED),
        ("10:05", "2026-03-05T01:05:30Z", dt.datetime(2026, 3, 5, 1, 5, 30, tzinfo=dt.UTC)),
        ("10:03", "2026-03-05T01:05:30Z", dt.datetime(2026, 3, 5, 1, 3, tzinfo=dt.UTC)),
        ("09:59", "2026-03-05T01:05:30Z", dt.datetime(2026, 3, 5, 0, 59, tzinfo=dt.UTC)),
    ],
)
def test_a_minute_given_is_never_before_the_issue_within_it(
    time: str, now: str, moment: dt.datetime
) -> None:
    letter = Letter(administration="kr", channel="post", issued_at=ISSUED)
    sent: dict[str, Any] = {"what": "received", "channel": "post", "day": "2026-03-05"}
    with time_machine.travel(now, tick=False):
        form = ServiceForm(sent | {"time": time}, letter=letter)
        assert form.is_valid(), form.errors
        assert form.moment() == moment
