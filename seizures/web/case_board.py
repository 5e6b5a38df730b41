"""Cases side by side by how soon their next clock ends."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from seizures.cases.facts import procedure_of
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.languages import pick
from seizures.reference.calendars import calendar_of
from seizures.web.case_view import STAGE_TONE
from seizures.web.days import working_days_left

CARDS = 20
SOON, LATER = 3, 10
ONE_DAY = dt.timedelta(days=1)


def shown(case: SeizureCase) -> dict[str, Any]:
    """A case in a list: its stage in words and the working days its next clock leaves."""
    stage = procedure_of(case).stage(case.stage)
    due_on = case.next_due_on
    return {
        "row": case, "stage": pick(stage.titles), "tone": STAGE_TONE[stage.kind],
        "days_left": working_days_left(due_on, case.administration) if due_on else None,
    }  # fmt: skip


def columns_of(rows: Any, administration: str) -> list[dict[str, Any]]:
    """The columns of the board, each with its most urgent cases."""
    today = clock.today(administration)
    soon, later = (_in_working_days(administration, today, days) for days in (SOON, LATER))
    columns = [
        (_("Late"), Q(next_due_on__lt=today), "danger"),
        (_("Within 3 working days"), Q(next_due_on__gte=today, next_due_on__lte=soon), "warning"),
        (_("Within 10 working days"), Q(next_due_on__gt=soon, next_due_on__lte=later), "info"),
        (_("Later"), Q(next_due_on__gt=later), "neutral"),
        (_("No clock"), Q(next_due_on=None), "neutral"),
    ]
    found = []
    for title, condition, tone in columns:
        cases = list(rows.filter(condition).order_by("next_due_on", "id")[: CARDS + 1])
        found.append({"title": title, "tone": tone, "more": len(cases) > CARDS,
                      "cards": [shown(case) for case in cases[:CARDS]]})  # fmt: skip
    return found


def _in_working_days(administration: str, today: dt.date, days: int) -> dt.date:
    calendar, day = calendar_of(administration), today
    while calendar.working_days_between(today, day) < days:
        day += ONE_DAY
    return day
