"""How single values of a manifest are read."""

from datetime import date
from decimal import Decimal

import pytest

from seizures.formats import dates, numbers, values
from seizures.formats.columns import meaning
from seizures.formats.lines import COLUMNS, FieldRefused, ManifestLine
from seizures.formats.rows import parse_values


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05",
        "20260305",
        "202603051830",
        "2026.03.05",
        "2026. 3. 5.",
        "2026/3/5 10:30",
        "2026年3月5日",
        "2026년 3월 5일",
        "２０２６-０３-０５",
        "05-MAR-2026",
        "5 March 2026",
        "Mar 5, 2026",
        "46086",
        "2026-03-05T18:30:00+09:00",
    ],
)
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert dates.day(text) == date(2026, 3, 5)


def test_a_date_with_one_possible_reading_is_read() -> None:
    assert dates.day("25/03/2026") == date(2026, 3, 25)
    assert dates.day("03/25/2026") == date(2026, 3, 25)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("05/03/2026", "ambiguous_date"),
        ("2026-02-30", "unreadable_date"),
        ("soon", "unreadable_date"),
        ("260305", "unreadable_date"),
        ("1889-01-01", "impossible_date"),
        ("2999-01-01", "impossible_date"),
    ],
)
def test_a_date_that_cannot_be_told_is_refused(text: str, code: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        dates.day(text)
    assert refused.value.code == code
    assert refused.value.params["text"] == text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1 234,5", "1234.5"),
        ("1'234.5", "1234.5"),
        ("1,234", "1234"),
        ("1,5", "1.5"),
        ("0,123", "0.123"),
        ("1.234.567", "1234567"),
        ("３，０００", "3000"),
        ("1.2E+3", "1200"),
        ("3만", "30000"),
        ("1.5万", "15000"),
        ("0.30000000000000004", "0.3"),
    ],
)
def test_numbers_are_read_with_any_separators(text: str, amount: str) -> None:
    assert numbers.number(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-3", "negative_number"),
        ("(5)", "negative_number"),
        ("12,34,567", "unreadable_number"),
        ("NaN", "unreadable_number"),
        ("many", "unreadable_number"),
        ("1000000000000", "number_too_large"),
    ],
)
def test_impossible_numbers_are_refused(text: str, code: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        numbers.number(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("1,200 PCS", "1200", "PCS"),
        ("500켤레", "500", "PRS"),
        ("300双", "300", "PRS"),
        ("PCS 1200", "1200", "PCS"),
        ("12 M2", "12", "M2"),
        ("3만개", "30000", "PCS"),
        ("20 (PAIRS)", "20", "PRS"),
        ("7 bushels", "7", "bushels"),
    ],
)
def test_a_unit_inside_a_quantity_is_told_apart(text: str, amount: str, unit: str) -> None:
    assert numbers.quantity(text) == (Decimal(amount), unit, False)


@pytest.mark.parametrize("text", ["12O", "l2", "5S", "1B", "12O PCS", "O5"])
def test_a_letter_typed_for_a_digit_is_no_unit(text: str) -> None:
    for read in (numbers.quantity, numbers.whole):
        with pytest.raises(FieldRefused) as refused:
            read(text)
        assert refused.value.code == "unreadable_number"


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [("100SETS", "100", "SET"), ("PCS100", "100", "PCS"), ("12l", "12", "L"), ("4 S", "4", "S")],
)
def test_a_unit_written_at_its_number_stays_a_unit(text: str, amount: str, unit: str) -> None:
    assert numbers.quantity(text) == (Decimal(amount), unit, False)


def test_of_several_quantities_the_first_is_read_and_noted() -> None:
    assert numbers.quantity("1,200 PCS / 50 CTN") == (Decimal(1200), "PCS", True)


@pytest.mark.parametrize(
    ("quantity", "column", "unit", "note"),
    [("12 DOZ", "PCE", "DOZ", "12 DOZ / PCE"), ("12打", "件", "DOZ", "12打 / 件"),
     ("12 CTN", "PCS", "CTN", "12 CTN / PCS"), ("12 PCS", "EA", "PCS", None),
     ("12", "DOZ", "DOZ", None), ("12 BLUE", "PCS", "PCS", None)],
)  # fmt: skip
def test_a_unit_beside_the_number_counts_before_that_of_the_column(
    quantity: str, column: str, unit: str, note: str | None
) -> None:
    line = parse_values({"description": "Socks", "quantity": quantity, "unit": column})
    assert isinstance(line, ManifestLine)
    assert (line.quantity, line.unit, line.notes.get("unit_differs")) == (12, unit, note)


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "note"),
    [("SOCKS 12 DOZ", "12", "PCE", "12 DOZ"), ("SOCKS 12DZ", "12", "PCE", "12DZ"),
     ("양말 12다스", "12", "개", "12다스"), ("袜子12打", "12", "件", "12打"),
     ("GLOVES 1 dozen, 12 Dozens", "12", "prs", "12 Dozens"),
     ("SOCKS 12 DOZ", "144", "PCE", None), ("SOCKS 12 DOZ", "12", "DOZ", None),
     ("SOCKS 112 DOZ", "12", "PCE", None), ("GEL 12 OZ", "12", "PCE", None),
     ("SOCKS 12 DOZENBURG", "12", "PCE", None), ("12打火机", "12", "件", None)],
)  # fmt: skip
def test_a_text_that_counts_in_dozens_what_the_column_counts_in_pieces_is_noted(
    text: str, quantity: str, unit: str, note: str | None
) -> None:
    line = parse_values({"description": text, "quantity": quantity, "unit": unit})
    assert isinstance(line, ManifestLine)
    assert line.quantity == Decimal(quantity)
    assert line.notes.get("text_counts_dozens") == note


