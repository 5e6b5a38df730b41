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


def holder_side(view: View) -> View:
    """Lets right holders and agents pass; others see 403, strangers sign in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not acts_for_holders(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    guarded.access = acts_for_holders  # type: ignore[attr-defined]
    return guarded


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """(data, files) for a form: what was sent, or nothing where the page was only asked for."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
