"""Puts alerts aside until a day, and brings them back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor, system
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.parties.names import fold
from seizures.screening.actions.bundling import leave
from seizures.screening.actions.holding import (
    close_bundle,
    hold_item,
    hold_row,
    hold_rows,
    require_undecided,
    returned,
    settle,
)
from seizures.screening.choices import UNDECIDED, DispositionStatus
from seizures.screening.models import Bundle, Disposition, Snooze
from seizures.screening.policies import require_decider

LONGEST = dt.timedelta(days=180)
BATCH = 200
SHORTEST_PATTERN = 3


def snooze(
    disposition: Disposition,
    *,
    until: dt.datetime,
    reason: str,
    party: str = "",
    right: bool = False,
    pattern: str = "",
    by: Actor,
    version: int | None = None,
) -> Snooze:
    """Puts an alert with its bundle aside until an instant, and with `party` ("sender" or
    "receiver"), `right` or `pattern` every alert to which all that is given applies.

    What is like it and already waits follows with the next sweep; what comes later is stored and
    put aside as it comes.
    """
    require_decider(by, disposition.administration)
    _check(until, reason, pattern)
    with atomic():
        rows = hold_item(disposition, version)
        first = rows[0]
        if first.status == DispositionStatus.SNOOZED and first.snooze:
            return first.snooze
        require_undecided(first)
        row = _enter(first, until, reason.strip(), party, right, fold(pattern), by)
        for one in rows:
            _put_aside(one, row, by)
        close_bundle(first)
        _look_again(row)
        record("snooze.set", kind="snooze", key=row.pk, by=by, reference=first.alert.number,
               administration=row.administration, reason=row.reason,
               until=clock.day_of(until, row.administration).isoformat(),
               right=first.alert.right.mark if right else "", party=bool(row.party_id),
               pattern=row.pattern)  # fmt: skip
    return row


def _check(until: dt.datetime, reason: str, pattern: str) -> None:
    if not reason.strip():
        raise Refused(_("Say why this can wait."), field="reason")
    if until <= clock.now():
        raise Refused(_("Choose a day that is still to come."), field="until")
    if until > clock.now() + LONGEST:
        raise Refused(_("Choose a day within the next %(days)s days."), field="until",
                      days=LONGEST.days)  # fmt: skip
    if pattern and len(fold(pattern)) < SHORTEST_PATTERN:
        raise Refused(_("Give at least three letters."), field="pattern")


def _enter(first: Disposition, until: dt.datetime, reason: str, party: str, right: bool,
           pattern: str, by: Actor) -> Snooze:  # fmt: skip
    cargo = first.alert.consignment
    firm = {"sender": cargo.shipper_id, "receiver": cargo.consignee_id}.get(party)
    if party and firm is None:
        raise Refused(_("This consignment names no such party."), field="party")
    wide = bool(firm or right or pattern)
    return Snooze.objects.create(
        administration=first.administration, alert=None if wide else first.alert, party_id=firm,
        right_id=first.alert.right_id if right else None, pattern=pattern[:100],
        reason=reason[:300], until=until, by_name=by.name,
    )  # fmt: skip


def _put_aside(row: Disposition, rest: Snooze, by: Actor) -> None:
    settle(row, DispositionStatus.SNOOZED, "alert.snoozed", by, held_status=row.status,
           snooze_id=rest.pk, note=rest.reason, until=rest.until)  # fmt: skip


def _look_again(row: Snooze) -> None:
    """Lets the sweep look again at what waits and may be like the snoozed alert."""
    if row.alert_id:
        return
    waiting = Disposition.objects.filter(
        administration=row.administration, status__in=UNDECIDED, is_arranged=True
    )
    if row.right_id:
        waiting = waiting.filter(alert__right=row.right_id)
    if row.party_id:
        waiting = waiting.filter(alert__consignment__shipper=row.party_id) | waiting.filter(
            alert__consignment__consignee=row.party_id
        )
    Disposition.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(
        is_arranged=False
    )


def suppress(
    administration: str,
    rows: Sequence[Mapping[str, Any]],
    texts: Mapping[int, tuple[str, dict[str, Any]]],
    *,
    by: Actor,
) -> set[int]:
    """Puts those of the rows aside that a snooze in force asks to; answers their keys."""
    if not rows:
        return set()
    active = Snooze.objects.active().filter(administration=administration, alert=None)
    rests = list(active.filter(until__gt=clock.now()).order_by("until"))
    done = set()
    for row in rows if rests else ():
        rest = next((one for one in rests if _applies(one, row, texts[row["pk"]][0])), None)
        if rest is None:
            continue
        held = _alone(row["pk"])
        if held.status in UNDECIDED:
            _put_aside(held, rest, by)
            done.add(held.pk)
    return done


def _applies(rest: Snooze, row: Mapping[str, Any], text: str) -> bool:
    parties = (row["alert__consignment__shipper_id"], row["alert__consignment__consignee_id"])
    if rest.party_id and rest.party_id not in parties:
        return False
    if rest.right_id and rest.right_id != row["alert__right_id"]:
        return False
    return not rest.pattern or rest.pattern in fold(text)


def _alone(key: int) -> Disposition:
    """A row locked and taken out of its bundle, if it stands in one."""
    known = Disposition.objects.filter(pk=key).values_list("bundle_id", flat=True).get()
    bundle = hold(Bundle.objects.all(), pk=known) if known else None
    row = hold_row(Disposition(pk=key), None)
    if bundle and row.bundle_id == bundle.pk and row.status in UNDECIDED:
        leave(row, bundle)
    return row


def end_snooze(row: Snooze, *, by: Actor) -> Snooze:
    """An officer ends a snooze early; its alerts return with the next sweep, the first at once."""
    require_decider(by, row.administration)
    with atomic():
        held: Snooze = hold(Snooze.objects.all(), pk=row.pk)
        if held.is_active:
            _end(held, by)
            _bring_back(held, by)
    return held


def end_snoozes(*, by: Actor) -> int:
    """Brings back what was put aside until now; returns how many alerts came back."""
    back = 0
    for key in list(
        Snooze.objects.ended_by(clock.now()).order_by("until").values_list("pk", flat=True)[:BATCH]
    ):
        with atomic():
            held: Snooze = hold(Snooze.objects.all(), pk=key)
            if held.is_active:
                _end(held, by)
    late = Disposition.objects.filter(
        status=DispositionStatus.SNOOZED, snooze__is_active=False
    ).order_by("snooze_id").values_list("snooze_id", flat=True)  # fmt: skip
    for key in sorted(set(late[:BATCH])):
        with atomic():
            back += _bring_back(hold(Snooze.objects.all(), pk=key), by)
    return back


def _end(row: Snooze, by: Actor) -> None:
    row.is_active, row.ended_at, row.ended_by_name = False, clock.now(), by.name
    row.updated_at = clock.now()
    row.save(update_fields=["is_active", "ended_at", "ended_by_name", "updated_at"])
    record("snooze.ended", kind="snooze", key=row.pk, administration=row.administration,
           by=by if by.administration else system(row.administration))  # fmt: skip


def _bring_back(row: Snooze, by: Actor) -> int:
    """The alerts of an ended snooze, a batch at a time; another snooze may put them aside again."""
    actor = by if by.administration else system(row.administration)
    waiting = Disposition.objects.filter(snooze=row, status=DispositionStatus.SNOOZED)
    keys = list(waiting.order_by("pk").values_list("pk", flat=True)[:BATCH])
    rows = hold_rows(Disposition.objects.filter(pk__in=keys))
    for one in rows:
        settle(one, returned(one), "alert.woken", actor, held_status="", snooze_id=None,
               note="", is_arranged=False)  # fmt: skip
    return len(rows)
