"""The head of the queue: what the shift can still do, where its line lies, what is drawn for it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from seizures.screening.capacity import Line, present_shift
from seizures.screening.models import ExplorationDraw, Shift
from seizures.screening.policies import may_set_capacity
from seizures.screening.ranking import line_of
from seizures.statistics.estimates import Share
from seizures.statistics.quality import quality
from seizures.web.lists import edge_of

WINDOW, MOST_DRAWS = 90, 12
ORDER = ("-score", "-id")
"""How the queue is ranked."""


def queue_head(user: Any, office: int | None) -> dict[str, Any]:
    """The shift at hand of an office (none: the administration), its line, its random items."""
    code = user.administration_id
    shift = present_shift(code, office)
    line = line_of(code, office, shift.left)
    found = quality(code, WINDOW)
    draws = draws_of(shift)
    return {
        "shift": shift,
        "line": line,
        "draws": draws,
        "drawn": {draw.disposition_id for draw in draws},
        "may_set": may_set_capacity(user),
        "precision": percent(found.precision),
        "recall": percent(found.recall),
    }


def draws_of(shift: Shift) -> list[ExplorationDraw]:
    """What is offered at random to a shift; to that of the administration, what its offices are."""
    shifts = Shift.objects.at(shift.administration, shift.day, shift.part).drawn()
    if shift.office_id:
        shifts = shifts.filter(office=shift.office_id)
    rows = ExplorationDraw.objects.filter(shift__in=shifts).select_related(
        "disposition__alert__right", "consignment", "line"
    )
    return list(rows.order_by("outcome", "kind", "id")[:MOST_DRAWS])


def percent(share: Share | None) -> str:
    """A share with its interval as people read it; empty where nobody knows."""
    if share is None:
        return ""
    return _("%(share)s %% (%(low)s–%(high)s %%)") % {
        "share": round(100 * share.value), "low": round(100 * share.low),
        "high": round(100 * share.high),
    }  # fmt: skip


def line_place(request: HttpRequest, rows: Sequence[Any], line: Line | None) -> int | None:
    """The row of this page before which the line is drawn; None where it lies on another page.

    `rows` are rows of the queue in its order. On a page after the first, the cursor tells whether
    the row before this page lay above the line.
    """
    if line is None:
        return None
    above = [line.is_above(row) for row in rows]
    if above and not above[0]:
        return 0 if _before_is_above(request, line) else None
    return next((place for place, is_above in enumerate(above) if not is_above), None)


def _before_is_above(request: HttpRequest, line: Line) -> bool:
    edge = edge_of(request, ORDER)
    if edge is None:
        return True
    if request.GET.get("direction") == "back":
        return False
    return bool(tuple(edge) >= (line.score, line.key))
