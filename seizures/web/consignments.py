"""The corridor record of a consignment, and what an officer does about it by hand."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cargo import actions as cargo_actions
from seizures.cargo.models import Consignment
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.inspections.actions import open_inspection
from seizures.screening import actions as screening
from seizures.web.access import official, on_duty
from seizures.web.consignment_view import FORMS, present
from seizures.web.forms.consignments import RaiseForm
from seizures.web.refusals import unprocessable
from seizures.web.rights_search import rights_like

FOUND = 20


@official
def consignment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One consignment from departure to release, with the work of both sides on it."""
    return render(request, "consignments/detail.html", present(request, _find(request, pk)))


@on_duty
@require_POST
def consignment_inspect(request: HttpRequest, pk: int) -> HttpResponse:
    """Orders an inspection by hand, without an alert."""

    def order(row: Consignment, data: dict[str, Any]) -> HttpResponse:
        inspection = open_inspection(
            consignment=row, by=of_user(request.user), office=request.user.office,
            place=data["place"], instruction=data["instruction"],
        )  # fmt: skip
        return redirect("inspection-detail", pk=inspection.pk)

    return _act(request, pk, "inspect", order)


@on_duty
@require_POST
def consignment_track(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes where the consignment is."""

    def move(row: Consignment, data: dict[str, Any]) -> HttpResponse:
        cargo_actions.track(row, data["status"], by=of_user(request.user))
        return redirect("consignment-detail", pk=row.pk)

    return _act(request, pk, "track", move)


@on_duty
@require_POST
def consignment_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Stops the consignment."""

    def stop(row: Consignment, data: dict[str, Any]) -> HttpResponse:
        cargo_actions.hold_consignment(row, reason=data["reason"], by=of_user(request.user))
        return redirect("consignment-detail", pk=row.pk)

    return _act(request, pk, "hold", stop)


@on_duty
@require_POST
def consignment_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets the consignment go."""

    def let_go(row: Consignment, data: dict[str, Any]) -> HttpResponse:
        cargo_actions.release_consignment(row, reason=data["reason"], by=of_user(request.user))
        return redirect("consignment-detail", pk=row.pk)

    return _act(request, pk, "release", let_go)


@on_duty
def consignment_raise(request: HttpRequest, pk: int) -> HttpResponse:
    """Raises an alert by hand: the right is searched for, chosen, and a reason given."""
    row = _find(request, pk)
    text = (request.POST.get("q") or request.GET.get("q") or "").strip()
    found = rights_like(request.user, text, FOUND) if text else []
    asked = request.method == "POST" and "reason" in request.POST
    form = RaiseForm(request.POST if asked else None, user=request.user, found=found)
    context: dict[str, Any] = {"consignment": row, "form": form, "q": text, "found": found}
    if asked and form.is_valid():
        data = form.cleaned_data
        try:
            alert = screening.raise_by_hand(
                row, data["right"], reason=data["reason"], by=of_user(request.user)
            )
        except Refused as refusal:
            status = unprocessable(context, refusal)
            return render(request, "consignments/raise.html", context, status=status)
        said = _("Alert %(number)s raised.") % {"number": alert.number}
        messages.success(request, said)
        return redirect("alert-detail", pk=alert.pk)
    return render(request, "consignments/raise.html", context, status=422 if asked else 200)


def _act(request: HttpRequest, pk: int, name: str,
         work: Callable[[Consignment, dict[str, Any]], HttpResponse]) -> HttpResponse:  # fmt: skip
    row = _find(request, pk)
    form = FORMS[name](request.POST, auto_id=f"{name}_%s")
    refused = ""
    if form.is_valid():
        try:
            return work(row, form.cleaned_data)
        except Refused as refusal:
            shown_with: dict[str, Any] = {"form": form}
            unprocessable(shown_with, refusal)
            refused, row = shown_with["refused"], _find(request, pk)
    context = present(request, row, bound={name: form}, refused={name: refused})
    return render(request, "consignments/detail.html", context, status=422)


def _find(request: HttpRequest, pk: int) -> Consignment:
    rows = Consignment.objects.visible_to(request.user).select_related("manifest")
    return get_object_or_404(rows, pk=pk)
