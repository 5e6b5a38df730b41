"""How alike is alike enough? Readable tables of features and weights, each under its own name.

A recipe is never edited: a new weight is a new recipe with a new name, so that an old alert can
still be explained. A score is the logistic of the sum of `weight * feature`; every term of the sum
is shown to the officer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Recipe:
    """Weights in log-odds per feature, and the scores from which a hit is low, medium and high."""

    name: str
    bias: float
    weights: Mapping[str, float] = field(hash=False)
    low: float
    medium: float
    high: float

    def tier(self, score: float) -> str:
        """The tier of a score."""
        return "high" if score >= self.high else "medium" if score >= self.medium else "low"


data_version = "2026-11-a"
"""Version of the shipped tables: characters, trade vocabulary, concordance."""

_FIRST = Recipe(
    name="additive-1",
    bias=-3.89,
    weights={
        "plain_name": 1.29,
        "length": 2.0,
        "short": -0.43,
        "well_recorded": 2.5,
        "class_fits": 1.6,
        "class_misfit": -1.62,
        "services_only": -1.14,
        "brand_cue": 1.62,
        "quoted": 1.57,
        "only_for": -6.0,
        "at_edge": 1.41,
        "ordinary_fit": -6.0,
        "ordinary_misfit": -6.0,
        "ordinary_announced": 6.0,
        "ordinary_at_edge": 1.9,
        "ordinary_here": -6.0,
        "inside_word": -4.96,
        "taken": -0.96,
        "unbounded": -6.0,
        "split": -0.92,
        "pieced": -1.9,
        "mostly_digits": -6.0,
        "respaced": 0.2,
        "doubled": 2.28,
        "edit_share": -15.0,
        "first_letter": -0.58,
        "made_spelling": 0.76,
        "unlike_sound": -6.0,
        "inside_longer": -2.78,
        "outdone": -0.16,
        "rivals": -0.61,
    },
    low=0.15,
    medium=0.4,
    high=0.85,
)

_RECIPES = {recipe.name: recipe for recipe in (_FIRST,)}
CURRENT = "additive-1"


def names() -> tuple[str, ...]:
    """All recipes ever used, oldest first."""
    return tuple(_RECIPES)


def get(name: str) -> Recipe:
    """The recipe of this name; an unknown name is refused with the names that exist."""
    if name not in _RECIPES:
        raise KeyError(f"no recipe called {name!r}; there are {', '.join(_RECIPES)}")
    return _RECIPES[name]
