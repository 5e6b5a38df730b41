"""Pages around the queue: the shift, how good the queue is, one bundle, what is put aside."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cargo.actions import enter_by_hand
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.formats.lines import ManifestLine
from seizures.reference.models import Office
from seizures.screening import actions
from seizures.screening.capacity import present_shift
from seizures.screening.choices import TONE, UNDECIDED, BundleReason, DrawKind
from seizures.screening.models import Bundle, Snooze
from seizures.screening.policies import may_set_capacity
from seizures.statistics.quality import Quality, quality
from seizures.web.access import official, on_duty
from seizures.web.alert_rows import present_rows, shown
from seizures.web.asked import number
from seizures.web.forms.queue import FoundForm, ShiftForm
from seizures.web.lists import keyset_page
from seizures.web.queue_head import percent
from seizures.web.refusals import unprocessable
from seizures.web.rights_search import rights_like

WINDOWS = (30, 90, 365)
MEMBERS, FOUND = 200, 20


@on_duty
def queue_shift(request: HttpRequest) -> HttpResponse:
    """What the present shift of an office can do; senior officers set it."""
    code = request.user.administration_id or ""
    asked = request.GET.get("office") or request.POST.get("office") or ""
    mine = Office.objects.of(code)
    office = get_object_or_404(mine, pk=number(asked)) if number(asked) else None
    shift = present_shift(code, office.pk if office else None)
    sent = request.POST if request.method == "POST" else None
    form = ShiftForm(sent, initial={"inspections": shift.capacity, "version": shift.version})
    context: dict[str, Any] = {"form": form, "shift": shift, "office": office, "offices": mine,
                               "may_set": may_set_capacity(request.user)}  # fmt: skip
    back = f"{reverse('alert-list')}?office={office.pk}" if office else reverse("alert-list")
    context["back"] = back
    if sent is not None and form.is_valid():
        data = form.cleaned_data
        try:
            actions.set_capacity(code, office=office, inspections=data["inspections"],
                                 is_usual=data["is_usual"], version=data["version"],
                                 by=of_user(request.user))  # fmt: skip
        except Refused as refusal:
            status = unprocessable(context, refusal)
            return render(request, "alerts/shift.html", context, status=status)
        messages.success(request, _("The line of this shift is drawn anew."))
        return redirect(back)
    return render(request, "alerts/shift.html", context, status=422 if sent is not None else 200)


@official
def queue_quality(request: HttpRequest) -> HttpResponse:
    """How much of what the line offers infringes, and how much infringes beyond it."""
    asked = number(request.GET.get("days", ""))
    days = asked if asked in WINDOWS else WINDOWS[1]
    found = quality(request.user.administration_id or "", days)
    tabs = [
        {"label": _("Last %(days)d days") % {"days": window}, "url": f"?days={window}",
         "active": window == days, "count": None}
        for window in WINDOWS
    ]  # fmt: skip
    labels = dict(DrawKind.choices)
    parts = [
        {"label": labels[kind], "size": found.frames[kind], "drawn": found.draws[kind][0],
         "inspected": found.draws[kind][1], "lost": found.lost[kind]}
        for kind in DrawKind.values
    ]  # fmt: skip
    known = all(part["lost"] is not None for part in parts)
    chart = {
        "type": "hbar", "labels": [str(_("Found above the line")),
                                   *(str(part["label"]) for part in parts)],
        "series": [{"name": str(_("Infringing items")), "values": [
            found.found, *(round(part["lost"].value, 1) if part["lost"] else 0 for part in parts),
        ], "administration": request.user.administration_id}],
    }  # fmt: skip
    figures = [
        {"label": _("Precision of the line"), "value": percent(found.precision) or "–",
         "note": _("%(hits)s of %(all)s") % {"hits": number_format(found.found),
                                             "all": number_format(found.inspected)}},
        {"label": _("Recall of the line, estimated"), "value": percent(found.recall) or "–",
         "note": _looked_at(found, known)},
    ]  # fmt: skip
    context = {"tabs": tabs, "figures": figures, "parts": parts, "chart": chart}
    return render(request, "alerts/quality.html", context)


def _looked_at(found: Quality, is_known: bool) -> str:
    """What the estimate rests on: a wide range says that few items were opened."""
    if not is_known:
        return _("No random item of each kind was inspected yet.")
    drawn = sum(drawn for drawn, _inspected in found.draws.values())
    inspected = sum(inspected for _drawn, inspected in found.draws.values())
    said = _("%(inspected)s of %(drawn)s random items inspected; more make the range narrower.")
    return said % {"inspected": number_format(inspected), "drawn": number_format(drawn)}


@official
def bundle_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The members of a bundle and what they have in common."""
    bundle = get_object_or_404(
        Bundle.objects.visible_to(request.user).select_related("right", "lead__alert"), pk=pk
    )
    rows = shown().filter(bundle=bundle, administration=bundle.administration)
    found = present_rows(rows.order_by("-score", "-id")[:MEMBERS], request.user)
    return render(request, "alerts/bundle.html", {
        "bundle": bundle, "rows": found, "lead": bundle.lead,
        "reasons": [BundleReason(code).label for code in bundle.reasons],
        "may_decide": request.user.is_on_duty,
        "is_undecided": bool(bundle.lead and bundle.lead.status in UNDECIDED),
        "tone": TONE[bundle.lead.status] if bundle.lead else "neutral",
        "here": request.get_full_path(),
    })  # fmt: skip


