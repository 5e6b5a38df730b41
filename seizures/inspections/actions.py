"""Orders, carries out and closes inspections."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cargo import actions as cargo
from seizures.cargo.models import Consignment, GoodsLine
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.core.numbering import next_number
from seizures.files.actions import Upload, attach, store_upload
from seizures.files.choices import Purpose
from seizures.files.kinds import PICTURES
from seizures.files.models import Attachment
from seizures.inspections.checklists import codes_for
from seizures.inspections.choices import InspectionStatus, Verdict
from seizures.inspections.coverage import covered
from seizures.inspections.models import NOTICEABLE, ChecklistItem, Finding, Inspection
from seizures.inspections.policies import require_inspector
from seizures.journal.actions import record
from seizures.rights.models import Right
from seizures.screening import actions as screening
from seizures.screening.choices import Outcome
from seizures.screening.conflicts import require_no_conflict
from seizures.screening.models import Alert

OUTCOME = {
    Verdict.SUSPECTED: Outcome.INFRINGING,
    Verdict.GENUINE: Outcome.GENUINE,
    Verdict.NOTHING: Outcome.NOTHING,
    Verdict.DIFFERENT: Outcome.NOTHING,
}
GRAVITY = [Verdict.SUSPECTED, Verdict.DIFFERENT, Verdict.GENUINE, Verdict.NOTHING]
MAX_FEATURES = 8


def open_inspection(*, by: Actor, alert: Alert | None = None,
                    consignment: Consignment | None = None, office: Any = None, place: str = "",
                    instruction: str = "", officer: Any = None,
                    version: int | None = None) -> Inspection:  # fmt: skip
    """Orders an inspection of an alert's consignment, or of one chosen by hand.

    An alert that stands for a bundle is one order for all of its consignments. Asking twice for
    the same alert answers the order that is already open. With `version`, that of the row of the
    queue the officer saw, an alert that somebody else changed meanwhile is stale.
    """
    target = alert.consignment if alert else consignment
    if target is None:
        raise Refused(_("Choose a consignment to inspect."))
    administration = by.administration
    require_inspector(by, administration)
    require_no_conflict(by, consignment=target, right=alert.right if alert else None)
    with atomic():
        hold(Consignment.objects.all(), pk=target.pk)
        same: Inspection | None = Inspection.objects.filter(
            consignment=target, alert=alert, administration=administration
        ).open().first()  # fmt: skip
        if same:
            return same
        inspection = Inspection.objects.create(
            number=next_number("inspection", administration), administration=administration,
            office=office, consignment=target, alert=alert, place=place,
            instruction=instruction, ordered_by_name=by.name, officer=officer,
        )  # fmt: skip
        _write_checklist(inspection, alert.right if alert else None)
        record("inspection.ordered", kind="inspection", key=inspection.pk, by=by,
               reference=inspection.number, consignment=target.reference,
               alert=alert.number if alert else "")  # fmt: skip
        if alert:
            inspection.bundle = screening.note_inspection(
                alert, administration=administration, by=by, version=version
            )
            inspection.save(update_fields=["bundle"])
    return inspection


def start(inspection: Inspection, *, by: Actor,
          done_at: dt.datetime | None = None) -> Inspection:  # fmt: skip
    """The officer stands before the goods; starting again changes nothing.

    `done_at`, here and below, is when a deed was done that a phone kept and sent later.
    """
    require_inspector(by, inspection.administration)
    with atomic():
        row: Inspection = hold(Inspection.objects.all(), pk=inspection.pk)
        if row.status == InspectionStatus.STARTED:
            return row
        _require(row, InspectionStatus.ORDERED)
        row.status, row.started_at = InspectionStatus.STARTED, _moment(row, done_at)
        _touch(row, "status", "started_at")
        record("inspection.started", kind="inspection", key=row.pk, by=by, reference=row.number,
               **_kept(row.started_at))  # fmt: skip
    return row


def tick(item: ChecklistItem, *, done: bool, note: str = "", by: Actor,
         done_at: dt.datetime | None = None) -> ChecklistItem:  # fmt: skip
    """Marks one thing as looked at, or takes the mark back."""
    require_inspector(by, item.inspection.administration)
    with atomic():
        row: Inspection = hold(Inspection.objects.all(), pk=item.inspection_id)
        _require_open(row)
        moment = _moment(row, done_at)
        item.is_done, item.note = done, note[:300]
        item.done_at = moment if done else None
        item.save(update_fields=["is_done", "note", "done_at"])
        record("inspection.checked", kind="inspection", key=item.inspection_id, by=by,
               item=item.code or item.text, done=done, note=note, **_kept(moment))  # fmt: skip
    return item


def add_photo(inspection: Inspection, upload: Upload, *, by: Actor, client_key: str = "",
              note: str = "", taken_at: dt.datetime | None = None) -> Attachment:  # fmt: skip
    """Keeps a photo with its hash; the same client key answers the same photo."""
    require_inspector(by, inspection.administration)
    stored = store_upload(upload, by=by)
    if stored.media_type not in PICTURES.values():
        raise Refused(_("A photo must be a picture (JPEG, PNG, WebP)."), field="photo")
    with atomic():
        row: Inspection = hold(Inspection.objects.all(), pk=inspection.pk)
        _require_open(row)
        return attach(stored, kind="inspection", key=row.pk, purpose=Purpose.PHOTO,
                      name=upload.name or "photo", by=by, note=note, client_key=client_key,
                      taken_at=taken_at or clock.now())  # fmt: skip


def record_finding(inspection: Inspection, *, verdict: str, by: Actor,
                   line: GoodsLine | None = None, right: Right | None = None,
                   quantity: Decimal | int = 0, unit: str = "",
                   unit_value: Decimal | None = None, currency: str = "", description: str = "",
                   note: str = "", client_key: str = "",
                   done_at: dt.datetime | None = None) -> Finding:  # fmt: skip
    """Writes down what was found; sending the same client key twice keeps one finding."""
    require_inspector(by, inspection.administration)
    with atomic():
        row: Inspection = hold(Inspection.objects.all(), pk=inspection.pk)
        _require_open(row)
        if client_key:
            same: Finding | None = row.findings.filter(client_key=client_key).first()
            if same:
                return same
        _check_finding(row, verdict, quantity, line, right)
        moment = _moment(row, done_at)
        finding = Finding.objects.create(
            inspection=row, right=right, line=line, verdict=verdict, quantity=quantity,
            unit=unit or (line.unit if line else ""), unit_value=unit_value, currency=currency,
            description=description or (line.description[:300] if line else ""), note=note,
            found_by_name=by.name, found_at=moment, client_key=client_key,
        )  # fmt: skip
        record("inspection.found", kind="inspection", key=row.pk, by=by, reference=row.number,
               verdict=verdict, quantity=str(quantity), unit=finding.unit,
               right=right.mark if right else "", **_kept(moment))  # fmt: skip
    return finding


def finish(inspection: Inspection, *, by: Actor) -> Inspection:
    """Closes the inspection: the gravest finding is its outcome, and the alert learns of it."""
    require_inspector(by, inspection.administration)
    with atomic():
        row: Inspection = hold(Inspection.objects.all(), pk=inspection.pk)
        if row.status == InspectionStatus.DONE:
            return row
        _require_open(row)
        verdicts = set(row.findings.values_list("verdict", flat=True))
        if not verdicts:
            raise Refused(_("Record at least one finding before you finish the inspection."))
        row.outcome = next(v for v in GRAVITY if v in verdicts)
        row.status, row.finished_at = InspectionStatus.DONE, clock.now()
        _touch(row, "outcome", "status", "finished_at")
        record("inspection.finished", kind="inspection", key=row.pk, by=by, reference=row.number,
               outcome=row.outcome)  # fmt: skip
        for target, alert in covered(row):
            _tell(row, target, alert, by)
    return row


def _tell(row: Inspection, target: Consignment, alert: Alert | None, by: Actor) -> None:
    """One consignment's own findings decide about it; without any, those of the whole order do."""
    own = row.findings.filter(line__consignment=target) if row.bundle_id else row.findings.none()
    verdicts = set(own.values_list("verdict", flat=True)) or {row.outcome}
    verdict = next(v for v in GRAVITY if v in verdicts)
    if verdict == Verdict.SUSPECTED:
        cargo.hold_consignment(target, reason=row.number, by=by)
    outcome = OUTCOME[Verdict(verdict)]
    screening.note_draws(target, administration=row.administration, outcome=outcome, by=by)
    if alert:
        screening.record_outcome(alert, administration=row.administration, outcome=outcome,
                                 by=by)  # fmt: skip


