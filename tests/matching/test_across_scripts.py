"""Unrecorded transliterations in every direction, and other ways to hide or shorten a name."""

import pytest

from seizures.matching.facts import RightFacts
from seizures.matching.index import MatchIndex
from tests.benchmarks.transliterations import KINDS, foreign, register, wilson
from tests.matching.making import hits, index_of, line, raised

LEAST = {
    "ko_for_latin": 0.90, "zh_for_latin": 0.70, "latin_for_ko": 0.85, "latin_for_zh": 0.65,
    "zh_for_ko": 0.85, "ko_for_zh": 0.80,
}  # fmt: skip
"""Share of invented marks that are at least candidates (the benchmark measures more of them)."""
COUNT = 60
INDEX = MatchIndex.of(register(COUNT, 600))
NAMES = index_of(
    RightFacts("T", "trademark", "TOK&VASK", (), (25,), "T"),
    RightFacts("Q", "trademark", "QUELMIRA", (), (25,), "Q"),
    RightFacts("N", "trademark", "NORTHERN LARKSPUR", (), (25,), "N"),
    RightFacts("W", "trademark", "ZWD", (), (7,), "W"),
    RightFacts("O", "trademark", "OMEKRA", (), (14,), "O"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_mark_is_met_in_another_script(kind: str) -> None:
    _, lines = foreign(kind, count=COUNT)
    own = [told for told in lines if told.right]
    found = sum(
        any(hit.right == told.right for hit in hits(told.goods, INDEX, candidates=True))
        for told in own
    )
    assert found / len(own) >= LEAST[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_strangers_names_are_seldom_taken_for_a_mark(kind: str) -> None:
    _, lines = foreign(kind, count=COUNT)
    strangers = [told.goods for told in lines if not told.right]
    assert sum(bool(raised(goods, INDEX)) for goods in strangers) / len(strangers) <= 0.10


@pytest.mark.parametrize(
    ("description", "right"),
    [
        ("2024QUELMIRA SHOES", "Q"), ("QUELMIRASHOES 20 CTNS", "Q"),
        ("BRAND TOK&VASKSHIRTS", "T"), ("BRAND QUELMIRAXQJ SHOES", "Q"),
        ("SHOES MODEL QUELMIRA-AX100", "Q"),
    ],
)  # fmt: skip
def test_names_run_into_other_letters(description: str, right: str) -> None:
    assert right in raised(line(description), NAMES)


def test_a_misspelt_name_before_a_goods_word_is_a_candidate() -> None:
    met = hits(line("BRAND QUELMYRASHOES"), NAMES, candidates=True)
    assert [hit.right for hit in met] == ["Q"]


def test_several_marks_of_one_line_are_all_raised() -> None:
    assert set(raised(line("BRAND QUELMIRA SHOES, BRAND TOK&VASK SHOES"), NAMES)) == {"Q", "T"}


def test_initials_are_met_only_where_something_announces_a_name() -> None:
    met = hits(line("BRAND NL SHOES"), NAMES, candidates=True)
    assert [hit.right for hit in met] == ["N"]
    assert hits(line("NL SHOES"), NAMES, candidates=True) == []
    assert all(hit.tier != "high" for hit in met)


@pytest.mark.parametrize("text", ["MOTOR 5 ZWD", "OIL OMEKRA-3 CAPSULES"])
def test_a_unit_or_a_grade_counts_less_than_a_name(text: str) -> None:
    plain = text.replace("5 ", "").replace("-3", "")
    unit, name = (hits(line(t, ""), NAMES, candidates=True)[0].score for t in (text, plain))
    assert unit < name


@pytest.mark.parametrize("cue", ["COMPATIBLE WITH {}", "FOR {}", "{}通用", "{} 호환", "适用于{}"])
def test_goods_for_a_mark_are_not_goods_of_the_mark(cue: str) -> None:
    goods = line(f"INSOLES {cue.format('QUELMIRA')}")
    assert raised(goods, NAMES) == []


def test_an_interval_holds_the_share_and_narrows_with_more_lines() -> None:
    low, high = wilson(30, 60)
    assert low < 0.5 < high
    assert wilson(300, 600)[1] < high
    assert wilson(0, 0) == (0.0, 1.0)
