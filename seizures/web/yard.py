"""The yard: labels found by scan, and deeds that a phone kept while it had no network."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seizures.core.database import sandbox
from seizures.inspections.models import Inspection
from seizures.web.access import anybody

HEADER = "X-Kept-For"


def scope_of(request: HttpRequest) -> str:
    """Whose deeds a phone keeps, and in which exercise: they are taken from nobody else."""
    return f"{request.user.pk}:{sandbox()}"


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answers a deed that was kept: 204 once done, 412 where it was kept for somewhere else."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scope = request.headers.get(HEADER)
        if scope is not None and scope != scope_of(request):
            return HttpResponse(status=412)
        answer = view(request, *args, **kwargs)
        if scope is not None and answer.status_code == 302:  # noqa: PLR2004
            return HttpResponse(status=204)
        return answer

    return answered


def carried(request: HttpRequest, label: str) -> list[Inspection]:
    """The open orders of the administration that carry this label; two are enough to know."""
    rows = Inspection.objects.visible_to(request.user).open().carrying(label)
    return list(rows.order_by("-id")[:2])


@anybody
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the pages of the yard in the browser."""
    answer = render(request, "inspections/worker.js", content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer
