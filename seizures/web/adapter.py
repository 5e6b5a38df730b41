"""Accounts are given out by an administration; nobody signs up by themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from seizures.core.limiter import address_in


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by name and address (axes), so that nobody locks out others;
        what is counted by name alone are codes of the second step, after a right password."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whose tries are counted: the caller, not the proxy in front of the house."""
        return address_in(request.META)


def address_of(request: HttpRequest) -> str:
    """The caller of a sign-in, as wrong passwords are counted."""
    return address_in(request.META)
