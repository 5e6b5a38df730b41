"""The head of the queue: what the shift can still do, where its line lies, what is drawn for it."""

import base64
import json
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

WINDOW = 90


def queue_head(user: Any, office: int | None) -> dict[str, Any]:
    """The shift at hand of an office (none: the administration), its line, its random items."""
    code = user.administration_id
    shift = present_shift(code, office)
    line = line_of(code, office, shift.left)
    found = quality(code, WINDOW)
    draws = _draws(shift)
    return {
        "shift": shift,
        "line": line,
        "draws": draws,
        "drawn": {draw.disposition_id for draw in draws},
        "may_set": may_set_capacity(user),
        "precision": percent(found.precision),
        "recall": percent(found.recall),
    }


def _draws(shift: Shift) -> list[ExplorationDraw]:
    if not shift.pk or not shift.drawn_at:
        return []
    rows = ExplorationDraw.objects.filter(shift=shift).select_related(
        "disposition__alert__right", "consignment", "line"
    )
    return list(rows.order_by("kind", "id"))


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
    cursor = request.GET.get("cursor", "")
    if not cursor:
        return True
    if request.GET.get("direction") == "back":
        return False
    try:
        score, key = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return bool((float(score), int(key)) >= (line.score, line.key))
    except (ValueError, TypeError):
        return False
