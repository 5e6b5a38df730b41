"""Guarantees for many cases on the desk: list, record with forecast and history, decisions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cases.actions import guarantees
from seizures.cases.choices import AccountCode, GuaranteeStatus
from seizures.cases.forecasts import Forecast, forecast
from seizures.cases.ledger_of_money import balances_of_guarantee
from seizures.cases.models import Guarantee
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.core.languages import pick
from seizures.law import guarantees as law
from seizures.parties.names import fold
from seizures.web.access import official, on_duty
from seizures.web.forms.money import GuaranteeForm, RaiseForm, RefuseForm
from seizures.web.lists import export, export_urls, keyset_page
from seizures.web.refusals import put_on, unprocessable
from seizures.web.templatetags.wording import write_day, write_money

TONE = {"applied": "warning", "proposed": "warning", "accepted": "success", "refused": "danger",
        "withdrawn": "neutral", "expired": "neutral"}  # fmt: skip
STATES = {"": ("applied", "proposed", "accepted"), "ended": ("refused", "withdrawn", "expired")}
USES = 40


@official
def guarantee_list(request: HttpRequest) -> HttpResponseBase:
    """Guarantees lodged with the administration, newest first."""
    state = request.GET.get("state", "")
    rows = Guarantee.objects.visible_to(request.user).select_related("holder")
    rows = rows.filter(status__in=STATES.get(state, STATES[""]))
    text = request.GET.get("q", "").strip()
    if text:
        rows = rows.filter(holder__name_key__startswith=fold(text))
    answer = export(request, "guarantees", [
        _("Guarantee"), _("Right holder"), _("Status"), _("Amount"), _("Currency"),
        _("Covers until")], _export_rows(rows))  # fmt: skip
    if answer:
        return answer
    page = keyset_page(request, rows, order=["-id"])
    context = {
        "rows": [{"row": row, "tone": TONE[row.status]} for row in page.rows], "q": text,
        "state": state, "previous_url": page.previous_url, "next_url": page.next_url,
        "may_act": request.user.is_on_duty, **export_urls(request),  # type: ignore[union-attr]
    }  # fmt: skip
    return render(request, "guarantees/list.html", context)


def _export_rows(rows: Any) -> Any:
    for row in rows.order_by("id").iterator(chunk_size=500):
        yield [row.number, row.holder.name, row.get_status_display(), row.amount, row.currency,
               row.covers_until or ""]  # fmt: skip


@on_duty
def guarantee_new(request: HttpRequest) -> HttpResponse:
    """Enters an application that came on paper."""
    place = str(request.user.administration_id)  # type: ignore[union-attr]
    data = request.POST if request.method == "POST" else None
    form = GuaranteeForm(data, administration=place)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            row = guarantees.apply_guarantee(
                form.cleaned_data["holder"], administration=place, by=of_user(request.user),
                **form.values(),
            )  # fmt: skip
        except Refused as refusal:
            return render(request, "guarantees/new.html", context,
                          status=unprocessable(context, refusal))  # fmt: skip
        return redirect("guarantee-detail", pk=row.pk)
    return render(request, "guarantees/new.html", context, status=422 if form.errors else 200)


@official
def guarantee_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One guarantee: what is free, how long it lasts, which cases drew on it."""
    return _page(request, _find(request, pk))


def _find(request: HttpRequest, pk: int) -> Guarantee:
    rows = Guarantee.objects.visible_to(request.user).select_related("holder")
    return get_object_or_404(rows, pk=pk)


def _page(request: HttpRequest, row: Guarantee, *, bound: tuple[str, Any, str] | None = None,
          status: int = 200) -> HttpResponse:  # fmt: skip
    user: Any = request.user
    now = balances_of_guarantee(row)
    seen = forecast(row)
    titles = {each.choice.code: pick(each.choice.titles)
              for each in law.forms(f"{row.administration}/guarantee")}  # fmt: skip
    context = {
        "row": row, "tone": TONE[row.status], "zone": row.administration,
        "form_title": titles.get(row.form, row.form), "figures": _figures(row, now),
        "forecast": seen, "sentence": sentence(row, seen), "chart": chart(row, seen),
        "uses": list(row.postings.select_related("case__right", "case__office")
                     .prefetch_related("lines__debit", "lines__credit").order_by("-id")[:USES]),
        "deeds": _deeds(row, user, bound),
        "may_propose": user.is_on_duty and row.status == GuaranteeStatus.APPLIED,
        "may_accept": (user.is_senior and row.status == GuaranteeStatus.PROPOSED
                       and row.proposed_by_id != str(user.pk)),
        "refused": bound[2] if bound and bound[1] is None else "",
    }  # fmt: skip
    return render(request, "guarantees/detail.html", context, status=status)


