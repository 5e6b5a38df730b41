"""XLSX manifests: formulas, merged cells, dates, and files made to do harm."""

import datetime
import io
import re
import struct
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from seizures.formats import archive
from tests.formats.samples import headers, items, lines, problems, refusal

HEAD = ["B/L No", "Shipper", "Description", "Qty", "Unit", "Gross Weight (KG)", "ETA", "HS Code"]


def _book(*rows: list[Any], change: Callable[[Any], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    if change is not None:
        change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _repacked(content: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            change = changes.get(name, bytes)
            new.writestr(name, change(old.read(name)))
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name](b""))
    return file.getvalue()


def test_numbers_dates_and_codes_are_read_as_they_are_shown(tmp_path: Path) -> None:
    row = ["M1", "A", "shoes", 1200, "PRS", 850.5, datetime.date(2026, 3, 5), 6403999000]
    (line,) = lines(items(tmp_path, _book(HEAD, row), "goods.xlsx"))
    assert (line.quantity, line.gross_kg) == (Decimal(1200), Decimal("850.5"))
    assert (line.arrival_on, line.hs) == (datetime.date(2026, 3, 5), "6403999000")
    assert line.position == 2


def test_titles_and_empty_columns_before_the_table_are_passed_over(tmp_path: Path) -> None:
    rows = [[None, "Cargo manifest"], [], [None, *HEAD], [None, "M1", "A", "shoes", 1]]
    (line,) = lines(items(tmp_path, _book(*rows)))
    assert (line.position, line.description, line.transport_document) == (4, "shoes", "M1")


def test_a_workbook_renamed_csv_is_read_as_workbook(tmp_path: Path) -> None:
    found = items(tmp_path, _book(HEAD, ["M1", "A", "shoes", 1]), "goods.csv")
    assert headers(found)[0].format == "xlsx"
    assert len(lines(found)) == 1


def test_formulas_are_read_by_their_stored_results(tmp_path: Path) -> None:
    content = _book(HEAD, ["M1", "A", "shoes", "=5*4", "PRS", 1], ["M1", "A", "bags", "=2*3"])
    content = _repacked(
        content,
        {
            "xl/worksheets/sheet1.xml": lambda xml: re.sub(
                rb"<f>5\*4</f><v\s*(/>|></v>)", b"<f>5*4</f><v>20</v>", xml
            )
        },
    )
    found = items(tmp_path, content)
    assert [(line.description, line.quantity) for line in lines(found)] == [("shoes", Decimal(20))]
    (problem,) = problems(found)
    assert (problem.code, problem.params, problem.field) == (
        "formula_without_value",
        {"cell": "D3"},
        "quantity",
    )


def test_an_error_in_a_cell_refuses_its_row(tmp_path: Path) -> None:
    found = items(tmp_path, _book(HEAD, ["M1", "A", "shoes", "#N/A"], ["M1", "A", "bags", 1]))
    (problem,) = problems(found)
    assert (problem.code, problem.params["text"]) == ("cell_error", "#N/A")
    assert [line.description for line in lines(found)] == ["bags"]


def test_merged_cells_hold_for_all_their_rows_but_totals_are_not_repeated(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("F2:F4")

    rows = [
        ["M1", "A Co", "shoes", 1, "PRS", 850],
        [None, None, "bags", 2, "PCS", None],
        [None, "B Co", "hats", 3, "PCS", None],
        ["M2", "C Co", "belts", 4, "PCS", 5],
    ]
    found = lines(items(tmp_path, _book(HEAD, *rows, change=merge)))
    assert [line.transport_document for line in found] == ["M1", "M1", "M1", "M2"]
    assert [line.shipper for line in found] == ["A Co", "A Co", "B Co", "C Co"]
    assert [line.gross_kg for line in found] == [Decimal(850), None, None, Decimal(5)]
    assert found[0].notes == {"merged_total": "850 (2-4)"}


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    def as_text(sheet: Any) -> None:
        sheet["C2"].value = "=cmd|'/c calc'!A1"
        sheet["C2"].data_type = "s"

    (line,) = lines(items(tmp_path, _book(HEAD, ["M1", "A", "", 1], change=as_text)))
    assert line.description == "=cmd|'/c calc'!A1"


def test_the_sheet_with_the_goods_is_found_and_hidden_ones_are_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Notes", "nothing here"])
    hidden = book.create_sheet("old")
    hidden.append(HEAD)
    hidden.append(["M0", "Z", "hidden", 1])
    hidden.sheet_state = "hidden"
    goods = book.create_sheet("물품")
    goods.append(["품명", "수량"])
    goods.append(["운동화", 5])
    book.save(tmp_path / "b.xlsx")
    found = items(tmp_path, (tmp_path / "b.xlsx").read_bytes())
    assert [line.description for line in lines(found)] == ["운동화"]


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, _book()).code == "no_sheet"


def test_a_zip_bomb_is_refused_by_what_it_declares(tmp_path: Path) -> None:
    bomb = _repacked(_book(HEAD), {"xl/media/x.bin": lambda _: bytes(80 << 20)})
    assert len(bomb) < 200_000
    refused = refusal(tmp_path, bomb)
    assert refused.code == "zip_bomb" and int(refused.params["ratio"]) > 200


def test_a_zip_bomb_that_declares_less_than_it_holds_is_refused(tmp_path: Path) -> None:
    bomb = _repacked(_book(HEAD), {"xl/media/x.bin": lambda _: bytes(80 << 20)})
    size = struct.pack("<L", 80 << 20)
    assert bomb.count(size) >= 2
    assert refusal(tmp_path, bomb.replace(size, struct.pack("<L", 100))).code == "zip_bomb"


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    parts = {f"xl/media/{number}.xml": lambda _: b"x" for number in range(archive.MOST_PARTS + 1)}
    assert refusal(tmp_path, _repacked(_book(HEAD), dict(parts))).code == "too_many_parts"


def test_a_billion_laughs_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
        b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    )
    for part in ("xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"):
        refused = refusal(tmp_path, _repacked(_book(HEAD, ["x"]), {part: lambda _: laughs}))
        assert (refused.code, refused.params) == ("entity_bomb", {"part": part})


