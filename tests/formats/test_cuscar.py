"""CUSCAR: what the groups mean; interchanges that are cut off, miscounted or no cargo reports."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from seizures.formats.lines import FormatRefused, ManifestHeader, ManifestLine
from seizures.formats.reader import parse_row
from tests.formats.samples import (
    INTERCHANGE,
    gaps,
    headers,
    items,
    lines,
    problems,
    refusal,
)


def _message(*segments: str, number: str = "1") -> str:
    body = "".join(f"{segment}'\n" for segment in segments)
    return f"UNH+{number}+CUSCAR:D:95B:UN'\n{body}UNT+{len(segments) + 2}+{number}'\n"


def _interchange(*messages: str) -> str:
    return f"UNB+UNOY:3+A+B+260305:1200+R'\n{''.join(messages)}UNZ+{len(messages)}+R'\n"


def _goods(*segments: str) -> str:
    return _interchange(_message("BGM+85+M1+9", "CNI+1+BILL", *segments))


def test_header_parties_goods_and_containers_are_read(tmp_path: Path) -> None:
    found = items(tmp_path, INTERCHANGE)
    assert headers(found) == [
        ManifestHeader(
            format="cuscar",
            message_ref="MAN2603",
            carrier="COSU",
            conveyance="GOLDEN BRIDGE",
            voyage="042E",
            mode="sea",
            origin="CNTAO",
            destination="KRINC",
            departure_on=date(2026, 3, 4),
            arrival_on=date(2026, 3, 5),
        )
    ]
    first, second, third = lines(found)
    assert first == ManifestLine(
        position=19,
        transport_document="QDIN2603001",
        house_document="H001",
        container="CSQU3054383",
        seal="S12345",
        mode="sea",
        origin="CNTAO",
        destination="KRINC",
        departure_on=date(2026, 3, 4),
        arrival_on=date(2026, 3, 5),
        shipper="QINGDAO TRADING CO LTD",
        consignee="SEOUL TRADING",
        notify="NOTIFY CO",
        description="SPORTS SHOES 'AIR' 100+ SECOND COMPONENT",
        hs="6403999000",
        quantity=Decimal(1200),
        unit="PRS",
        packages=60,
        gross_kg=Decimal("850.5"),
        value=Decimal("12000.50"),
        currency="USD",
        extra={
            "NAD CZ": "18 HARBOUR ROAD, QINGDAO",
            "NAD CN": "1 MYEONGDONG, SEOUL",
            "marks": "MARKS 1-60",
            "package_type": "CT",
        },
    )
    assert (second.description, second.house_document, second.container) == (
        "PLASTIC TOYS",
        "H001",
        "",
    )
    assert (third.transport_document, third.house_document) == ("QDIN2603002", "")
    assert (third.shipper, third.position) == ("", 31)
    assert not problems(found) and not gaps(found)


@pytest.mark.parametrize(
    ("segments", "documents"),
    [
        (["CNI+1+T", "RFF+BM:T"], ("T", "")),
        (["CNI+1", "RFF+BM:T"], ("T", "")),
        (["CNI+1+T"], ("T", "")),
        (["CNI+1+T", "RFF+BM:H"], ("T", "H")),
        (["CNI+1+T", "RFF+BM:T", "RFF+BH:H"], ("T", "H")),
        (["CNI+1", "RFF+MB:T", "RFF+BM:H"], ("T", "H")),
        (["CNI+1", "RFF+AWB:T", "RFF+HWB:H"], ("T", "H")),
        (["CNI+1", "RFF+MWB:T", "RFF+HWB:H"], ("T", "H")),
        (["CNI+1", "RFF+AAS:T"], ("T", "")),
        (["CNI+1", "RFF+HWB:H"], ("", "H")),
    ],
)
def test_master_and_house_documents_are_told_apart(
    tmp_path: Path, segments: list[str], documents: tuple[str, str]
) -> None:
    message = _message("BGM+85+M1+9", *segments, "GID+1+5", "FTX+AAA+++shoes")
    (line,) = lines(items(tmp_path, _interchange(message)))
    assert (line.transport_document, line.house_document) == documents


def test_further_bills_of_one_consignment_do_not_inherit_its_parties(tmp_path: Path) -> None:
    text = _goods(
        "RFF+MB:T", "RFF+BH:H1", "NAD+CZ+++FIRST CO", "GID+1", "FTX+AAA+++shoes",
        "RFF+BH:H2", "NAD+CZ+++SECOND CO", "GID+1", "FTX+AAA+++bags",
        "RFF+BH:H3", "GID+1", "FTX+AAA+++hats",
    )  # fmt: skip
    found = [
        (line.transport_document, line.house_document, line.shipper)
        for line in lines(items(tmp_path, text))
    ]
    assert found == [("T", "H1", "FIRST CO"), ("T", "H2", "SECOND CO"), ("T", "H3", "")]


def test_what_is_told_for_the_consignment_holds_for_its_only_item(tmp_path: Path) -> None:
    whole = ["RFF+BM:T", "MEA+AAE+G+KGM:100", "MOA+40:500:USD", "FTX+AAA+++cargo"]
    (single,) = lines(items(tmp_path, _goods(*whole, "GID+1+5")))
    assert (single.gross_kg, single.value, single.currency) == (Decimal(100), Decimal(500), "USD")
    assert single.description == "cargo"
    two = lines(items(tmp_path, _goods(*whole, "GID+1+5", "FTX+AAA+++shoes", "GID+2+5")))
    assert [(line.description, line.gross_kg, line.value) for line in two] == [
        ("shoes", None, None),
        ("cargo", None, None),
    ]
    assert two[0].extra["consignment_weight"] == "100"
    assert two[0].extra["consignment_value"] == "500 USD"


def test_goods_spread_over_containers_name_them_all(tmp_path: Path) -> None:
    text = _interchange(
        _message(
            "BGM+85+M1+9", "EQD+CN+CSQU3054383", "SEL+S1+CA", "SEL+S2+SH", "EQD+CN+MSKU0000006",
            "CNI+1+T", "GID+1+9:CT", "FTX+AAA+++shoes", "MEA+AAE+G+KGM:90",
            "SGP+CSQU3054383+5", "MEA+AAE+G+KGM:50", "SGP+MSKU0000006+4", "MEA+AAE+G+KGM:40",
        )
    )  # fmt: skip
    (line,) = lines(items(tmp_path, text))
    assert (line.container, line.seal, line.gross_kg) == ("CSQU3054383", "S1", Decimal(90))
    assert line.extra["containers"] == "CSQU3054383, MSKU0000006"
    assert line.extra["seals"] == "S1, S2"
    assert line.extra["split_weights"] == "50, 40"


def test_weights_in_other_units_become_kilograms(tmp_path: Path) -> None:
    text = _goods("GID+1+5", "FTX+AAA+++shoes", "MEA+AAE+AAB+TNE:1,5", "MEA+VOL++MTQ:3")
    (line,) = lines(items(tmp_path, text))
    assert (line.gross_kg, line.extra["volume"]) == (Decimal(1500), "3 MTQ")


def test_names_and_texts_cut_at_the_full_width_are_joined_without_a_space(tmp_path: Path) -> None:
    name = "QINGDAO INTERNATIONAL IMPORT AND EX"
    text = "A" * 66 + " NIK"
    assert (len(name), len(text)) == (35, 70)
    content = _goods(f"NAD+CZ+++{name}:PORT CO", "GID+1", f"FTX+AAA+++{text}:E SHOES:AND BAGS")
    (line,) = lines(items(tmp_path, content))
    assert line.shipper == name + "PORT CO"
    assert line.description == text + "E SHOES AND BAGS"


def test_express_and_post_are_modes_of_their_own(tmp_path: Path) -> None:
    for element, mode in (("4:EXPRESS", "express"), ("5", "post"), ("3", "land"), ("7", "")):
        message = _message("TDT+20+V+" + element, "CNI+1+T", "GID+1", "FTX+AAA+++shoes")
        assert lines(items(tmp_path, _interchange(message)))[0].mode == mode


def test_an_item_without_description_is_refused_and_can_be_corrected(tmp_path: Path) -> None:
    found = items(tmp_path, _goods("NAD+CZ+++A CO", "GID+1+5:CT", "MEA+AAE+G+KGM:7"))
    (problem,) = problems(found)
    assert (problem.code, problem.position, problem.field) == (
        "missing_description",
        6,
        "description",
    )
    assert problem.raw == "CNI+1+BILL'NAD+CZ+++A CO'GID+1+5:CT'MEA+AAE+G+KGM:7"
    line = parse_row({**problem.values, "description": "shoes"}, position=6)
    assert isinstance(line, ManifestLine)
    assert (line.shipper, line.packages, line.gross_kg) == ("A CO", 5, Decimal(7))


def test_a_consignment_without_goods_is_not_lost(tmp_path: Path) -> None:
    found = items(tmp_path, _goods("RFF+BM:T", "CNI+2+B2", "GID+1", "FTX+AAA+++shoes"))
    assert [problem.code for problem in problems(found)] == ["no_goods_item"]
    assert len(lines(found)) == 1


def test_an_unreadable_value_refuses_only_its_item(tmp_path: Path) -> None:
    text = _goods(
        "GID+1+many", "FTX+AAA+++shoes", "GID+2+5", "FTX+AAA+++bags", "DTM+132:garbage:102",
        "CNI+2+B", "DTM+132:garbage:102", "GID+1", "FTX+AAA+++hats",
    )  # fmt: skip
    found = items(tmp_path, text)
    assert [(problem.code, problem.field) for problem in problems(found)] == [
        ("unreadable_number", "packages"),
        ("unreadable_date", "arrival_on"),
    ]
    assert [line.description for line in lines(found)] == ["bags"]


def test_several_messages_each_bring_their_header(tmp_path: Path) -> None:
    goods = ("CNI+1+T", "GID+1", "FTX+AAA+++shoes")
    text = _interchange(
        _message("BGM+85+M1+9", *goods, number="1"), _message("BGM+85+M2+9", *goods, number="2")
    )
    found = items(tmp_path, text)
    assert [header.message_ref for header in headers(found)] == ["M1", "M2"]
    assert isinstance(found[0], ManifestHeader) and len(lines(found)) == 2
    assert not gaps(found)


def test_groups_of_messages_are_counted(tmp_path: Path) -> None:
    message = _message("BGM+85+M1+9", "CNI+1+T", "GID+1", "FTX+AAA+++shoes")
    text = f"UNB+UNOY:3+A+B+1+R'UNG+CUSCAR+A+B+1+G7'{message}UNE+1+G7'UNZ+1+R'"
    assert not gaps(items(tmp_path, text))
    for wrong, code in (("UNE+2+G7", "une_count"), ("UNE+1+G8", "une_reference")):
        (gap,) = gaps(items(tmp_path, text.replace("UNE+1+G7", wrong)))
        assert gap.code == code
    (gap,) = gaps(items(tmp_path, text.replace("UNE+1+G7'", "")))
    assert gap.code == "no_une"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("UNT+32+1'", "UNT+33+1'", "unt_count"),
        ("UNT+32+1'", "UNT+x+1'", "unt_count"),
        ("UNT+32+1'", "UNT+32+7'", "unt_reference"),
        ("UNT+32+1'\n", "", "no_unt"),
        ("UNZ+1+REF1'", "UNZ+2+REF1'", "unz_count"),
        ("UNZ+1+REF1'", "UNZ+1+OTHER'", "unz_reference"),
        ("UNZ+1+REF1'", "", "no_unz"),
        ("UNZ+1+REF1'", "UNZ+1+REF1", "truncated"),
        ("UNT+32+1'", "UNT+32+1'FTX+AAA+++stray'", "stray_segment"),
        ("GID+2+5:CT'\n", "", "unt_count"),
    ],
)
def test_an_interchange_that_does_not_add_up_says_so_and_keeps_its_lines(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    assert old in INTERCHANGE
    found = items(tmp_path, INTERCHANGE.replace(old, new))
    assert len(lines(found)) >= 2
    (gap,) = gaps(found)
    assert gap.code == code
    number, _, text = gap.last_good.partition(" ")
    assert number.isdecimal() and text


def test_a_count_that_differs_is_told_with_both_numbers(tmp_path: Path) -> None:
    (gap,) = gaps(items(tmp_path, INTERCHANGE.replace("UNT+32", "UNT+40")))
    assert gap.params == {"reference": "1", "declared": "40", "counted": "32"}
    assert gap.last_good == "33 UNT+40+1"


def test_a_report_cut_at_any_byte_keeps_every_line_before_the_cut(tmp_path: Path) -> None:
    content = INTERCHANGE.encode()
    whole = lines(items(tmp_path, content))
    marks = (b"GID+2+", b"CNI+2+", b"UNT+")
    ends = [content.index(b"'", content.index(mark)) for mark in marks]
    for cut in range(1, len(content) - 2):
        complete = sum(cut > end for end in ends)
        try:
            found = items(tmp_path, content[:cut])
        except FormatRefused:
            assert complete == 0
            continue
        assert lines(found)[:complete] == whole[:complete]
        assert len(gaps(found)) == 1
        assert len(lines(found)) <= len(whole)
        if gaps(found)[0].code == "truncated":
            good = gaps(found)[0].last_good.partition(" ")[2]
            assert not good or good in INTERCHANGE.replace("\n", "")


def test_the_item_at_which_the_file_breaks_off_is_marked(tmp_path: Path) -> None:
    cut = INTERCHANGE.index("MEA+AAE+G")
    (line,) = lines(items(tmp_path, INTERCHANGE[:cut]))
    assert "cut_off" in line.notes


def test_flipped_bytes_never_crash(tmp_path: Path) -> None:
    content = INTERCHANGE.encode()
    for place in range(len(content)):
        for flip in (0x5A, 0x80):
            broken = content[:place] + bytes([content[place] ^ flip]) + content[place + 1 :]
            try:
                items(tmp_path, broken)
            except FormatRefused as refused:
                assert str(refused)


def test_what_is_no_segment_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    found = items(
        tmp_path, _goods("GID+1", "FTX+AAA+++shoes", "??garbage", "GID+2", "FTX+AAA+++bags")
    )
    assert [problem.code for problem in problems(found)] == ["bad_segment"]
    assert len(lines(found)) == 2


def test_bytes_that_are_no_text_refuse_their_item_only(tmp_path: Path) -> None:
    text = _goods(
        "GID+1", "FTX+AAA+++운동화", "GID+2", "FTX+AAA+++bags BAD", "GID+3", "FTX+AAA+++hats"
    )
    many = text.encode().replace("운동화".encode(), "운동화 ".encode() * 60)
    found = items(tmp_path, many.replace(b"BAD", b"\xff\xfe"))
    assert [problem.code for problem in problems(found)] == ["undecodable"]
    assert len(lines(found)) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UNB+UNOA:1+A+B+1+R'UNH+1+CUSREP:D:95B:UN'BGM+85'UNT+3+1'UNZ+1+R'", "other_message"),
        (_interchange(_message("BGM+85+M1+1")), "cancelling_message"),
        (_interchange(_message("BGM+85+M1+3")), "cancelling_message"),
        ("UNA:+.? '", "no_message"),
    ],
)
def test_what_is_no_cargo_report_is_refused(tmp_path: Path, text: str, code: str) -> None:
    assert refusal(tmp_path, text).code == code


def test_another_message_after_a_cargo_report_is_left_out_and_told(tmp_path: Path) -> None:
    goods = _message("BGM+85+M1+9", "CNI+1+T", "GID+1", "FTX+AAA+++shoes")
    for other in ("UNH+2+CUSREP:D:95B:UN'BGM+85'UNT+3+2'", _message("BGM+85+M+1", number="2")):
        found = items(tmp_path, _interchange(goods, other))
        assert len(lines(found)) == 1
        assert [gap.code for gap in gaps(found)] == ["message_skipped"]


def test_an_interchange_that_begins_before_the_last_one_ended_loses_no_line(tmp_path: Path) -> None:
    start = INTERCHANGE[INTERCHANGE.index("UNB") : INTERCHANGE.index("UNT")]
    found = items(tmp_path, start + start + "UNT+32+1'UNZ+1+REF1'")
    assert len(lines(found)) == 6
    assert [gap.code for gap in gaps(found)] == ["no_unt", "no_unz"]


def test_two_interchanges_in_one_file_are_both_read(tmp_path: Path) -> None:
    found = items(tmp_path, INTERCHANGE + INTERCHANGE[INTERCHANGE.index("UNB") :])
    assert len(lines(found)) == 6 and len(headers(found)) == 2
    assert not gaps(found)


def test_an_empty_interchange_reports_no_goods(tmp_path: Path) -> None:
    found = items(tmp_path, _interchange(_message("BGM+85+M1+9")))
    assert [header.message_ref for header in headers(found)] == ["M1"]
    assert not lines(found)


def test_later_directories_are_read_alike(tmp_path: Path) -> None:
    for release in ("96A", "03B", "16A", "21B"):
        text = INTERCHANGE.replace("CUSCAR:D:95B", f"CUSCAR:D:{release}")
        assert len(lines(items(tmp_path, text))) == 3