def _figures(row: Guarantee, now: dict[str, Any]) -> list[dict[str, Any]]:
    named = ((_("Stands for"), row.amount, "neutral"),
             (_("Drawn for running cases"), now.get(AccountCode.DRAWN, 0), "neutral"),
             (_("Free for further cases"), now.get(AccountCode.FREE, 0), "success"))  # fmt: skip
    return [{"label": label, "value": write_money(value, row.currency), "tone": tone}
            for label, value, tone in named]  # fmt: skip


def sentence(row: Guarantee, seen: Forecast) -> str:
    """The forecast in one sentence."""
    if row.status != GuaranteeStatus.ACCEPTED:
        return ""
    if seen.shortfall > 0:
        return _("Until %(day)s running cases and the months to come need about %(expected)s; "
                 "%(short)s are lacking.") % {
            "day": write_day(row.covers_until, weekday=False),
            "expected": write_money(seen.expected, row.currency),
            "short": write_money(seen.shortfall, row.currency)}  # fmt: skip
    return _("It is likely to last until %(day)s: about %(expected)s are needed, %(free)s are "
             "free.") % {
        "day": write_day(row.covers_until, weekday=False),
        "expected": write_money(seen.expected, row.currency),
        "free": write_money(seen.free, row.currency)}  # fmt: skip


def chart(row: Guarantee, seen: Forecast) -> dict[str, Any]:
    """The past months as bars."""
    return {
        "type": "bar", "labels": [f"{month:%Y-%m}" for month, _amount in seen.months],
        "series": [{"name": _("A month"), "administration": row.administration,
                    "values": [float(amount) for _month, amount in seen.months]}],
        "unit": row.currency,
    }  # fmt: skip


def _deeds(row: Guarantee, user: Any, bound: Any) -> list[dict[str, Any]]:
    offered = []
    if user.is_on_duty and row.status in guarantees.WAITING:
        offered.append(("refuse", _("Refuse the application"), _("Refuse")))
    if user.is_senior and row.status == GuaranteeStatus.ACCEPTED:
        offered.append(("raise", _("Raise the guarantee"), _("Raise it")))
    return [
        {"code": code, "title": title, "button": button,
         "form": bound[1] if bound and bound[0] == code else _form(row, code),
         "refused": bound[2] if bound and bound[0] == code else "",
         "open": bool(bound and bound[0] == code)}
        for code, title, button in offered
    ]  # fmt: skip


def _form(row: Guarantee, deed: str, data: Any = None) -> Any:
    kind: Any = {"refuse": RefuseForm, "raise": RaiseForm}.get(deed)
    more = {"auto_id": f"{deed}_%s", "initial": {"version": row.version}}
    return kind(data, **more) if kind else None


DEEDS = {"propose": guarantees.propose_acceptance, "accept": guarantees.accept_guarantee,
         "refuse": guarantees.refuse_guarantee, "raise": guarantees.raise_guarantee}  # fmt: skip


@on_duty
@require_POST
def guarantee_deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Proposes, accepts, refuses or raises; what is wrong comes back on the page."""
    row = _find(request, pk)
    if deed not in DEEDS:
        raise Http404
    form, refused = _form(row, deed, request.POST), ""
    if form is None or form.is_valid():
        values = form.cleaned_data if form else {}
        try:
            DEEDS[deed](row, by=of_user(request.user), **values)  # type: ignore[operator]
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("guarantee-detail", pk=row.pk)
    return _page(request, row, bound=(deed, form, refused), status=422)
