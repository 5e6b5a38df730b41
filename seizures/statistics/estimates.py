"""How good a ranked queue is, from what was inspected and from what was drawn at random.

Plain arithmetic. The precision of the line is a share with its Wilson interval. What the line
misses is estimated from the random draws, each counted by the inverse of its chance (Horvitz and
Thompson, with the total of the weights as denominator, Hajek, so that draws nobody could look at
do no harm); its interval takes the effective number of draws. Strata are added by the method of
variance estimates recovery (MOVER), and recall follows as found / (found + missed).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""Two-sided 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """An estimated share or total with its 95 % interval; `count` is what it rests on."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """One inspected random item: the chance it had, and whether the goods infringed."""

    probability: float
    infringes: bool


@dataclass(frozen=True, slots=True)
class Stratum:
    """Everything a kind of draw was made from, how many, and what was inspected of it."""

    size: int
    drawn: Sequence[Drawn]


def wilson(hits: float, count: float) -> tuple[float, float]:
    """The 95 % interval of a share; a fractional count is an effective sample size."""
    if count <= 0:
        return 0.0, 1.0
    share, square = hits / count, Z * Z
    middle = share + square / (2 * count)
    spread = Z * sqrt(max(0.0, share * (1 - share) / count + square / (4 * count * count)))
    low, high = (middle - spread) / (1 + square / count), (middle + spread) / (1 + square / count)
    return max(0.0, min(low, share)), min(1.0, max(high, share))


def precision(hits: int, inspected: int) -> Share | None:
    """The share of inspected items that infringed; None where nothing was inspected."""
    if not inspected:
        return None
    low, high = wilson(hits, inspected)
    return Share(hits / inspected, low, high, inspected)


def missed(stratum: Stratum) -> Share | None:
    """How many infringing items a stratum holds; None where none of its draws was inspected."""
    weights = [1 / one.probability for one in stratum.drawn if one.probability > 0]
    if not weights:
        return None if stratum.size else Share(0.0, 0.0, 0.0, 0)
    hits = sum(1 / one.probability for one in stratum.drawn if one.infringes)
    share = hits / sum(weights)
    effective = sum(weights) ** 2 / sum(weight * weight for weight in weights)
    low, high = wilson(share * effective, effective)
    return Share(share * stratum.size, low * stratum.size, high * stratum.size, len(weights))


def total(parts: Iterable[Share]) -> Share:
    """The sum of independent estimates with its interval (MOVER)."""
    known = list(parts)
    value = sum(part.value for part in known)
    below = sqrt(sum((part.value - part.low) ** 2 for part in known))
    above = sqrt(sum((part.high - part.value) ** 2 for part in known))
    return Share(value, max(0.0, value - below), value + above, sum(part.count for part in known))


def recall(found: int, strata: Iterable[Stratum]) -> Share | None:
    """The share of all infringing items that working the line found.

    None while a stratum that holds anything has no inspected draw: then nobody knows.
    """
    parts = [missed(stratum) for stratum in strata]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    lost = total(known)
    if not found and not lost.value:
        return None
    return Share(found / (found + lost.value), found / (found + lost.high),
                 found / (found + lost.low) if found + lost.low else 1.0, lost.count)  # fmt: skip
