"""The frame around every page: the sandbox of the session, and refusals turned into answers."""

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import SuspiciousOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import is_valid_path

from seizures.core.database import in_sandbox
from seizures.core.errors import NotAllowed, Refused
from seizures.core.sandboxes import exists

LARGEST_KEY = 2**63 - 1


class KeptNowhere:
    """No browser and no proxy stores what the house answers: once somebody has signed out of a
    shared terminal, the way back shows nothing. Style sheets and scripts are served before this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if "no-store" not in answer.get("Cache-Control", ""):
            answer["Cache-Control"] = "private, no-store"
        return answer


class HouseMiddleware:
    """Runs the request in the session's sandbox; a stray `Refused` becomes a page that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_for_person = not request.path.startswith("/api/")  # machines are told in their own way
        told = request.path + unquote(request.META.get("QUERY_STRING", ""))
        if is_for_person and "\0" in told:
            raise SuspiciousOperation("a NUL in the address")  # no text of ours holds one
        key = request.session.get("sandbox", "") if hasattr(request, "session") else ""
        if key and not exists(key):  # the exercise is over and its database gone
            key = request.session["sandbox"] = ""
        if not key:
            return _led_on(request, self.get_response(request))
        with in_sandbox(key):
            answer = _led_on(request, self.get_response(request))
        if answer.streaming and not isinstance(answer, FileResponse):
            answer.streaming_content = _inside(key, answer.streaming_content)  # type: ignore[attr-defined]
        return answer

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, keys: dict[str, Any]
    ) -> None:
        """No row has a key that no database can hold."""
        if any(isinstance(key, int) and key > LARGEST_KEY for key in keys.values()):
            raise Http404

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal nobody caught: 403 for a person who may not, else 409, with its sentence."""
        if not isinstance(error, Refused) or request.path.startswith("/api/"):
            return None
        status = 403 if isinstance(error, NotAllowed) else 409
        context: dict[str, Any] = {"refused": str(error)}
        return render(request, f"{status}.html", context, status=status)


def _led_on(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Whoever comes by a link to where only forms are sent (after signing in again, or by a change
    of language) is led to the page the form stands on; machines keep their 405."""
    is_person = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
    if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not is_person:
        return answer
    above = request.path_info.rstrip("/")
    while above:
        above = above.rpartition("/")[0]
        if is_valid_path(f"{above}/"):
            break
    return redirect(f"{above}/")


def _inside(key: str, parts: Iterable[bytes]) -> Iterator[bytes]:
    """What is still to be written of an answer, read in the sandbox it was asked for in."""
    source = iter(parts)
    while True:
        with in_sandbox(key):
            try:
                part = next(source)
            except StopIteration:
                return
        yield part
