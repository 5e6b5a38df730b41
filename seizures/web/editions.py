"""The law in the house: procedures, their editions, and what changed between two of them."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.core import clock
from seizures.core.languages import pick
from seizures.law import procedures
from seizures.law.administrations import ADMINISTRATIONS
from seizures.law.errors import NoEdition
from seizures.law.procedures import Procedure
from seizures.law.procedures.loader import load_edition
from seizures.web.access import official
from seizures.web.law_words import deadline_row, difference_rows, security_rows, step_row
from seizures.web.templatetags.wording import write_day

FIRST = ("kr/on_request", "cn/ex_officio")
"""The procedures used most, on top of the list."""


@official
def law_list(request: HttpRequest) -> HttpResponse:
    """Every procedure of one administration with its editions and what is open in it."""
    own = getattr(request.user, "administration_id", None) or "kr"
    code = request.GET.get("administration", own)
    if code not in ADMINISTRATIONS:
        raise Http404
    tabs = [{"label": pick(row.titles), "url": f"?administration={row.code}",
             "active": row.code == code, "count": None}
            for row in ADMINISTRATIONS.values()]  # fmt: skip
    rows = [_track_row(track) for track in procedures.tracks() if track.startswith(f"{code}/")]
    rows.sort(key=lambda row: (row["code"] not in FIRST, not row["steps"]))
    return render(request, "law/list.html", {"tabs": tabs, "rows": rows})


@official
def law_track(request: HttpRequest, country: str, track: str) -> HttpResponse:
    """One procedure: an edition with its steps and periods, and its difference to another."""
    name = f"{country}/{track}"
    if name not in procedures.tracks():
        raise Http404
    known = procedures.editions(name)
    day = _day(request.GET.get("edition"), known) or _in_force(name).first_day
    procedure = load_edition(name, day)
    other = _day(request.GET.get("with"), known)
    if other is None and len(known) > 1:
        other = known[max(known.index(day) - 1, 0)] if day != known[0] else known[1]
    return render(request, "law/track.html", {
        "procedure": procedure, "title": pick(procedure.titles), "track": name,
        "summary": pick(procedure.summary), "tabs": _editions(name, known, day),
        "stages": [pick(stage.titles) for stage in procedure.stages],
        "steps": [step_row(procedure, step) for step in procedure.steps],
        "deadlines": [deadline_row(procedure, row) for row in procedure.deadlines],
        "security": security_rows(procedure), "security_open": procedure.security.to_be_confirmed,
        "compared": _compared(procedure, other),
    })  # fmt: skip


def _in_force(track: str) -> Procedure:
    """The edition of today, or the first one while none is in force yet."""
    try:
        return procedures.load(track, clock.today(track[:2]))
    except NoEdition:
        return load_edition(track, procedures.editions(track)[0])


def _track_row(track: str) -> dict[str, Any]:
    procedure = _in_force(track)
    opened = [row for row in (*procedure.deadlines, *procedure.steps) if row.to_be_confirmed]
    return {
        "url": reverse("law-track", args=track.split("/")), "title": pick(procedure.titles),
        "code": track, "basis": procedure.basis, "in_force_from": procedure.first_day,
        "editions": len(procedures.editions(track)), "steps": len(procedure.steps),
        "deadlines": len(procedure.deadlines),
        "open": len(opened) + procedure.security.to_be_confirmed,
    }  # fmt: skip


def _day(text: str | None, known: tuple[dt.date, ...]) -> dt.date | None:
    """An edition asked for in the address; anything that is no edition is not found."""
    if not text:
        return None
    for day in known:
        if day.isoformat() == text:
            return day
    raise Http404


def _editions(track: str, known: tuple[dt.date, ...], shown: dt.date) -> list[dict[str, Any]]:
    address = reverse("law-track", args=track.split("/"))
    return [{"label": _("From %(day)s") % {"day": write_day(day, weekday=False)},
             "url": f"{address}?edition={day.isoformat()}", "active": day == shown, "count": None}
            for day in known]  # fmt: skip


def _compared(procedure: Procedure, other: dt.date | None) -> dict[str, Any] | None:
    """The difference to another edition, the older one first."""
    if other is None or other == procedure.first_day:
        return None
    second = load_edition(procedure.track, other)
    older, newer = sorted((procedure, second), key=lambda row: row.first_day)
    return {"older": older.first_day, "newer": newer.first_day,
            "rows": difference_rows(older, newer)}  # fmt: skip
