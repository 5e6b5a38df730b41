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
    bias=-1.0,
    weights={
        "length": 0.35,
        "class_fits": 2.2,
        "class_misfit": -1.5,
        "brand_cue": 1.5,
        "quoted": 1.2,
        "only_for": -2.0,
        "ordinary_word": -1.5,
        "ordinary_here": -3.0,
        "inside_longer": -4.0,
        "inside_word": -3.0,
        "one_edit": -1.2,
        "two_edits": -2.5,
        "edit_share": -4.0,
        "sound_only": -2.0,
        "rivals": -0.5,
        "unbounded": -1.5,
    },
    low=0.2,
    medium=0.5,
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
