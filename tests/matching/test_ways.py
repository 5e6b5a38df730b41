"""Every way of writing a name, from a table of cases."""

from pathlib import Path

import pytest

from tests.matching.making import index_of, line, raised

CASES = [
    row.split("\t")
    for row in (Path(__file__).parent / "cases" / "ways.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if row and not row.startswith("#")
]
INDEX = index_of()


@pytest.mark.parametrize(("way", "description", "hs", "right"), CASES)
def test_a_name_is_recognised_however_it_is_written(
    way: str, description: str, hs: str, right: str
) -> None:
    found = raised(line(description, hs), INDEX)
    assert found[:1] == ([right] if right else []), way


def test_the_span_names_the_code_points_of_the_original_description() -> None:
    from tests.matching.making import hits

    text = "㈜ Ｘ 운동화 ﬁne “Z\u0301O\u0301RVANE” 200"
    best = hits(line(text), INDEX)[0]
    assert best.span is not None
    assert text[best.span[0] : best.span[1]] == "Z\u0301O\u0301RVANE"


def test_a_decomposed_hangul_name_is_composed_before_it_is_compared() -> None:
    import unicodedata

    assert raised(line(unicodedata.normalize("NFD", "조르반 운동화")), INDEX) == ["R1"]


def test_a_name_inside_a_longer_name_yields_to_it() -> None:
    assert raised(line("HARBOR LARK JACKETS", "620193"), INDEX) == ["R2"]


def test_an_acronym_read_out_in_hangul_is_found() -> None:
    from seizures.matching.facts import RightFacts

    index = index_of(RightFacts("A", "trademark", "QVX", (), (12,), "QVX AG"))
    assert raised(line("자동차 부품(큐브이엑스)", "870899"), index) == ["A"]


def test_an_unrecorded_transliteration_is_a_candidate_at_lower_weight() -> None:
    from seizures.matching.facts import RightFacts
    from tests.matching.making import hits

    index = index_of(RightFacts("A", "trademark", "VELDORA", (), (25,), "V"))
    for text in ("브랜드 벨도라 운동화", "品牌:维尔多拉 运动鞋"):
        found = hits(line(text), index, candidates=True)
        assert [hit.right for hit in found] == ["A"], text
        assert found[0].score < hits(line("BRAND VELDORA SHOES"), index)[0].score


def test_goods_made_for_a_mark_rank_below_goods_that_bear_it() -> None:
    from tests.matching.making import hits

    bears = hits(line("BRAND ZORVANE SHOES"), INDEX, candidates=True)[0]
    serves = hits(line("INSOLES COMPATIBLE WITH ZORVANE"), INDEX, candidates=True)[0]
    assert serves.score < 0.5 * bears.score


def test_an_imitated_letter_is_judged_by_its_case() -> None:
    """Capital Nu looks like N, small nu like v: folding case first would confuse them."""
    from seizures.matching.facts import RightFacts

    rights = (
        RightFacts("N", "trademark", "NORALIS", (), (25,), "A"),
        RightFacts("V", "trademark", "VORALIS", (), (25,), "B"),
    )
    index = index_of(*rights)
    assert raised(line("BRAND ΝORALIS SHOES"), index)[0] == "N"
    assert raised(line("brand νoralis shoes"), index)[0] == "V"
