"""Which officer has an interest in what an alert, an inspection or a case is about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed
from seizures.parties.groups import group_of
from seizures.screening.models import Conflict


def conflict_of(officer: Any, *, consignment: Any, right: Any = None) -> Conflict | None:
    """The officer's declared interest in these goods' parties or in this right, if any.

    `officer` is a key; a party is met under every spelling merged with it.
    """
    rows = list(Conflict.objects.in_force().filter(officer=officer).select_related("right"))
    return next((row for row in rows if _concerns(row, consignment, right)), None)


def _concerns(row: Conflict, consignment: Any, right: Any) -> bool:
    if right is not None and (row.right_id == right.pk or row.holder_id == right.holder_id):
        return True
    if row.party_id is None:
        return False
    spellings = group_of(row.administration, row.party_id)[1]
    return consignment.shipper_id in spellings or consignment.consignee_id in spellings


def require_no_conflict(by: Actor, *, consignment: Any, right: Any = None) -> None:
    """Refuses an officer who declared an interest in what this is about."""
    if by.kind != "user":
        return
    if not Conflict.objects.in_force().filter(officer=by.id).exists():
        return
    if conflict_of(by.id, consignment=consignment, right=right):
        raise NotAllowed(
            _("You declared a conflict of interest here. A colleague has to decide this.")
        )
