"""The dashboard: every chart's title is the question it answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from seizures.cases.choices import ClockStatus
from seizures.core.languages import pick
from seizures.law.goods import GOODS_CODES
from seizures.law.procedures import load
from seizures.reference.models import Port
from seizures.screening.choices import DispositionStatus, Tier
from seizures.statistics import queries
from seizures.web.access import official
from seizures.web.asked import number

WINDOWS = (30, 90, 365)


@official
def dashboard(request: HttpRequest) -> HttpResponse:
    """Figures of one's own administration over a chosen window."""
    code = request.user.administration_id or ""
    asked = number(request.GET.get("days", ""))
    days = asked if asked in WINDOWS else WINDOWS[1]
    tabs = [
        {"label": _("Last %(days)d days") % {"days": window}, "url": f"?days={window}",
         "active": window == days, "count": None}
        for window in WINDOWS
    ]  # fmt: skip
    context = {
        "tabs": tabs, "figures": _figures(code, days), "weeks": _weeks(code, days),
        "decisions": _decisions(code, days), "precision": _precision(code, days),
        "map": _map(code, days), "chapters": _chapters(code), "goods": _goods(code),
        "clocks": _clocks(code, days), "stages": _stages(code),
    }  # fmt: skip
    return render(request, "statistics/dashboard.html", context)


def _figures(code: str, days: int) -> list[dict[str, Any]]:
    found = queries.headline(code, days)
    share = f"{100 * found['hits'] / found['inspections']:.0f} %" if found["inspections"] else "–"
    return [
        _figure(_("Goods lines received"), found["lines"]),
        _figure(_("Alerts raised"), found["alerts"]),
        _figure(_("Alerts to decide"), found["undecided"]),
        {"label": _("Inspections that found suspected goods"), "value": share,
         "note": _("%(hits)s of %(all)s") % {"hits": found["hits"], "all": found["inspections"]}},
        _figure(_("Open cases"), found["open_cases"]),
        _figure(_("Pieces of suspected goods"), found["pieces"]),
    ]  # fmt: skip


def _figure(label: str, value: Any) -> dict[str, Any]:
    return {"label": label, "value": number_format(value, decimal_pos=0, force_grouping=True)}


def _weeks(code: str, days: int) -> dict[str, Any]:
    rows = queries.alerts_by_week(code, days)
    return {
        "type": "stacked", "labels": [week.strftime("%m-%d") for week, _n in rows],
        "series": [{"name": str(tier.label), "values": [n.get(tier.value, 0) for _w, n in rows]}
                   for tier in Tier],
    }  # fmt: skip


def _decisions(code: str, days: int) -> dict[str, Any]:
    found = queries.decisions(code, days)
    kept = [status for status in DispositionStatus if found.get(status.value)]
    return {"type": "hbar", "labels": [str(status.label) for status in kept],
            "series": [{"name": str(_("Alerts")), "values": [found[s.value] for s in kept],
                        "administration": code}]}  # fmt: skip


def _precision(code: str, days: int) -> dict[str, Any]:
    found = queries.precision_by_tier(code, days)
    tiers = [tier for tier in Tier if tier.value in found]
    return {
        "type": "bar", "labels": [str(tier.label) for tier in tiers],
        "series": [
            {"name": str(_("Suspected goods found")), "values": [found[t.value][0] for t in tiers]},
            {"name": str(_("Inspections done")), "values": [found[t.value][1] for t in tiers]},
        ],
    }  # fmt: skip


def _map(code: str, days: int) -> dict[str, Any]:
    rows = queries.routes(code, days)
    counts: dict[str, int] = {}
    for origin, destination, _mode, n in rows:
        counts[origin] = counts.get(origin, 0) + n
        counts[destination] = counts.get(destination, 0) + n
    ports = Port.objects.filter(locode__in=counts)
    return {
        "ports": [{"code": port.locode, "name": port.name, "lon": float(port.longitude),
                   "lat": float(port.latitude), "value": counts[port.locode],
                   "administration": {"KR": "kr", "CN": "cn"}.get(port.country_id, "")}
                  for port in ports],
        "routes": [{"from": origin, "to": destination, "value": n, "mode": mode}
                   for origin, destination, mode, n in rows],
    }  # fmt: skip


def _chapters(code: str) -> dict[str, Any]:
    rows = queries.seized_by_chapter(code)
    return {"type": "hbar", "labels": [pick(names) for names, _n in rows],
            "series": [{"name": str(_("Pieces")), "values": [float(n) for _names, n in rows],
                        "administration": code}]}  # fmt: skip


def _goods(code: str) -> list[dict[str, Any]]:
    found = queries.goods_by_code(code)
    return [{"label": pick(row.titles), "value": found[key],
             "tone": "info" if row.is_open else "neutral"}
            for key, row in GOODS_CODES.items() if found.get(key)]  # fmt: skip


def _clocks(code: str, days: int) -> dict[str, Any]:
    found = queries.clocks_kept(code, days)
    kept = [status for status in ClockStatus if found.get(status.value)]
    return {"type": "bar", "labels": [str(status.label) for status in kept],
            "series": [{"name": str(_("Clocks")), "values": [found[s.value] for s in kept],
                        "administration": code}]}  # fmt: skip


def _stages(code: str) -> dict[str, Any]:
    rows = queries.cases_by_stage(code)
    labels = [pick(load(track, edition).stage(stage).titles) for track, edition, stage, _n in rows]
    return {"type": "hbar", "labels": labels,
            "series": [{"name": str(_("Open cases")), "values": [n for *_rest, n in rows],
                        "administration": code}]}  # fmt: skip
