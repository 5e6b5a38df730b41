"""Formal questions put to the right holder: read in the portal, answered with files."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from seizures.cases import actions
from seizures.cases.choices import AskedParty, QuestionStatus
from seizures.cases.models import Question, SeizureCase
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.portal import clocks
from seizures.portal.access import holder_side
from seizures.portal.finding import find_case
from seizures.portal.forms.uploads import ManyFilesField

MOST = 5


class AnswerForm(forms.Form):
    """The holder's answer to a formal question."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    files = ManyFilesField(label=gettext_lazy("Papers"))


def question_panel(case: SeizureCase, *, bound: tuple[int, AnswerForm, str] | None = None
                   ) -> list[dict[str, Any]]:  # fmt: skip
    """The questions put to the holder in a case, open ones first, each with its form."""
    rows = list(case.questions.filter(party=AskedParty.HOLDER).order_by("-id"))
    rows.sort(key=lambda row: row.status != QuestionStatus.OPEN)
    return [_shown(row, case, bound) for row in rows]


def _shown(row: Question, case: SeizureCase,
           bound: tuple[int, AnswerForm, str] | None) -> dict[str, Any]:  # fmt: skip
    mine = bound if bound and bound[0] == row.pk else None
    shown: dict[str, Any] = {"row": row, "is_open": row.status == QuestionStatus.OPEN}
    if shown["is_open"]:
        shown["clock"] = clocks.countdown(row.due_on, case.administration, case.right.holder)
        shown["form"] = mine[1] if mine else AnswerForm(auto_id=f"answer{row.pk}_%s")
        shown["refused"] = mine[2] if mine else ""
    return shown


def waiting_questions(user: Any) -> list[dict[str, Any]]:
    """Open questions to the holders this person acts for, the most urgent first."""
    rows = Question.objects.filter(
        party=AskedParty.HOLDER, status=QuestionStatus.OPEN,
        case__in=SeizureCase.objects.visible_to(user),
    ).select_related("case__right__holder")  # fmt: skip
    return [
        {"row": row, "clock": clocks.countdown(row.due_on, row.case.administration,
                                               row.case.right.holder)}
        for row in rows.order_by("due_on", "id")[:MOST]
    ]  # fmt: skip


@holder_side
@require_POST
def question_answer(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Keeps the holder's answer with its files."""
    from seizures.portal.case_view import present

    case = find_case(request, pk)
    row = get_object_or_404(Question, pk=question, case=case, party=AskedParty.HOLDER)
    form = AnswerForm(request.POST, request.FILES, auto_id=f"answer{row.pk}_%s")
    refused = ""
    if form.is_valid():
        try:
            actions.answer_question(row, text=form.cleaned_data["answer"],
                                    files=form.cleaned_data["files"],
                                    by=of_user(request.user))  # fmt: skip
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Your answer was sent."))
            return redirect("portal-case", pk=case.pk)
    context = present(case, request.user)
    context["questions"] = question_panel(case, bound=(row.pk, form, refused))
    return render(request, "portal/case.html", context, status=422)
