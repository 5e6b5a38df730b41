"""What is no name: goods words in three languages, common words, and matches by sound alone."""

import pytest

from seizures.matching.context import Context, KnownParty, PeopleIndex
from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.screen import screen
from tests.matching.making import hits, index_of, line, raised

SOUNDS = (
    RightFacts("B", "trademark", "BALMOKA", (), (25,), "B"),
    RightFacts("Y", "trademark", "YANYOU", (), (9, 12), "Y"),
    RightFacts("T", "trademark", "棠越坊", (("en", "TANGYUEFANG"),), (11,), "T"),
    RightFacts("L", "trademark", "RUNCHUN", (), (3,), "L"),
    RightFacts("V", "trademark", "VELDORA", (), (25,), "V"),
    RightFacts("K", "trademark", "KELVASTO", (("ko", "켈바스토"),), (25,), "K"),
)


@pytest.mark.parametrize(
    ("description", "hs"),
    [
        ("발목 양말 S", "611595"), ("발목양말 (5켤레)", "611595"), ("가죽동전지갑", "420231"),
        ("가죽 지갑 핑크", "420231"),
        ("브랜드 없는 가죽 벨트", "420330"),
        ("燃油滤清器 白色", "842123"),
        ("润唇膏 黑色", "330410"), ("电烤盘 无牌", "851660"), ("真皮零钱包（棕色）", "420231"),
        ("签字笔", "960810"), ("ANKLE SOCKS (BLACK)", "611595"),
    ],
)  # fmt: skip
def test_goods_words_sound_like_nobody(description: str, hs: str) -> None:
    assert hits(line(description, hs), index_of(*SOUNDS), candidates=True) == []


@pytest.mark.parametrize("description", ["벨도라 운동화", "운동화 벨도라 250", "维尔多拉 运动鞋"])
def test_a_sound_that_nothing_announces_is_not_raised(description: str) -> None:
    index = index_of(*SOUNDS)
    assert [hit.right for hit in hits(line(description), index, candidates=True)] == ["V"]
    assert raised(line(description), index) == []


def test_a_known_infringer_lifts_a_sound_that_nothing_announces() -> None:
    seller = KnownParty("S", ("SELLER 9",), "infringer", infringing=6, seen=6)
    context = Context(PeopleIndex.of([seller]))
    goods = line("벨도라 운동화", shipper="SELLER 9")
    assert screen(index_of(*SOUNDS), [goods]) == []
    found = screen(index_of(*SOUNDS), [goods], context=context)
    assert [hit.right for hit in found] == ["V"]
    assert "known_infringer" in {reason.code for reason in found[0].reasons}


@pytest.mark.parametrize(
    "description",
    ["브랜드 벨도라 운동화", "운동화(벨도라)", '브랜드 "벨도라" 운동화', "[벨도라] 운동화"],
)
def test_an_announced_sound_is_never_high(description: str) -> None:
    found = hits(line(description), index_of(*SOUNDS), candidates=True)
    assert [(hit.right, hit.tier) for hit in found] == [("V", "medium")]


def test_recorded_names_in_other_scripts_say_nothing_about_a_match() -> None:
    plain, named = (
        hits(
            line("KELVASTO SHOES"), index_of(RightFacts("X", "trademark", "KELVASTO", told, (25,)))
        )
        for told in ((), (("ko", "켈바스토"), ("zh", "凯尔瓦斯托")))
    )
    assert plain[0].score == named[0].score


def test_a_word_that_many_shippers_use_is_common() -> None:
    index = index_of(*SOUNDS)

    def best(shippers: int) -> float:
        lines = [
            GoodsFacts(str(n), "브랜드 벨도라 운동화", "640411", f"SHIPPER {n % shippers}")
            for n in range(12)
        ]
        return max(hit.score for hit in screen(index, lines, candidates=True))

    assert best(1) == best(3) > best(12)


def test_a_recorded_name_stays_a_name_however_many_use_it() -> None:
    lines = [GoodsFacts(str(n), "KELVASTO SHOES", "640411", f"S {n}") for n in range(12)]
    assert len(screen(index_of(*SOUNDS), lines)) == 12


def test_a_model_number_is_no_misspelling() -> None:
    index = index_of(RightFacts("X", "trademark", "HAZOTO", (), (18,), "X"))
    assert hits(line("SUITCASE OF POLYCARBONATE H2070", "420212"), index, candidates=True) == []