def test_money_carries_its_currency() -> None:
    assert numbers.money("USD 1,200.00") == (Decimal("1200.00"), "USD")
    assert numbers.money("₩100") == (Decimal(100), "KRW")
    assert numbers.money("100元") == (Decimal(100), "CNY")
    assert numbers.money("¥500") == (Decimal(500), "¥")


def test_weights_come_out_in_kilograms() -> None:
    assert numbers.kilograms("1.2 T") == Decimal(1200)
    assert numbers.kilograms("5", "G") == Decimal("0.005")
    with pytest.raises(FieldRefused):
        numbers.kilograms("7 boxes")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CNTAO", "CNTAO"),
        ("KR INC", "KRINC"),
        ("Qingdao", "CNTAO"),
        ("QINGDAO, CHINA", "CNTAO"),
        ("칭다오", "CNTAO"),
        ("青岛港", "CNTAO"),
        ("인천(한국)", "KRINC"),
        ("Busan, Korea", "KRPUS"),
        ("PVG", "CNPVG"),
        ("USLAX", "USLAX"),
    ],
)
def test_ports_are_known_by_code_and_by_name(text: str, code: str) -> None:
    assert values.place(text) == (code, "")


def test_of_an_unknown_place_the_country_is_kept_and_noted() -> None:
    assert values.place("Foo, China") == ("CNZZZ", "country_only")
    assert values.place("한국") == ("KRZZZ", "country_only")


def test_a_place_that_says_nothing_is_refused() -> None:
    with pytest.raises(FieldRefused) as refused:
        values.place("Warehouse 9")
    assert refused.value.code == "unknown_place"


@pytest.mark.parametrize(
    ("text", "digits", "note"),
    [
        ("6403.99.9000", "6403999000", ""),
        ("HS 6403.99", "640399", ""),
        ("6403", "6403", ""),
        ("101210000", "0101210000", "hs_zero_restored"),
        ("64039", "64039", "hs_odd_length"),
        ("6403990010101", "6403990010101", ""),
    ],
)
def test_hs_codes_come_out_as_digits(text: str, digits: str, note: str) -> None:
    assert values.hs(text) == (digits, note)


@pytest.mark.parametrize("text", ["7700", "0012", "640", "12345678901234", "shoes"])
def test_impossible_hs_codes_are_refused(text: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        values.hs(text)
    assert refused.value.code == "impossible_hs"


@pytest.mark.parametrize(
    ("text", "mode"),
    [("SEA", "sea"), ("해상", "sea"), ("空运", "air"), ("특송", "express"), ("快件", "express"),
     ("우편", "post"), ("邮递", "post"), ("铁路运输", "land"),
     ("항공(특송)", "express"), ("4", "air")],
)  # fmt: skip
def test_transport_modes_are_known_in_three_languages(text: str, mode: str) -> None:
    assert values.mode(text) == (mode, "")


def test_container_numbers_are_tidied_and_checked() -> None:
    assert values.container("csqu 305438-3") == ("CSQU3054383", "")
    assert values.container("CSQU3054384") == ("CSQU3054384", "container_check_digit")
    assert values.container("CSQU3054383, CSQU3054383") == ("CSQU3054383", "several_containers")
    assert values.container("BAG 12") == ("BAG 12", "")


@pytest.mark.parametrize(
    ("heading", "column", "hint"),
    [
        ("Description of Goods", "description", ""),
        ("GROSS WEIGHT (KG)", "gross_kg", "KG"),
        ("Value (USD)", "value", "USD"),
        ("품 명", "description", ""),
        ("금액(원)", "value", "원"),
        ("H-B/L번호", "house_document", ""),
        ("货物名称", "description", ""),
        ("毛重（公斤）", "gross_kg", "公斤"),
        ("중량 (톤)", "gross_kg", "톤"),
        ("something else", "", ""),
    ],
)
def test_headings_are_known_without_case_and_punctuation(
    heading: str, column: str, hint: str
) -> None:
    assert meaning(heading) == (column, hint)


def test_every_column_is_known_in_three_languages() -> None:
    from seizures.formats.write import HEADINGS

    for headings in HEADINGS.values():
        assert tuple(meaning(heading)[0] for heading in headings) == COLUMNS
