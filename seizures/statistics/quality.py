"""How good an administration's queue is: the rows behind the estimates."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Sum

from seizures.core import clock
from seizures.core.database import alias
from seizures.screening.choices import INSPECTED, DrawKind, Outcome
from seizures.screening.models import Disposition, ExplorationDraw, Shift
from seizures.statistics.estimates import Drawn, Share, Stratum, missed, precision, recall
from seizures.statistics.queries import since

KEPT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Quality:
    """What the line found and what it missed, over a window of days.

    `precision`, `recall` and the parts of `lost` are None where nobody has looked yet.
    """

    inspected: int
    found: int
    precision: Share | None
    recall: Share | None
    lost: dict[str, Share | None]
    frames: dict[str, int]
    draws: dict[str, tuple[int, int]]


def quality(administration: str, days: int) -> Quality:
    """The figures of one administration, at most two minutes old."""
    key = f"queue-quality:{alias()}:{administration}:{days}:{clock.today(administration)}"
    found: Quality = cache.get_or_set(key, lambda: measure(administration, days), KEPT_SECONDS)
    return found


def measure(administration: str, days: int) -> Quality:
    """The figures of one administration as they are now."""
    start = since(administration, days)
    inspected, hits = _of_the_line(administration, start)
    strata = {kind.value: _stratum(administration, kind.value, start) for kind in DrawKind}
    offered = {kind: _offered(administration, kind, start) for kind in strata}
    return Quality(
        inspected, hits, precision(hits, inspected), recall(hits, strata.values()),
        {kind: missed(stratum) for kind, stratum in strata.items()},
        {kind: stratum.size for kind, stratum in strata.items()}, offered,
    )  # fmt: skip


def _of_the_line(administration: str, start: dt.datetime) -> tuple[int, int]:
    """Inspected rows of the queue that were not drawn at random, and how many infringed."""
    drawn = ExplorationDraw.objects.filter(disposition=OuterRef("pk"))
    rows = Disposition.objects.filter(
        ~Exists(drawn), administration=administration, status__in=INSPECTED, decided_at__gte=start
    ).exclude(alert__outcome="")  # fmt: skip
    outcomes = list(rows.values_list("alert__outcome", flat=True))
    return len(outcomes), sum(outcome == Outcome.INFRINGING for outcome in outcomes)


def _stratum(administration: str, kind: str, start: dt.datetime) -> Stratum:
    field = "frame_size" if kind == DrawKind.BEYOND else "lines_size"
    shifts: Any = Shift.objects.drawn().filter(
        administration=administration, drawn_at__gte=start
    ).aggregate(n=Sum(field))  # fmt: skip
    rows = ExplorationDraw.objects.since(start).inspected().filter(
        administration=administration, kind=kind
    )  # fmt: skip
    return Stratum(shifts["n"] or 0, [
        Drawn(chance, outcome == Outcome.INFRINGING)
        for chance, outcome in rows.values_list("probability", "outcome")
    ])  # fmt: skip


def _offered(administration: str, kind: str, start: dt.datetime) -> tuple[int, int]:
    rows = ExplorationDraw.objects.since(start).filter(administration=administration, kind=kind)
    outcomes = list(rows.values_list("outcome", flat=True))
    return len(outcomes), sum(bool(outcome) for outcome in outcomes)
