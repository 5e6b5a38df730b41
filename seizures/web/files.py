"""Serves stored files and letters to those who may see the record they hang on."""

from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from seizures.accounts.models import PowerOfAttorney
from seizures.cargo.models import Consignment, Manifest
from seizures.cases.actions.receipts import open_in_portal
from seizures.cases.models import SeizureCase
from seizures.cases.policies import may_holder_read_letter
from seizures.cases.versions import Version
from seizures.core.actor import of_user
from seizures.files import store
from seizures.files.models import Attachment
from seizures.inspections.models import Inspection
from seizures.letters.actions import sign_letter
from seizures.letters.choices import Recipient
from seizures.letters.models import Letter
from seizures.rights.models import Recordation, Right
from seizures.web.access import anybody
from seizures.web.file_versions import version_of

RECORDS: dict[str, Any] = {
    "case": SeizureCase, "inspection": Inspection, "right": Right, "recordation": Recordation,
    "manifest": Manifest, "consignment": Consignment, "power": PowerOfAttorney,
}  # fmt: skip
SECURE = {"X-Content-Type-Options": "nosniff",
          "Content-Security-Policy": "default-src 'none'; sandbox"}  # fmt: skip


@anybody
def file_show(request: HttpRequest, pk: int) -> FileResponse:
    """An attachment: pictures as re-encoded for showing, documents as they came.

    The original of a picture, with what its camera wrote, is for the administration alone.
    """
    version = _visible(request, pk)
    row = version.attachment
    original = "original" in request.GET and version.may_have_original
    if row.file.is_picture and not original:
        return _send(row.file.shown_path or row.file.path, "image/jpeg", row.name, inline=True)
    inline = row.file.media_type == "application/pdf"
    return _send(row.file.path, row.file.media_type, row.name, inline=inline)


@anybody
def file_thumbnail(request: HttpRequest, pk: int) -> FileResponse:
    """The small picture of an attachment."""
    row = _visible(request, pk).attachment
    if not row.file.thumbnail_path:
        raise Http404
    return _send(row.file.thumbnail_path, "image/jpeg", row.name, inline=True)


@anybody
def letter_file(request: HttpRequest, pk: int) -> FileResponse:
    """A letter as issued, or its translation; holders see those addressed to them or filed."""
    letter = get_object_or_404(
        Letter.objects.select_related("file", "translation_file", "signed_file"), pk=pk
    )
    model = RECORDS.get(letter.subject_kind)
    if model is None:
        raise Http404
    record = get_object_or_404(model.objects.visible_to(request.user), pk=letter.subject_id)
    if not request.user.is_official and not _is_for_holder(record, letter):  # type: ignore[union-attr]
        raise Http404
    if letter.recipient_kind == Recipient.HOLDER and not request.user.is_official:  # type: ignore[union-attr]
        letter = open_in_portal(letter, by=of_user(request.user))
    if "translation" in request.GET:
        stored = letter.translation_file
    else:
        letter = sign_letter(letter)
        stored = letter.file if "unsigned" in request.GET else letter.signed_file or letter.file
    if stored is None:
        raise Http404
    return _send(stored.path, "application/pdf", f"{letter.number}.pdf", inline=True)


def _visible(request: HttpRequest, pk: int) -> Version:
    """The version of an attachment that this reader may see: whole, redacted, or none (404)."""
    row = get_object_or_404(Attachment.objects.select_related("file"), pk=pk)
    if row.subject_kind in {"case", "inspection"}:
        found = version_of(request.user, row)
        if found is None:
            raise Http404
        return found
    model = RECORDS.get(row.subject_kind)
    if model is None or not model.objects.visible_to(request.user).filter(
        pk=row.subject_id
    ).exists():  # fmt: skip
        raise Http404
    return Version(row, True)


def _is_for_holder(record: Any, letter: Letter) -> bool:
    if isinstance(record, SeizureCase):
        return may_holder_read_letter(record, letter)
    return letter.recipient_kind == "holder"


def _send(path: str, media_type: str, name: str, *, inline: bool) -> FileResponse:
    full: Path = store.full(path)
    if not full.exists():
        raise Http404
    answer = FileResponse(full.open("rb"), content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(not inline, name) or "inline"
    for header, value in SECURE.items():
        answer[header] = value
    return answer
