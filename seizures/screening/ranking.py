"""The ranked queue of an office read through its index, and where a shift's work ends in it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from seizures.core.database import connection
from seizures.screening.capacity import Line
from seizures.screening.choices import UNDECIDED, Tier
from seizures.screening.models import Disposition

EXAMINED = Tier.REFER.value


def queue_of(administration: str, office: int | None) -> list["QuerySet[Any]"]:
    """What is to be decided, state by state; what goes to examiners has a queue of its own.

    An office is one administration's, so its own index is asked alone.
    """
    place = {"office": office} if office else {"administration": administration}
    rows = Disposition.objects.filter(**place).shown()
    return [rows.filter(~Q(tier=EXAMINED), status=status) for status in UNDECIDED]


def ranked_keys(parts: Sequence["QuerySet[Any]"], last: int) -> list[tuple[float, int]]:
    """Score and key of the first rows of all parts together, at most so many."""
    return first_of(parts, ("-score", "-id"), last)


def first_of(parts: Sequence["QuerySet[Any]"], order: Sequence[str], last: int) -> list[Any]:
    """What the order names of the first rows of all parts together, at most so many.

    Each part is told to give no more, where the database can be told so: it would sort them all.
    """
    names = [name.lstrip("-") for name in order]
    if len(parts) == 1:
        return list(parts[0].order_by(*order).values_list(*names)[:last])
    if connection().features.supports_slicing_ordering_in_compound:
        found = [part.order_by(*order).values_list(*names)[:last] for part in parts]
    else:
        found = [part.order_by().values_list(*names) for part in parts]
    return list(found[0].union(*found[1:], all=True).order_by(*order)[:last])


def line_of(administration: str, office: int | None, left: int) -> Line | None:
    """The last row this shift can still inspect; None where the queue ends before.

    With nothing left the line lies above the first row. Reads as many index entries as the shift
    has inspections left, whatever the length of the queue.
    """
    rows = ranked_keys(queue_of(administration, office), left + 1)
    if len(rows) <= left:
        return None
    return Line(*rows[left - 1]) if left else Line(float("inf"), 0)
