"""The product card of a right: how to tell genuine goods from fakes, kept up to date."""

from decimal import Decimal

from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.journal.actions import record
from seizures.rights.actions.changes import note_change_of_recorded
from seizures.rights.models import Right
from seizures.rights.policies import require_holder

CARD = ("identification", "genuine_price", "genuine_currency")


def describe_goods(right: Right, *, identification: str, genuine_price: Decimal | None,
                   genuine_currency: str, by: Actor) -> Right:  # fmt: skip
    """Changes the card at any time, recorded or not; the same card again changes nothing."""
    require_holder(by, right.holder)
    given = {"identification": identification.strip(), "genuine_price": genuine_price,
             "genuine_currency": genuine_currency}  # fmt: skip
    with atomic():
        row: Right = hold(Right.objects.all(), pk=right.pk)
        changed = [name for name in CARD if getattr(row, name) != given[name]]
        if not changed:
            return row
        for name in changed:
            setattr(row, name, given[name])
        row.save(update_fields=changed)
        note_change_of_recorded(row)
        record("right.described", kind="right", key=row.pk, by=by, reference=row.mark,
               fields=changed)  # fmt: skip
    return row
