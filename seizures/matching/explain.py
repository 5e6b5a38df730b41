"""Puts the terms of a raised hit's score into reasons an officer can read."""

from seizures.matching.evidence import Evidence
from seizures.matching.facts import GoodsFacts, Reason
from seizures.matching.features import Columns
from seizures.matching.recipes import Recipe
from seizures.matching.segment import Segment


def explained(
    line: GoodsFacts,
    segment: Segment,
    found: Evidence,
    made: Columns,
    at: int,
    recipe: Recipe,
    span: tuple[int, int],
) -> tuple[Reason, ...]:
    """Every feature that counted, heaviest first; the first reason shows what was matched with
    what.
    """
    written = line.description[span[0] : span[1]]
    mark = segment.rights.marks[int(found.right[at])]
    shown = (("written", written), ("mark", mark), ("hs", line.hs))
    reasons = [Reason("matched", written, 0.0, shown)]
    for feature, weight in recipe.weights.items():
        value = float(made[feature][at])
        if value and weight:
            reasons.append(Reason(feature, round(value, 3), round(weight * value, 3), shown))
    reasons[1:] = sorted(reasons[1:], key=lambda reason: -abs(reason.weight))
    return tuple(reasons)
