"""Alerts change hands: at the end of a shift, to another office, or because of a conflict."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.accounts.models import User
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.actions import record
from seizures.reference.models import Office
from seizures.rights.models import Right
from seizures.screening.actions.holding import (
    hold_item,
    hold_rows,
    require_undecided,
    settle,
)
from seizures.screening.choices import DispositionStatus
from seizures.screening.conflicts import conflict_of
from seizures.screening.models import (
    Conflict,
    Disposition,
    Handover,
    HandoverItem,
    Referral,
    Transfer,
)
from seizures.screening.policies import require_decider, require_senior


def held_by(officer: Any) -> Any:
    """What an officer has taken and not decided; the officer's key is enough."""
    key = getattr(officer, "pk", officer)
    return Disposition.objects.undecided().filter(assignee=key)


def hand_over(*, receiver: User | None, note: str = "", by: Actor) -> Handover:
    """Gives everything the officer has taken to a colleague, or back to all without one.

    What the receiver declared a conflict about goes back to all.
    """
    require_decider(by, by.administration)
    if receiver is not None and (
        not receiver.is_on_duty or receiver.administration_id != by.administration
        or str(receiver.pk) == by.id
    ):  # fmt: skip
        raise Refused(_("Choose another officer of your administration."), field="receiver")
    with atomic():
        rows = hold_rows(held_by(int(by.id)).filter(administration=by.administration))
        if not rows:
            raise Refused(_("You have taken no alert: there is nothing to hand over."))
        row: Handover = Handover.objects.create(
            administration=by.administration, sender_id=int(by.id), receiver=receiver,
            note=note.strip()[:500], size=len(rows),
        )  # fmt: skip
        HandoverItem.objects.bulk_create(
            HandoverItem(handover=row, disposition=one) for one in rows
        )
        for one in rows:
            _hand(one, receiver, by)
        record("shift.handed_over", kind="handover", key=row.pk, by=by,
               administration=row.administration, alerts=len(rows),
               officer=receiver.get_full_name() if receiver else "")  # fmt: skip
    return row


def _hand(row: Disposition, receiver: User | None, by: Actor) -> None:
    alert = row.alert
    if receiver is None or conflict_of(receiver.pk, consignment=alert.consignment,
                                       right=alert.right):  # fmt: skip
        release(row, by)
        return
    settle(row, DispositionStatus.ASSIGNED, "alert.handed_over", by, despite_conflict=True,
           assignee_id=receiver.pk, taken_at=row.taken_at or clock.now())  # fmt: skip


def release(row: Disposition, by: Actor) -> None:
    """A held row that somebody had taken is open to all again."""
    settle(row, DispositionStatus.OPEN, "alert.released", by, despite_conflict=True,
           assignee_id=None, taken_at=None)  # fmt: skip


def see_handover(handover: Handover, *, by: Actor) -> Handover:
    """The receiver has read what was handed over; once."""
    if str(handover.receiver_id) != by.id:
        return handover
    with atomic():
        row: Handover = hold(Handover.objects.all(), pk=handover.pk)
        if row.seen_at is None:
            row.seen_at = row.updated_at = clock.now()
            row.save(update_fields=["seen_at", "updated_at"])
            record("shift.handover_seen", kind="handover", key=row.pk, by=by,
                   administration=row.administration, alerts=row.size)  # fmt: skip
    return row


def transfer(
    disposition: Disposition,
    *,
    office: Office,
    reason: str,
    whereabouts: str,
    by: Actor,
    version: int | None = None,
) -> Transfer:
    """Moves an alert with its bundle to another office, saying why and where the goods are."""
    require_decider(by, disposition.administration)
    if office.administration_id != disposition.administration:
        raise Refused(_("This office belongs to the other administration."), field="office")
    for field, text in (("reason", reason), ("whereabouts", whereabouts)):
        if not text.strip():
            raise Refused(_("The other office needs to know this."), field=field)
    with atomic():
        rows = hold_item(disposition, version)
        require_undecided(rows[0])
        if rows[0].office_id == office.pk:
            raise Refused(_("The alert stands with this office already."), field="office")
        made = [_transfer(row, office, reason.strip(), whereabouts.strip(), by) for row in rows]
    return made[0]


def _transfer(row: Disposition, office: Office, reason: str, where: str, by: Actor) -> Transfer:
    made: Transfer = Transfer.objects.create(
        disposition=row, origin_id=row.office_id, destination=office, reason=reason[:300],
        whereabouts=where[:300], by_name=by.name,
    )  # fmt: skip
    settle(row, DispositionStatus.OPEN, "alert.transferred", by, assignee_id=None, taken_at=None,
           office_id=office.pk,
           told={"office": office.names, "why": reason, "whereabouts": where})  # fmt: skip
    return made


def declare_conflict(
    *, party: Any = None, holder: Any = None, right: Right | None = None, note: str = "", by: Actor
) -> Conflict:
    """An officer has an interest in one party, holder or right, and keeps away from now on.

    What the officer had taken about it is open to all again. Declaring twice changes nothing.
    """
    require_decider(by, by.administration)
    if by.kind != "user":
        raise NotAllowed(_("Only a person has a conflict of interest."))
    if sum(one is not None for one in (party, holder, right)) != 1:
        raise Refused(_("Choose what the conflict is about."), field="about")
    key = {"officer_id": int(by.id), "party": party, "holder": holder, "right": right}
    with atomic():
        known: Conflict | None = Conflict.objects.in_force().filter(**key).first()
        if known:
            return known
        row: Conflict = Conflict.objects.create(
            administration=by.administration, note=note.strip()[:300], **key
        )
        for one in hold_rows(held_by(int(by.id))):
            if conflict_of(by.id, consignment=one.alert.consignment, right=one.alert.right):
                release(one, by)
        record("conflict.declared", kind="conflict", key=row.pk, by=by,
               administration=row.administration)  # fmt: skip
    return row


def end_conflict(conflict: Conflict, *, by: Actor) -> Conflict:
    """A senior officer, not the officer concerned, says that a conflict is over."""
    require_senior(by, conflict.administration)
    with atomic():
        row: Conflict = hold(Conflict.objects.all(), pk=conflict.pk)
        if row.ended_at:
            return row
        if str(row.officer_id) == by.id:
            raise Refused(_("Another senior officer has to end your own conflict."))
        row.ended_at = row.updated_at = clock.now()
        row.ended_by_name = by.name
        row.save(update_fields=["ended_at", "updated_at", "ended_by_name"])
        record("conflict.ended", kind="conflict", key=row.pk, by=by,
               administration=row.administration)  # fmt: skip
    return row


def note_seen(alert_id: int, *, by: Actor) -> int:
    """The receiver of a referral has opened it; answers how many that settles."""
    rows = Referral.objects.filter(alert=alert_id, receiver=by.administration, seen_at=None)
    return rows.update(seen_at=clock.now(), updated_at=clock.now())
