"""Keeps the match index up with the rights in the background."""

from celery import shared_task

from seizures.core.actor import system
from seizures.rights import actions


@shared_task(name="rights.sweep_index")
def sweep_index() -> bool:
    """Ends what has run out, then makes sure that the index knows every change."""
    actions.lapse_expired(by=system())
    return actions.bring_up_to_date(by=system())


@shared_task(name="rights.sweep_pictures")
def sweep_pictures() -> bool:
    """Reads pictures of rights that came since and brings their index up to date."""
    return actions.index_pictures(by=system())


@shared_task(name="rights.sweep_prior_art")
def sweep_prior_art() -> bool:
    """Brings the library of patents and designs up to date."""
    return actions.index_prior_art(by=system())
