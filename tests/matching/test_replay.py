"""An old score is computed again from its stored features, and read anew against its right."""

import pytest

from seizures.matching import recipes
from seizures.matching.replay import compare, replay
from seizures.matching.screen import screen
from tests.matching.making import RIGHTS, hits, index_of, line

LINES = (
    "BRAND ZORVANE SHOES", "브랜드 조르반 운동화", "BRAND ZORVAME SHOES 200 PCS",
    "品牌:卓梵恩 运动鞋",
    '"HARBUR LARK" JACKETS', "ZORVANESHOES 40 CTNS", 'RUNNING SHOES "ZORVANE"', "Z0RVANE SNEAKERS",
)  # fmt: skip


@pytest.mark.parametrize("recipe", recipes.names())
@pytest.mark.parametrize("text", LINES)
def test_a_stored_hit_gives_the_same_score_to_the_last_digit(text: str, recipe: str) -> None:
    found = [hit for hit in screen(index_of(), [line(text)], recipe=recipe) if hit.raised]
    for hit in found:
        score, added = replay(recipe, hit.features)
        assert score == hit.score
        shown = {reason.code: reason.weight for reason in hit.reasons}
        assert all(shown[name] == pytest.approx(value, abs=0.001) for name, value in added)


def test_every_raised_hit_carries_its_features() -> None:
    assert all(hit.features for hit in hits(line(LINES[0])) if hit.raised)
    assert all(value for hit in hits(line(LINES[0])) for _, value in hit.features)


@pytest.mark.parametrize("text", LINES)
def test_the_same_line_and_right_read_alone_differ_only_in_what_hangs_on_others(text: str) -> None:
    hit = hits(line(text))[0]
    right = next(right for right in RIGHTS if right.id == hit.right)
    told = compare(right, line(text), recipes.CURRENT, hit.features)
    assert told.found
    assert told.score_then == hit.score
    assert all(row.depends_on in ("register", "batch") for row in told.changed)


def test_a_line_among_many_reads_like_the_line_alone() -> None:
    many = [line(text) for text in LINES]
    together = screen(index_of(), [*many, line("COTTON SHIRTS")])
    alone = [hit for one in many for hit in screen(index_of(), [one])]
    assert [(h.right, h.score) for h in together] == [(h.right, h.score) for h in alone]


def test_a_right_that_changed_shows_which_features_changed() -> None:
    from dataclasses import replace

    hit = hits(line("BRAND ZORVANE SHOES"))[0]
    told = compare(replace(RIGHTS[0], nice=(1,)), line("BRAND ZORVANE SHOES"),
                   recipes.CURRENT, hit.features)  # fmt: skip
    assert {row.feature for row in told.changed} == {"class_fits", "class_misfit"}
    assert told.score_now < told.score_then
    gone = compare(RIGHTS[1], line("BRAND ZORVANE SHOES"), recipes.CURRENT, hit.features)
    assert not gone.found and gone.score_now == 0.0


def test_an_unknown_recipe_is_refused() -> None:
    with pytest.raises(KeyError):
        replay("guesswork", [])
