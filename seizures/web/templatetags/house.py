"""Presentation tags and filters of the pages (`{% load house %}`); none queries or decides."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from seizures.cargo.models import GoodsLine
from seizures.core.languages import active, cite, reckoned
from seizures.formats.lines import NOTE
from seizures.formats.problems import sentence as problem_sentence
from seizures.web.templatetags import wording

register = template.Library()

TONES = ("neutral", "info", "success", "warning", "danger")
#: Every tone has a shape of its own, so that colour never speaks alone.
TONE_ICONS = {
    "neutral": "dash-circle",
    "info": "info-circle-fill",
    "success": "check-circle-fill",
    "warning": "exclamation-triangle-fill",
    "danger": "exclamation-octagon-fill",
}
MODE_ICONS = {
    "sea": "water",
    "air": "airplane",
    "express": "box-seam",
    "post": "mailbox",
    "rail": "train-front",
    "land": "truck",
}
NEARLY, ALMOST = 0.985, 0.9999
#: Query parameters that point into a list and mean nothing once the list changes.
PLACES = ("cursor", "page")


@register.filter
def day(value: date | datetime | None, form: str = "") -> str:
    """`{{ due_on|day }}`: the date with its weekday; `|day:"plain"` without."""
    if not value:
        return wording.NOTHING
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return wording.write_day(value, weekday=form != "plain")


@register.filter
def moment(value: datetime | None, zone: str = "") -> str:
    """`{{ at|moment:"kr" }}`: day and minute in the zone of an administration or an IANA name."""
    if not value:
        return wording.NOTHING
    if timezone.is_naive(value):
        value = timezone.make_aware(value)
    return wording.write_moment(value, zone or timezone.get_current_timezone_name())


@register.filter
def money(value: object, currency: str = "") -> str:
    """`{{ amount|money:"KRW" }}`: the amount after its currency code."""
    return wording.write_money(value, currency or "")


@register.filter
def cited(basis: object) -> str:
    """`{{ step.basis|cited }}`: a legal basis with its instruments named in the reader's words."""
    return cite(str(basis or ""))


@register.filter
def formula(text: object, currency: str = "") -> str:
    """`{{ row.formula|formula:row.currency }}`: how an amount was computed, as money is written.

    Nothing where there is no more to it than the amount itself.
    """
    plain = str(text or "")
    return reckoned(plain, currency or "") if " " in plain else ""


@register.filter
def quantity(value: object, unit: str = "") -> str:
    """`{{ n|quantity:"PCE" }}`: the number, grouped, with its unit in the reader's words."""
    return wording.write_quantity(value, str(unit or ""))


@register.filter
def notes(line: GoodsLine) -> list[str]:
    """`{% for note in line|notes %}`: what was decided or contradictory when the line was read."""
    found = [(key.removeprefix(NOTE), text) for key, text in line.extra.items()
             if key.startswith(NOTE)]  # fmt: skip
    return [problem_sentence(code, {"text": str(text)}, active()) for code, text in found]


@register.filter
def number(value: object) -> str:
    """`{{ count|number }}`: the number with thousands grouped."""
    return wording.write_number(value)


@register.filter
def score(value: float) -> str:
    """A score from 0 to 1 to two places, near 1 to four, and never as a certainty."""
    return f"{value:.2f}" if value < NEARLY else f"{min(value, ALMOST):.4f}"


@register.filter
def evidence(value: float) -> float:
    """The log-odds of a score as a share of what fills a bar: 0 at even odds, 1 at 0.9999."""
    odds = min(max(value, 0.5), ALMOST)
    return math.log(odds / (1 - odds)) / math.log(ALMOST / (1 - ALMOST))


@register.filter
def in_language(names: object) -> str:
    """`{{ titles|in_language }}`: the reader's wording out of {"en", "ko", "zh-hans"}."""
    return wording.pick_language(names)


@register.filter
def foreign_lang(names: object) -> str:
    """The `lang` attribute value needed where `in_language` fell back to another language."""
    return wording.language_of(names)


@register.filter
def tone_icon(tone: str) -> str:
    """The name of the icon that gives a tone its shape."""
    return TONE_ICONS.get(tone, TONE_ICONS["neutral"])


@register.filter
def mode_icon(mode: str) -> str:
    """The icon of a transport mode (sea, air, express, post, rail, land)."""
    return MODE_ICONS.get(mode, "arrow-right")


@register.filter
def clock_tone(days_left: int | None) -> str:
    """The tone of a running clock: late is danger, two working days or fewer is warning."""
    if days_left is None:
        return "neutral"
    if days_left < 0:
        return "danger"
    return "warning" if days_left <= 2 else "info"


@register.filter
def absolute(value: int | None) -> int:
    """The size of a number without its sign."""
    return abs(value or 0)


@register.filter
def duration(seconds: float | None) -> str:
    """Seconds as h:mm:ss or m:ss, for time left and time taken."""
    if seconds is None:
        return wording.NOTHING
    whole = max(0, int(seconds + 0.5))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