def cancel(inspection: Inspection, *, reason: str, by: Actor) -> Inspection:
    """Calls an inspection off, with the reason; the alerts it was for are decided anew."""
    require_inspector(by, inspection.administration)
    with atomic():
        row: Inspection = hold(Inspection.objects.all(), pk=inspection.pk)
        _require_open(row)
        if not reason.strip():
            raise Refused(_("Say why the inspection is called off."), field="reason")
        row.status, row.finished_at = InspectionStatus.CANCELLED, clock.now()
        _touch(row, "status", "finished_at")
        record("inspection.cancelled", kind="inspection", key=row.pk, by=by,
               reference=row.number, reason=reason)  # fmt: skip
        done = Inspection.objects.filter(
            administration=row.administration, status=InspectionStatus.DONE
        )
        for _target, alert in covered(row):
            if alert and not done.filter(alert=alert).exists():
                screening.note_called_off(alert, administration=row.administration,
                                          reason=reason, by=by)  # fmt: skip
    return row


def _moment(row: Inspection, told: dt.datetime | None) -> dt.datetime:
    """When a deed was done: as told, but neither before its order was given nor after now."""
    now = clock.now()
    return min(now, max(told, row.created_at)) if told else now


def _kept(moment: dt.datetime) -> dict[str, str]:
    """What the journal keeps beside its own time about a deed that was received later."""
    return {"done_at": moment.isoformat()} if clock.now() - moment >= NOTICEABLE else {}


