"""Seizure cases on the desk: list and board, record, opening, steps."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cases import actions
from seizures.cases.duties import duties_before
from seizures.cases.facts import procedure_of
from seizures.cases.models import PendingStep, SeizureCase
from seizures.cases.policies import offers_for
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.core.languages import pick
from seizures.inspections.models import Inspection
from seizures.web.access import official, on_duty
from seizures.web.asked import number
from seizures.web.case_board import columns_of, shown
from seizures.web.case_finding import find_case
from seizures.web.case_view import page_of, present, timeline_of
from seizures.web.forms.cases import OpenCaseForm
from seizures.web.forms.steps import StepForm
from seizures.web.lists import export, export_urls, keyset_page
from seizures.web.refusals import unprocessable

STATES = ("open", "overdue", "asking", "closed")
NEVER = dt.date(9999, 12, 31)


@official
def case_list(request: HttpRequest) -> HttpResponseBase:
    """Cases of the administration, the one with the next clock first; as a list or a board."""
    rows = SeizureCase.objects.visible_to(request.user).select_related(
        "right", "consignment", "office"
    )
    asked = request.GET.get("state", "open")
    state = asked if asked in STATES else "open"
    today = clock.today(request.user.administration_id or "")  # type: ignore[union-attr]
    rows = rows.filter(is_closed=state == "closed")
    if state == "overdue":
        rows = rows.filter(next_due_on__lt=today)
    elif state == "asking":
        rows = rows.asking_an_officer()
    text = request.GET.get("q", "").strip()
    if text:
        rows = rows.found_by(text)
    answer = export(request, "cases", [_("Case"), _("Right"), _("Consignment"), _("Stage"),
                                       _("Next clock")], _export_rows(rows))  # fmt: skip
    if answer:
        return answer
    as_board = request.GET.get("view") == "board" and state != "closed"
    context: dict[str, Any] = {"q": text, "state": state, "as_board": as_board,
                               "tabs": _tabs(state, as_board), **export_urls(request)}  # fmt: skip
    if as_board:
        context["columns"] = columns_of(rows, request.user.administration_id or "")  # type: ignore[union-attr]
        return render(request, "cases/board.html", context)
    order = ["-id"]
    if state != "closed":  # the next clock first, cases without one last
        rows, order = rows.annotate(until=Coalesce("next_due_on", NEVER)), ["until", "id"]
    page = keyset_page(request, rows, order=order)
    context |= {"rows": [shown(case) for case in page.rows], "previous_url": page.previous_url,
                "next_url": page.next_url}  # fmt: skip
    return render(request, "cases/list.html", context)


def _tabs(state: str, as_board: bool) -> list[dict[str, Any]]:
    words = {"open": _("Open"), "overdue": _("Overdue"), "asking": _("To decide"),
             "closed": _("Closed")}  # fmt: skip
    view = "&view=board" if as_board else ""
    return [{"label": words[key], "url": f"?state={key}{view}", "active": key == state,
             "count": None} for key in STATES]  # fmt: skip


def _export_rows(rows: Any) -> Any:
    for case in rows.order_by("id").iterator(chunk_size=1000):
        stage = pick(procedure_of(case).stage(case.stage).titles)
        yield [case.number, case.right.mark, case.consignment.reference, stage,
               case.next_due_on or ""]  # fmt: skip


@official
def case_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One case; with `before`, an earlier page of its timeline (alone for htmx)."""
    case = find_case(request, pk)
    before = number(request.GET.get("before", "")) or 0
    if before and "HX-Request" in request.headers:
        context = {"case": case, "zone": case.administration,
                   **timeline_of(case, procedure_of(case), before)}  # fmt: skip
        return render(request, "cases/_timeline.html", context)
    return render(request, "cases/detail.html", present(case, request.user, before=before))


@on_duty
def case_open(request: HttpRequest, inspection: int) -> HttpResponse:
    """Opens a case from an inspection; everything known is filled in already."""
    found = get_object_or_404(Inspection.objects.visible_to(request.user), pk=inspection)
    administration = request.user.administration_id
    form = OpenCaseForm(request.POST if request.method == "POST" else None,
                        administration=administration,
                        initial={"storage_place": found.place})  # fmt: skip
    context: dict[str, Any] = {"form": form, "inspection": found}
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        urgent = fields["condition"] != "normal"
        try:
            case = actions.open_case(found, by=of_user(request.user), urgent=urgent, **fields)
        except Refused as refusal:
            status = unprocessable(context, refusal)
            return render(request, "cases/open.html", context, status=status)
        return redirect("case-detail", pk=case.pk)
    status = 422 if form.errors else 200
    return render(request, "cases/open.html", context, status=status)


@on_duty
@require_POST
def case_step(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Takes one step; what is wrong comes back in the step's own form."""
    case = find_case(request, pk)
    procedure = procedure_of(case)
    known = {offer.step.code for offer in offers_for(case, of_user(request.user))}
    if code not in known:
        messages.error(request, _("This step is not possible at the stage the case is in."))
        return redirect("case-detail", pk=case.pk)
    step = procedure.step(code)
    form = StepForm(request.POST, request.FILES, case=case, step=step, procedure=procedure,
                    duties=duties_before(case, step))  # fmt: skip
    refused = ""
    if form.is_valid():
        try:
            done = actions.take_step(case, code, by=of_user(request.user), answers=form.answers(),
                                     version=form.cleaned_data["version"])  # fmt: skip
        except Refused as refusal:
            context: dict[str, Any] = {"form": form}
            unprocessable(context, refusal)
            refused = context["refused"]
        else:
            _say(request, done)
            return redirect("case-detail", pk=case.pk)
    return page_of(request, case, bound={code: form}, refused={code: refused})


@on_duty
@require_POST
def case_countersign(request: HttpRequest, pk: int, pending: int) -> HttpResponse:
    """A second officer confirms a proposed step, or turns it down."""
    case = find_case(request, pk)
    row = get_object_or_404(PendingStep, pk=pending, case=case)
    try:
        if request.POST.get("answer") == "no":
            actions.withdraw_proposal(row, by=of_user(request.user))
        else:
            actions.countersign(row, by=of_user(request.user))
    except Refused as refusal:
        return page_of(request, case, refused_countersign=str(refusal))
    return redirect("case-detail", pk=case.pk)


def _say(request: HttpRequest, done: Any) -> None:
    if isinstance(done, PendingStep):
        messages.info(request, _("Proposed. A second, senior officer has to confirm it."))
    else:
        messages.success(request, _("Done."))
