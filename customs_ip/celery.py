"""The worker's application; its settings are the `CELERY_` names of the Django settings."""

import gc
import os
from pathlib import Path

from celery import Celery
from celery.signals import worker_process_init, worker_ready

from customs_ip import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "customs_ip.settings.demo")

broker.install()
app = Celery("customs_ip", task_cls="seizures.core.work:HouseTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
GARBAGE = 50_000, 20, 50
"""After how many new objects, and how many rounds, Python looks for garbage in cycles."""


@worker_ready.connect
def tell_the_supervisor(**_: object) -> None:
    """Touches WORKER_READY_FILE, so that whoever started the worker knows it takes work."""
    if path := os.environ.get("WORKER_READY_FILE"):
        Path(path).touch()


@worker_process_init.connect
def look_for_garbage_less_often(**_: object) -> None:
    """What a process starts with is never garbage, and rows read in bulk hold no cycles."""
    gc.freeze()
    gc.set_threshold(*GARBAGE)