def _write_checklist(inspection: Inspection, right: Right | None) -> None:
    codes = codes_for(inspection.consignment.mode)
    items = [ChecklistItem(inspection=inspection, position=n, code=code)
             for n, code in enumerate(codes)]  # fmt: skip
    features = (right.identification if right else "").splitlines()
    wanted = [text.strip("-• ").strip() for text in features if text.strip()][:MAX_FEATURES]
    items += [ChecklistItem(inspection=inspection, position=len(codes) + n, text=text[:300])
              for n, text in enumerate(wanted)]  # fmt: skip
    ChecklistItem.objects.bulk_create(items)


def _check_finding(row: Inspection, verdict: str, quantity: Decimal | int,
                   line: GoodsLine | None, right: Right | None) -> None:  # fmt: skip
    if verdict not in Verdict.values:
        raise Refused(_("Choose what was found."), field="verdict")
    if line and line.consignment_id not in {target.pk for target, _alert in covered(row)}:
        raise Refused(_("This goods line belongs to another consignment."), field="line")
    if verdict == Verdict.SUSPECTED:
        if not right:
            raise Refused(_("Name the right that seems infringed."), field="right")
        if Decimal(quantity) <= 0:
            raise Refused(_("Give the quantity of suspected goods."), field="quantity")
    if Decimal(quantity) < 0:
        raise Refused(_("A quantity cannot be negative."), field="quantity")


def _require(row: Inspection, status: str) -> None:
    if row.status != status:
        raise Refused(
            _("Inspection %(number)s is %(status)s; this cannot be done now."),
            number=row.number, status=row.get_status_display(),
        )  # fmt: skip


def _require_open(row: Inspection) -> None:
    if row.status not in {InspectionStatus.ORDERED, InspectionStatus.STARTED}:
        _require(row, InspectionStatus.STARTED)


def _touch(row: Inspection, *fields: str) -> None:
    row.version += 1
    row.updated_at = clock.now()
    row.save(update_fields=[*fields, "version", "updated_at"])
