"""Forgets in the background what need not be known any longer."""

from celery import shared_task

from seizures.accounts import actions


@shared_task(name="accounts.forget_sign_ins")
def forget_sign_ins() -> int:
    """Removes the sign-ins of long ago; returns how many."""
    return actions.forget_sign_ins()
