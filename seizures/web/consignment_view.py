"""Puts a consignment into the shape its record page shows; asks each table once."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.cargo.choices import ConsignmentStatus
from seizures.cargo.models import Consignment
from seizures.cases.facts import procedure_of
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.languages import pick
from seizures.inspections.choices import TONE as INSPECTION_TONE
from seizures.inspections.models import Inspection
from seizures.journal.actions import log_read
from seizures.journal.models import Entry
from seizures.screening.choices import TIER_TONE, TONE
from seizures.screening.models import Alert, AlertHit
from seizures.web.alert_view import own_names_only
from seizures.web.corridor import corridor, place_names
from seizures.web.forms.alerts import InspectForm
from seizures.web.forms.consignments import ReasonForm, TrackForm
from seizures.web.lists import keyset_page
from seizures.web.masking import named
from seizures.web.sentences import timeline

FORMS: dict[str, type[forms.Form]] = {
    "inspect": InspectForm, "track": TrackForm, "hold": ReasonForm, "release": ReasonForm,
}  # fmt: skip
STATUS_TONE = {"expected": "neutral", "departed": "info", "arrived": "info", "held": "danger",
               "released": "success"}  # fmt: skip
WAY = ("expected", "departed", "arrived")
LINES, ALERTS, TIMELINE_LENGTH = 50, 50, 60


def present(request: HttpRequest, cargo: Consignment, *,
            bound: dict[str, forms.Form] | None = None,
            refused: dict[str, str] | None = None) -> dict[str, Any]:  # fmt: skip
    """The context of the record page; reading the other administration's record is logged."""
    user: Any = request.user
    is_own = cargo.administration == user.administration_id
    if not is_own:
        log_read(user_id=user.pk, administration=user.administration_id, kind="consignment",
                 key=cargo.pk)  # fmt: skip
    entries = _entries(cargo, user)
    page = keyset_page(request, cargo.lines.all(), order=["position", "id"], size=LINES)
    alerts = _alerts(cargo, user)
    marked = _marks([row["alert"].pk for row in alerts], [line.pk for line in page.rows])
    manifest = cargo.manifest
    way = " · ".join(part for part in (manifest.conveyance, manifest.voyage) if part)
    return {
        "consignment": cargo,
        "is_own": is_own,
        "tone": STATUS_TONE[cargo.status],
        "corridor": corridor(cargo, place_names(), way),
        "stages": _stages(cargo, entries),
        "steps": _steps(cargo, user, bound or {}, refused or {}),
        "parties_open": cargo.pk in named(user, [cargo]),
        "containers": list(cargo.containers.order_by("number")[:LINES]),
        "lines": [(line, marked.get(line.pk)) for line in page.rows],
        "previous_url": page.previous_url,
        "next_url": page.next_url,
        "alerts": alerts,
        "inspections": _inspections(cargo, user),
        "cases": _cases(cargo, user),
        "timeline": [*own_names_only(timeline(entries), user), _announced(cargo)],
        "zone": user.administration_id,
    }


def _entries(cargo: Consignment, user: Any) -> list[Entry]:
    """What happened to the consignment and, of the reader's own side, to its inspections."""
    rows = Entry.objects.about("consignment", cargo.pk).order_by("-id")[:TIMELINE_LENGTH]
    return list(reversed(list(rows)))


def _announced(cargo: Consignment) -> dict[str, Any]:
    """The beginning of the timeline: the manifest that named the consignment."""
    said = _("Announced in manifest %(number)s") % {"number": cargo.manifest.number}
    return {"at": cargo.created_at, "sentence": said, "icon": "file-earmark-text",
            "administration": cargo.administration}  # fmt: skip


