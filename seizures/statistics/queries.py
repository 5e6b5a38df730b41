"""Figures for the dashboard; each answers one question for one administration.

Windows are days back from today in the administration's calendar. Quantities are pieces as
entered in the ledger; money is in the administration's currency.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar, cast

from django.core.cache import cache
from django.db.models import CharField, Count, F, Sum
from django.db.models.functions import Cast, Substr

from seizures.cargo.models import Manifest
from seizures.cases.models import DueDate, GoodsMovement, SeizureCase
from seizures.core import clock
from seizures.core.database import alias
from seizures.inspections.models import Finding, Inspection
from seizures.reference.models import HSHeading
from seizures.screening.choices import UNDECIDED
from seizures.screening.models import Disposition

TOP_ROUTES = 12
TOP_CHAPTERS = 8
KEPT_SECONDS = 120
Answer = TypeVar("Answer")
HOUR = "2026-11-22 15"
"""An instant cut after the hour, in the form both databases write it."""


def since(administration: str, days: int) -> dt.datetime:
    """The instant at which a window of this many days began."""
    start = clock.today(administration) - dt.timedelta(days=days)
    return dt.datetime.combine(start, dt.time.min, tzinfo=clock.zone(administration))


def _kept(name: str, ask: Callable[[str, int], Answer], administration: str, days: int) -> Answer:
    """An answer that looks at every alert of the window, asked again only after a while."""
    key = f"{name}:{alias()}:{administration}:{days}:{clock.today(administration)}"
    return cast(Answer, cache.get_or_set(key, lambda: ask(administration, days), KEPT_SECONDS))


def headline(administration: str, days: int) -> dict[str, Any]:
    """Lines received, alerts raised and undecided, inspections, cases open, pieces seized."""
    start = since(administration, days)
    manifests = Manifest.objects.filter(administration=administration, created_at__gte=start)
    dispositions = Disposition.objects.filter(administration=administration)
    findings = Finding.objects.filter(
        inspection__administration=administration, inspection__finished_at__gte=start
    )
    inspected = Inspection.objects.filter(
        administration=administration, status="done", finished_at__gte=start, alert__isnull=False
    )
    outcomes = dict(inspected.values_list("outcome").annotate(n=Count("id")))
    return {
        "lines": manifests.aggregate(n=Sum("lines_count"))["n"] or 0,
        "alerts": dispositions.filter(created_at__gte=start).count(),
        "undecided": dispositions.filter(status__in=UNDECIDED).count(),
        "inspections": sum(outcomes.values()),
        "hits": outcomes.get("suspected", 0),
        "open_cases": SeizureCase.objects.filter(
            administration=administration, is_closed=False
        ).count(),
        "pieces": findings.filter(verdict="suspected").aggregate(n=Sum("quantity"))["n"]
        or Decimal(0),
    }  # fmt: skip


def alerts_by_week(administration: str, days: int) -> list[tuple[dt.date, dict[str, int]]]:
    """Alerts raised in each week, by tier, at most some minutes old; the oldest week first."""
    return _kept("weeks", _by_week, administration, days)


def _by_week(administration: str, days: int) -> list[tuple[dt.date, dict[str, int]]]:
    hour = Substr(Cast("created_at", CharField()), 1, len(HOUR))
    rows = (
        Disposition.objects.filter(administration=administration,
                                   created_at__gte=since(administration, days))
        .annotate(hour=hour).values_list("hour", "tier").annotate(n=Count("id"))
    )  # fmt: skip
    zone = clock.zone(administration)
    weeks: dict[dt.date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for text, tier, count in rows:
        day = dt.datetime.fromisoformat(f"{text}:00+00:00").astimezone(zone).date()
        weeks[day - dt.timedelta(days=day.weekday())][tier] += count
    return sorted((week, dict(tiers)) for week, tiers in weeks.items())


def decisions(administration: str, days: int) -> dict[str, int]:
    """What became of the alerts of the window, by status."""
    rows = Disposition.objects.filter(
        administration=administration, created_at__gte=since(administration, days)
    )
    return dict(rows.values_list("status").annotate(n=Count("id")))


def precision_by_tier(administration: str, days: int) -> dict[str, tuple[int, int]]:
    """For each tier (inspections that found suspected goods, inspections done)."""
    rows = (
        Inspection.objects.filter(administration=administration, status="done",
                                  finished_at__gte=since(administration, days),
                                  alert__isnull=False)
        .values_list("alert__tier", "outcome").annotate(n=Count("id"))
    )  # fmt: skip
    found: dict[str, tuple[int, int]] = {}
    for tier, outcome, count in rows:
        hits, done = found.get(tier, (0, 0))
        found[tier] = (hits + (count if outcome == "suspected" else 0), done + count)
    return found


def routes(administration: str, days: int) -> list[tuple[str, str, str, int]]:
    """(origin, destination, mode, alerts) of the busiest routes, at most some minutes old.

    Every alert of the window is looked up with its consignment, so the answer is kept for a while.
    """
    return _kept("routes", _busiest, administration, days)


def _busiest(administration: str, days: int) -> list[tuple[str, str, str, int]]:
    rows = (
        Disposition.objects.filter(administration=administration,
                                   created_at__gte=since(administration, days))
        .values_list("alert__consignment__origin", "alert__consignment__destination",
                     "alert__consignment__mode")
        .annotate(n=Count("id")).order_by("-n")
    )  # fmt: skip
    return list(rows[:TOP_ROUTES])


def seized_by_chapter(administration: str) -> list[tuple[dict[str, str], Decimal]]:
    """Pieces seized by HS chapter: (names, quantity), the largest first."""
    rows = (
        GoodsMovement.objects.filter(goods__case__administration=administration, source="")
        .annotate(chapter=Substr("goods__hs", 1, 2)).values_list("chapter")
        .annotate(n=Sum("quantity")).order_by("-n")
    )  # fmt: skip
    names = dict(HSHeading.objects.filter(code__in=[chapter for chapter, _n in rows])
                 .values_list("code", "names"))  # fmt: skip
    return [(names.get(chapter) or {"en": chapter or "–"}, count)
            for chapter, count in rows[:TOP_CHAPTERS]]  # fmt: skip


def goods_by_code(administration: str) -> dict[str, Decimal]:
    """Where the seized pieces of all cases stand now, by ledger code."""
    moved = GoodsMovement.objects.filter(goods__case__administration=administration)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for code, quantity in moved.values_list("target").annotate(n=Sum("quantity")):
        sums[code] += quantity
    for code, quantity in moved.exclude(source="").values_list("source").annotate(
        n=Sum("quantity")
    ):  # fmt: skip
        sums[code] -= quantity
    return {code: quantity for code, quantity in sums.items() if quantity}


def clocks_kept(administration: str, days: int) -> dict[str, int]:
    """Clocks that ended in the window, by how they ended."""
    rows = DueDate.objects.filter(
        calendar=administration, ended_at__gte=since(administration, days)
    )
    return dict(rows.values_list("status").annotate(n=Count("id")))


def cases_by_stage(administration: str) -> list[tuple[str, dt.date, str, int]]:
    """(track, edition, stage, cases) of the open cases."""
    rows = SeizureCase.objects.filter(administration=administration, is_closed=False)
    return list(rows.values_list("track", "edition", "stage").annotate(n=Count("id"))
                .order_by(F("n").desc()))  # fmt: skip
