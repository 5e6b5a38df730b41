"""Looks after what waits in the sandboxes of running exercises."""

from celery import shared_task

from seizures.cargo.tasks import sweep as read_waiting
from seizures.core.database import in_sandbox
from seizures.core.sandboxes import exists
from seizures.rights.tasks import sweep_index
from seizures.screening.tasks import sweep as screen_waiting
from seizures.training.models import Exercise


@shared_task(name="training.sweep")
def sweep() -> int:
    """Lets the sweeps of the house pass through every running exercise."""
    keys = [key for key in Exercise.objects.open().values_list("sandbox", flat=True) if exists(key)]
    for key in keys:
        with in_sandbox(key):
            sweep_index()
            read_waiting()
            screen_waiting()
    return len(keys)
