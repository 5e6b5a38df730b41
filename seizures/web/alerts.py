"""Alerts on the desk: the ranked queue, one alert explained, and the decisions about it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from seizures.cargo.choices import Mode
from seizures.cargo.models import Consignment
from seizures.core.actor import of_user
from seizures.core.errors import Refused, Stale
from seizures.core.prefixes import begins
from seizures.inspections.actions import open_inspection
from seizures.parties.names import fold
from seizures.reference.models import Office
from seizures.rights.models import Right
from seizures.screening import actions
from seizures.screening.choices import UNDECIDED, Side, Tier
from seizures.screening.models import Alert, Disposition
from seizures.web.access import official, on_duty
from seizures.web.alert_rows import present_rows, ranked, shown
from seizures.web.alert_view import FORMS, present
from seizures.web.lists import chips, export, export_urls, keyset_page
from seizures.web.refusals import unprocessable

STATES: dict[str, Sequence[str] | None] = {
    "undecided": UNDECIDED,
    "inspecting": ["inspecting"],
    "in_case": ["in_case"],
    "dismissed": ["dismissed"],
    "finished": ["cleared", "closed"],
    "all": None,
}
NARROWING = 500
SIZE = 30
BATCH = 500


@official
def alert_list(request: HttpRequest) -> HttpResponseBase:
    """The administration's alerts, the strongest first; undecided ones unless asked otherwise."""
    state = request.GET.get("state", "undecided")
    statuses = STATES.get(state, UNDECIDED)
    text = request.GET.get("q", "").strip()
    queue = ranked(request.user, statuses, _conditions(request), is_narrow=bool(text))
    answer = export(request, "alerts", _export_header(), _export_rows(request, statuses))
    if answer:
        return answer
    page = keyset_page(request, queue, order=["-score", "-id"], size=SIZE)  # type: ignore[arg-type]
    offices = list(Office.objects.of(request.user.administration_id))
    context = {
        "rows": present_rows(page.rows, request.user),
        "previous_url": page.previous_url,
        "next_url": page.next_url,
        "tabs": _tabs(request, state),
        "state": state if state in STATES else "undecided",
        "chips": chips(request, _filters(offices)),
        "clear_url": f"?state={state}",
        "choices": {"tier": Tier.choices, "side": Side.choices, "mode": Mode.choices},
        "offices": offices,
        "filters": request.GET,
        "may_decide": request.user.is_on_duty,
        "here": request.get_full_path(),
        **export_urls(request),
    }
    return render(request, "alerts/list.html", context)


