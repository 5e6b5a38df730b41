"""What an officer does with one letter: reads it beside its translation, records service,
corrects it; and the drafts of a step before it is taken."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from seizures.cases.actions.receipts import record_receipt
from seizures.cases.facts import procedure_of
from seizures.cases.models import SeizureCase
from seizures.cases.policies import offers_for
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.core.languages import CODES, LANGUAGE_OF, pick
from seizures.letters.actions import correct_letter, record_sending
from seizures.letters.models import Letter
from seizures.letters.titles import TITLES
from seizures.web.access import official, on_duty
from seizures.web.case_finding import find_case
from seizures.web.case_letters import drafts, pages_of, state_of
from seizures.web.forms.letters import CorrectForm, ServiceForm
from seizures.web.forms.steps import StepForm
from seizures.web.refusals import unprocessable
from seizures.web.subjects import addresses_of


@official
def letter_beside(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter as issued beside a translation in a language of choice."""
    letter = _find(request, pk)
    asked = request.GET.get("language", "")
    other = asked if asked in CODES and asked != letter.language else _other(letter)
    context = {
        **_about(letter), "pages": pages_of(letter, letter.language), "other": other,
        "beside": pages_of(letter, other), "state": state_of(letter),
        "languages": [code for code in CODES if code != letter.language],
    }  # fmt: skip
    return render(request, "dispatch/beside.html", context)


@on_duty
def letter_service(request: HttpRequest, pk: int) -> HttpResponse:
    """Records that a letter was sent, or when and by what proof it was received."""
    letter = _find(request, pk)
    if letter.is_filed:
        raise Http404
    form = ServiceForm(*_sent(request), letter=letter)
    context: dict[str, Any] = {"form": form, **_about(letter), "state": state_of(letter)}
    if request.method == "POST" and form.is_valid():
        try:
            _record(letter, form, request)
        except Refused as refusal:
            status = unprocessable(context, _at_field(refusal))
            return render(request, "dispatch/service.html", context, status=status)
        messages.success(request, _("Recorded in the dispatch register."))
        return redirect(context["subject_url"] or "letter-register")
    return render(request, "dispatch/service.html", context, status=422 if form.errors else 200)


@on_duty
def letter_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Issues a letter again with corrected texts; the old one stays and names the new one."""
    letter = _find(request, pk)
    form = CorrectForm(_sent(request)[0], letter=letter)
    context: dict[str, Any] = {"form": form, **_about(letter)}
    if request.method == "POST" and form.is_valid():
        try:
            fresh = correct_letter(letter, changes=form.changes(), by=of_user(request.user),
                                   reason=form.cleaned_data["why"])  # fmt: skip
        except Refused as refusal:
            refusal.field = "why" if refusal.field == "reason" else refusal.field
            status = unprocessable(context, refusal)
            return render(request, "dispatch/correct.html", context, status=status)
        messages.success(request, _("%(number)s was issued in its place.")
                         % {"number": fresh.number})  # fmt: skip
        return redirect("letter-beside", pk=fresh.pk)
    return render(request, "dispatch/correct.html", context, status=422 if form.errors else 200)


@on_duty
def case_step_draft(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The letters a step would issue with the answers given so far; nothing is kept."""
    case: SeizureCase = find_case(request, pk)
    procedure = procedure_of(case)
    by = of_user(request.user)
    known = {offer.step.code for offer in offers_for(case, by)}
    if code not in known or not procedure.step(code).letters:
        raise Http404
    step = procedure.step(code)
    sent = request.POST or request.GET
    form = StepForm(sent, case=case, step=step, procedure=procedure)
    form.is_valid()
    beside = sent.get("beside", "")
    context = {
        "case": case, "step_title": pick(step.titles), "languages": CODES,
        "own": LANGUAGE_OF[case.administration],
        "drafts": drafts(case, step, form.answers(), by=by, beside=beside),
    }  # fmt: skip
    return render(request, "dispatch/draft.html", context)


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form was sent with; nothing where the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _find(request: HttpRequest, pk: int) -> Letter:
    rows = Letter.objects.visible_to(request.user).select_related("superseded_by", "signed_file")
    letter: Letter = get_object_or_404(rows, pk=pk)
    return letter


def _other(letter: Letter) -> str:
    return letter.translation_language or ("en" if letter.language != "en" else "ko")


def _about(letter: Letter) -> dict[str, Any]:
    where = addresses_of([letter])
    return {
        "letter": letter, "letter_title": pick(TITLES[letter.key]), "zone": letter.administration,
        "subject_url": where.get((letter.subject_kind, letter.subject_id), ""),
        "replaces": letter.data.get("replaces", ""),
    }  # fmt: skip


def _record(letter: Letter, form: ServiceForm, request: HttpRequest) -> None:
    asked, by = form.cleaned_data, of_user(request.user)
    if asked["what"] == "sent":
        record_sending(letter, channel=asked["channel"], on=form.moment(), by=by)
        return
    record_receipt(letter, channel=asked["channel"], on=form.moment(), by=by,
                   evidence=asked["evidence"], proof=asked["proof"],
                   consent=asked["consent"])  # fmt: skip


def _at_field(refusal: Refused) -> Refused:
    refusal.field = "day" if refusal.field == "on" else refusal.field
    return refusal
