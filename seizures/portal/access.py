"""Who may open a page of the portal: right holders and their agents."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from seizures.accounts.choices import Role

View = Callable[..., HttpResponse]
HOLDERS = {Role.HOLDER, Role.AGENT}


def acts_for_holders(user: Any) -> bool:
    """A right holder's own people, or an agent."""
    return user.role in HOLDERS and not user.is_official


def holds_pledges(user: Any) -> bool:
    """A bank or another lender with rights pledged to it."""
    return bool(user.role == Role.PLEDGEE)


def _side(test: Callable[[Any], bool]) -> Callable[[View], View]:
    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not test(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = test  # type: ignore[attr-defined]
        return guarded

    return wrap


holder_side = _side(acts_for_holders)
"""Lets right holders and agents pass; others see 403, strangers sign in."""
pledgee_side = _side(holds_pledges)
"""Lets pledgees pass; others see 403, strangers sign in."""


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """(data, files) for a form: what was sent, or nothing where the page was only asked for."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
