"""An old score computed again from its stored features, and what the same line would give today.

`replay` needs the recipe's name, the stored features and the calibration of the data version that
was in force: nothing else. `compare` reads the one line against the one right as it is now and sets
both readings side by side, feature by feature.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from seizures.matching import recipes
from seizures.matching.context import Context
from seizures.matching.evidence import gather
from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.features import FEATURES, columns
from seizures.matching.index import MatchIndex
from seizures.matching.learned import Learned
from seizures.matching.reading import read
from seizures.matching.signals import SIGNALS
from seizures.matching.weighing import add_signals, score_of, total_of

Features = Iterable[tuple[str, float]]

ON_REGISTER, ON_BATCH, ON_LESSON, ON_CONTEXT = "register", "batch", "learned", "context"
DEPENDS_ON: Mapping[str, str] = {
    **dict.fromkeys(("inside_longer", "outdone", "rivals"), ON_REGISTER),
    **dict.fromkeys(("common_here", "in_trade", "sound_in_trade", "word_in_trade"), ON_BATCH),
    **dict.fromkeys(("common_learned", "common_in_chapter", "rare_word"), ON_LESSON),
    **dict.fromkeys((name for name in SIGNALS if name != "vague"), ON_CONTEXT),
}
"""What a feature hangs on beside the line and the right: the other rights of the register, the
other lines of its batch, what was learned by then, what was known of parties and prices.
"""


@dataclass(frozen=True, slots=True)
class FeatureChange:
    """One feature as it was stored and as it reads today, with its weight; `depends_on` is empty
    where it hangs on the line and the right alone.
    """

    feature: str
    then: float
    now: float
    weight: float
    depends_on: str

    @property
    def changed(self) -> bool:
        """Whether today's value is another."""
        return abs(self.then - self.now) > 1e-9


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both readings of one line against one right: scores, and every feature of either.

    `found` says whether the line still meets the right at all; where it does not, `score_now` is 0.
    """

    recipe: str
    found: bool
    score_then: float
    score_now: float
    rows: tuple[FeatureChange, ...]

    @property
    def changed(self) -> tuple[FeatureChange, ...]:
        """The features that differ."""
        return tuple(row for row in self.rows if row.changed)


def replay(
    recipe_name: str, features: Features, *, calibration: tuple[float, float] = (1.0, 0.0)
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """The score that these features give under this recipe, and what each of them added (log-odds).

    Exact: computed by the same operations in the same order as when the hit was raised. Raises
    `KeyError` for an unknown recipe; features that the recipe does not weigh add nothing.
    """
    recipe, stored = recipes.get(recipe_name), dict(features)
    made = {name: np.array([float(value)]) for name, value in stored.items()}
    score = float(score_of(total_of(made, recipe, 1), calibration)[0])
    added = [
        (name, recipe.weights[name] * value)
        for name, value in stored.items()
        if recipe.weights.get(name)
    ]
    return score, tuple(added)


def compare(
    right: RightFacts,
    line: GoodsFacts,
    recipe_name: str,
    features: Features,
    context: Context = Context.EMPTY,
    *,
    learned: Learned = Learned.NONE,
    calibration: tuple[float, float] = (1.0, 0.0),
) -> Comparison:
    """Today's reading of the line against the right alone, beside the stored features.

    `context` and `learned` are those of today, `calibration` is the one the stored score was made
    with. Features that hang on the register or the batch read 0 today, since one right and one
    line are read alone: `depends_on` says so.
    """
    stored = dict(features)
    then, _ = replay(recipe_name, stored.items(), calibration=calibration)
    now, score = _today(right, line, recipe_name, context, learned)
    weights = recipes.get(recipe_name).weights
    names = [name for name in FEATURES if name in stored or name in now]
    names += [name for name in stored if name not in FEATURES]
    rows = tuple(
        FeatureChange(
            name, stored.get(name, 0.0), now.get(name, 0.0), weights.get(name, 0.0),
            DEPENDS_ON.get(name, ""),
        )
        for name in names
    )  # fmt: skip
    return Comparison(recipe_name, score is not None, then, score or 0.0, rows)


def _today(
    right: RightFacts, line: GoodsFacts, recipe_name: str, context: Context, learned: Learned
) -> tuple[dict[str, float], float | None]:
    """The features and the score of the best reading; nothing where the line meets the right no
    more.
    """
    index, recipe = MatchIndex.of([right]), recipes.get(recipe_name)
    reading = read([line.description])
    everything = gather(reading, index, wide=recipe.wide)
    found = everything.only(everything.textless == 0)
    if len(found) == 0:
        return {}, None
    made = columns(reading, [line], found, learned)
    add_signals(made, index, [line], found, recipe, context, learned, every=True)
    total = total_of(made, recipe, len(found))
    best = int(np.argmax(total))
    features = {name: float(column[best]) for name, column in made.items() if column[best]}
    return features, float(score_of(total[best : best + 1], learned.calibration)[0])
