"""Locks what is decided together, and writes one row's new status with its journal entry."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import alias, connection, hold
from seizures.core.errors import Stale
from seizures.journal.actions import record
from seizures.screening.choices import UNDECIDED
from seizures.screening.conflicts import require_no_conflict
from seizures.screening.models import Bundle, Disposition

TOLD = ("reason", "note")


def hold_row(disposition: Disposition, version: int | None) -> Disposition:
    """Locks a row of a queue; raises `Stale` where it is not the version the officer saw."""
    row: Disposition = hold(Disposition.objects.select_related("alert"), pk=disposition.pk)
    if version is not None and row.version != version:
        raise Stale(_("Somebody else changed this alert in between. Look at it again."))
    return row


def hold_rows(rows: Any) -> list[Disposition]:
    """Locks the rows of a queryset in the order of their keys."""
    own = ("self",) if connection().features.has_select_for_update_of else ()
    held = rows.using(alias()).select_for_update(of=own).select_related("alert")
    return list(held.order_by("pk"))


def hold_item(disposition: Disposition, version: int | None) -> list[Disposition]:
    """Locks the row an officer saw and all of its bundle that stand as it does; that row first.

    The bundle is locked before its rows, so that two officers who look at different members
    wait for each other.
    """
    known = Disposition.objects.filter(pk=disposition.pk).values_list("bundle_id", flat=True)
    bundle = known.get()
    if bundle:
        hold(Bundle.objects.all(), pk=bundle)
    row = hold_row(disposition, version)
    if row.bundle_id != bundle:
        raise Stale(_("This alert was bundled in between. Look at it again."))
    if not bundle:
        return [row]
    alike = UNDECIDED if row.status in UNDECIDED else (row.status,)
    mates = Disposition.objects.filter(bundle=bundle, status__in=alike).exclude(pk=row.pk)
    return [row, *hold_rows(mates)]


def require_undecided(row: Disposition) -> None:
    """Raises `Stale` where a held row was decided before."""
    if row.status not in UNDECIDED:
        raise Stale(_("This alert was decided in the meantime. Look at it again."))


def settle(
    row: Disposition,
    status: str,
    verb: str,
    by: Actor,
    *,
    until: dt.datetime | None = None,
    told: Mapping[str, Any] | None = None,
    despite_conflict: bool = False,
    **values: Any,
) -> Disposition:
    """Writes a held row's new status with one journal entry; `until` and `told` are in it alone.

    Refuses an officer who declared a conflict of interest, unless the row is given away.
    """
    if not despite_conflict:
        require_no_conflict(by, consignment=row.alert.consignment, right=row.alert.right)
    before = row.status
    changes = {"status": status, "version": row.version + 1, "updated_at": clock.now(), **values}
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    said = {name: values[name] for name in TOLD if values.get(name)} | dict(told or {})
    if until:
        said["until"] = clock.day_of(until, row.administration).isoformat()
    if row.bundle_id:
        said["bundle"] = row.bundle_id
    record(verb, kind="alert", key=row.alert_id, by=by, reference=row.alert.number,
           administration=row.administration, before=before, status=status, **said)  # fmt: skip
    return row


def close_bundle(row: Disposition) -> None:
    """A decided bundle takes no further members; what comes later is decided anew."""
    if row.bundle_id:
        Bundle.objects.filter(pk=row.bundle_id, is_open=True).update(
            is_open=False, updated_at=clock.now()
        )


def decided(by: Actor) -> dict[str, Any]:
    """Who decided, and when, as a row keeps it."""
    return {"decided_by_name": by.name, "decided_at": clock.now()}


def fresh(note: str) -> dict[str, Any]:
    """What a row keeps that returns to the queue as if nobody had decided."""
    return {"reason": "", "note": note, "assignee_id": None, "decided_by_name": "",
            "decided_at": None, "taken_at": None, "proposer": "", "held_status": ""}  # fmt: skip


def returned(row: Disposition) -> str:
    """Where a row goes back to that was snoozed, merged or proposed."""
    return row.held_status if row.held_status in UNDECIDED else UNDECIDED[0]
