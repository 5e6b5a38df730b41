"""The first page of the portal: what waits for an answer, drafts, and the rights."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seizures.core.prefixes import begins
from seizures.parties.names import fold
from seizures.portal import clocks, notices
from seizures.portal.access import holder_side
from seizures.portal.lists import newest_first
from seizures.portal.questions import waiting_questions
from seizures.rights.choices import TONE
from seizures.rights.models import Recordation, Right

ADMINISTRATIONS = ("kr", "cn")
MOST_DRAFTS = 10


@holder_side
def home(request: HttpRequest) -> HttpResponse:
    """Notices with their countdown, supplements asked for, drafts, and the rights recorded."""
    seen = Right.objects.visible_to(request.user).select_related("holder")
    rows = seen.filter(_with_status(handed_in=True)).prefetch_related(_recordations())
    text = request.GET.get("q", "").strip()
    if text:
        rows = rows.filter(begins("mark_key", fold(text)))
    page = newest_first(request, rows)
    drafts = seen.filter(~_with_status(handed_in=True), _with_status(handed_in=False))
    context = {
        "notices": notices.waiting(request.user, limit=5),
        "supplements": _supplements(request.user),
        "questions": waiting_questions(request.user),
        "drafts": list(drafts.prefetch_related(_recordations()).order_by("-pk")[:MOST_DRAFTS]),
        "rows": [{"right": right, "cells": cells(right)} for right in page.rows],
        "previous_url": page.previous_url, "next_url": page.next_url, "q": text,
        "zone": clocks.zone_of(request.user),
    }  # fmt: skip
    return render(request, "portal/home.html", context)


def _with_status(*, handed_in: bool) -> Any:
    rows = Recordation.objects.filter(right=OuterRef("pk"))
    return Exists(rows.exclude(status="draft") if handed_in else rows.filter(status="draft"))


def _recordations() -> "Prefetch[Any]":
    return Prefetch("recordations", Recordation.objects.order_by("-administration"))


def _supplements(user: Any) -> list[dict[str, Any]]:
    """Recordations whose examiner waits for an answer, with the day until when."""
    rows = Recordation.objects.visible_to(user).filter(status="deficient")
    found = []
    for row in rows.select_related("right__holder").prefetch_related("messages")[:MOST_DRAFTS]:
        asked = [m.answer_by for m in row.messages.all() if m.answer_by and not m.is_from_holder]
        clock = clocks.countdown(asked[-1], row.administration, row.right.holder) if asked else None
        found.append({"row": row, "clock": clock})
    return found


def cells(right: Right) -> list[dict[str, Any]]:
    """The recordation with each administration side by side; None where it is not filed."""
    by_code = {row.administration: row for row in right.recordations.all()}
    return [cell(code, by_code.get(code), right) for code in ADMINISTRATIONS]


def cell(code: str, row: Recordation | None, right: Right) -> dict[str, Any]:
    """One recordation with its tone, the clock of its examination and its renewal window."""
    if row is None:
        return {"code": code, "row": None}
    row.right = right
    return {"code": code, "row": row, "tone": TONE[row.status],
            "clock": clocks.of_examination(row), "renewal": clocks.renewal(row)}  # fmt: skip
