"""Makes versions of a file for one side, and shows or hides them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from seizures.cases.actions import redacting
from seizures.cases.models import RedactedCopy, SeizureCase
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.files import store
from seizures.files.models import Attachment
from seizures.files.redacting import Box, page_count
from seizures.web.access import on_duty
from seizures.web.evidence import case_of
from seizures.web.forms.evidence import RedactForm, ReleaseForm
from seizures.web.refusals import unprocessable


@on_duty
def evidence_redact(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Parts of a picture are marked, or pages of a document chosen; the copies made so far."""
    case = case_of(request, pk)
    row = get_object_or_404(Attachment.objects.select_related("file"), pk=file)
    if not redacting.belongs(case, row):
        raise Http404
    form = RedactForm(request.POST or None, is_picture=row.file.is_picture)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        boxes = [Box(*box) for box in data.pop("marks", [])]
        try:
            redacting.redact_file(case, row, boxes=boxes, by=of_user(request.user), **data)
        except Refused as refusal:
            return _show(request, case, row, context, unprocessable(context, refusal))
        return redirect("evidence-redact", pk=case.pk, file=row.pk)
    return _show(request, case, row, context, 422 if form.errors else 200)


def _show(request: HttpRequest, case: SeizureCase, row: Attachment, extra: dict[str, Any],
          status: int = 200) -> HttpResponse:  # fmt: skip
    is_document = row.file.media_type == "application/pdf"
    context: dict[str, Any] = {
        "case": case, "file": row, "is_picture": row.file.is_picture, "is_document": is_document,
        "pages": page_count(store.full(row.file.path).read_bytes()) if is_document else 0,
        "copies": list(RedactedCopy.objects.filter(case=case, original=row)
                       .select_related("copy__file").order_by("-id")),
        "release_form": ReleaseForm(auto_id="release_%s"), "zone": case.administration,
        "item": row.evidence_items.filter(case=case).first(), **extra,
    }  # fmt: skip
    return render(request, "evidence/redact.html", context, status=status)


@on_duty
@require_POST
def redaction_deed(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Releases a copy to its reader, or withdraws it."""
    cases = SeizureCase.objects.visible_to(request.user)
    rows = RedactedCopy.objects.filter(case__in=cases).select_related("case", "original__file")
    copy = get_object_or_404(rows, pk=pk)
    by = of_user(request.user)
    form = ReleaseForm(request.POST, auto_id="release_%s")
    context: dict[str, Any] = {"release_form": form, "form": RedactForm(
        is_picture=copy.original.file.is_picture)}  # fmt: skip
    case = case_of(request, copy.case_id)
    try:
        if deed == "withdraw":
            redacting.withdraw_copy(copy, by=by)
        elif form.is_valid():
            redacting.release_copy(copy, basis=form.cleaned_data["basis"], by=by)
        else:
            return _show(request, case, copy.original, context, 422)
    except Refused as refusal:
        context["refused"] = str(refusal)
        return _show(request, case, copy.original, context, 422)
    return redirect("evidence-redact", pk=copy.case_id, file=copy.original_id)
