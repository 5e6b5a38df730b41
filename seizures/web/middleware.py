"""The frame around every page: the sandbox of the session, and refusals turned into answers."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seizures.core.database import in_sandbox
from seizures.core.errors import NotAllowed, Refused
from seizures.core.sandboxes import exists


class HouseMiddleware:
    """Runs the request in the session's sandbox; a stray `Refused` becomes a page that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.get("sandbox", "") if hasattr(request, "session") else ""
        if key and not exists(key):  # the exercise is over and its database gone
            key = request.session["sandbox"] = ""
        if not key:
            return self.get_response(request)
        with in_sandbox(key):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal nobody caught: 403 for a person who may not, else 409, with its sentence."""
        if not isinstance(error, Refused) or request.path.startswith("/api/"):
            return None
        status = 403 if isinstance(error, NotAllowed) else 409
        context: dict[str, Any] = {"refused": str(error)}
        return render(request, f"{status}.html", context, status=status)
