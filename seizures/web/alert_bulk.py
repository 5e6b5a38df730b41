"""One decision on many alerts: chosen in the list, asked once, told row by row what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from seizures.core.actor import of_user
from seizures.core.errors import Refused, Stale
from seizures.inspections.actions import open_inspection
from seizures.screening import actions
from seizures.screening.models import Disposition
from seizures.web.access import on_duty
from seizures.web.asked import number
from seizures.web.forms.queue import form_of

MOST = 200
DEEDS = ("inspect", "dismiss", "snooze", "assign")
Deed = Callable[[Disposition, int, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen row with the version its reader saw; what came of it, once it was tried."""

    row: Disposition
    version: int
    is_done: bool = False
    refused: str = ""

    @property
    def value(self) -> str:
        """Key and version as the form carries them."""
        return f"{self.row.pk}:{self.version}"


@on_duty
@require_POST
def alert_bulk(request: HttpRequest) -> HttpResponse:
    """Asks for the decision's particulars, then makes it on every chosen alert by itself."""
    deed, back = request.POST.get("deed", ""), _back(request)
    chosen, refused = _chosen(request), ""
    if deed not in DEEDS:
        refused = _("Choose what to do with the selected alerts.")
    elif not chosen:
        refused = _("Select at least one alert in the list.")
    elif len(request.POST.getlist("row")) > MOST:
        refused = _("Select at most %(most)d alerts at once.") % {"most": MOST}
    if refused:
        return _page(request, deed, chosen[:MOST], None, back, refused=refused, status=422)
    is_sent = "confirmed" in request.POST
    form = form_of(deed, request.POST if is_sent else None, request.user)
    if not is_sent or not form.is_valid():
        return _page(request, deed, chosen, form, back, status=422 if is_sent else 200)
    tried = [_try(one, _deeds(request)[deed], form.cleaned_data) for one in chosen]
    return _page(request, deed, tried, None, back, is_over=True)


def _chosen(request: HttpRequest) -> list[Chosen]:
    """The chosen rows of the reader's own queue, in the order of the list."""
    seen: dict[int, int] = {}
    for text in request.POST.getlist("row")[: MOST + 1]:
        key, _colon, version = text.partition(":")
        row, seen_at = number(key), number(version)
        if row is not None and seen_at is not None:
            seen[row] = seen_at
    rows = Disposition.objects.visible_to(request.user).filter(pk__in=list(seen))
    rows = rows.select_related("alert__right", "alert__consignment", "office", "bundle")
    return [Chosen(row, seen[row.pk]) for row in rows.order_by("-score", "-id")]


def _deeds(request: HttpRequest) -> dict[str, Deed]:
    by = of_user(request.user)
    return {
        "inspect": lambda row, version, data: open_inspection(
            alert=row.alert, by=by, office=row.office or request.user.office,
            place=data["place"], instruction=data["instruction"], version=version,
        ),
        "dismiss": lambda row, version, data: actions.dismiss(
            row, reason=data["reason"], note=data["note"], by=by, version=version
        ),
        "snooze": lambda row, version, data: actions.snooze(
            row, until=data["until"], reason=data["reason"], by=by, version=version
        ),
        "assign": lambda row, version, data: actions.assign(
            row, officer=data["officer"], by=by, version=version
        ),
    }  # fmt: skip


def _try(one: Chosen, deed: Deed, data: dict[str, Any]) -> Chosen:
    """One row in a transaction of its own: what others changed meanwhile stays as it is."""
    try:
        if one.row.version != one.version:
            raise Stale(_("Somebody else has changed this alert. Look at it again, then decide."))
        deed(one.row, one.version, data)
    except Refused as refusal:
        return Chosen(one.row, one.version, refused=str(refusal))
    return Chosen(one.row, one.version, is_done=True)


def _page(
    request: HttpRequest,
    deed: str,
    chosen: list[Chosen],
    form: Any,
    back: str,
    *,
    refused: str = "",
    is_over: bool = False,
    status: int = 200,
) -> HttpResponse:
    done = sum(one.is_done for one in chosen)
    told = ngettext("%(done)d of %(all)d alert decided.", "%(done)d of %(all)d alerts decided.",
                    len(chosen)) % {"done": done, "all": len(chosen)}  # fmt: skip
    context = {
        "deed": deed, "title": _titles().get(deed, _("Selected alerts")), "chosen": chosen,
        "form": form, "back": back, "refused": refused, "is_over": is_over, "told": told,
        "all_done": done == len(chosen),
    }  # fmt: skip
    return render(request, "alerts/bulk.html", context, status=status)


def _titles() -> dict[str, str]:
    return {"inspect": _("Order inspections"), "dismiss": _("Dismiss"), "snooze": _("Snooze"),
            "assign": _("Assign to an officer")}  # fmt: skip


def _back(request: HttpRequest) -> str:
    url = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if safe else reverse("alert-list")
