"""Who counts as an authorised party, and what follows from it."""

import pytest

from seizures.matching.parties import explains, party_keys
from tests.matching.making import hits, index_of, line, raised


@pytest.mark.parametrize(
    ("declared", "authorised"),
    [
        ("ZORVANE INC", "ZORVANE INC"),
        ("Zorvane, Inc.", "ZORVANE"),
        ("ZORVANE CO., LTD.", "ZORVANE INC"),
        ("ZORVANE KOREA CO LTD", "ZORVANE"),
        ("㈜한빛제화", "한빛제화 주식회사"),
        ("주식회사 한빛제화", "한빛제화"),
        ("한빛제화(주)", "한빛제화"),
        ("耀星贸易有限公司", "耀星贸易"),
        ("耀星贸易（中国）有限公司", "耀星贸易"),
        ("Łódź Sp. ŠKODRA GmbH", "Łódź Sp. ŠKODRA"),
    ],
)
def test_legal_forms_and_countries_do_not_tell_firms_apart(declared: str, authorised: str) -> None:
    assert explains([declared], party_keys([authorised])) == declared


@pytest.mark.parametrize(
    ("declared", "authorised"),
    [
        ("ZORVANE TRADING CO LTD", "ZORVANE INC"),
        ("ZORVAN INC", "ZORVANE INC"),
        ("NEW ZORVANE INC", "ZORVANE INC"),
        ("CO LTD", "INC"),
        ("", ""),
    ],
)
def test_a_stranger_with_a_similar_name_is_not_authorised(declared: str, authorised: str) -> None:
    assert explains([declared], party_keys([authorised])) == ""


@pytest.mark.parametrize("role", ["shipper", "consignee", "notify"])
def test_a_shipment_of_an_authorised_party_is_not_alerted(role: str) -> None:
    goods = line("BRAND ZORVANE SHOES", **{role: "HANBIT SHOES CO., LTD."})
    assert raised(goods) == []
    found = hits(goods, candidates=True)
    assert found[0].score == 0.0
    assert [reason.code for reason in found[0].reasons] == ["authorised_party"]


def test_a_stranger_shipping_the_same_goods_is_alerted() -> None:
    assert raised(line("BRAND ZORVANE SHOES", shipper="ZORVANE TRADING LTD"), index_of()) == ["R1"]


@pytest.mark.parametrize(
    ("declared", "authorised"),
    [
        ("HANBIT SHOES CO., LTD.", "한빛제화 주식회사"),
        ("廣州百麗皮具有限公司", "广州市百丽皮具有限公司"),
        ("GUANGZHOU BAILI LEATHER CO LTD", "广州市百丽皮具有限公司"),
    ],
)
def test_an_authorised_firm_is_known_in_another_script(declared: str, authorised: str) -> None:
    assert explains([declared], party_keys([authorised])) == declared


@pytest.mark.parametrize(
    ("declared", "authorised"),
    [
        ("HANBIT TRADING CO LTD", "한빛제화 주식회사"),
        ("百丽皮具", "广州市百丽皮具有限公司"),
        ("广州市百利皮具有限公司", "广州市百丽皮具有限公司"),
    ],
)
def test_a_shortened_or_different_firm_is_not_authorised(declared: str, authorised: str) -> None:
    assert explains([declared], party_keys([authorised])) == ""