def test_a_doctype_hidden_behind_much_text_is_found(tmp_path: Path) -> None:
    def late(xml: bytes) -> bytes:
        return b"<sst>" + b"<!-- " + b"x" * ((1 << 20) - 12) + b" --><!DOC" + b"TYPE x []></sst>"

    refused = refusal(tmp_path, _repacked(_book(HEAD), {"xl/sharedStrings.xml": late}))
    assert refused.code == "entity_bomb"


def test_two_far_cells_do_not_make_a_huge_sheet(tmp_path: Path) -> None:
    def far(sheet: Any) -> None:
        sheet["XFD1048576"] = "x"

    refused = refusal(tmp_path, _book(HEAD, change=far))
    assert refused.code == "workbook_too_large"
    assert int(refused.params["cells"]) > 10**9


def test_one_long_text_in_very_many_cells_is_refused(tmp_path: Path) -> None:
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_001)
    )
    sheet = f"<worksheet><sheetData>{cells}</sheetData></worksheet>"
    shared = "<sst><si><t>" + "x" * 30_000 + "</t></si></sst>"
    content = _repacked(
        _book(HEAD),
        {
            "xl/worksheets/sheet1.xml": lambda _: sheet.encode(),
            "xl/sharedStrings.xml": lambda _: shared.encode(),
        },
    )
    assert refusal(tmp_path, content).code == "zip_bomb"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_with_broken_parts_is_refused(tmp_path: Path, part: str) -> None:
    assert refusal(tmp_path, _repacked(_book(HEAD, ["x"]), {part: lambda _: b"<broken"}))


def test_a_workbook_cut_anywhere_is_refused_and_never_crashes(tmp_path: Path) -> None:
    content = _book(HEAD, ["M1", "A", "shoes", 1])
    for end in range(4, len(content), 97):
        assert refusal(tmp_path, content[:end]).code == "damaged_archive"


def test_flipped_bytes_never_crash(tmp_path: Path) -> None:
    from seizures.formats.lines import FormatRefused

    content = _book(HEAD, ["M1", "A", "shoes", 1])
    for place in range(0, len(content), 41):
        broken = content[:place] + bytes([content[place] ^ 0x5A]) + content[place + 1 :]
        try:
            items(tmp_path, broken)
        except FormatRefused as refused:
            assert str(refused)
