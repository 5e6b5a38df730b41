"""How long a guarantee lasts: past costs by month, running cases, and when it runs short."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from django.db.models import Count, QuerySet, Sum

from seizures.cases.choices import CostPayer, GuaranteeKind, SecurityKind, SecurityStatus
from seizures.cases.ledger_of_money import free_of
from seizures.cases.models import Cost, Guarantee, Security
from seizures.core import clock

ZERO = Decimal(0)
CENT = Decimal("0.01")
LOOKED_BACK = 6
"""Months of the past a forecast looks at."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What past and running cases let one expect of a guarantee, in its own currency."""

    months: tuple[tuple[dt.date, Decimal], ...]
    """The first day of each past month and what its cases cost (China) or asked (Korea)."""
    average: Decimal
    """A month, over the months looked at."""
    running: int
    """Open cases of the holder that no security covers yet."""
    running_need: Decimal
    free: Decimal
    expected: Decimal
    """Until the last day for new cases: running cases and months to come."""
    shortfall: Decimal
    short_from: dt.date | None
    """The month in which it runs short, if it does before its last day."""


def forecast(guarantee: Guarantee) -> Forecast:
    """Reckons from past months and running cases whether the guarantee lasts to its last day."""
    today = clock.today(guarantee.administration)
    past = _past(guarantee, today)
    average = (sum((amount for _month, amount in past), ZERO) / LOOKED_BACK).quantize(CENT)
    running = Security.objects.filter(
        case__administration=guarantee.administration, kind=SecurityKind.REQUEST,
        case__right__holder=guarantee.holder_id, status=SecurityStatus.REQUIRED,
        case__is_closed=False,
    ).aggregate(n=Count("pk"), total=Sum("required"))  # fmt: skip
    number, asked = running["n"], running["total"] or ZERO
    if number and guarantee.kind == GuaranteeKind.GENERAL:
        asked = number * expected_cost(guarantee, asked / number)
    free, last = free_of(guarantee), guarantee.covers_until or today
    months = max((last.year - today.year) * 12 + last.month - today.month, 0)
    expected = asked + average * months
    return Forecast(past, average, number, asked, free, expected, max(expected - free, ZERO),
                    _short_from(today, months, free - asked, average))  # fmt: skip


def expected_cost(guarantee: Guarantee, otherwise: Decimal) -> Decimal:
    """China: what a case of this holder cost on average; without any, the security it asks."""
    found = _costs(guarantee).aggregate(total=Sum("amount"), n=Count("case", distinct=True))
    if not found["n"]:
        return otherwise.quantize(CENT, rounding=ROUND_CEILING)
    return Decimal(found["total"] / found["n"]).quantize(CENT, rounding=ROUND_CEILING)


def _costs(guarantee: Guarantee) -> "QuerySet[Cost]":
    return Cost.objects.filter(
        case__administration=guarantee.administration, case__right__holder=guarantee.holder_id,
        payer=CostPayer.HOLDER, posting__reversed_by=None,
    )  # fmt: skip


def _past(guarantee: Guarantee, today: dt.date) -> tuple[tuple[dt.date, Decimal], ...]:
    months = [_before(today, n) for n in range(LOOKED_BACK, 0, -1)]
    sums: dict[dt.date, Decimal] = defaultdict(Decimal)
    if guarantee.kind == GuaranteeKind.GENERAL:
        rows = _costs(guarantee).filter(first__gte=months[0]).values_list("first", "amount")
        for day, amount in rows:
            sums[day.replace(day=1)] += amount
    else:
        asked = Security.objects.filter(
            case__administration=guarantee.administration, kind=SecurityKind.REQUEST,
            case__right__holder=guarantee.holder_id, case__opened_at__date__gte=months[0],
        )  # fmt: skip
        for at, amount in asked.values_list("case__opened_at", "required"):
            sums[clock.day_of(at, guarantee.administration).replace(day=1)] += amount
    return tuple((month, sums[month]) for month in months)


def _before(today: dt.date, months: int) -> dt.date:
    index = today.year * 12 + today.month - 1 - months
    return dt.date(index // 12, index % 12 + 1, 1)


def _short_from(today: dt.date, months: int, left: Decimal, average: Decimal) -> dt.date | None:
    if left < 0:
        return today.replace(day=1)
    for number in range(1, months + 1):
        left -= average
        if left < 0:
            return _before(today, -number)
    return None
