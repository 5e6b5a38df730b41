"""Looks a photo up among the recorded pictures; the photo is answered and not kept."""

import base64
import io
from collections import defaultdict
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from seizures.cargo.models import Consignment
from seizures.core.errors import FileRefused, Refused
from seizures.files import store
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.inspections.models import Inspection
from seizures.rights import pictures
from seizures.web.access import official
from seizures.web.asked import number
from seizures.web.refusals import put_on

RECORDS: dict[str, Any] = {"inspection": Inspection, "consignment": Consignment}
TONE = {"same": "danger", "alike": "warning", "part": "info"}
SHOWN = (640, 640)
BESIDE, FEATURES = 4, 6
"""Pictures of genuine and of fake goods, and telling features, that are shown of each right."""


class LookupForm(forms.Form):
    """One photo; as large as evidence may be."""

    photo = forms.FileField(label=_("Photo or picture"))

    def clean_photo(self) -> Any:
        """Not larger than a photo may be."""
        upload = self.cleaned_data["photo"]
        limit = int(settings.MAX_EVIDENCE_BYTES)
        if upload.size > limit:
            raise forms.ValidationError(
                _("This file is too large. Send at most %(megabytes)s MB.")
                % {"megabytes": limit // (1024 * 1024)}
            )
        return upload


@official
def lookup(request: HttpRequest) -> HttpResponse:
    """Asks for a photo, or shows what resembles the one sent or one of an inspection."""
    if request.method != "POST":
        key = request.GET.get("photo", "")
        if not key:
            return _page(request, LookupForm())
        return _of_stored(request, key)
    form = LookupForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        photo = pictures.opened(form.cleaned_data["photo"].read())
    except Refused as refusal:
        return _page(request, form, status=422, refused=put_on(form, refusal))
    return _page(request, LookupForm(), **_found(request, photo))


def _of_stored(request: HttpRequest, key: str) -> HttpResponse:
    row = _photo(request, key)
    try:
        content = store.full(row.file.shown_path or row.file.path).read_bytes()
        photo = pictures.opened(content)
    except (OSError, FileRefused) as error:
        refused = error if isinstance(error, FileRefused) else _("The file of this photo is gone.")
        return _page(request, LookupForm(), status=422, refused=str(refused))
    return _page(request, LookupForm(), origin=_origin(row), **_found(request, photo))


def _photo(request: HttpRequest, key: str) -> Attachment:
    """A picture on a record that the reader may see."""
    if number(key) is None:
        raise Http404
    row = get_object_or_404(Attachment.objects.pictures().select_related("file"), pk=int(key))
    model = RECORDS.get(row.subject_kind)
    if model is None:
        raise Http404
    get_object_or_404(model.objects.visible_to(request.user), pk=row.subject_id)
    return row


def _origin(row: Attachment) -> dict[str, Any]:
    return {"kind": row.subject_kind, "key": row.subject_id, "note": row.note or row.name}


def _found(request: HttpRequest, photo: Image.Image) -> dict[str, Any]:
    found = pictures.alike(ImageOps.exif_transpose(photo), request.user)
    beside = _pictures_of([hit.picture.right_id for hit in found])
    return {
        "photo": _embedded(photo),
        "is_answered": True,
        "hits": [_shown(hit, beside[hit.picture.right_id]) for hit in found],
    }


def _pictures_of(rights: list[int]) -> dict[int, dict[str, list[Attachment]]]:
    """Pictures of genuine and of fake goods of some rights."""
    beside: dict[int, dict[str, list[Attachment]]] = defaultdict(lambda: defaultdict(list))
    rows = Attachment.objects.pictures().filter(
        subject_kind="right", subject_id__in=rights, purpose__in=(Purpose.GENUINE, Purpose.FAKE)
    )
    for row in rows.order_by("id") if rights else ():
        if len(beside[row.subject_id][row.purpose]) < BESIDE:
            beside[row.subject_id][row.purpose].append(row)
    return beside


def _shown(hit: pictures.Found, beside: dict[str, list[Attachment]]) -> dict[str, Any]:
    right = hit.picture.right
    lines = (line.strip("-• ").strip() for line in right.identification.splitlines())
    return {
        "right": right,
        "holder": right.holder,
        "picture": hit.picture.attachment,
        "score": hit.score,
        "word": pictures.WORDS[hit.grade],
        "tone": TONE[hit.grade],
        "classes": ", ".join(str(number) for number in right.nice),
        "features": [line for line in lines if line][:FEATURES],
        "genuine": beside.get(Purpose.GENUINE, []),
        "fake": beside.get(Purpose.FAKE, []),
    }


def _embedded(photo: Image.Image) -> str:
    """The photo re-encoded small, inside the page: it is stored nowhere."""
    small = ImageOps.exif_transpose(photo).convert("RGB")
    small.thumbnail(SHOWN)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=80)
    return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode("ascii")


def _page(
    request: HttpRequest, form: LookupForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    return render(request, "lookup/lookup.html", {"form": form, **context}, status=status)
