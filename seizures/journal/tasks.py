"""Seals the read log and anchors the chains in the background."""

from celery import shared_task

from seizures.journal import actions


@shared_task(name="journal.seal_reads")
def seal_reads() -> int:
    """Seals waiting reads of the real house."""
    return actions.seal_reads()


@shared_task(name="journal.anchor")
def anchor() -> int:
    """Anchors the chains of the real house; returns how many had moved."""
    return len(actions.anchor())
