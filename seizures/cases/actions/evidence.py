"""Enters items into the evidence room; what was entered never changes, later entries correct it."""

import datetime as dt
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from seizures.cases.choices import EntryKind, HandOverStatus, ItemKind
from seizures.cases.models import CaseGoods, EvidenceEntry, EvidenceItem, SeizureCase
from seizures.cases.officers import require_officer
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.files.actions import Upload, attach, store_upload
from seizures.files.choices import Purpose
from seizures.files.models import Attachment
from seizures.journal.actions import record

CORRECTED = ("title", "description", "collected_place")
"""Fields a later entry may correct; hash, number and time of entry stay as they are."""
LONGEST = {"seal": 60, "description": 4000}
NO_ITEMS = (Purpose.REDACTED, Purpose.RECEIPT, Purpose.DISPOSAL, Purpose.REPORT)


def enter_file(case: SeizureCase, upload: Upload, *, by: Actor, title: str = "", place: str = "",
               taken_at: dt.datetime | None = None, seal: str = "",
               client_key: str = "") -> EvidenceItem:  # fmt: skip
    """Enters a photo or document; its hash is taken at upload. The same client key is the same
    item."""
    require_officer(by, case.administration)
    with atomic():
        case = hold(SeizureCase.objects.all(), pk=case.pk)
        if same := _same(case, client_key):
            return same
        stored = store_upload(upload, by=by)
        name = upload.name or "file"
        file = attach(stored, kind="case", key=case.pk, purpose=Purpose.EVIDENCE, name=name, by=by,
                      note=title[:300], taken_at=taken_at)  # fmt: skip
        kind = ItemKind.PHOTO if stored.is_picture else ItemKind.DOCUMENT
        return _enter(case, kind, title or name, by, attachment=file, sha256=stored.sha256,
                      collected_at=taken_at or clock.now(), collected_place=place, seal=seal,
                      client_key=client_key)  # fmt: skip


def enter_known_files(case: SeizureCase, *, by: Actor) -> int:
    """Enters every photo and paper of the case and its inspection that is no item yet."""
    require_officer(by, case.administration)
    with atomic():
        case = hold(SeizureCase.objects.all(), pk=case.pk)
        files = list(Attachment.objects.on("case", case.pk).exclude(purpose__in=NO_ITEMS))
        if case.inspection_id:
            files += Attachment.objects.on("inspection", case.inspection_id)
        known = set(case.evidence.values_list("attachment_id", flat=True))
        fresh = [file for file in files if file.pk not in known]
        for file in fresh:
            kind = ItemKind.PHOTO if file.file.is_picture else ItemKind.DOCUMENT
            _enter(case, kind, file.note or file.name, by, attachment=file,
                   sha256=file.file.sha256, collected_at=file.taken_at or file.created_at,
                   collected_place=case.storage_place)  # fmt: skip
    return len(fresh)


def enter_object(case: SeizureCase, *, kind: str, title: str, by: Actor, description: str = "",
                 goods: CaseGoods | None = None, place: str = "", seal: str = "",
                 keeper: str = "", client_key: str = "") -> EvidenceItem:  # fmt: skip
    """Enters a thing without bytes: a sample, a package, a seal."""
    require_officer(by, case.administration)
    if kind not in {ItemKind.SAMPLE, ItemKind.OBJECT}:
        raise Refused(_("Choose what it is."), field="kind")
    if not title.strip():
        raise Refused(_("Name the item."), field="title")
    if goods is not None and goods.case_id != case.pk:
        raise Refused(_("These goods belong to another case."), field="goods")
    with atomic():
        case = hold(SeizureCase.objects.all(), pk=case.pk)
        if same := _same(case, client_key):
            return same
        return _enter(case, kind, title, by, description=description, goods=goods,
                      collected_at=clock.now(), collected_place=place, seal=seal,
                      keeper=keeper or by.name, client_key=client_key)  # fmt: skip


def _same(case: SeizureCase, client_key: str) -> EvidenceItem | None:
    if not client_key:
        return None
    found: EvidenceItem | None = case.evidence.filter(client_key=client_key).first()
    return found


def _enter(case: SeizureCase, kind: str, title: str, by: Actor, **fields: Any) -> EvidenceItem:
    last = case.evidence.aggregate(last=Max("number"))["last"] or 0
    place = fields.pop("collected_place", "")[:200]
    keeper = fields.pop("keeper", "") or by.name
    item = EvidenceItem.objects.create(
        case=case, number=last + 1, kind=kind, title=title.strip()[:200], by_name=by.name,
        collected_place=place, place=place, keeper=keeper, **fields,
    )  # fmt: skip
    record("evidence.entered", kind="case", key=case.pk, by=by, reference=case.number,
           administration=case.administration, item=item.number, what=kind,
           sha256=item.sha256, seal=item.seal)  # fmt: skip
    return item


def correct_item(item: EvidenceItem, *, field: str, text: str, reason: str,
                 by: Actor) -> EvidenceEntry:  # fmt: skip
    """Corrects a description by a new entry; what stood there before stays readable."""
    if field not in CORRECTED:
        raise Refused(_("This cannot be corrected. Enter a new item instead."), field="field")
    if not reason.strip():
        raise Refused(_("Say why it is corrected."), field="reason")
    return add_entry(item, EntryKind.CORRECTED, field=field, text=text, reason=reason, by=by)


def reseal_item(item: EvidenceItem, *, seal: str, reason: str, by: Actor) -> EvidenceEntry:
    """Notes a new seal, or that the seal was opened (an empty number)."""
    if not reason.strip():
        raise Refused(_("Say why the seal was changed."), field="reason")
    return add_entry(item, EntryKind.SEALED, field="seal", text=seal, reason=reason, by=by)


def move_item(item: EvidenceItem, *, place: str, by: Actor, reason: str = "") -> EvidenceEntry:
    """Notes that the item now lies elsewhere, in the same hands."""
    if not place.strip():
        raise Refused(_("Say where the item is."), field="place")
    return add_entry(item, EntryKind.MOVED, field="place", text=place, reason=reason, by=by)


def add_entry(item: EvidenceItem, kind: str, *, field: str, text: str, reason: str,
              by: Actor) -> EvidenceEntry:  # fmt: skip
    """Adds one entry and lets the item show its last state; refused while it changes hands."""
    with atomic():
        row = hold(EvidenceItem.objects.select_related("case"), pk=item.pk)
        require_officer(by, row.case.administration)
        if row.hand_overs.filter(status=HandOverStatus.OFFERED).exists():
            raise Refused(_("This item is being handed over. Finish or take back the hand-over."))
        text = text.strip()[: LONGEST.get(field, 200)]
        entry = EvidenceEntry.objects.create(
            item=row, kind=kind, field=field, before=getattr(row, field), after=text,
            reason=reason.strip()[:300], at=clock.now(), by_name=by.name,
        )  # fmt: skip
        setattr(row, field, text)
        row.save(update_fields=[field])
        record(f"evidence.{kind}", kind="case", key=row.case_id, by=by, reference=row.case.number,
               administration=row.case.administration, item=row.number, field=field,
               before=entry.before[:200], after=text[:200], reason=entry.reason)  # fmt: skip
    return entry
