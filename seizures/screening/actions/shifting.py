"""How many inspections a shift can do: set by senior officers, opened when first needed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused, Stale
from seizures.journal.actions import record
from seizures.reference.models import Office
from seizures.screening.capacity import default_capacity, shift_at
from seizures.screening.models import Capacity, Shift
from seizures.screening.policies import require_senior

MOST = 500


def open_shift(administration: str, office: int | None) -> Shift:
    """The present shift of an office; made with the usual capacity on first asking."""
    day, part = shift_at(clock.now(), administration)
    key: dict[str, Any] = {"administration": administration, "office_id": office, "day": day,
                           "part": part}  # fmt: skip
    with atomic():
        row, _made = Shift.objects.get_or_create(
            **key, defaults={"capacity": default_capacity(administration, office)}
        )
    return row


def set_capacity(
    administration: str,
    *,
    office: Office | None,
    inspections: int,
    is_usual: bool = False,
    by: Actor,
    version: int | None = None,
) -> Shift:
    """A senior officer says how many inspections this shift can do, or every shift from now on."""
    require_senior(by, administration)
    if not 0 <= inspections <= MOST:
        raise Refused(_("Give a number from 0 to %(most)s."), field="inspections", most=MOST)
    if office and office.administration_id != administration:
        raise Refused(_("This office belongs to the other administration."), field="office")
    with atomic():
        row: Shift = hold(
            Shift.objects.all(), pk=open_shift(administration, office.pk if office else None).pk
        )
        if version is not None and row.version != version:
            raise Stale(_("Somebody else changed this shift in between. Look at it again."))
        row.capacity, row.set_by_name, row.updated_at = inspections, by.name, clock.now()
        row.version += 1
        row.save(update_fields=["capacity", "set_by_name", "updated_at", "version"])
        if is_usual:
            Capacity.objects.update_or_create(
                administration=administration, office=office,
                defaults={"inspections": inspections, "set_by_name": by.name},
            )  # fmt: skip
        record("shift.capacity_set", kind="shift", key=row.pk, by=by,
               administration=administration, inspections=inspections, usual=is_usual,
               office=office.code if office else "")  # fmt: skip
    return row
