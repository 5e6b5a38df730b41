"""The chain of custody: one side offers, the other confirms; both together hand an item over."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.accounts.models import User
from seizures.cases.choices import HandOverStatus
from seizures.cases.models import EvidenceItem, HandOver
from seizures.cases.officers import require_officer
from seizures.core import clock
from seizures.core.actor import Actor, of_user
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.files.actions import Upload, attach, store_upload
from seizures.files.choices import Purpose
from seizures.journal.actions import record


def offer_hand_over(item: EvidenceItem, *, place: str, condition: str, by: Actor,
                    to: User | None = None, receiver: str = "", receiver_role: str = "",
                    receiver_office: str = "", seal_before: str = "", seal_after: str = "",
                    purpose: str = "") -> HandOver:  # fmt: skip
    """The giver signs: to a colleague (`to`), or to somebody outside named by `receiver`.

    The seal found must be the one on record; where it differs, the condition must say so.
    """
    with atomic():
        row = hold(EvidenceItem.objects.select_related("case"), pk=item.pk)
        require_officer(by, row.case.administration)
        _require_sound(row, to, receiver, by, place, condition)
        found = seal_before.strip()
        if found != row.seal and not _mentions(condition, found, row.seal):
            raise Refused(
                _("The seal on record is %(seal)s. When you find another, say so under "
                  "condition, with both numbers."), field="seal_before", seal=row.seal or "—",
            )  # fmt: skip
        giver_office = str(getattr(_user(by), "office", "") or "")
        offer = HandOver.objects.create(
            item=row, giver=by.name, giver_id=by.id, giver_role=by.role,
            giver_office=giver_office[:150],
            receiver=(of_user(to).name if to else receiver.strip())[:150],
            receiver_id=str(to.pk) if to else "", is_external=to is None,
            receiver_role=(to.role if to else receiver_role)[:60],
            receiver_office=(str(to.office or "") if to else receiver_office)[:150],
            place=place.strip()[:200], condition=condition.strip()[:300], purpose=purpose[:200],
            seal_before=found[:60], seal_after=seal_after.strip()[:60] or found[:60],
            offered_at=clock.now(),
        )  # fmt: skip
        _note("evidence.offered", offer, by)
    return offer


def _mentions(condition: str, found: str, known: str) -> bool:
    return all(seal in condition for seal in (found, known) if seal)


def _user(by: Actor) -> User | None:
    rows = User.objects.select_related("office")
    return rows.filter(pk=by.id).first() if by.kind == "user" else None


def _require_sound(item: EvidenceItem, to: User | None, receiver: str, by: Actor, place: str,
                   condition: str) -> None:  # fmt: skip
    if item.hand_overs.filter(status=HandOverStatus.OFFERED).exists():
        raise Stale(_("This item is already being handed over."))
    if to is not None and str(to.pk) == by.id:
        raise Refused(_("Nobody hands over to themselves. Choose the receiver."), field="to")
    if to is not None and (to.administration_id != item.case.administration or not to.is_official):
        raise Refused(_("Choose a colleague of this administration, or name an outside receiver."),
                      field="to")  # fmt: skip
    if to is None and not receiver.strip():
        raise Refused(_("Say who receives the item."), field="receiver")
    if not place.strip():
        raise Refused(_("Say where it is handed over."), field="place")
    if not condition.strip():
        raise Refused(_("Describe the condition of the item and its packing."), field="condition")


def confirm_hand_over(offer: HandOver, *, by: Actor) -> HandOver:
    """The receiver signs, which completes the hand-over; confirming again changes nothing."""
    with atomic():
        row = _held(offer)
        if row.is_external:
            raise Refused(_("An outside receiver signs on paper: upload the signed receipt."))
        if by.id != row.receiver_id or by.kind != "user":
            raise NotAllowed(_("Only %(receiver)s can confirm this."), receiver=row.receiver)
        if row.status == HandOverStatus.COMPLETED:
            return row
        return _complete(row, by, settled_by=by.name)


def confirm_with_receipt(offer: HandOver, *, signatory: str, receipt: Upload,
                         by: Actor) -> HandOver:  # fmt: skip
    """An outside receiver signed on paper: the name as signed and the scan complete it."""
    with atomic():
        row = _held(offer)
        require_officer(by, row.item.case.administration)
        if not row.is_external:
            raise Refused(_("This receiver confirms in the system."))
        if row.status == HandOverStatus.COMPLETED:
            return row
        if not signatory.strip():
            raise Refused(_("Write the name as it is signed on the receipt."), field="signatory")
        stored = store_upload(receipt, by=by)
        row.receipt = attach(stored, kind="case", key=row.item.case_id, purpose=Purpose.RECEIPT,
                             name=receipt.name or "receipt", by=by,
                             note=f"E{row.item.number}")  # fmt: skip
        return _complete(row, by, settled_by=signatory.strip()[:150])


def refuse_hand_over(offer: HandOver, *, reason: str, by: Actor) -> HandOver:
    """The receiver does not take the item, or the giver takes the offer back."""
    with atomic():
        row = _held(offer)
        mine = by.id in {row.receiver_id, row.giver_id} and by.kind == "user"
        if not mine:
            raise NotAllowed(_("Only the giver or the receiver may do this."))
        if row.status != HandOverStatus.OFFERED:
            raise Stale(_("This hand-over is already settled."))
        if not reason.strip():
            raise Refused(_("Say why."), field="reason")
        refused = by.id == row.receiver_id
        row.status = HandOverStatus.REFUSED if refused else HandOverStatus.WITHDRAWN
        row.answer, row.settled_at, row.settled_by_name = reason[:300], clock.now(), by.name
        row.save(update_fields=["status", "answer", "settled_at", "settled_by_name"])
        _note("evidence.not_taken", row, by, reason=row.answer)
    return row


def _held(offer: HandOver) -> HandOver:
    row: HandOver = hold(HandOver.objects.select_related("item__case"), pk=offer.pk)
    return row


def _complete(row: HandOver, by: Actor, *, settled_by: str) -> HandOver:
    if row.status != HandOverStatus.OFFERED:
        raise Stale(_("This hand-over is already settled."))
    row.status, row.settled_at = HandOverStatus.COMPLETED, clock.now()
    row.settled_by_name = settled_by
    row.save(update_fields=["status", "settled_at", "settled_by_name", "receipt"])
    item = hold(EvidenceItem.objects.all(), pk=row.item_id)
    item.place, item.seal, item.keeper = row.place, row.seal_after, row.receiver
    item.save(update_fields=["place", "seal", "keeper"])
    _note("evidence.handed_over", row, by)
    return row


def _note(verb: str, row: HandOver, by: Actor, **data: Any) -> None:
    case = row.item.case
    record(verb, kind="case", key=case.pk, by=by, reference=case.number,
           administration=case.administration, item=row.item.number, giver=row.giver,
           receiver=row.receiver, place=row.place, seal_before=row.seal_before,
           seal_after=row.seal_after, **data)  # fmt: skip
