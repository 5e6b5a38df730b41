"""The tables in the database: loading, looking up, choosing the office, converting money."""

import datetime as dt
import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from seizures.core.actor import system
from seizures.journal.models import Entry
from seizures.reference.actions import load_reference
from seizures.reference.models import (
    Administration,
    Country,
    ExchangeRate,
    HSHeading,
    NiceClass,
    Office,
    Port,
)
from seizures.reference.querysets import spellings

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> dict[str, int]:
    return load_reference(by=system())


def test_loading_twice_changes_nothing_the_second_time() -> None:
    removed, _by_model = ExchangeRate.objects.all().delete()
    entries = Entry.objects.filter(verb="reference.loaded")
    before = entries.count()
    loaded = load_reference(by=system())
    assert loaded["changed"] == removed > 1000
    assert load_reference(by=system()) == {**loaded, "changed": 0}
    assert entries.count() == before + 1
    assert Port.objects.count() == loaded["ports"]


def test_loading_mends_a_row_that_was_changed(loaded: dict[str, int]) -> None:
    Port.objects.filter(pk="CNTAO").update(latitude=0, names={"en": "Nowhere"})
    Office.objects.get(code="020").ports.clear()
    Office.objects.filter(code="041").update(parent=None)
    assert load_reference(by=system())["changed"] > 0
    assert Port.objects.get(pk="CNTAO").names["zh-hans"] == "青岛"
    assert Office.objects.get(code="020").ports.filter(pk="KRINC").exists()
    assert Office.objects.get(code="041").parent.code == "010"


def test_the_command_prints_the_counts_as_json() -> None:
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert json.loads(out.getvalue())["nice"] == 45


def test_names_follow_the_language_of_the_reader(loaded: dict[str, int]) -> None:
    port = Port.objects.get(pk="CNTAO")
    korea = Administration.objects.get(pk="kr")
    for language, name, short in [
        ("en", "Qingdao", "KCS"), ("ko", "칭다오", "관세청"), ("zh-hans", "青岛", "韩国关税厅"),
    ]:  # fmt: skip
        with translation.override(language):
            assert port.name == name
            assert korea.short_name == short
            assert str(port) == f"{name} (CNTAO)"


@pytest.mark.parametrize(
    ("text", "locode"),
    [
        ("CNTAO", "CNTAO"), ("cn tao", "CNTAO"), ("TAO", "CNTAO"), ("CNQDG", "CNTAO"),
        ("QINGDAO PORT", "CNTAO"), ("青岛", "CNTAO"), ("青岛港", "CNTAO"), ("칭다오", "CNTAO"),
        ("칭다오항", "CNTAO"), ("ICN", "KRICN"), ("인천공항", "KRICN"), ("仁川机场", "KRICN"),
        ("Incheon", "KRINC"), ("인천항", "KRINC"), ("仁川港", "KRINC"), ("PUS", "KRPUS"),
        ("Pusan", "KRPUS"), ("김해국제공항", "KRPUS"), ("WEH", "CNWEH"), ("Weihai", "CNWEI"),
        ("위해", "CNWEI"), ("PVG", "CNPVG"), ("Pudong Airport", "CNPVG"), ("洋山深水港", "CNYSA"),
        ("盐田港", "CNYTN"), ("CNXGG", "CNTXG"), ("ＨＫＧ", "HKHKG"), ("평택항", "KRPTK"),
    ],
)  # fmt: skip
def test_a_port_is_found_by_however_it_is_written(
    loaded: dict[str, int], text: str, locode: str
) -> None:
    assert Port.objects.lookup(text).pk == locode


@pytest.mark.parametrize("text", ["", "  ", "Atlantis", "XXXXX", "港"])
def test_an_unknown_place_is_not_guessed(loaded: dict[str, int], text: str) -> None:
    assert Port.objects.lookup(text) is None


def test_no_spelling_means_two_ports(loaded: dict[str, int]) -> None:
    owner: dict[str, str] = {}
    for port in Port.objects.all():
        for text in spellings(port):
            assert owner.setdefault(text, port.pk) == port.pk, text


