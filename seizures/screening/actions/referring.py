"""Hands an alert to the other administration, and raises one by hand."""

from django.utils.translation import gettext_lazy as _

from seizures.cargo.facts import Journey
from seizures.cargo.models import Consignment
from seizures.cargo.policies import require_officer
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.actions import record
from seizures.rights.models import Right
from seizures.screening.actions.handing import note_seen
from seizures.screening.actions.holding import hold_item, settle
from seizures.screening.actions.raising import (
    alert_numbers,
    places_of,
    queue,
    recorded_with,
    share,
)
from seizures.screening.choices import UNDECIDED, DispositionStatus, Side, Source, Tier
from seizures.screening.models import Alert, Disposition, Referral
from seizures.screening.policies import require_decider


def refer(
    disposition: Disposition, *, note: str, by: Actor, version: int | None = None
) -> Referral:
    """Asks the other administration on the route to act on an alert and the rest of its bundle.

    The goods are opened to it without names. Referring twice answers the first referral.
    """
    require_decider(by, disposition.administration)
    with atomic():
        known = disposition.alert.referrals.filter(sender=disposition.administration).first()
        if known:
            return known
        rows = hold_item(disposition, version)
        note_seen(disposition.alert_id, by=by)
        referrals = [_refer(row, note, by) for row in rows]
    return referrals[0]


def _refer(row: Disposition, note: str, by: Actor) -> Referral:
    """Hands one held row's alert over."""
    alert: Alert = row.alert
    receiver = next(
        (side for side in (alert.export_side, alert.import_side)
         if side and side != row.administration), "",
    )  # fmt: skip
    if not receiver:
        raise Refused(_("No other administration of the house stands on this route."))
    known = alert.referrals.filter(sender=row.administration, receiver=receiver).first()
    if known:
        return known
    if row.status not in UNDECIDED:
        raise Refused(_("This alert is decided. Reopen it before you refer it."))
    referral = Referral.objects.create(
        alert=alert, sender=row.administration, receiver=receiver, note=note, by_name=by.name
    )
    _open_to(alert, row, receiver, by)
    settle(row, DispositionStatus.REFERRED, "alert.referred", by, note=note)
    return referral


def _open_to(alert: Alert, row: Disposition, receiver: str, by: Actor) -> None:
    """The receiver's queue has the alert, and its officers can read the goods."""
    side = Side.EXPORT if receiver == alert.export_side else Side.IMPORT
    Disposition.objects.get_or_create(
        alert=alert, administration=receiver,
        defaults={"side": side, "mode": row.mode, "score": row.score, "tier": row.tier},
    )  # fmt: skip
    owner = alert.consignment.administration
    if owner != receiver:
        share([alert.consignment_id], owner=owner, to=receiver, by=by)


def raise_by_hand(
    consignment: Consignment,
    right: Right,
    *,
    reason: str,
    source: str = Source.OFFICER,
    by: Actor,
) -> Alert:
    """An officer suspects goods the engine did not; the alert that exists already is answered.

    `source` says where the suspicion came from: an officer, the post counter, a traveller, a tip.
    """
    journey = journey_of(consignment)
    if by.administration not in places_of(journey):
        raise NotAllowed(_("Only an officer of an administration on the route may do this."))
    require_officer(by, by.administration)
    if not reason.strip():
        raise Refused(_("Say what raised the suspicion."), field="reason")
    with atomic():
        hold(Consignment.objects.all(), pk=consignment.pk)
        known = Alert.objects.filter(consignment=consignment, right=right).first()
        if known:
            return known
        if not recorded_with([right.pk])[right.pk] & places_of(journey):
            raise Refused(_("This right is not recorded with an administration on the route."))
        alert = Alert.objects.create(
            number=alert_numbers(1)[0], consignment=consignment, right=right, score=1.0,
            tier=Tier.HIGH, is_by_hand=True, export_side=consignment.export_side,
            import_side=consignment.import_side, source=source,
        )  # fmt: skip
        queue([(alert.pk, journey, alert.score, alert.tier)], by=by, note=reason)
        record("alert.raised", kind="alert", key=alert.pk, by=by, reference=alert.number,
               reason=reason, right=right.mark, consignment=consignment.reference)  # fmt: skip
    return alert


def journey_of(consignment: Consignment) -> Journey:
    """The journey of one consignment."""
    return Journey(
        consignment.pk, consignment.administration, consignment.export_side,
        consignment.import_side, consignment.origin, consignment.destination, consignment.mode,
    )  # fmt: skip
