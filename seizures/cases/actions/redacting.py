"""Versions of evidence for one side: blacked out or cut to pages, released at the legal step."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from seizures.cases import versions
from seizures.cases.choices import Audience, Hides
from seizures.cases.models import FileRelease, RedactedCopy, SeizureCase
from seizures.cases.officers import require_officer
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused, Stale
from seizures.files import store
from seizures.files.actions import attach, store_bytes
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.files.redacting import Box, black_out, keep_pages
from seizures.journal.actions import record


def redact_file(case: SeizureCase, original: Attachment, *, audience: str, reason: str, by: Actor,
                boxes: Sequence[Box] = (), pages: Sequence[int] = (),
                hides: str = Hides.NAMES) -> RedactedCopy:  # fmt: skip
    """Makes a new file for one kind of reader: boxes on a picture, or chosen pages of a PDF.

    It has a hash of its own and is shown to nobody before it is released.
    """
    require_officer(by, case.administration)
    _require_sound(case, original, audience, reason, hides)
    content = store.full(original.file.path).read_bytes()
    if original.file.is_picture:
        made, kind = black_out(content, boxes), "image/jpeg"
    elif original.file.media_type == "application/pdf":
        made, kind = keep_pages(content, pages), "application/pdf"
    else:
        raise Refused(_("Only pictures and PDF documents can be redacted. Save it as a PDF and "
                        "enter that."))  # fmt: skip
    with atomic():
        hold(SeizureCase.objects.all(), pk=case.pk)
        stored = store_bytes(made, media_type=kind, by=by)
        name = f"{original.name.rpartition('.')[0] or original.name} ({audience})"[:190]
        copy = attach(stored, kind="case", key=case.pk, purpose=Purpose.REDACTED, by=by,
                      name=name + (".jpg" if kind == "image/jpeg" else ".pdf"))  # fmt: skip
        row = RedactedCopy.objects.create(
            case=case, original=original, copy=copy, audience=audience, hides=hides,
            marks=[[box.left, box.top, box.width, box.height] for box in boxes],
            pages=sorted(set(pages)), reason=reason.strip()[:300], by_name=by.name,
        )  # fmt: skip
        record("evidence.redacted", kind="case", key=case.pk, by=by, reference=case.number,
               administration=case.administration, original=original.file.sha256,
               sha256=stored.sha256, audience=audience, reason=row.reason)  # fmt: skip
    return row


def _require_sound(case: SeizureCase, original: Attachment, audience: str, reason: str,
                   hides: str) -> None:  # fmt: skip
    if audience not in Audience.values:
        raise Refused(_("Say for whom the copy is made."), field="audience")
    if hides not in Hides.values:
        raise Refused(_("Say what is hidden."), field="hides")
    if not reason.strip():
        raise Refused(_("Say what is hidden and why."), field="reason")
    if not belongs(case, original) or original.purpose == Purpose.REDACTED:
        raise Refused(_("This file does not belong to the case."))


def belongs(case: SeizureCase, row: Attachment) -> bool:
    """Whether a file hangs on the case or on its inspection."""
    where = (row.subject_kind, row.subject_id)
    return where in {("case", case.pk), ("inspection", case.inspection_id)}


def release_copy(copy: RedactedCopy, *, basis: str, by: Actor) -> RedactedCopy:
    """Shows a redacted copy to its reader; refused before the procedure has come that far."""
    with atomic():
        row = _held(copy, by)
        if row.withdrawn_at:
            raise Stale(_("This copy was withdrawn. Make a new one."))
        if row.released_at:
            return row
        _require_step(row.case, row.audience, basis)
        row.released_at, row.released_by_name = clock.now(), by.name
        row.basis = basis.strip()[:200]
        row.save(update_fields=["released_at", "released_by_name", "basis"])
        record("evidence.released", kind="case", key=row.case_id, by=by, basis=row.basis,
               reference=row.case.number, administration=row.case.administration,
               audience=row.audience, sha256=row.copy.file.sha256)  # fmt: skip
    return row


def withdraw_copy(copy: RedactedCopy, *, by: Actor) -> RedactedCopy:
    """Hides a redacted copy from the next read on; its bytes stay as evidence of what was shown."""
    with atomic():
        row = _held(copy, by)
        if row.withdrawn_at is None:
            row.withdrawn_at = clock.now()
            row.save(update_fields=["withdrawn_at"])
            record("evidence.withdrawn", kind="case", key=row.case_id, by=by,
                   reference=row.case.number, administration=row.case.administration,
                   audience=row.audience, sha256=row.copy.file.sha256)  # fmt: skip
    return row


def release_file(case: SeizureCase, row: Attachment, *, audience: str, basis: str,
                 by: Actor) -> FileRelease:  # fmt: skip
    """Opens a whole file to one kind of reader, once the law has opened the names to it."""
    require_officer(by, case.administration)
    if audience not in Audience.values or not belongs(case, row):
        raise Refused(_("This file does not belong to the case."))
    with atomic():
        case = hold(SeizureCase.objects.select_related("right__holder"), pk=case.pk)
        _require_step(case, audience, basis)
        if audience == Audience.HOLDER and not versions.names_open(case, audience):
            raise Refused(_("The law has not opened the names of the parties to the right holder "
                            "yet. Make a redacted copy."))  # fmt: skip
        opened, is_new = FileRelease.objects.get_or_create(
            case=case, attachment=row, audience=audience, recalled_at=None,
            defaults={"basis": basis.strip()[:200], "at": clock.now(), "by_name": by.name},
        )  # fmt: skip
        if is_new:
            record("evidence.released", kind="case", key=case.pk, by=by, basis=opened.basis,
                   reference=case.number, administration=case.administration, audience=audience,
                   sha256=row.file.sha256)  # fmt: skip
    return opened


def _require_step(case: SeizureCase, audience: str, basis: str) -> None:
    if not basis.strip():
        raise Refused(_("Name the legal basis."), field="basis")
    if not versions.step_reached(case, audience):
        raise Refused(_("The procedure has not come so far that this side may see anything of the "
                        "case. Notify it first."))  # fmt: skip


def _held(copy: RedactedCopy, by: Actor) -> RedactedCopy:
    rows = RedactedCopy.objects.select_related("case__right__holder", "copy__file")
    row: RedactedCopy = hold(rows, pk=copy.pk)
    require_officer(by, row.case.administration)
    return row
