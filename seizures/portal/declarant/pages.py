"""The declarant's page, what it sends, its receipts, pictures and letters."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seizures.cases import actions
from seizures.cases.actions.receipts import open_in_portal
from seizures.cases.choices import Audience, SubmissionKind
from seizures.cases.facts import procedure_of
from seizures.cases.models import DeclarantLink, DeclarantSubmission, Question
from seizures.cases.policies import (
    may_declarant_read_file,
    may_declarant_read_letter,
    offers_for,
)
from seizures.cases.versions import version_for
from seizures.core.errors import Refused
from seizures.core.languages import cite, pick
from seizures.files import store
from seizures.files.models import Attachment
from seizures.letters.actions import sign_letter
from seizures.letters.models import Letter
from seizures.portal.declarant.access import by_link
from seizures.portal.declarant.forms import DeclarantStepForm, LicenceForm
from seizures.portal.declarant.view import Bound, present
from seizures.portal.questions import AnswerForm
from seizures.portal.receipts import receipt_pdf
from seizures.portal.refusals import put_on

SECURE = {"X-Content-Type-Options": "nosniff",
          "Content-Security-Policy": "default-src 'none'; sandbox"}  # fmt: skip


@by_link
def case(request: HttpRequest, link: DeclarantLink) -> HttpResponse:
    """Why the goods stand, what may be seen of them, how long there is, and what can be done."""
    if not request.META.get("HTTP_REFERER", "").startswith(request.build_absolute_uri("/portal")):
        actions.note_visit(link)
    return _page(request, link)


def _page(request: HttpRequest, link: DeclarantLink, bound: Bound | None = None) -> HttpResponse:
    return render(request, "portal/declarant/case.html", present(link, bound=bound),
                  status=422 if bound else 200)  # fmt: skip


@by_link
@require_POST
def step(request: HttpRequest, link: DeclarantLink, code: str) -> HttpResponse:
    """Takes a step that the procedure offers the declarant now."""
    by = actions.actor_of(link)
    open_now = {offer.step.code for offer in offers_for(link.case, by) if offer.is_open}
    if code not in open_now:
        messages.error(request, _("This step is not possible at the stage the case is in."))
        return redirect("declarant-case")
    form = DeclarantStepForm(request.POST, request.FILES, version=link.case.version,
                             step=procedure_of(link.case).step(code))  # fmt: skip
    refused = ""
    if form.is_valid():
        try:
            is_sure = bool(form.cleaned_data.get("confirmed"))
            sent = actions.send_step(link, code, answers=form.answers(), files=form.papers,
                                     confirmed=is_sure)  # fmt: skip
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            return redirect("declarant-receipt", pk=sent.pk)
    return _page(request, link, (f"step:{code}", form, refused))


@by_link
@require_POST
def licence(request: HttpRequest, link: DeclarantLink) -> HttpResponse:
    """Lodges a licence, which is put to the right holder."""
    form = LicenceForm(request.POST, request.FILES, auto_id="licence_%s")
    refused = ""
    if form.is_valid():
        try:
            claim = actions.lodge_licence(link, **form.cleaned_data)
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            return redirect("declarant-receipt", pk=claim.submission_id)
    return _page(request, link, ("licence", form, refused))


@by_link
@require_POST
def answer(request: HttpRequest, link: DeclarantLink, question: int) -> HttpResponse:
    """Answers a formal question."""
    rows = Question.objects.filter(case=link.case_id, party="declarant")
    row = get_object_or_404(rows, pk=question)
    form = AnswerForm(request.POST, request.FILES, auto_id=f"answer{row.pk}_%s")
    refused = ""
    if form.is_valid():
        try:
            sent = actions.send_answer(link, row, text=form.cleaned_data["answer"],
                                       files=form.cleaned_data["files"])  # fmt: skip
        except Refused as refusal:
            refused = put_on(form, refusal)
        else:
            return redirect("declarant-receipt", pk=sent.pk)
    return _page(request, link, (f"question:{row.pk}", form, refused))


@by_link
def receipt(request: HttpRequest, link: DeclarantLink, pk: int) -> HttpResponse:
    """What was sent, when, by whom, with its hash; printable and as PDF."""
    sent = _submission(link, pk)
    if "pdf" in request.GET:
        pdf = receipt_pdf(link.case, _pairs(sent), title=_("Receipt"), digest=sent.digest,
                          at=sent.at, files=sent.files)  # fmt: skip
        return _file(pdf, "application/pdf", f"{link.case.number}-{sent.pk}.pdf")
    context = {"case": link.case, "sent": sent, "zone": link.case.administration, "link": link,
               "pairs": _pairs(sent)}  # fmt: skip
    return render(request, "portal/declarant/receipt.html", context)


def _submission(link: DeclarantLink, pk: int) -> DeclarantSubmission:
    row: DeclarantSubmission = get_object_or_404(
        DeclarantSubmission.objects.select_related("claim"), pk=pk, case=link.case_id
    )
    return row


def _pairs(sent: DeclarantSubmission) -> list[tuple[str, str]]:
    pairs = [(_("Case"), sent.case.number), (_("Sent by"), sent.link.recipient),
             (_("What was sent"), str(sent.get_kind_display()))]  # fmt: skip
    if sent.step:
        step = procedure_of(sent.case).step(sent.step)
        pairs.append((_("Step"), f"{pick(step.titles)} ({cite(step.basis)})"))
        titles = {ask.code: pick(ask.titles) for ask in step.asks}
        pairs += [(titles[code], str(value)) for code, value in sent.details.items()
                  if code in titles and code != "reasons"]  # fmt: skip
    if sent.kind == SubmissionKind.LICENCE:
        pairs.append((_("Licensed firm"), sent.details.get("trader", "")))
    if sent.text:
        pairs.append((_("Text"), sent.text))
    return pairs


@by_link
def file(request: HttpRequest, link: DeclarantLink, pk: int) -> HttpResponse:
    """A picture opened to the declarant, or a paper it sent itself."""
    row = get_object_or_404(Attachment.objects.select_related("file"), pk=pk)
    if (row.subject_kind, row.subject_id) == ("case", link.case_id) and may_declarant_read_file(
        link.case, row
    ):
        found = row
    else:
        version = version_for(link.case, row, Audience.DECLARANT) if _of_case(row, link) else None
        if version is None:
            raise Http404
        found = version.attachment
    stored = found.file
    if stored.is_picture:
        small = "small" in request.GET and stored.thumbnail_path
        path = stored.thumbnail_path if small else stored.shown_path or stored.path
        return _stored(path, "image/jpeg", found.name)
    return _stored(stored.path, stored.media_type, found.name)


def _of_case(row: Attachment, link: DeclarantLink) -> bool:
    return (row.subject_kind, row.subject_id) in {
        ("case", link.case_id), ("inspection", link.case.inspection_id)
    }  # fmt: skip


@by_link
def letter(request: HttpRequest, link: DeclarantLink, pk: int) -> HttpResponse:
    """A letter to the declarant; opening it is its receipt."""
    rows = Letter.objects.select_related("file", "translation_file", "signed_file")
    row = get_object_or_404(rows, pk=pk)
    if not may_declarant_read_letter(link.case, row):
        raise Http404
    row = open_in_portal(row, by=actions.actor_of(link))
    if "translation" in request.GET:
        stored: Any = row.translation_file
    else:
        row = sign_letter(row)
        stored = row.signed_file or row.file
    if stored is None:
        raise Http404
    return _stored(stored.path, "application/pdf", f"{row.number}.pdf")


def _stored(path: str, media_type: str, name: str) -> HttpResponse:
    full = store.full(path)
    if not full.exists():
        raise Http404
    inline = media_type in {"image/jpeg", "application/pdf"}
    answer: Any = FileResponse(full.open("rb"), content_type=media_type,
                               as_attachment=not inline, filename=name)  # fmt: skip
    return _secure(answer)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return _secure(answer)


def _secure(answer: HttpResponse) -> HttpResponse:
    for header, value in SECURE.items():
        answer[header] = value
    return answer