def test_a_lookup_table_costs_one_query(
    loaded: dict[str, int], django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        table = Port.objects.all().lookup_table()
    assert table["青岛"] == "CNTAO"


def test_ports_are_told_apart_by_administration_corridor_and_mode(loaded: dict[str, int]) -> None:
    assert {port.country_id for port in Port.objects.all().of("kr")} == {"KR"}
    china = Administration.objects.get(pk="cn")
    assert Port.objects.all().of(china).filter(pk="CNTAO").exists()
    assert not Port.objects.all().on_corridor().filter(pk="JPTYO").exists()
    assert Port.objects.all().on_corridor().filter(pk="HKHKG").exists()
    assert Port.objects.all().for_mode("air").filter(pk="KRICN").exists()
    assert not Port.objects.all().for_mode("sea").filter(pk="KRICN").exists()


@pytest.mark.parametrize(
    ("locode", "mode", "code"),
    [
        ("KRINC", "sea", "020"), ("KRICN", "air", "040"), ("KRICN", "post", "013"),
        ("KRICN", "express", "kr-icn-express"), ("KRINC", "express", "kr-incheon-express"),
        ("KRPUS", "air", "140"), ("KRPUS", "sea", "030"), ("KRPTK", "sea", "016"),
        ("CNTAO", "sea", "cn-huangdao"), ("CNTAO", "air", "cn-qingdao-airport"),
        ("CNTAO", "post", "cn-qingdao-post"), ("CNWEH", "air", "4247"), ("CNYTN", "sea", "5316"),
        ("CNSHD", "express", "cn-rongcheng"),
    ],
)  # fmt: skip
def test_goods_come_to_the_office_of_their_port_and_mode(
    loaded: dict[str, int], locode: str, mode: str, code: str
) -> None:
    assert Office.objects.all().receiving(locode, mode).code == code


def test_a_port_without_an_office_has_no_receiving_office(loaded: dict[str, int]) -> None:
    assert Office.objects.all().receiving("USLAX", "sea") is None


def test_offices_are_told_apart(loaded: dict[str, int]) -> None:
    korean = Office.objects.all().of("kr")
    assert korean.handling("post").get().code == "013"
    assert not korean.with_official_code().filter(code__startswith="kr-").exists()
    assert Office.objects.all().of("cn").get(code="cn-yantai").city == "Yantai"


def test_the_nearest_known_heading_of_a_code_is_found(loaded: dict[str, int]) -> None:
    assert HSHeading.objects.all().nearest("6404.11-0000").code == "640411"
    assert HSHeading.objects.all().nearest("640420").code == "6404"
    assert HSHeading.objects.all().nearest("0101").code == "01"
    assert HSHeading.objects.all().nearest("4") is None
    assert HSHeading.objects.all().chapters().count() == 97
    assert HSHeading.objects.all().under("6404").count() == 3


def test_classes_1_to_34_are_goods(loaded: dict[str, int]) -> None:
    assert NiceClass.objects.all().goods().count() == 34
    assert NiceClass.objects.all().services().count() == 11


def test_money_is_converted_at_the_rate_in_force_that_day(loaded: dict[str, int]) -> None:
    rates = ExchangeRate.objects.all()
    day = dt.date(2026, 6, 10)
    row = rates.in_force("kr", "USD", day)
    assert row.on == dt.date(2026, 6, 7)
    won = rates.converted(Decimal(100), "USD", administration="kr", local="KRW", on=day)
    assert won == 100 * row.rate
    assert rates.converted(Decimal(5), "KRW", administration="kr", local="KRW", on=day) == 5
    assert rates.in_force("kr", "USD", dt.date(2020, 1, 1)) is None
    assert rates.converted(Decimal(5), "CHF", administration="cn", local="CNY", on=day) is None


def test_a_country_says_its_name(loaded: dict[str, int]) -> None:
    with translation.override("ko"):
        assert str(Country.objects.get(pk="VN")) == "베트남"
