"""Puts an alert into the shape its page shows; asks each table once."""

from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from seizures.core import languages
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.journal.actions import log_read
from seizures.journal.models import Entry
from seizures.rights.choices import TONE as RECORDATION_TONE
from seizures.screening.choices import TIER_TONE, TONE, UNDECIDED
from seizures.screening.explain import explanation
from seizures.screening.models import Alert, AlertHit, Disposition
from seizures.web.alert_past import lane_of, parties_of, similar
from seizures.web.alert_rows import span_of, suspicions
from seizures.web.alert_steps import steps_of
from seizures.web.corridor import corridor, place_names
from seizures.web.duty_view import kept_away, level_of
from seizures.web.masking import named
from seizures.web.sentences import timeline

LINES, PICTURES, TIMELINE_LENGTH = 20, 4, 60
KINDS_OF_PICTURE = (Purpose.MARK, Purpose.GENUINE, Purpose.FAKE)


def present(alert: Alert, own: Disposition, user: Any, *, opened: str = "", back: str = "",
            bound: dict[str, forms.Form] | None = None,
            refused: dict[str, str] | None = None) -> dict[str, Any]:  # fmt: skip
    """The context of the alert page for this reader; a foreign consignment's reading is logged."""
    cargo = alert.consignment
    is_own = cargo.administration == user.administration_id
    if not is_own:
        log_read(user_id=user.pk, administration=user.administration_id, kind="consignment",
                 key=cargo.pk)  # fmt: skip
    dispositions = list(alert.dispositions.select_related("office"))
    other = next((row for row in dispositions if row.pk != own.pk), None)
    is_open = cargo.pk in named(user, [cargo])
    inspections = list(
        alert.inspections.filter(administration=user.administration_id).order_by("-id")
    )
    cases = list(alert.cases.filter(administration=user.administration_id).order_by("-id"))
    hits = [_hit(hit, parties=is_open, rules=is_own) for hit in _hits(alert)]
    referrals = list(alert.referrals.order_by("-id"))
    conflict = kept_away(own, user)
    parties = parties_of(alert, user, is_open)
    text = hits[0]["line"].description if hits else ""
    steps = steps_of(
        own, referrals, user, opened=opened, back=back, bound=bound or {},
        refused=refused or {}, is_kept_away=conflict is not None,
    )  # fmt: skip
    return {
        "alert": alert,
        "own": own,
        "tone": TONE[own.status],
        "tier_tone": TIER_TONE[alert.tier],
        "other": other,
        "other_tone": TONE[other.status] if other else "",
        "referrals": referrals,
        "steps": steps,
        "further_steps": sum(step["is_further"] for step in steps),
        "first": hits[0] if hits else None,
        "further": hits[1:],
        "suspicion": suspicions([alert.pk]).get(alert.pk, "") if alert.is_by_hand else "",
        "lines": [] if hits else list(cargo.lines.order_by("position")[:LINES]),
        "right": _right(alert, user),
        "corridor": corridor(cargo, place_names(), _conveyance(cargo)),
        "containers": list(cargo.containers.order_by("number")[:4]),
        "parties_open": is_open,
        "parties": parties,
        "lane": lane_of(alert, user),
        "similar": similar(alert, user, text, parties),
        "level": level_of(own, user),
        "kept_away": conflict,
        "transfers": list(own.transfers.select_related("origin", "destination").order_by("-id")),
        "inspections": inspections,
        "cases": cases,
        "is_undecided": own.status in UNDECIDED,
        "duplicates": list(own.duplicates.select_related("alert")[:LINES]),
        "back": back or reverse("alert-list"),
        "timeline": _timeline(alert, user),
        "zone": user.administration_id,
    }


def _hits(alert: Alert) -> list[AlertHit]:
    rows = alert.hits.select_related("line").order_by("-score", "id")[:LINES]
    strongest: dict[int, AlertHit] = {}
    for hit in rows:
        strongest.setdefault(hit.line_id, hit)
    return list(strongest.values())


def _hit(hit: AlertHit, **is_open: bool) -> dict[str, Any]:
    return {
        "hit": hit,
        "line": hit.line,
        "span": span_of(hit),
        "reasons": _told(explanation(hit, languages.active(), **is_open)),
    }


def _told(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was found first, without a figure; then what it weighs, the heaviest first."""
    found = [{**reason, "weight": None} for reason in reasons if not reason["weight"]]
    return found + [reason for reason in reasons if reason["weight"]]


def _conveyance(cargo: Any) -> str:
    manifest = cargo.manifest
    return " · ".join(part for part in (manifest.conveyance, manifest.voyage) if part)


def _right(alert: Alert, user: Any) -> dict[str, Any]:
    right = alert.right
    recordations = [
        {"row": row, "tone": RECORDATION_TONE[row.status]}
        for row in right.recordations.exclude(status="draft").order_by("id")
    ]
    aliases = right.aliases.filter(is_confirmed=True).order_by("language", "text")[:12]
    return {
        "row": right,
        "holder": right.holder,
        "recordations": recordations,
        "aliases": [(alias.text, _lang(alias.language)) for alias in aliases],
        "pictures": _pictures(right.pk),
        "classes": ", ".join(str(number) for number in right.nice),
        "features": [line.strip("-• ").strip() for line in right.identification.splitlines()
                     if line.strip()][:8],
    }  # fmt: skip


def _pictures(right: int) -> list[dict[str, Any]]:
    """The mark, genuine and fake goods, side by side; other pictures where there are none."""
    rows = list(Attachment.objects.on("right", right).pictures().order_by("id"))
    groups = [
        {"title": Purpose(kind).label, "kind": kind,
         "rows": [row for row in rows if row.purpose == kind][:PICTURES]}
        for kind in KINDS_OF_PICTURE
    ]  # fmt: skip
    found = [group for group in groups if group["rows"]]
    return found or ([{"title": "", "kind": "", "rows": rows[:PICTURES]}] if rows else [])


def _lang(code: str) -> str:
    return "zh-Hans" if code.startswith("zh") else code


def _timeline(alert: Alert, user: Any) -> list[dict[str, Any]]:
    about = Q(subject_kind="alert", subject_id=str(alert.pk)) | Q(
        subject_kind="consignment", subject_id=str(alert.consignment_id)
    )
    rows = Entry.objects.filter(about).order_by("-id")[:TIMELINE_LENGTH]
    entries = own_names_only(timeline(reversed(list(rows))), user)
    raised = {
        "at": alert.created_at,
        "sentence": _("Alert raised by the screening"),
        "icon": "bell",
    }
    return entries if alert.is_by_hand else [*entries, raised]


def own_names_only(entries: list[dict[str, Any]], user: Any) -> list[dict[str, Any]]:
    """The other administration's officers are not named: their administration is."""
    for entry in entries:
        if entry["administration"] not in ("", user.administration_id):
            entry["actor"] = ""
    return entries
