"""Reading on where an earlier reading stopped gives what it would have gone on to give."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from seizures.formats.lines import (
    Incomplete,
    Item,
    ManifestHeader,
    ManifestLine,
    Passed,
    RowProblem,
)
from seizures.formats.reader import read
from tests.formats.samples import INTERCHANGE

HEADINGS = "house_document,mode,origin,destination,description,hs,quantity,unit,carrier\n"
CUT = HEADINGS + "H1,sea,CNTAO,KRINC,SHOES,640411,1,PRS,\n" * 3 + "H4,air,CNT"
CSV = HEADINGS + (
    "H1,teleport,CNTAO,KRINC,NO SUCH MODE,640411,1,PRS,COSCO\n"
    "H1,sea,CNTAO,KRINC,SHOES,640411,1,PRS,COSCO\n"
    "H1,sea,CNTAO,KRINC,SHORT ROW,640411\n"
    ",,,,,,,,\n"
    'H2,sea,CNTAO,KRINC,"TWO\nLINES",640411,3,PRS,\n'
    'H2,sea,CNTAO,KRINC,"NEVER CLOSED,640411,3,PRS,\n'
    "H3,air,CNTAO,KRINC,BAGS,impossible,3,PRS,\n"
    ",,,,TOTAL,,11,,\n"
    "H3,air,CNTAO,KRINC,CUPS,691110,3,PRS,\n"
    "H4,air,CNTAO,KRI"
)
JSON = (
    "".join(
        f'{{"house_document": "J{n // 2}", "description": "GOODS {n}", "mode": "sea"}}\n'
        for n in range(5)
    )
    + '\n{"description": ""}\n{"description": "HATS", "mode": "no"}\n{"description": "CUT'
)


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADINGS.strip().split(","))
    for number in range(6):
        sheet.append([f"H{number // 2}", "sea", "CNTAO", "KRINC", f"GOODS {number}", "640411", 2])
    sheet.append([None] * 7)
    sheet.append(["H9", "teleport", "CNTAO", "KRINC", "LAMPS", "940510", 2, "PRS", None])
    sheet.append(["H9", "air", "CNTAO", "KRINC", "LAMPS", "940510", 2, "PRS", None])
    sheet.merge_cells("A2:A4")
    book.save(path)
    return path


def sample(kind: str, folder: Path) -> Path:
    path = folder / f"manifest.{kind}"
    if kind == "xlsx":
        return workbook(path)
    cut = INTERCHANGE[: INTERCHANGE.rindex("UNT")] + "XX1+what is this'"
    twice = INTERCHANGE.replace("GID+2", "BAD SEGMENT'GID+2") + INTERCHANGE.partition("UNH")[1]
    path.write_text(
        {"csv": CSV, "cut.csv": CUT, "jsonl": JSON, "edi": cut, "twice.edi": twice}[kind]
    )
    return path


def rows_of(items: list[Item]) -> list[Item]:
    return [item for item in items if isinstance(item, ManifestLine | RowProblem)]


def words_of(items: list[Item]) -> list[Item]:
    """What is said of the whole file."""
    return [item for item in items if isinstance(item, ManifestHeader | Incomplete)]


@pytest.mark.parametrize("kind", ["csv", "cut.csv", "jsonl", "xlsx", "edi", "twice.edi"])
def test_reading_on_after_any_item_gives_all_rows_that_follow_and_no_other(
    kind: str, tmp_path: Path
) -> None:
    path = sample(kind, tmp_path)
    whole = list(read(path, name=path.name))
    assert sum(isinstance(item, ManifestLine) for item in whole) >= 2
    assert any(isinstance(item, RowProblem | Incomplete) for item in whole)
    for count in range(len(whole) + 1):
        passed = Passed().beyond(whole[:count])
        rest = list(read(path, name=path.name, passed=passed))
        assert rows_of(rest) == rows_of(whole[count:])
        assert words_of(rest) == words_of(whole)


def test_a_place_is_told_in_steps_as_at_once(tmp_path: Path) -> None:
    path = sample("csv", tmp_path)
    whole = list(read(path, name=path.name))
    at_once, in_steps = Passed().beyond(whole), Passed()
    for item in whole:
        in_steps = in_steps.beyond([item])
    assert in_steps == at_once == Passed(len(rows_of(whole)), 11)
