"""The holder's securities, costs and guarantees with both administrations, on one page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cases.actions import covering, guarantees
from seizures.cases.choices import AccountCode, CostPayer, GuaranteeStatus
from seizures.cases.forecasts import forecast
from seizures.cases.ledger_of_money import balances_of_guarantee, lines_of
from seizures.cases.models import Guarantee, PostingLine, Security, SeizureCase
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.portal.access import holder_side, posted
from seizures.portal.finding import find_case
from seizures.portal.forms.money import ApplicationForm
from seizures.portal.lists import newest_first
from seizures.portal.refusals import put_on

TONE = {"required": "warning", "held": "success", "released": "neutral", "used": "danger",
        "applied": "warning", "proposed": "warning", "accepted": "success", "refused": "danger",
        "withdrawn": "neutral", "expired": "neutral"}  # fmt: skip
MOST = 20


@holder_side
def overview(request: HttpRequest) -> HttpResponse:
    """What is lodged, what is owed, and what the guarantees still carry."""
    return _overview(request)


def _overview(request: HttpRequest, refused: str = "", status: int = 200) -> HttpResponse:
    cases = SeizureCase.objects.visible_to(request.user)
    rows = Security.objects.filter(case__in=cases, kind="request")
    page = newest_first(request, rows.select_related("case__right", "guarantee"))
    mine = Guarantee.objects.visible_to(request.user).select_related("holder").order_by("-id")
    context = {
        "rows": [{"row": row, "tone": TONE[row.status], "lacking": row.lacking}
                 for row in page.rows],
        "previous_url": page.previous_url, "next_url": page.next_url,
        "owed": _owed(cases), "guarantees": [_shown(row) for row in mine[:MOST]],
        "refused": refused,
    }  # fmt: skip
    return render(request, "portal/money.html", context, status=status)


def _owed(cases: Any) -> list[dict[str, Any]]:
    """The cases in which the holder still owes costs, and how much."""
    lines = PostingLine.objects.filter(posting__case__in=cases).select_related(
        "debit", "credit", "posting__case__right"
    )
    touched = (lines.filter(debit__code=AccountCode.HOLDER_OWES)
               | lines.filter(credit__code=AccountCode.HOLDER_OWES))  # fmt: skip
    by_case: dict[int, list[PostingLine]] = {}
    for line in touched.order_by("id"):
        by_case.setdefault(int(line.posting.case_id or 0), []).append(line)
    found = []
    for booked in by_case.values():
        amount = lines_of(booked).get(AccountCode.HOLDER_OWES, 0)
        if amount > 0:
            found.append({"case": booked[0].posting.case, "amount": amount,
                          "currency": booked[0].currency})  # fmt: skip
    return found


def _shown(row: Guarantee) -> dict[str, Any]:
    now = balances_of_guarantee(row)
    in_force = row.status == GuaranteeStatus.ACCEPTED
    return {
        "row": row, "tone": TONE[row.status], "free": now.get(AccountCode.FREE, 0),
        "drawn": now.get(AccountCode.DRAWN, 0), "forecast": forecast(row) if in_force else None,
        "may_withdraw": row.status in guarantees.STANDING and not now.get(AccountCode.DRAWN),
    }  # fmt: skip


@holder_side
def apply(request: HttpRequest) -> HttpResponse:
    """Applies for a guarantee for many cases."""
    form = ApplicationForm(posted(request)[0], user=request.user)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            guarantees.apply_guarantee(form.cleaned_data["holder"], by=of_user(request.user),
                                       **form.values())  # fmt: skip
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("portal-money")
    status = 422 if form.errors or refused else 200
    return render(request, "portal/guarantee_apply.html", {"form": form, "refused": refused},
                  status=status)  # fmt: skip


@holder_side
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a guarantee back on which no case draws."""
    row = get_object_or_404(Guarantee.objects.visible_to(request.user), pk=pk)
    try:
        guarantees.withdraw_guarantee(row, by=of_user(request.user))
    except Refused as refusal:
        return _overview(request, str(refusal), 422)
    messages.success(request, _("Done."))
    return redirect("portal-money")


@holder_side
@require_POST
def cover(request: HttpRequest, pk: int, guarantee: int) -> HttpResponse:
    """Puts a case under one of the holder's guarantees."""
    case = find_case(request, pk)
    row = get_object_or_404(Guarantee.objects.visible_to(request.user), pk=guarantee)
    try:
        covering.draw_guarantee(case, row, by=of_user(request.user))
    except Refused as refusal:
        return _overview(request, str(refusal), 422)
    messages.success(request, _("Done."))
    return redirect("portal-case", pk=case.pk)


def costs_of(case: SeizureCase) -> dict[str, Any]:
    """The costs charged to the holder in a case, and what is not paid of them."""
    rows = case.costs.filter(payer=CostPayer.HOLDER, posting__reversed_by=None).order_by("id")
    entries = PostingLine.objects.filter(posting__case=case).select_related("debit", "credit")
    owed = lines_of(entries).get(AccountCode.HOLDER_OWES, 0)
    return {"charged": list(rows), "owed": owed, "currency": case.currency,
            "covering": covering.covering(case)}  # fmt: skip
