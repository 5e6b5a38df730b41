"""Accounts are given out by an administration; nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
