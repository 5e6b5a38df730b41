"""A basis is cited as each language names its instruments and articles."""

import re

import pytest

from seizures.law import citations, committee, guarantees, limits, procedures, service
from seizures.law.citations import chinese_number, cited, cited_short, sources
from seizures.law.conditions import CONDITIONS, PARAMETRIC
from seizures.law.procedures import Procedure


def _of(procedure: Procedure) -> set[str]:
    rule = procedure.security
    found = {procedure.basis, rule.basis, rule.counter_basis, rule.general_basis,
             rule.comprehensive_basis, rule.forms_basis}  # fmt: skip
    found |= {step.basis for step in procedure.steps}
    return (found | {deadline.basis for deadline in procedure.deadlines}) - {""}


def _every_basis() -> set[str]:
    found = {committee.BASIS, "Act 8(4)", "Penalty Regs 64"}
    for track in procedures.tracks():
        for edition in procedures.editions(track):
            found |= _of(procedures.load(track, edition))
    found |= {row.basis for row in CONDITIONS.values()}
    found |= {basis for _sentence, basis, _sure in PARAMETRIC.values()}
    found |= {basis for basis, _sure in guarantees.ADJUSTMENT_BASIS.values()}
    found |= {basis for basis, _sure in service._RULES.values()}
    found |= {row.basis for row in limits._COSTS.values()}
    return found


@pytest.mark.parametrize("basis", sorted(_every_basis()))
def test_every_basis_of_the_house_is_cited_in_every_language(basis):
    assert sources(basis), basis
    for words in (cited(basis), cited_short(basis)):
        assert not re.search(r"[A-Za-z]", words["ko"] + words["zh-hans"])
        assert len(set(words.values())) == 3
    assert not re.search(r"[가-힣]", cited(basis)["zh-hans"])
    assert not re.search(r"[一-鿿]", cited(basis)["ko"])


@pytest.mark.parametrize(
    ("basis", "ko", "zh", "en"),
    [
        (
            "Act 235(5); Decree 239(1)(2); Notif. 17(3)7",
            "「관세법」 제235조제5항, 「관세법 시행령」 제239조제1항·제2항, "
            "「지식재산권 보호를 위한 수출입통관 사무처리에 관한 고시」 제17조제3항제7호",
            "韩国《关税法》第235条第5款、《关税法施行令》第239条第1款、第2款、"
            "《知识产权保护进出口通关事务处理告示》第17条第3款第7项",
            "Customs Act, Art. 235(5); Enforcement Decree of the Customs Act, Art. 239(1)(2); "
            "KCS Notification on clearance for the protection of IPR, Art. 17(3) item 7",
        ),
        (
            "Reg. 16; Penalty Law 64(2), 85",
            "중국 「지식재산권해관보호조례」 제16조, 「행정처벌법」 제64조제2호·제85조",
            "《中华人民共和国知识产权海关保护条例》第十六条、"
            "《中华人民共和国行政处罚法》第六十四条第（二）项、第八十五条",
            "Regulations on Customs Protection of Intellectual Property Rights, Art. 16; "
            "Administrative Penalty Law, Arts. 64(2), 85",
        ),
        (
            "Act 235-2; Notif. 31-37",
            "「관세법」 제235조의2, 「지식재산권 보호를 위한 수출입통관 사무처리에 관한 고시」 "
            "제31조부터 제37조까지",
            "韩国《关税法》第235条之2、《知识产权保护进出口通关事务处理告示》第31条至第37条",
            "Customs Act, Art. 235-2; KCS Notification on clearance for the protection of IPR, "
            "Arts. 31–37",
        ),
        (
            "Decree 239(1) proviso",
            "「관세법 시행령」 제239조제1항 단서",
            "韩国《关税法施行令》第239条第1款但书",
            "Enforcement Decree of the Customs Act, Art. 239(1) proviso",
        ),
        (
            "Act 24(1)(1)(2)(3)(7)",
            "「관세법」 제24조제1항제1호·제2호·제3호·제7호",
            "韩国《关税法》第24条第1款第1项、第2项、第3项、第7项",
            "Customs Act, Art. 24(1) items 1, 2, 3, 7",
        ),
        (
            "Directive on forfeited goods 55, Forms 9-10",
            "「몰수품 및 국고귀속물품 관리에 관한 훈령」 제55조·별지 제9호부터 제10호까지의 서식",
            "韩国《没收品及国库归属物品管理训令》第55条、附表第9号至第10号",
            "KCS Directive on forfeited and vested goods, Art. 55, Forms 9–10",
        ),
        (
            "Measures 24; GACC notice 2006 No. 31: use the general guarantee",
            "중국 「지식재산권해관보호조례 실시판법」 제24조, "
            "해관총서 공고 2006년 제31호(총담보를 이용)",
            "《中华人民共和国海关关于〈中华人民共和国知识产权海关保护条例〉的实施办法》第二十四条、"
            "海关总署公告2006年第31号（适用总担保）",
            "GACC Implementing Measures for the Regulations on Customs Protection of "
            "Intellectual Property Rights, Art. 24; GACC Announcement No. 31 of 2006 "
            "(use the general guarantee)",
        ),
    ],
)
def test_a_basis_is_cited_as_a_paper_of_that_country_writes_it(basis, ko, zh, en):
    assert cited(basis) == {"en": en, "ko": ko, "zh-hans": zh}


def test_screens_name_instruments_shortly():
    assert cited_short("Notif. 14(2); Act 8") == {
        "en": "KCS Notification, Art. 14(2); Customs Act, Art. 8",
        "ko": "지식재산권 고시 제14조제2항, 관세법 제8조",
        "zh-hans": "韩国《知识产权通关告示》第14条第2款、《关税法》第8条",
    }


@pytest.mark.parametrize(
    "text", ["", "as the court ordered", "Act", "Act 235 and more", "Notif. 9: because", "Actor 5"]
)
def test_what_is_not_a_basis_stays_as_it_was_written(text):
    assert set(cited(text).values()) == {text}


def test_citing_twice_changes_nothing():
    for basis in _every_basis():
        for text in cited(basis).values():
            assert set(cited(text).values()) == {text}


@pytest.mark.parametrize(
    ("number", "written"),
    [(3, "三"), (10, "十"), (16, "十六"), (20, "二十"), (45, "四十五"), (100, "一百"),
     (105, "一百零五"), (110, "一百一十"), (235, "二百三十五")],
)  # fmt: skip
def test_chinese_articles_are_written_in_words(number, written):
    assert chinese_number(number) == written


def test_every_instrument_has_its_own_names():
    rows = citations.instruments()
    for language in ("en", "ko", "zh-hans"):
        names = [(row.administration, row.names[language]) for row in rows]
        assert len(names) == len(set(names))
