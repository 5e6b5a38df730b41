"""Alerts on the desk: the ranked queue with its line, its filters and its export."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from seizures.cargo.choices import Mode
from seizures.cargo.models import Consignment
from seizures.core.prefixes import begins
from seizures.parties.names import fold
from seizures.reference.models import Office
from seizures.rights.models import Right
from seizures.screening.choices import UNDECIDED, Side, Tier
from seizures.screening.models import Alert, Disposition
from seizures.web.access import official
from seizures.web.alert_rows import present_rows, ranked, shown
from seizures.web.asked import number
from seizures.web.lists import chips, export, export_urls, keyset_page
from seizures.web.queue_head import ORDER, line_place, queue_head
from seizures.web.rights_search import named_so

STATES: dict[str, Sequence[str] | None] = {
    "undecided": UNDECIDED,
    "late": UNDECIDED,
    "examiner": UNDECIDED,
    "proposed": ["proposed"],
    "inspecting": ["inspecting"],
    "in_case": ["in_case"],
    "snoozed": ["snoozed"],
    "dismissed": ["dismissed"],
    "finished": ["cleared", "closed", "merged"],
    "all": None,
}
NARROWING = 500
SIZE = 25
BATCH = 500
SELECTABLE = ("undecided", "late", "examiner")


@official
def alert_list(request: HttpRequest) -> HttpResponseBase:
    """The administration's alerts, the strongest first; undecided ones unless asked otherwise."""
    state = request.GET.get("state", "undecided")
    state = state if state in STATES else "undecided"
    statuses = STATES[state]
    text = request.GET.get("q", "").strip()
    queue = ranked(request.user, statuses, _conditions(request), is_narrow=bool(text))
    answer = export(request, "alerts", _export_header(), _export_rows(request, statuses))
    if answer:
        return answer
    page = keyset_page(request, queue, order=ORDER, size=SIZE)  # type: ignore[arg-type]
    offices = list(Office.objects.of(request.user.administration_id))
    head = queue_head(request.user, _office(request, offices)) if state == "undecided" else {}
    place = line_place(request, page.rows, head.get("line"))
    may_decide = request.user.is_on_duty
    context = {
        "rows": present_rows(page.rows, request.user),
        "previous_url": page.previous_url,
        "next_url": page.next_url,
        "tabs": _tabs(request, state),
        "state": state,
        "head": head,
        "line_before": page.rows[place].pk if place is not None else None,
        "selectable": may_decide and state in SELECTABLE,
        "chips": chips(request, _filters(offices)),
        "clear_url": f"?state={state}",
        "choices": {"tier": Tier.choices, "side": Side.choices, "mode": Mode.choices},
        "offices": offices,
        "filters": request.GET,
        "may_decide": may_decide,
        "here": request.get_full_path(),
        **export_urls(request),
    }
    return render(request, "alerts/list.html", context)


def _office(request: HttpRequest, offices: list[Office]) -> int | None:
    """The office whose queue is shown, where it is one of the reader's administration."""
    asked = request.GET.get("office", "")
    return next((office.pk for office in offices if str(office.pk) == asked), None)


def _tabs(request: HttpRequest, state: str) -> list[dict[str, Any]]:
    words = {
        "undecided": _("To decide"),
        "late": _("Late"),
        "examiner": _("Refer to examiner"),
        "proposed": _("To confirm"),
        "inspecting": _("Inspection ordered"),
        "in_case": _("In a case"),
        "snoozed": _("Snoozed"),
        "dismissed": _("Dismissed"),
        "finished": _("Closed"),
        "all": _("All"),
    }
    query = request.GET.copy()
    for place in ("cursor", "direction", "export"):
        query.pop(place, None)
    found = []
    for key, word in words.items():
        query["state"] = key
        url = f"?{query.urlencode()}"
        found.append({"label": word, "url": url, "active": key == state, "count": None})
    return found


def _filters(offices: list[Office]) -> dict[str, tuple[Any, Callable[[str], Any]]]:
    names = {str(office.pk): office.name for office in offices}
    tiers, sides, modes = dict(Tier.choices), dict(Side.choices), dict(Mode.choices)
    return {
        "q": (_("Search"), str),
        "tier": (_("Tier"), lambda value: tiers.get(value, value)),
        "side": (_("Side"), lambda value: sides.get(value, value)),
        "mode": (_("Mode"), lambda value: modes.get(value, value)),
        "office": (_("Office"), lambda value: names.get(value, value)),
        "manifest": (_("Manifest"), str),
    }


def _conditions(request: HttpRequest) -> list[Q]:
    state = request.GET.get("state", "undecided")
    found = []
    if state == "examiner":
        found.append(Q(tier=Tier.REFER))
    elif state == "late":
        found.append(Q(escalated_at__isnull=False))
    elif state not in STATES or state == "undecided":
        found += [] if request.GET.get("tier") else [~Q(tier=Tier.REFER)]
    for name in ("tier", "side", "mode"):
        if request.GET.get(name):
            found.append(Q(**{name: request.GET[name]}))
    for name, field in (("office", "office"), ("manifest", "alert__consignment__manifest")):
        asked = number(request.GET.get(name, ""))
        if asked is not None:
            found.append(Q(**{field: asked}))
    text = request.GET.get("q", "").strip()
    if text:
        found.append(Q(alert__in=_alerts_like(text)))
    return found


def _alerts_like(text: str) -> Any:
    """Keys of alerts whose mark, recorded name, consignment or number begins with the text."""
    rights = Right.objects.filter(begins("mark_key", fold(text))).values("pk")[:NARROWING]
    either = begins("reference", text) | begins("reference", text.upper())
    cargo = Consignment.objects.filter(either).values("pk")[:NARROWING]
    named = {row["pk"] for row in rights} | set(named_so(text, NARROWING))
    keys = Alert.objects.order_by()
    return keys.filter(right__in=named).values("pk").union(
        keys.filter(consignment__in=[row["pk"] for row in cargo]).values("pk"),
        keys.filter(begins("number", text.upper())).values("pk"),
    )  # fmt: skip


def _export_header() -> list[Any]:
    return [
        _("Alert"), _("Score"), _("Tier"), _("Status"), _("Mark"), _("Goods"), _("HS code"),
        _("Consignment"), _("Origin"), _("Destination"), _("Mode"), _("Consignor"),
        _("Consignee"), _("Other administration"),
    ]  # fmt: skip


def _export_rows(request: HttpRequest, statuses: Sequence[str] | None) -> Iterator[list[Any]]:
    rows = shown().visible_to(request.user).ranked()  # type: ignore[attr-defined]
    for condition in _conditions(request):
        rows = rows.filter(condition)
    if statuses is not None:
        rows = rows.filter(status__in=statuses)
    batch: list[Disposition] = []
    for row in rows.iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield from _export_batch(batch, request.user)
            batch = []
    yield from _export_batch(batch, request.user)


def _export_batch(batch: list[Disposition], user: Any) -> Iterator[list[Any]]:
    masked = _("Not opened to you")
    for row in present_rows(batch, user):
        own, cargo = row.disposition, row.consignment
        yield [
            row.alert.number, f"{own.score:.3f}", own.get_tier_display(),
            own.get_status_display(), row.alert.right.mark, row.text, row.hs, cargo.reference,
            cargo.origin, cargo.destination, cargo.get_mode_display(),
            masked if row.shipper is None else row.shipper,
            masked if row.consignee is None else row.consignee,
            row.other.get_status_display() if row.other else "",
        ]  # fmt: skip
