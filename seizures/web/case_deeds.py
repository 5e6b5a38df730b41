"""Deeds on a case beside its steps: clocks, formal questions, corrections."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cases import actions
from seizures.cases.ledger import balance
from seizures.cases.models import Correction, DueDate, Question
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.web.access import on_duty
from seizures.web.case_clocks import DEEDS
from seizures.web.case_corrections import movements_of
from seizures.web.case_finding import find_case
from seizures.web.case_questions import may_stop_clocks
from seizures.web.case_view import page_of
from seizures.web.forms.case_deeds import AnswerForm, CorrectionForm, QuestionForm, ReasonForm


@on_duty
@require_POST
def clock_deed(request: HttpRequest, pk: int, clock: int, deed: str) -> HttpResponse:
    """Enters a stop, an extension, or what was decided about a clock that ran out."""
    case = find_case(request, pk)
    row = get_object_or_404(DueDate, pk=clock, case=case)
    if deed not in DEEDS:
        return redirect("case-detail", pk=case.pk)
    form = DEEDS[deed](request.POST, auto_id=f"{deed}{row.pk}_%s")
    refused = ""
    if form.is_valid():
        try:
            _do_to_clock(deed, row, form.cleaned_data, by=of_user(request.user))
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("case-detail", pk=case.pk)
    return page_of(request, case, clock=(row.pk, deed, form, refused))


def _do_to_clock(deed: str, row: DueDate, data: dict[str, Any], *, by: Any) -> None:
    if deed == "stop":
        actions.stop_clock(row, by=by, **data)
    elif deed == "extend":
        actions.extend_clock(row, by=by, **data)
    else:
        actions.decide_missed(row, by=by, **data)


@on_duty
@require_POST
def question_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks a party of the case."""
    case = find_case(request, pk)
    form = QuestionForm(request.POST, administration=case.administration, auto_id="ask_%s",
                        may_stop=may_stop_clocks(list(case.due_dates.all())))  # fmt: skip
    refused = ""
    if form.is_valid():
        try:
            actions.ask_question(case, by=of_user(request.user), **form.cleaned_data)
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("The question was sent."))
            return redirect("case-detail", pk=case.pk)
    return page_of(request, case, question=(0, "ask", form, refused))


@on_duty
@require_POST
def question_deed(request: HttpRequest, pk: int, question: int, deed: str) -> HttpResponse:
    """Enters an answer for a party, or takes the question back."""
    case = find_case(request, pk)
    row = get_object_or_404(Question, pk=question, case=case)
    if deed not in {"answer", "withdraw"}:
        return redirect("case-detail", pk=case.pk)
    kind: Any = AnswerForm if deed == "answer" else ReasonForm
    form = kind(request.POST, request.FILES, auto_id=f"{deed}{row.pk}_%s")
    refused, by = "", of_user(request.user)
    if form.is_valid():
        data = form.cleaned_data
        try:
            if deed == "answer":
                actions.answer_question(row, text=data["answer"], files=data["files"],
                                        answered_by=data["answered_by"], by=by)  # fmt: skip
            else:
                actions.withdraw_question(row, reason=data["reason"], by=by)
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("case-detail", pk=case.pk)
    return page_of(request, case, question=(row.pk, deed, form, refused))


@on_duty
@require_POST
def correction_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Proposes a correction; it counts once a second officer confirms it."""
    case = find_case(request, pk)
    form = CorrectionForm(request.POST, movements=movements_of(balance(case)), auto_id="correct_%s")
    refused = ""
    if form.is_valid():
        try:
            actions.propose_correction(
                case, kind=form.cleaned_data["kind"], reason=form.cleaned_data["reason"],
                data=form.data_given(), by=of_user(request.user),
            )  # fmt: skip
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.info(request, _("Proposed. A second, senior officer has to confirm it."))
            return redirect("case-detail", pk=case.pk)
    return page_of(request, case, correction=(form, refused))


@on_duty
@require_POST
def correction_settle(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Confirms a correction, turns it down, or takes one's own back."""
    case = find_case(request, pk)
    row = get_object_or_404(Correction, pk=correction, case=case)
    try:
        if request.POST.get("answer") == "no":
            actions.refuse_correction(row, by=of_user(request.user))
        else:
            actions.confirm_correction(row, by=of_user(request.user))
    except Refused as refusal:
        return page_of(request, case, refused_countersign=str(refusal))
    return redirect("case-detail", pk=case.pk)
