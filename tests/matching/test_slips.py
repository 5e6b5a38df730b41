"""Near matches: a slip of the pen, a misspelt goods word, a cut-off text or another name?"""

import pytest

from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.screen import screen
from tests.matching.making import hits, index_of, line, raised

MARKS = (
    RightFacts("Z", "trademark", "ZORVANE", (), (18, 25), "ZORVANE INC"),
    RightFacts("M", "trademark", "MELDIRO", (), (25,), "MELDIRO INC"),
    RightFacts("F", "trademark", "FALCON", (), (25,), "FALCON INC"),
    RightFacts("T", "trademark", "WARRIOR", (), (25,), "WARRIOR INC"),
    RightFacts("L", "trademark", "LEATHA", (), (25,), "LEATHA INC"),
    RightFacts("N", "trademark", "NICKA", (), (25,), "NICKA INC"),
)
INDEX = index_of(*MARKS)


def score(description: str, right: str, hs: str = "640411") -> float:
    found = hits(line(description, hs), INDEX, candidates=True)
    return max((hit.score for hit in found if hit.right == right), default=0.0)


def reasons(goods: list[GoodsFacts], line_id: str) -> dict[str, float]:
    found = [hit for hit in screen(INDEX, goods) if hit.line == line_id]
    return {reason.code: reason.weight for hit in found for reason in hit.reasons}


def test_swapped_neighbours_are_likelier_a_slip_than_another_letter() -> None:
    assert score("ZORAVNE SHOES", "Z") > score("ZORIANE SHOES", "Z") > 0


def test_a_name_that_ends_otherwise_is_likelier_another_name() -> None:
    assert score("ZORVANS SHOES", "Z") < score("ZORSANE SHOES", "Z")


def test_letters_that_never_stand_side_by_side_are_likelier_a_slip() -> None:
    assert score("MELQDIRO SHOES", "M") > score("MELADIRO SHOES", "M")


def test_a_misspelt_goods_word_is_no_misspelt_mark() -> None:
    assert raised(line("BRAND NEW LEATHR SHOES", "640399"), INDEX) == []
    assert score("SHOES OF LEATHE", "L") < score("SHOES OF LEATHAX", "L")


def test_the_last_word_of_a_long_text_may_be_cut_off() -> None:
    long = "FOOTWEAR WITH OUTER SOLES OF RUBBER AND UPPERS OF TEXTILE, OF COPPER OR NICKO"
    assert score(long, "N") < score("NICKO FOOTWEAR", "N")
    assert raised(line(long), INDEX) == []


def misspelt(shippers: list[str], own: str = "SELLER ZERO") -> list[GoodsFacts]:
    """A misspelt mark, among lines of these shippers that name the mark."""
    named = [
        GoodsFacts(f"N{number}", "ZORVANE SHOES", "640411", shipper)
        for number, shipper in enumerate(shippers)
    ]
    return [GoodsFacts("X", "BLACK ZOSVANI SHOES", "640411", own), *named]


def test_a_mark_that_other_shippers_name_is_likelier_the_one_misspelt() -> None:
    alone = {hit.line: hit.score for hit in screen(INDEX, misspelt([]), candidates=True)}
    among = screen(INDEX, misspelt(["SELLER ONE", "SELLER TWO", "SELLER THREE"]), candidates=True)
    beside = {hit.line: hit.score for hit in among}
    assert beside["X"] > alone["X"] > 0
    assert reasons(misspelt(["SELLER ONE", "SELLER TWO", "SELLER THREE"]), "X")["in_trade"] > 0


def test_what_the_same_shipper_repeats_counts_for_nothing() -> None:
    alone = {hit.line: hit.score for hit in screen(INDEX, misspelt([]), candidates=True)}
    among = screen(INDEX, misspelt(["SELLER ZERO"] * 5), candidates=True)
    assert {hit.line: hit.score for hit in among}["X"] == pytest.approx(alone["X"])


def test_what_is_named_outright_sounds_likelier_meant() -> None:
    goods = [GoodsFacts("X", "조르바네 운동화", "640411", "SELLER ZERO"), *misspelt([])]
    named = [GoodsFacts("X", "조르바네 운동화", "640411", "SELLER ZERO"),
             *misspelt(["SELLER ONE", "SELLER TWO", "SELLER THREE"])]  # fmt: skip

    def best(lines: list[GoodsFacts]) -> float:
        found = screen(INDEX, lines, candidates=True)
        return max((hit.score for hit in found if (hit.line, hit.right) == ("X", "Z")), default=0.0)

    assert best(named) > best(goods) > 0


@pytest.mark.parametrize(
    ("description", "right"),
    [
        ("FALCON RUNNING SHOES", "F"), ("SHOES FALCON", "F"), ("WARRIOR CANVAS SHOES", "T"),
        ("SAID TO CONTAIN FALCON SHOES 200 CTNS", "F"), ("LOT 12 SHOES WARRIOR", "T"),
    ],
)  # fmt: skip
def test_a_word_that_describes_no_goods_is_a_brand_in_front_of_them(
    description: str, right: str
) -> None:
    assert raised(line(description), INDEX) == [right]
    assert "apart" in reasons([line(description)], "L1")


@pytest.mark.parametrize(
    ("description", "hs"),
    [
        ("FALCON PRINT SHOES", "640411"), ("FALCON DESIGN T-SHIRTS COTTON", "610910"),
        ("SHOES WITH FALCON PATTERN", "640411"), ("FALCON FIGURINE", "950300"),
        ("LEATHER FALCON HOOD", "420500"), ("WARRIOR COSTUME POLYESTER", "621050"),
        ("FROZEN FALCON MEAT", "020890"),
    ],
)  # fmt: skip
def test_a_word_that_only_describes_the_goods_is_no_brand(description: str, hs: str) -> None:
    assert raised(line(description, hs), INDEX) == []
