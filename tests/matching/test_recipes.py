"""Recipes: readable, complete, monotone, and never edited."""

import hashlib
import json

import pytest

from seizures.matching import recipes
from seizures.matching.features import FEATURES
from seizures.matching.texts import REASON_CODES, reason_text
from tests.matching.making import hits, line

PUBLISHED = {
    "additive-1": "77f06cff9db30fb6",
    "additive-2": "dec4708f2a5f37f4",
    "additive-3": "bf16e6446b3abf81",
    "additive-4": "004c323f295b5ab0",
}


def seal(name: str) -> str:
    recipe = recipes.get(name)
    told = [recipe.bias, dict(recipe.weights), recipe.low, recipe.medium, recipe.high]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


@pytest.mark.parametrize("name", recipes.names())
def test_a_published_recipe_is_never_edited(name: str) -> None:
    assert seal(name) == PUBLISHED[name], "a new weight is a new recipe under a new name"


@pytest.mark.parametrize("name", recipes.names())
def test_every_weight_belongs_to_a_feature(name: str) -> None:
    assert set(recipes.get(name).weights) <= set(FEATURES)


def test_an_unknown_recipe_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(KeyError, match=recipes.CURRENT):
        recipes.get("guesswork")


def test_every_feature_has_a_sentence_in_three_languages() -> None:
    for code in (
        *FEATURES,
        "matched",
        "authorised_party",
        "card_heading",
        "card_models",
        "card_terms",
    ):
        assert set(REASON_CODES[code]) == {"en", "ko", "zh-hans"}
        assert all(REASON_CODES[code].values())


def test_the_reasons_of_a_hit_add_up_to_its_score() -> None:
    import math

    hit = hits(line("BRAND ZORVANE SHOES"))[0]
    total = recipes.get(recipes.CURRENT).bias + sum(reason.weight for reason in hit.reasons)
    assert hit.score == pytest.approx(1 / (1 + math.exp(-total)), abs=0.002)
    assert hit.tier == "high"
    for language in ("en", "ko", "zh-hans"):
        assert all(reason_text(reason, language) for reason in hit.reasons)
    assert "ZORVANE" in reason_text(hit.reasons[0], "ko")


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("ZORVANE SHOES AND BAGS OF", "BRAND ZORVANE SHOES AND BAGS OF"),
        ("BRAND ZORVAME SHOES", "BRAND ZORVANE SHOES"),
        ("BRAND ZORVXXE SHOES", "BRAND ZORVAME SHOES"),
        ("FOR ZORVANE SHOES", "ZORVANE SHOES"),
    ],
)
def test_more_evidence_never_lowers_a_score(weaker: str, stronger: str) -> None:
    def score(text: str) -> float:
        return max(
            (h.score for h in hits(line(text), candidates=True) if h.right == "R1"), default=0
        )

    assert score(weaker) <= score(stronger)


def test_goods_outside_the_classes_of_the_mark_count_less() -> None:
    fits = hits(line("BRAND ZORVANE", "640411"), candidates=True)[0].score
    unknown = hits(line("BRAND ZORVANE", ""), candidates=True)[0].score
    misfits = hits(line("BRAND ZORVANE", "310520"), candidates=True)[0].score
    assert misfits < unknown < fits
