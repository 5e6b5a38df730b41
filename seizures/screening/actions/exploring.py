"""Offers every shift a few items at random from beyond its line, so that misses can be counted.

An alert stands in the frame of the first draw after it came, if it lay beyond the line then; a
goods line in that of the first draw after it was screened. So frames never overlap, and the
chance written beside an item is its whole chance. The seed is the shift's name: the same frame
gives the same draw.
"""

from bisect import bisect_right
from itertools import accumulate
from random import Random
from typing import Any

from django.conf import settings
from django.db.models import Max, Q

from seizures.cargo.models import GoodsLine
from seizures.core import clock
from seizures.core.actor import Actor, system
from seizures.core.database import atomic, hold
from seizures.journal.actions import record
from seizures.reference.models import Office
from seizures.screening.actions.shifting import open_shift
from seizures.screening.capacity import Line, shift_at
from seizures.screening.choices import DrawKind
from seizures.screening.models import Alert, Disposition, ExplorationDraw, ScreeningRun, Shift
from seizures.screening.ranking import line_of, queue_of

PLACES = ("kr", "cn")
FEWEST = 1


def share_of(capacity: int) -> int:
    """How many items of each kind a shift of this capacity is offered: a share, at least one."""
    return max(FEWEST, round(settings.EXPLORATION_SHARE * capacity)) if capacity else 0


def explore(*, by: Actor) -> int:
    """Draws for every office whose present shift has no draw yet; returns how many items."""
    drawn = 0
    for administration in PLACES:
        day, part = shift_at(clock.now(), administration)
        done = set(
            Shift.objects.at(administration, day, part).drawn().values_list("office_id", flat=True)
        )
        for office in _offices(administration, done):
            drawn += _draw(administration, office, by)
        if None not in done:
            drawn += _draw(administration, None, by)
    return drawn


def _offices(administration: str, done: set[int | None]) -> list[int]:
    """Offices without a draw in which an alert waits."""
    waiting = Disposition.objects.filter(status="open")
    keys = Office.objects.of(administration).exclude(pk__in=[key for key in done if key])
    return [key for key in keys.order_by("pk").values_list("pk", flat=True)
            if waiting.filter(office=key).exists()]  # fmt: skip


def _draw(administration: str, office: int | None, by: Actor) -> int:
    """One office's draw; nothing is written while there is nothing to draw from."""
    with atomic():
        shift: Shift = hold(Shift.objects.all(), pk=open_shift(administration, office).pk)
        if shift.drawn_at:
            return 0
        rng = Random(f"{administration}:{office or 'all'}:{shift.day}:{shift.part}")
        earlier = Shift.objects.drawn().filter(administration=administration, office=office)
        last = earlier.order_by("-drawn_at").first()
        rows = _beyond(shift, office, last, rng)
        rows += _lines(shift, last, rng) if office is None else []
        if not rows and not (shift.frame_size or shift.lines_size):
            return 0
        ExplorationDraw.objects.bulk_create(rows)
        shift.drawn_at, shift.updated_at = clock.now(), clock.now()
        shift.seed = f"{administration}:{office or 'all'}:{shift.day}:{shift.part}"
        shift.save()
        actor = by if by.administration else system(administration)
        record("shift.explored", kind="shift", key=shift.pk, by=actor,
               administration=administration, seed=shift.seed, count=len(rows),
               alerts=shift.frame_size, lines=shift.lines_size)  # fmt: skip
    return len(rows)


def _beyond(shift: Shift, office: int | None, last: Shift | None, rng: Random
            ) -> list[ExplorationDraw]:  # fmt: skip
    """Alerts that came since the last draw and lie below this shift's line."""
    line = line_of(shift.administration, office, shift.left)
    shift.frame_from = last.frame_to if last else 0
    fresh = Disposition.objects.filter(administration=shift.administration)
    shift.frame_to = fresh.aggregate(n=Max("pk"))["n"] or shift.frame_from
    if line is None or shift.frame_to <= shift.frame_from:
        return []
    narrow: dict[str, Any] = {} if office else {"office": None}
    found: list[int] = []
    for part in queue_of(shift.administration, office):
        rows = part.filter(_below(line), pk__gt=shift.frame_from, pk__lte=shift.frame_to, **narrow)
        found += rows.values_list("pk", flat=True)
    shift.frame_size = len(found)
    size = min(share_of(shift.capacity), len(found))
    chosen = rng.sample(sorted(found), size)
    places = Disposition.objects.filter(pk__in=chosen).values_list("pk", "alert__consignment_id")
    return [
        ExplorationDraw(
            shift=shift,
            administration=shift.administration,
            kind=DrawKind.BEYOND,
            disposition_id=key,
            consignment_id=cargo,
            probability=size / len(found),
        )
        for key, cargo in places.order_by("pk")
    ]


def _below(line: Line) -> Any:
    return Q(score__lt=line.score) | Q(score=line.score, pk__lt=line.key)


def _lines(shift: Shift, last: Shift | None, rng: Random) -> list[ExplorationDraw]:
    """Goods lines of manifests screened since the last draw; one with an alert is passed over.

    Places are drawn among all of these lines, so every line had the same known chance whether
    the places next to it hold alerts or not.
    """
    shift.lines_from = last.lines_to if last else 0
    runs = ScreeningRun.objects.filter(
        kind="manifest", is_complete=True, manifest__administration=shift.administration,
        pk__gt=shift.lines_from,
    )  # fmt: skip
    told = list(runs.order_by("pk").values_list("pk", "manifest_id", "manifest__lines_count"))
    shift.lines_to = told[-1][0] if told else shift.lines_from
    ends = list(accumulate(count for _run, _manifest, count in told))
    shift.lines_size = ends[-1] if ends else 0
    if not shift.lines_size:
        return []
    size = min(share_of(shift.capacity), shift.lines_size)
    drawn = []
    for place in sorted(rng.sample(range(shift.lines_size), size)):
        at = bisect_right(ends, place)
        offset = place - (ends[at - 1] if at else 0)
        drawn.append(_line_at(told[at][1], offset))
    return [
        ExplorationDraw(shift=shift, administration=shift.administration, kind=DrawKind.LINE,
                        line=line, consignment_id=line.consignment_id,
                        probability=size / shift.lines_size)
        for line in drawn
        if line and not Alert.objects.filter(consignment=line.consignment_id).exists()
    ]  # fmt: skip


def _line_at(manifest: int, offset: int) -> GoodsLine | None:
    """The line at a place of its manifest."""
    rows = GoodsLine.objects.filter(manifest_id=manifest).order_by("id")
    return rows[offset : offset + 1].first()