def _tabs(request: HttpRequest, state: str) -> list[dict[str, Any]]:
    words = {
        "undecided": _("To decide"),
        "inspecting": _("Inspection ordered"),
        "in_case": _("In a case"),
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
    found = []
    for name in ("tier", "side", "mode"):
        if request.GET.get(name):
            found.append(Q(**{name: request.GET[name]}))
    for name, field in (("office", "office"), ("manifest", "alert__consignment__manifest")):
        asked = request.GET.get(name, "")
        if asked.isdigit():
            found.append(Q(**{field: int(asked)}))
    text = request.GET.get("q", "").strip()
    if text:
        found.append(Q(alert__in=_alerts_like(text)))
    return found


def _alerts_like(text: str) -> Any:
    """Keys of alerts whose mark, consignment or number begins with the text."""
    rights = Right.objects.filter(begins("mark_key", fold(text))).values("pk")[:NARROWING]
    either = begins("reference", text) | begins("reference", text.upper())
    cargo = Consignment.objects.filter(either).values("pk")[:NARROWING]
    keys = Alert.objects.order_by()
    return keys.filter(right__in=[row["pk"] for row in rights]).values("pk").union(
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


@official
def alert_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One alert: why it was raised, what is coming, and what may be decided."""
    alert, own = _find(request, pk)
    opened = request.GET.get("do", "")
    context = present(alert, own, request.user, opened=opened, back=_back(request))
    return render(request, "alerts/detail.html", context)


@on_duty
def alert_inspect(request: HttpRequest, pk: int) -> HttpResponse:
    """Orders an inspection and goes to it."""

    def order(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        inspection = open_inspection(
            alert=own.alert, by=of_user(request.user), office=own.office or request.user.office,
            place=data["place"], instruction=data["instruction"],
        )  # fmt: skip
        return redirect("inspection-detail", pk=inspection.pk)

    return _decide(request, pk, "inspect", order)


@on_duty
def alert_dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """No inspection is needed, for this reason."""

    def dismiss(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.dismiss(
            own, reason=data["reason"], note=data["note"], by=of_user(request.user),
            version=data["version"],
        )  # fmt: skip
        said = _("Alert %(number)s dismissed.") % {"number": own.alert.number}
        return _done(request, said, "alert-list")

    return _decide(request, pk, "dismiss", dismiss)


@on_duty
def alert_refer(request: HttpRequest, pk: int) -> HttpResponse:
    """Hands the alert to the other administration with a note."""

    def refer(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.refer(own, note=data["note"], by=of_user(request.user))
        said = _("Alert %(number)s referred to the other administration.")
        return _done(request, said % {"number": own.alert.number}, "alert-detail", pk)

    return _decide(request, pk, "refer", refer)


@on_duty
def alert_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes the alert the reader's own to decide."""

    def take(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.take(own, by=of_user(request.user))
        said = _("Alert %(number)s is yours now.") % {"number": own.alert.number}
        return _done(request, said, "alert-detail", pk)

    return _decide(request, pk, "take", take)


@on_duty
def alert_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Undoes a dismissal."""

    def reopen(own: Disposition, data: dict[str, Any]) -> HttpResponse:
        actions.reopen(own, by=of_user(request.user), version=data["version"])
        said = _("Alert %(number)s is open again.") % {"number": own.alert.number}
        return _done(request, said, "alert-detail", pk)

    return _decide(request, pk, "reopen", reopen)


def _decide(
    request: HttpRequest,
    pk: int,
    name: str,
    act: Callable[[Disposition, dict[str, Any]], HttpResponse],
) -> HttpResponse:
    """Runs one decision; asked by GET it shows the alert with that decision's form open."""
    if request.method != "POST":
        return redirect(f"{reverse('alert-detail', args=[pk])}?do={name}")
    alert, own = _find(request, pk)
    form = FORMS[name](request.POST, auto_id=f"{name}_%s")
    refused = ""
    if form.is_valid():
        try:
            _require_unchanged(own, form.cleaned_data.get("version"))
            return act(own, form.cleaned_data)
        except Refused as refusal:
            shown_with: dict[str, Any] = {"form": form}
            unprocessable(shown_with, refusal)
            refused = shown_with["refused"]
            alert, own = _find(request, pk)
    context = present(alert, own, request.user, opened=name, bound={name: form},
                      refused={name: refused}, back=_back(request))  # fmt: skip
    return render(request, "alerts/detail.html", context, status=422)


def _require_unchanged(own: Disposition, version: int | None) -> None:
    if version is not None and version != own.version:
        raise Stale(_("Somebody else has changed this alert. Look at it again, then decide."))


def _find(request: HttpRequest, pk: int) -> tuple[Alert, Disposition]:
    rows = Disposition.objects.visible_to(request.user).select_related(
        "alert__right__holder", "alert__consignment__manifest", "alert__run", "office", "assignee"
    )
    own = get_object_or_404(rows, alert=pk)
    return own.alert, own


def _back(request: HttpRequest) -> str:
    """The list the reader came from, where it is one of ours."""
    url = request.GET.get("next", "") or request.POST.get("next", "")
    return url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""


def _done(request: HttpRequest, said: str, name: str, *keys: int) -> HttpResponse:
    messages.success(request, said)
    return redirect(_back(request) or reverse(name, args=keys))