@register.filter
def file_size(count: int | None) -> str:
    """Bytes as B, kB, MB or GB with one decimal (powers of ten, the same in every language)."""
    if count is None:
        return wording.NOTHING
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f}\u00a0{unit}" if unit == "B" else f"{size:.1f}\u00a0{unit}"
        size /= 1000
    return f"{size:.1f}\u00a0GB"


@register.filter
def stacked(parts: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Parts {"label", "value", "tone"?} with "x", "width", "percent" of the sum, for a bar."""
    kept = [dict(part) for part in parts]
    values = [float(part["value"] or 0) for part in kept]
    total = sum(values) or 1.0
    x = 0.0
    for order, (part, value) in enumerate(zip(kept, values, strict=True), start=1):
        width = 100.0 * value / total
        part.update(x=f"{x:.3f}", width=f"{width:.3f}", percent=f"{width:.0f}", order=order)
        x += width
    return kept


@register.simple_tag
def icon(name: str, label: str = "", classes: str = "") -> SafeString:
    """`{% icon "bell" %}`: one Bootstrap icon; read out where it has a label, else hidden."""
    sprite = static("vendor/bootstrap-icons/icons.svg")
    spoken = (
        format_html(' role="img" aria-label="{}"', label)
        if label
        else mark_safe(' aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon {}"{} focusable="false"><use href="{}#{}"></use></svg>',
        classes, spoken, sprite, name,
    )  # fmt: skip


def _spans(span: Any) -> list[tuple[int, int]]:
    """One (start, end) or many as a sorted list without overlaps."""
    if not span:
        return []
    many = [span] if isinstance(span[0], int) else span
    clean: list[tuple[int, int]] = []
    for start, end in sorted((int(a), int(b)) for a, b in many):
        start = max(start, clean[-1][1] if clean else 0)
        if end > start:
            clean.append((start, end))
    return clean


@register.simple_tag
def mark_text(text: str, span: Any = None) -> SafeString:
    """`{% mark_text line.description hit.span %}`: text with the matched code points in <mark>."""
    place = 0
    marked = mark_safe("")
    for start, end in _spans(span):
        marked += conditional_escape(text[place:start])
        marked += format_html("<mark>{}</mark>", text[start:end])
        place = end
    return marked + conditional_escape(text[place:])


@register.simple_tag(takes_context=True)
def query_string(context: template.Context, without: str = "", **changes: Any) -> str:
    """The page's query with changes: `{% query_string status="open" %}`; None removes a parameter,
    `without="status:open"` one of its values. The place in the list (cursor) is dropped."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for place in PLACES:
        query.pop(place, None)
    if without:
        key, _, value = without.partition(":")
        kept = [item for item in query.getlist(key) if item != value] if value else []
        query.setlist(key, kept)
    for key, value in changes.items():
        if value is None or value == "":
            query.pop(key, None)
        elif isinstance(value, list | tuple):
            query.setlist(key, [str(item) for item in value])
        else:
            query[key] = str(value)
    encoded = query.urlencode()
    return f"?{encoded}" if encoded else "?"


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(
    context: template.Context, field: str, label: str, classes: str = ""
) -> dict[str, Any]:
    """`{% sort_header "score" _("Score") %}`: a <th> that sorts by `?sort=`, then reverses."""
    request = context.get("request")
    current = request.GET.get("sort", context.get("sort") or "") if request is not None else ""
    state = {field: "ascending", f"-{field}": "descending"}.get(current, "")
    target = f"-{field}" if state == "ascending" else field
    return {
        "label": label,
        "state": state,
        "url": query_string(context, sort=target),
        "classes": classes,
    }


@register.simple_block_tag
def panel(
    content: str, title: str, anchor: str = "", icon: str = "", count: Any = None, classes: str = ""
) -> str:
    """`{% panel title=_("Goods") anchor="goods" %}...{% endpanel %}`: a section of a record."""
    shown = {
        "content": content,
        "title": title,
        "anchor": anchor,
        "icon": icon,
        "count": count,
        "classes": classes,
    }
    return render_to_string("components/panel.html", shown)


@register.simple_tag
def basemap_url() -> str:
    """The map drawn under corridors: the setting BASEMAP_URL, else the one shipped."""
    return getattr(settings, "BASEMAP_URL", "") or static("vendor/world-atlas/countries-50m.json")


@register.simple_tag
def languages() -> Sequence[tuple[str, str, str]]:
    """The three languages as (code, own name, lang attribute) for the switch."""
    return (("en", "English", "en"), ("ko", "한국어", "ko"), ("zh-hans", "简体中文", "zh-Hans"))


@register.simple_tag
def join_lines(lines: Iterable[str]) -> SafeString:
    """Lines of an address or a note, one under the other."""
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


@register.filter
def chart_rows(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The figures of a chart turned into table rows: one per label, one cell per series."""
    return [
        {
            "label": label,
            "cells": [{"name": s["name"], "value": s["values"][row]} for s in data["series"]],
        }
        for row, label in enumerate(data["labels"])
    ]
