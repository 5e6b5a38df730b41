"""Disposal orders of a case: drafted, approved, carried out, photographed, reported."""

import secrets
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from seizures.cases import ladder
from seizures.cases.actions import disposing, reporting
from seizures.cases.choices import PhotoStage
from seizures.cases.facts import procedure_of
from seizures.cases.models import DisposalOrder, SeizureCase
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.core.languages import active, pick
from seizures.web.access import official, on_duty
from seizures.web.evidence import case_of
from seizures.web.forms import disposal as forms
from seizures.web.refusals import unprocessable

TONE = {"draft": "neutral", "approved": "info", "proposed": "warning", "carried_out": "warning",
        "reported": "success", "cancelled": "neutral"}  # fmt: skip


@official
def disposal_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The disposal orders of a case and the steps of its procedure that dispose of goods."""
    case = case_of(request, pk)
    orders = [{"row": row, "tone": TONE[row.status]} for row in case.disposal_orders.order_by("id")]
    here = {step.code for step in procedure_of(case).steps_from(case.stage)}
    steps = [
        {"code": step.code, "title": pick(step.titles), "basis": step.basis,
         "is_here": step.code in here}
        for step in disposing.disposing_steps(case)
    ]  # fmt: skip
    context: dict[str, Any] = {
        "case": case,
        "orders": orders,
        "steps": steps,
        "zone": case.administration,
        "may_act": request.user.is_on_duty and not case.is_closed,
    }  # type: ignore[union-attr]
    return render(request, "disposals/list.html", context)


@on_duty
def disposal_new(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Drafts an order under a disposing step."""
    case = case_of(request, pk)
    known = next((row for row in disposing.disposing_steps(case) if row.code == step), None)
    if known is None:
        return redirect("disposal-list", pk=case.pk)
    first = {"place": case.storage_place, "planned_on": clock.today(case.administration)}
    form = forms.OrderForm(request.POST or None, case=case, step=known, initial=first)
    context: dict[str, Any] = {"form": form, "case": case, "step_title": pick(known.titles),
                               "basis": known.basis}  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            order = disposing.draft_order(case, step=step, by=of_user(request.user),
                                          **form.values())  # fmt: skip
        except Refused as refusal:
            return render(request, "disposals/new.html", context,
                          status=unprocessable(context, refusal))  # fmt: skip
        return redirect("disposal-detail", pk=order.pk)
    return render(request, "disposals/new.html", context, status=422 if form.errors else 200)


def _find(request: HttpRequest, pk: int) -> DisposalOrder:
    cases = SeizureCase.objects.visible_to(request.user)
    rows = DisposalOrder.objects.filter(case__in=cases).select_related(
        "case__right__holder", "case__office", "pending", "taken", "report", "certificate"
    )
    return get_object_or_404(rows, pk=pk)


@official
def disposal_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One order: what, how, what stands against it, photographs of each stage, the report."""
    return _show(request, _find(request, pk), {})


def _show(request: HttpRequest, order: DisposalOrder, extra: dict[str, Any],
          status: int = 200) -> HttpResponse:  # fmt: skip
    case, user = order.case, request.user
    step = procedure_of(case).step(order.step)
    photos = list(order.photos.select_related("attachment__file").order_by("id"))
    waits = order.status == "proposed" and order.pending and not order.pending.is_settled
    context: dict[str, Any] = {
        "order": order,
        "case": case,
        "tone": TONE[order.status],
        "step_title": pick(step.titles),
        "basis": step.basis,
        "zone": case.administration,
        "waits": waits,
        "lines": list(order.lines.select_related("goods__case").order_by("id")),
        "against": [str(refusal) for refusal in ladder.against(order)]
        if order.status in {"draft", "approved"}
        else [],
        "opinion": ladder.opinion(case) if case.administration == "cn" else {},
        "stages": [
            {"label": stage.label, "photos": [p for p in photos if p.stage == stage]}
            for stage in PhotoStage
            if stage != PhotoStage.REMOVAL or order.method == "auction"
        ],
        "may_act": user.is_on_duty,  # type: ignore[union-attr]
        "may_approve": user.is_senior and order.drafted_by_id != str(user.pk),  # type: ignore[union-attr]
        "forms": {
            deed.replace("-", "_"): make(order, None, None)
            for deed, (make, _work) in DEEDS.items()
            if make
        },
    }
    context["forms"].update(extra.pop("forms", {}))
    return render(request, "disposals/detail.html", {**context, **extra}, status=status)


def _carry_out_form(order: DisposalOrder, data: Any, files: Any) -> forms.CarryOutForm:
    first = {"done_on": clock.today(order.case.administration)}
    return forms.CarryOutForm(data, step=procedure_of(order.case).step(order.step),
                              auto_id="carry_%s", initial=first)  # fmt: skip


def _carry_out(order: DisposalOrder, *, by: Any, done_on: Any, **answers: Any) -> Any:
    given = {name: str(value) for name, value in answers.items() if value is not None}
    return disposing.carry_out(order, done_on=done_on, answers=given, by=by)


def _photo_form(order: DisposalOrder, data: Any, files: Any) -> forms.StagePhotoForm:
    return forms.StagePhotoForm(data, files, initial={"client_key": secrets.token_hex(8)},
                                auto_id="photo_%s")  # fmt: skip


def _add_photo(order: DisposalOrder, *, by: Any, photo: Any, **data: Any) -> Any:
    return disposing.add_photo(order, photo, by=by, **data)


DEEDS: dict[str, tuple[Callable[..., Any] | None, Callable[..., Any]]] = {
    "approve": (None, disposing.approve_order),
    "carry-out": (_carry_out_form, _carry_out),
    "removal": (lambda _o, data, _f: forms.RemovalForm(data, auto_id="removal_%s"),
                disposing.record_removal),
    "photo": (_photo_form, _add_photo),
    "report": (lambda _o, data, _f: forms.ReportForm(data, auto_id="report_%s"),
               reporting.report_order),
    "cancel": (lambda _o, data, _f: forms.CancelOrderForm(data, auto_id="cancel_%s"),
               disposing.cancel_order),
}  # fmt: skip


@on_duty
@require_POST
def disposal_deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Approves, carries out, photographs, reports or calls off an order."""
    order = _find(request, pk)
    if deed not in DEEDS:
        return redirect("disposal-detail", pk=order.pk)
    make, work = DEEDS[deed]
    form = make(order, request.POST, request.FILES) if make else None
    context: dict[str, Any] = {"form": form, "open": deed, "forms": {deed.replace("-", "_"): form}}
    if form is not None and not form.is_valid():
        return _show(request, order, context, 422)
    data = dict(form.cleaned_data) if form is not None else {}
    version = request.POST.get("version", "")
    if deed == "approve" and version.isdecimal():
        data["version"] = int(version)
    try:
        work(order, by=of_user(request.user), **data)
    except Refused as refusal:
        return _show(request, order, context, unprocessable(context, refusal))
    return redirect("disposal-detail", pk=order.pk)


@official
def disposal_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of what is disposed of, or the report with its photographs, as PDF."""
    order = _find(request, pk)
    content = reporting.order_paper(order, active())
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"{order.number}.pdf"
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return answer
