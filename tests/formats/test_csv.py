"""CSV manifests: headings, rows that are refused, quotation marks, long lines."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from seizures.formats.lines import ManifestLine, RowProblem
from seizures.formats.reader import parse_row
from tests.formats.samples import (
    KOREAN,
    gaps,
    headers,
    items,
    lines,
    problems,
    refusal,
)

SHORT = "description,quantity,shipper\n"


def test_a_korean_table_is_read_whole(tmp_path: Path) -> None:
    found = items(tmp_path, KOREAN)
    (header,) = headers(found)
    first, second = lines(found)
    assert (header.format, header.mode, header.origin) == ("csv", "sea", "CNTAO")
    assert first.position == 2
    assert first.arrival_on == date(2026, 3, 5)
    assert (first.hs, first.quantity, first.unit) == ("6403999000", Decimal(1200), "PRS")
    assert second.shipper == "위해수출입"
    assert not problems(found) and not gaps(found)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_of_four_delimiters_is_told(tmp_path: Path, delimiter: str) -> None:
    text = f"Description{delimiter}Qty{delimiter}Shipper\nshoes{delimiter}12{delimiter}A Co\n"
    (line,) = lines(items(tmp_path, text))
    assert (line.description, line.quantity, line.shipper) == ("shoes", Decimal(12), "A Co")


def test_titles_above_the_heading_and_totals_below_are_no_goods(tmp_path: Path) -> None:
    text = "적재화물목록 2026-03-05\n,,\n" + SHORT + "shoes,12,A\n합계,12,\n,12,TOTAL\n"
    found = items(tmp_path, text)
    assert [line.description for line in lines(found)] == ["shoes"]
    assert [problem.code for problem in problems(found)] == ["missing_description"]


def test_a_repeated_heading_and_blank_rows_are_no_goods(tmp_path: Path) -> None:
    found = items(tmp_path, SHORT + "shoes,12,A\n\n,,\n" + SHORT + "bags,1,B\n")
    assert [(line.position, line.description) for line in lines(found)] == [
        (2, "shoes"),
        (6, "bags"),
    ]
    assert not problems(found)


def test_unknown_columns_are_kept_beside_the_line(tmp_path: Path) -> None:
    (line,) = lines(items(tmp_path, "description,remark,,remark\nshoes,one,two,three\n"))
    assert line.extra == {"remark": "one", "column 3": "two", "remark (2)": "three"}


def test_of_two_equal_columns_the_first_that_says_something_is_used(tmp_path: Path) -> None:
    text = "품명,영문,description,quantity,quantity\n신발,x,shoes,5,6\n,x,bags,,7\n"
    first, second = lines(items(tmp_path, text))
    assert (first.description, first.quantity) == ("신발", Decimal(5))
    assert first.extra == {"영문": "x", "description": "shoes", "quantity (2)": "6"}
    assert (second.description, second.quantity) == ("bags", Decimal(7))


def test_columns_of_the_whole_manifest_fill_its_header(tmp_path: Path) -> None:
    text = "description,vessel,voyage,MRN,선사\nshoes,GOLDEN BRIDGE,042E,26ABC,COSCO\n"
    (header,) = headers(items(tmp_path, text))
    assert (header.conveyance, header.voyage) == ("GOLDEN BRIDGE", "042E")
    assert (header.message_ref, header.carrier) == ("26ABC", "COSCO")


def test_a_unit_or_currency_in_a_heading_holds_for_its_column(tmp_path: Path) -> None:
    text = "description,금액(원),중량(톤),수량(켤레)\nshoes,1000,2,30\n"
    (line,) = lines(items(tmp_path, text))
    assert (line.currency, line.gross_kg, line.unit) == ("KRW", Decimal(2000), "PRS")


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        (",5,2026-03-05,640399,CNTAO,sea", "missing_description", "description"),
        ("shoes,five,2026-03-05,640399,CNTAO,sea", "unreadable_number", "quantity"),
        ("shoes,-5,2026-03-05,640399,CNTAO,sea", "negative_number", "quantity"),
        ("shoes,5,2026-13-05,640399,CNTAO,sea", "unreadable_date", "arrival_on"),
        ("shoes,5,03/04/2026,640399,CNTAO,sea", "ambiguous_date", "arrival_on"),
        ("shoes,5,2026-03-05,ABC,CNTAO,sea", "impossible_hs", "hs"),
        ("shoes,5,2026-03-05,640399,Nowhere,sea", "unknown_place", "origin"),
        ("shoes,5,2026-03-05,640399,CNTAO,teleport", "unknown_mode", "mode"),
        ("red, shoes,5,2026-03-05,640399,CNTAO,sea", "too_many_cells", ""),
        ("s" * 5000 + ",5,2026-03-05,640399,CNTAO,sea", "text_too_long", "description"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_reason(
    tmp_path: Path, row: str, code: str, field: str
) -> None:
    heading = "description,quantity,arrival_on,hs,origin,mode\n"
    found = items(tmp_path, heading + "bags,1,,,,\n" + row + "\nhats,1,,,,\n")
    (problem,) = problems(found)
    assert (problem.code, problem.field, problem.position) == (code, field, 3)
    assert problem.raw[:4000] == row[:4000]
    assert [line.description for line in lines(found)] == ["bags", "hats"]


def test_a_refused_row_can_be_corrected_and_read_again(tmp_path: Path) -> None:
    text = "description,quantity,shipper,remark\nshoes,five,A Co,note\n"
    (problem,) = problems(items(tmp_path, text))
    corrected = {**problem.values, "quantity": "5"}
    line = parse_row(corrected, position=problem.position, raw=problem.raw)
    assert isinstance(line, ManifestLine)
    assert (line.position, line.quantity, line.extra) == (2, Decimal(5), {"remark": "note"})
    again = parse_row(problem.values, position=2, raw=problem.raw)
    assert isinstance(again, RowProblem) and again.raw == problem.raw


def test_an_unclosed_quotation_mark_costs_only_its_own_row(tmp_path: Path) -> None:
    rows = [f"goods {number},{number},A Co\n" for number in range(200)]
    rows[50] = 'goods 50,50,"A Co\n'
    rows[120] = '"goods 120,120,A Co\n'
    rows[125] = '"goods, 125",125,"A ""x"" Co"\n'
    found = items(tmp_path, SHORT + "".join(rows))
    assert [problem.code for problem in problems(found)] == ["unclosed_quote"] * 2
    assert [problem.position for problem in problems(found)] == [52, 122]
    assert len(lines(found)) == 198
    assert lines(found)[-75 + 0].description == "goods, 125"


def test_a_quotation_mark_open_to_the_end_costs_only_its_own_row(tmp_path: Path) -> None:
    found = items(tmp_path, SHORT + 'shoes,1,"A\nbags,2,B\nhats,3,C\n')
    assert [problem.raw for problem in problems(found)] == ['shoes,1,"A']
    assert [line.description for line in lines(found)] == ["bags", "hats"]


def test_a_line_break_inside_a_quoted_cell_belongs_to_the_cell(tmp_path: Path) -> None:
    (first, second) = lines(
        items(tmp_path, SHORT + 'shoes,1,"A Co\r\nHarbour Road"\r\nbags,2,B\r\n')
    )
    assert first.shipper == "A Co Harbour Road"
    assert (second.position, second.shipper) == (3, "B")


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    text = SHORT + '"=HYPERLINK(""http://x"",""y"")",1,@SUM(A1)\n+shoes,2,-A\n'
    first, second = lines(items(tmp_path, text))
    assert first.description == '=HYPERLINK("http://x","y")'
    assert first.shipper == "@SUM(A1)"
    assert (second.description, second.shipper) == ("+shoes", "-A")


def test_nul_bytes_are_removed_and_noted(tmp_path: Path) -> None:
    padding = "".join(f"goods {number},1,A\n" for number in range(50))
    found = items(tmp_path, SHORT + "sh\x00oes,1,A\n" + padding)
    assert lines(found)[0].description == "shoes"
    assert "control_characters" in lines(found)[0].notes
    assert len(lines(found)) == 51


def test_one_endless_line_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    text = SHORT + "shoes,1,A\n" + "x" * 50_000_000 + "\nbags,2,B\n"
    found = items(tmp_path, text)
    (problem,) = problems(found)
    assert (problem.code, problem.position) == ("line_too_long", 3)
    assert len(problem.raw) < 5000
    assert [line.description for line in lines(found)] == ["shoes", "bags"]


def test_an_endless_line_without_end_is_refused(tmp_path: Path) -> None:
    found = items(tmp_path, SHORT + "shoes,1,A\n" + "x,1," * 300_000)
    assert [problem.code for problem in problems(found)] == ["line_too_long"]
    assert len(lines(found)) == 1


def test_a_table_cut_off_in_its_last_row_says_so(tmp_path: Path) -> None:
    found = items(tmp_path, SHORT + "shoes,1,A\nbags,2,B\nhat")
    assert [line.description for line in lines(found)] == ["shoes", "bags"]
    assert [problem.code for problem in problems(found)] == ["row_cut_off"]
    (gap,) = gaps(found)
    assert (gap.code, gap.last_good) == ("truncated", "3 bags | 2 | B")


def test_a_table_whose_rows_are_all_short_is_not_cut_off(tmp_path: Path) -> None:
    found = items(tmp_path, "description,quantity,remark\nshoes,1\nbags,2")
    assert len(lines(found)) == 2 and not gaps(found)
    assert "short_row" in lines(found)[0].notes


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_known(tmp_path: Path, end: str) -> None:
    text = (SHORT + "shoes,1,A\nbags,2,B\n").replace("\n", end)
    assert [line.position for line in lines(items(tmp_path, text))] == [2, 3]


def test_a_yen_or_yuan_sign_alone_is_no_currency(tmp_path: Path) -> None:
    (line,) = lines(items(tmp_path, "description,value\nshoes,¥500\n"))
    assert (line.value, line.currency) == (Decimal(500), "")
    assert line.notes == {"unknown_currency": "¥"}


def test_arrival_before_departure_is_noted(tmp_path: Path) -> None:
    text = "description,departure_on,arrival_on\nshoes,2026-03-05,2026-03-01\n"
    (line,) = lines(items(tmp_path, text))
    assert "arrival_before_departure" in line.notes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("\n\n \n", "no_rows"),
        ("shoes,5,2026-03-05\nbags,6,2026-03-05\n", "no_header"),
        ("alpha,beta,gamma\none,two,three\n", "no_known_column"),
        ("quantity,shipper\n5,A\n", "no_description_column"),
        ("description,quantity\n", "no_rows"),
        ("description,quantity\n,\n\n", "no_rows"),
        ("description," + ",".join(map(str, range(600))) + "\nx" + ",1" * 600, "too_many_columns"),
    ],
)
def test_a_table_that_is_no_manifest_is_refused(tmp_path: Path, text: str, code: str) -> None:
    refused = refusal(tmp_path, text)
    assert refused.code == code
    assert "{" not in str(refused)
