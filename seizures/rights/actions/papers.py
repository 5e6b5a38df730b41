"""Certificates, pictures and other papers that the holder adds to a right or a recordation."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.files.actions import Upload, attach, store_upload
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.journal.actions import record
from seizures.rights.actions.examining import answer_supplement
from seizures.rights.choices import RecordationStatus
from seizures.rights.models import Recordation, Right
from seizures.rights.policies import require_holder

PICTURES_ONLY = {Purpose.MARK, Purpose.GENUINE, Purpose.FAKE}
STILL_OPEN = {RecordationStatus.DRAFT, RecordationStatus.DEFICIENT}


def attach_paper(
    subject: Right | Recordation, upload: Upload, *, purpose: str, by: Actor
) -> Attachment:
    """Hangs an uploaded file on a right or recordation; the same file again is the same paper."""
    right = subject.right if isinstance(subject, Recordation) else subject
    require_holder(by, right.holder)
    stored = store_upload(upload, by=by)
    if purpose in PICTURES_ONLY and not stored.is_picture:
        raise Refused(_("Send a picture here (JPEG, PNG or WebP)."), field=purpose)
    kind = "recordation" if isinstance(subject, Recordation) else "right"
    name = upload.name or str(Purpose(purpose).label)
    key = f"{purpose}:{stored.sha256[:40]}"
    return attach(stored, kind=kind, key=subject.pk, purpose=purpose, name=name, by=by,
                  client_key=key)  # fmt: skip


def remove_paper(right: Right, paper: int, *, by: Actor) -> bool:
    """Takes a paper off a draft; what an administration has received stays. Twice is once."""
    require_holder(by, right.holder)
    with atomic():
        right = hold(Right.objects.all(), pk=right.pk)
        rows = {row.pk: row for row in right.recordations.all()}
        found = Attachment.objects.filter(pk=paper).first()
        if found is None:
            return False
        on_right = (found.subject_kind, found.subject_id) == ("right", right.pk)
        mine = [rows[found.subject_id]] if _hangs_on(found, rows) else []
        if not on_right and not mine:
            return False
        if any(row.status not in STILL_OPEN for row in mine or rows.values()):
            raise Refused(_("This paper was handed in already and stays with the file."))
        found.delete()
        record("file.removed", kind="right", key=right.pk, by=by, reference=right.mark,
               purpose=found.purpose, name=found.name)  # fmt: skip
    return True


def _hangs_on(paper: Attachment, rows: dict[int, Recordation]) -> bool:
    return paper.subject_kind == "recordation" and paper.subject_id in rows


def answer_with_papers(
    recordation: Recordation, text: str, papers: Iterable[Upload], *, by: Actor
) -> Recordation:
    """The holder's answer to a supplement request with its papers: all of it, or none."""
    with atomic():
        for paper in papers:
            attach_paper(recordation, paper, purpose=Purpose.OTHER, by=by)
        return answer_supplement(recordation, text, by=by)
