"""Seals the read log in the background."""

from celery import shared_task

from seizures.journal import actions


@shared_task(name="journal.seal_reads")
def seal_reads() -> int:
    """Seals waiting reads of the real house."""
    return actions.seal_reads()
