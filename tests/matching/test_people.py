"""Known parties are recognised across spellings and scripts, and strangers are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seizures.matching.people import KnownParty, PeopleIndex
from tests.benchmarks.firms import firms

SAME = [
    ("广州市百丽皮具有限公司", "百丽皮具", "abbreviated"),
    ("广州市百丽皮具有限公司", "廣州百麗皮具股份有限公司", "exact"),
    ("广州市百丽皮具有限公司", "百丽皮具（广州）有限公司", "exact"),
    ("广州市百丽皮具有限公司", "广州白云区百丽皮具", ""),
    ("广州市百丽皮具有限公司", "GUANGZHOU BAILI LEATHER CO., LTD.", "sound"),
    ("广州市百丽皮具有限公司", "Guangzhou Bai Li Leather Goods Co Ltd", "sound"),
    ("深圳市鑫源达电子科技有限公司", "SHENZHEN XINYUANDA ELECTRONIC TECHNOLOGY CO LTD", "sound"),
    ("深圳市鑫源达电子科技有限公司", "深圳市龙岗区鑫源达电子科技有限公司", "exact"),
    ("주식회사 한빛무역", "(주)한빛무역", "exact"),
    ("주식회사 한빛무역", "㈜ 한빛 무역", "exact"),
    ("주식회사 한빛무역", "한빛트레이딩 유한회사", "exact"),
    ("주식회사 한빛무역", "HANBIT TRADING CO., LTD.", "sound"),
    ("주식회사 한빛무역", "Hanbit Tradng Inc", "sound"),
    ("KORVANE NORTE TRADING CO LTD", "NORTE KORVANE TRADING LIMITED", "reordered"),
    ("KORVANE NORTE TRADING CO LTD", "KORVANNE NORTE TRADING CO.,LTD", "typo"),
    ("KORVANE NORTE TRADING CO LTD", "Korvane Norte Import & Export GmbH", "exact"),
    ("KORVANE NORTE TRADING CO LTD", "KORVANE NORTE", "abbreviated"),
    ("KIM GILDONG", "GILDONG KIM", "reordered"),
]
OTHERS = [
    ("广州市百丽皮具有限公司", "百丽"),
    ("广州市百丽皮具有限公司", "深圳市百丽皮具有限公司"),
    ("广州市百丽皮具有限公司", "广州市百丽化妆品有限公司"),
    ("广州市百丽皮具有限公司", "广州市皮具有限公司"),
    ("广州市百丽皮具有限公司", "GUANGZHOU LEATHER CO LTD"),
    ("上海国际贸易有限公司", "上海贸易有限公司"),
    ("广州市宏达皮具有限公司", "宏达皮具"),
    ("주식회사 한빛무역", "한빛전자 주식회사"),
    ("주식회사 한빛무역", "주식회사 무역"),
    ("HANBIT TRADING CO LTD", "TRADING IMPORT EXPORT CO LTD"),
    ("SUNRISE LEATHER CO LTD", "SUNRISE CO LTD"),
    ("SUNRISE TRADING KOREA", "SUNRISE TRADING CHINA"),
    ("HANSUNG TRADING CO LTD", "SAMSUN TRADING CO LTD"),
    ("KORVANE 21 TRADING CO", "KORVANE 22 TRADING CO"),
    ("KIM GILDONG", "KIM GILDON"),
    ("김민수", "KIM MINSU"),
    ("한빛", ""),
]


def _index(*names: str) -> PeopleIndex:
    return PeopleIndex.of(KnownParty(str(n), (name,), "infringer") for n, name in enumerate(names))


@pytest.mark.parametrize(("known", "declared", "how"), SAME)
def test_another_spelling_of_a_known_firm_is_recognised(
    known: str, declared: str, how: str
) -> None:
    (found,) = _index(known).find([declared])
    assert found is not None
    assert found.spelling == known
    assert found.declared == declared
    assert how in ("", found.how)


@pytest.mark.parametrize(("known", "declared"), OTHERS)
def test_a_stranger_is_not_taken_for_a_known_firm(known: str, declared: str) -> None:
    assert _index(known).find([declared]) == [None]


def test_an_abbreviation_of_two_known_firms_recognises_neither() -> None:
    index = _index("广州市百丽皮具有限公司", "深圳市百丽皮具有限公司")
    assert index.find(["百丽皮具"]) == [None]
    assert [who.party.id for who in index.find_all("深圳百丽皮具")] == ["1"]


def test_an_infringer_comes_before_a_clean_party_of_the_same_name() -> None:
    index = PeopleIndex.of(
        [KnownParty("a", ("KORVANE CO",), "clean"), KnownParty("b", ("KORVANE INC",), "infringer")]
    )
    assert [who.party.id for who in index.find_all("KORVANE LLC")] == ["b", "a"]


@given(st.text(max_size=80))
def test_any_text_is_a_name_without_a_crash_and_recognises_itself(name: str) -> None:
    found = PeopleIndex.of([KnownParty("1", (name,), "watched")]).find([name])
    assert all(who is None or who.how == "exact" for who in found)


@pytest.mark.parametrize(("script", "recall", "strangers"), [
    ("han", 0.98, 0.005), ("hangul", 0.94, 0.005), ("latin", 0.95, 0.012),
])  # fmt: skip
def test_invented_firms_are_found_again_and_strangers_left_alone(
    script: str, recall: float, strangers: float
) -> None:
    made = firms(script, 300)
    index = _index(*(firm.recorded for firm in made))
    asked = [(firm.recorded, name) for firm in made for _, name in firm.same]
    met = index.find([name for _, name in asked])
    right = sum(
        who is not None and who.spelling == own for who, (own, _) in zip(met, asked, strict=True)
    )
    assert right / len(asked) >= recall
    others = [name for firm in made for _, name in firm.others]
    wrong = sum(who is not None for who in index.find(others))
    assert wrong / len(others) <= strangers


@pytest.mark.timeout(60)
def test_many_parties_among_many_known_ones_are_no_slow_path() -> None:
    made = [firm.recorded for firm in firms("latin", 3000)]
    index = _index(*made)
    asked = [f"{name} {number}" for number, name in enumerate(made)]
    assert len(index.find(asked)) == len(asked)
