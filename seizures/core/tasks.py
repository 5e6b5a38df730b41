"""Clears away what has expired."""

from importlib import import_module

from celery import shared_task
from django.conf import settings

from seizures.core import actions


@shared_task(name="core.clear_expired")
def clear_expired() -> int:
    """Removes old kept answers and sessions that ended; returns how many answers."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return actions.forget_answers()
