"""From columns of features to scores: the weighted sum of a recipe, calibrated, as a logistic."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from seizures.matching.arrays import Floats, Ints
from seizures.matching.context import Context
from seizures.matching.evidence import Evidence
from seizures.matching.facts import GoodsFacts
from seizures.matching.index import MatchIndex
from seizures.matching.learned import Learned
from seizures.matching.recipes import Recipe
from seizures.matching.signals import SIGNALS
from seizures.matching.signals import columns as signal_columns

Columns = dict[str, Floats]


def total_of(made: Mapping[str, Floats], recipe: Recipe, size: int) -> Floats:
    """The weighted sum of every candidate, in log-odds; a feature that is missing counts 0."""
    total = np.full(size, recipe.bias)
    for feature, weight in recipe.weights.items():
        column = made.get(feature)
        if column is not None:
            total += weight * column
    return total


def score_of(total: Floats, calibration: tuple[float, float]) -> Floats:
    """The calibrated score of weighted sums."""
    slope, intercept = calibration
    return np.asarray(1.0 / (1.0 + np.exp(-(slope * total + intercept))))


def add_signals(
    made: Columns,
    index: MatchIndex,
    lines: Sequence[GoodsFacts],
    found: Evidence,
    recipe: Recipe,
    context: Context,
    learned: Learned,
    *,
    every: bool,
) -> None:
    """Puts the signals of parties, prices and vague texts beside the other columns.

    Asked only of candidates that they could still lift to the lowest tier, unless of `every` one.
    """
    size = len(found)
    for name in SIGNALS:
        made[name] = np.zeros(size, dtype=np.float64)
    if not any(name in recipe.weights for name in SIGNALS):
        return
    names = ("vague",) if context.is_empty else SIGNALS
    asked = np.arange(size) if every else _within_reach(made, recipe, learned, names)
    ids = [segment.rights.ids for segment in index.segments]
    told = signal_columns(lines, found.only(asked), context, ids)
    for name in SIGNALS:
        made[name][asked] = told[name]


def _within_reach(made: Columns, recipe: Recipe, learned: Learned, signals: Sequence[str]) -> Ints:
    gain = sum(max(recipe.weights.get(name, 0.0), 0.0) for name in signals)
    size = len(made[signals[0]])
    slope, intercept = learned.calibration
    least = (math.log(recipe.low / (1.0 - recipe.low)) - intercept) / slope
    return np.flatnonzero(total_of(made, recipe, size) + gain + 1e-9 >= least)
