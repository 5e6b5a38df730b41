"""Acts on clocks that ran out."""

from celery import shared_task

from seizures.cases import actions
from seizures.cases.models import DueDate
from seizures.core import clock
from seizures.core.actor import system
from seizures.core.errors import Refused


@shared_task(name="cases.sweep_due")
def sweep_due() -> int:
    """Notes missed clocks of both administrations, each in its own transaction."""
    missed = 0
    for administration in ("kr", "cn"):
        today = clock.today(administration)
        rows = DueDate.objects.due_before(today).filter(calendar=administration).order_by("due_on")
        for row in rows[:500]:
            try:
                actions.miss_due(row, by=system(administration))
                missed += 1
            except Refused:
                continue
    return missed