@official
def snooze_list(request: HttpRequest) -> HttpResponse:
    """What is put aside, until when and why; the next to come back first."""
    rows = (
        Snooze.objects.visible_to(request.user).active().select_related("alert", "party", "right")
    )
    page = keyset_page(request, rows, order=["-id"])
    return render(request, "alerts/snoozes.html", {
        "rows": page.rows, "previous_url": page.previous_url, "next_url": page.next_url,
        "may_decide": request.user.is_on_duty, "zone": request.user.administration_id,
    })  # fmt: skip


@on_duty
@require_POST
def snooze_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends one snooze early."""
    row = get_object_or_404(Snooze.objects.visible_to(request.user), pk=pk)
    actions.end_snooze(row, by=of_user(request.user))
    messages.success(request, _("Snooze ended."))
    return redirect("snooze-list")


@on_duty
def alert_raise(request: HttpRequest) -> HttpResponse:
    """An alert without a manifest: from the post counter, a traveller, a tip-off."""
    text = (request.POST.get("q") or request.GET.get("q") or "").strip()
    found = rights_like(request.user, text, FOUND) if text else []
    asked = request.method == "POST" and "reason" in request.POST
    start = {"client_key": secrets.token_hex(16), "office": request.user.office_id,
             "mode": "post"}  # fmt: skip
    form = FoundForm(request.POST if asked else None, user=request.user, found=found,
                     initial=start)  # fmt: skip
    context: dict[str, Any] = {"form": form, "q": text, "found": found}
    if asked and form.is_valid():
        try:
            alert = _raise(request, form.cleaned_data)
        except Refused as refusal:
            status = unprocessable(context, refusal)
            return render(request, "alerts/raise.html", context, status=status)
        said = _("Alert %(number)s raised.") % {"number": alert.number}
        messages.success(request, said)
        return redirect("alert-detail", pk=alert.pk)
    return render(request, "alerts/raise.html", context, status=422 if asked else 200)


def _raise(request: HttpRequest, data: dict[str, Any]) -> Any:
    by = of_user(request.user)
    line = ManifestLine(position=1, description=data["description"], quantity=data["quantity"])
    cargo = enter_by_hand(
        [line], administration=by.administration, channel=data["channel"], mode=data["mode"],
        origin=data["origin"].pk, destination=data["destination"].pk, shipper=data["shipper"],
        consignee=data["consignee"], reference=data["reference"], office=data["office"],
        client_key=data["client_key"], by=by,
    )  # fmt: skip
    return actions.raise_by_hand(cargo, data["right"], reason=data["reason"],
                                 source=data["channel"], by=by)  # fmt: skip