def _stages(cargo: Consignment, entries: list[Entry]) -> list[dict[str, Any]]:
    """Departure to release; a day not reached yet is the planned one."""
    days = {entry.data.get("status"): clock.day_of(entry.at, cargo.administration)
            for entry in entries if entry.verb.startswith("consignment.")}  # fmt: skip
    reached = _reached(cargo, days)
    rows: list[tuple[str, str, dt.date | None]] = [
        ("expected", _("Announced"), clock.day_of(cargo.created_at, cargo.administration)),
        ("departed", _("Departed"), cargo.departure_on),
        ("arrived", _("Arrived"), cargo.arrival_on),
    ]
    if "held" in days or cargo.status == ConsignmentStatus.HELD:
        rows.append(("held", _("Held"), days.get("held")))
    rows.append(("released", _("Released"), days.get("released")))
    found = []
    for code, title, day in rows:
        state = "done" if code in reached else "next"
        if code == cargo.status:
            state = "done" if code == ConsignmentStatus.RELEASED else "current"
        found.append({"title": title, "state": state, "on": days.get(code) or day})
    return found


def _reached(cargo: Consignment, days: dict[Any, dt.date]) -> set[str]:
    """Stages behind the consignment: of the way up to where it is, of the rest those it had."""
    if cargo.status in WAY:
        return set(WAY[: WAY.index(cargo.status)])
    today = clock.today(cargo.administration)
    passed = {"expected", *(code for code in days if code)}
    for code, day in (("departed", cargo.departure_on), ("arrived", cargo.arrival_on)):
        if day and day <= today:
            passed.add(code)
    return passed


def _steps(cargo: Consignment, user: Any, bound: dict[str, forms.Form],
           refused: dict[str, str]) -> list[dict[str, Any]]:  # fmt: skip
    if not user.is_on_duty:
        return []
    words = {
        "inspect": (_("Inspect by hand"), "i", _("An inspection without an alert is ordered.")),
        "track": (_("Note where it is"), "w", ""),
        "hold": (_("Hold"), "h", _("The goods may not leave.")),
        "release": (_("Let go"), "g", _("The goods may leave.")),
    }
    names = ["inspect"]
    if cargo.status in WAY:
        names += ["track", "hold"]
    if cargo.status == ConsignmentStatus.HELD:
        names += ["release"]
    names += [name for name in bound if name not in names]
    return [
        {
            "title": words[name][0], "key": words[name][1], "effects": words[name][2],
            "url": reverse(f"consignment-{name}", args=[cargo.pk]),
            "form": bound.get(name) or FORMS[name](
                auto_id=f"{name}_%s",
                initial={"status": cargo.status} if name == "track" else None,
            ),
            "refused": refused.get(name, ""),
        }
        for name in names
    ]  # fmt: skip


def _alerts(cargo: Consignment, user: Any) -> list[dict[str, Any]]:
    """Alerts on the consignment the reader's side has, with what each side does about them."""
    rows = Alert.objects.visible_to(user).filter(consignment=cargo).select_related("right")
    found = []
    for alert in rows.prefetch_related("dispositions").order_by("-score", "-id")[:ALERTS]:
        sides = [
            {"row": side, "tone": TONE[side.status]}
            for side in sorted(alert.dispositions.all(), key=lambda side: side.side)
        ]
        found.append({"alert": alert, "tier_tone": TIER_TONE[alert.tier], "sides": sides})
    return found


def _marks(alerts: list[int], lines: list[int]) -> dict[int, list[tuple[int, int]]]:
    """The matched characters of the lines shown, by line."""
    found: dict[int, list[tuple[int, int]]] = {}
    if not alerts:
        return found
    rows = AlertHit.objects.filter(alert__in=alerts, line__in=lines, span_start__isnull=False)
    for line, start, end in rows.values_list("line", "span_start", "span_end"):
        found.setdefault(line, []).append((start, end))
    return found


def _inspections(cargo: Consignment, user: Any) -> list[dict[str, Any]]:
    rows = Inspection.objects.visible_to(user).filter(consignment=cargo).select_related("office")
    return [{"row": row, "tone": INSPECTION_TONE[row.status]} for row in rows.order_by("-id")[:20]]


def _cases(cargo: Consignment, user: Any) -> list[dict[str, Any]]:
    rows = SeizureCase.objects.visible_to(user).filter(consignment=cargo).select_related("right")
    return [
        {"row": row, "stage": pick(procedure_of(row).stage(row.stage).titles)}
        for row in rows.order_by("-id")[:20]
    ]
