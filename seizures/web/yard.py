"""The yard: labels found by scan, and deeds that a phone kept while it had no network."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seizures.core import clock
from seizures.core.database import sandbox
from seizures.inspections.models import Inspection
from seizures.web.access import anybody
from seizures.web.asked import number

HEADER = "X-Kept-For"
LONGEST_KEPT = dt.timedelta(days=90)


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


def done_at(request: HttpRequest) -> dt.datetime | None:
    """When a deed was done that a phone kept, by how long it says it kept it.

    The length holds even where the phone's clock is wrong; None where none is told.
    """
    seconds = number(request.POST.get("age", ""))
    if seconds is None:
        return None
    return clock.now() - min(dt.timedelta(seconds=min(seconds, 10**9)), LONGEST_KEPT)


def carried(request: HttpRequest, label: str) -> list[Inspection]:
    """The open orders of the administration that carry this label; two are enough to know."""
    rows = Inspection.objects.visible_to(request.user).open().carrying(label)
    return list(rows.order_by("-id")[:2])


@anybody
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the pages of the yard in the browser."""
    return render(request, "inspections/worker.js", content_type="text/javascript")
