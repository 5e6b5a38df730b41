"""Reads XLSX manifests: cached results of formulas, merged cells, dates; checked first."""

from __future__ import annotations

import datetime
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import python_calamine
from defusedxml import ElementTree  # type: ignore[import-untyped]

from seizures.formats.archive import Faults, inspect
from seizures.formats.columns import HEADING_WITHIN, heading_row, plan, score
from seizures.formats.lines import COLUMNS, NOTE, FormatRefused, Item, Progress
from seizures.formats.tables import Cells, Table
from seizures.formats.textlines import OnProgress

MOST_SHEETS = 20
AMOUNTS = frozenset(("quantity", "packages", "gross_kg", "value"))
"""Columns whose merged cell is one total for all its rows, and so must not be repeated."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PROGRESS_ROWS = 5_000
_MOST_MERGES = 200_000

_Row = tuple[int, Cells]


def read_workbook(
    path: Path, *, on_progress: OnProgress | None = None, after: int = 0
) -> Iterator[Item]:
    """Read the first visible sheet that has a heading row; rows are numbered as the sheet shows.

    Rows up to `after` are read only as far as the header needs them.
    """
    faults = inspect(path)
    parts = _sheet_parts(path)
    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
            sheet, name = _sheet_with_goods(book)
            yield from _SheetReader(sheet, faults.get(parts.get(name, ""), {})).items(
                path.stat().st_size, on_progress, after
            )
    except (python_calamine.CalamineError, OSError) as error:
        code = "encrypted" if isinstance(error, python_calamine.PasswordError) else ""
        raise FormatRefused(code or "damaged_archive") from None


def _sheet_parts(path: Path) -> dict[str, str]:
    """Which part of the file holds which sheet."""
    try:
        with zipfile.ZipFile(path) as archive:
            book = ElementTree.fromstring(archive.read("xl/workbook.xml"), forbid_dtd=True)
            relations = ElementTree.fromstring(
                archive.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True
            )
    except (KeyError, ElementTree.ParseError, ValueError, OSError, zipfile.BadZipFile):
        raise FormatRefused("damaged_archive") from None
    targets = {entry.get("Id"): entry.get("Target", "") for entry in relations}
    return {
        element.get("name", ""): posixpath.normpath(
            posixpath.join("/xl", targets.get(element.get(_RELATION), ""))
        ).lstrip("/")
        for element in book.iter()
        if element.tag.endswith("}sheet")
    }


def _sheet_with_goods(book: Any) -> tuple[Any, str]:
    """The visible sheet whose heading names most columns; of equals, the first."""
    shown = python_calamine.SheetVisibleEnum.Visible
    work = python_calamine.SheetTypeEnum.WorkSheet
    names = [
        entry.name for entry in book.sheets_metadata if entry.visible == shown and entry.typ == work
    ]
    best: tuple[int, Any, str] | None = None
    for name in names[:MOST_SHEETS]:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is None:
            continue
        top = [[_text(cell) for cell in row] for row in islice(sheet.iter_rows(), HEADING_WITHIN)]
        reached = max(map(score, top), default=0)
        if best is None or reached > best[0]:
            best = reached, sheet, name
    if best is None:
        raise FormatRefused("no_sheet")
    return best[1], best[2]


class _SheetReader:
    """The rows of one sheet, merged cells filled in, cells without a usable value marked."""

    def __init__(self, sheet: Any, faults: Faults) -> None:
        self._sheet = sheet
        self._faults = faults
        self._left = sheet.start[1]
        self._merges = _merges(sheet, self._left)
        self._open: list[tuple[int, int, str]] = []
        self._amounts: frozenset[int] = frozenset()

    def items(self, size: int, on_progress: OnProgress | None, after: int) -> Iterator[Item]:
        """Read the table of this sheet."""
        rows = self._rows()
        top = list(islice(rows, HEADING_WITHIN + 10))
        first = heading_row([row for _, row in top])
        headings = list(top[first][1])
        while headings and not headings[-1].strip():
            headings.pop()
        layout = plan(headings)
        self._amounts = frozenset(
            place for column, place in zip(COLUMNS, layout.places, strict=True) if column in AMOUNTS
        )
        total = self._sheet.total_height or 1
        filled = (self._filled(row) for row in chain(top[first + 1 :], rows))

        def told() -> Iterator[tuple[int, list[str], Callable[[], str]]]:
            for count, (number, row) in enumerate(filled):
                if on_progress is not None and count % _PROGRESS_ROWS == 0:
                    on_progress(Progress(size * min(number, total) // total))
                yield number, row, lambda row=row: _shown(row)  # type: ignore[misc]

        yield from Table("xlsx", layout).items(told(), after=after)
        if on_progress is not None:
            on_progress(Progress(size))

    def _rows(self) -> Iterator[_Row]:
        for index, row in enumerate(self._sheet.iter_rows()):
            cells = Cells([_text(cell) for cell in row])
            if self._faults:
                self._mark(index, cells)
            yield index + 1, cells

    def _mark(self, index: int, cells: Cells) -> None:
        for place in range(len(cells)):
            fault = self._faults.get((index, place + self._left))
            if fault is not None and not cells[place]:
                cells.faults[place] = fault
                if fault[0] == "cell_error":
                    cells[place] = fault[1]["text"]

    def _filled(self, row: _Row) -> _Row:
        """Repeat what a merged cell says for the rows below its first, except totals."""
        number, cells = row
        if self._open:
            self._open = [merge for merge in self._open if merge[0] >= number]
            for _, place, text in self._open:
                if place < len(cells) and not cells[place]:
                    cells[place] = text
        for last, place in self._merges.get(number, ()):
            if place >= len(cells) or not cells[place]:
                continue
            if place in self._amounts:
                cells.notes[NOTE + "merged_total"] = f"{cells[place]} ({number}-{last})"
            else:
                self._open.append((last, place, cells[place]))
        return row


def _merges(sheet: Any, left: int) -> dict[int, list[tuple[int, int]]]:
    """First row -> (last row, place in the row) of the merged cells that span several rows."""
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, column), (bottom, _) in (sheet.merged_cell_ranges or ())[:_MOST_MERGES]:
        if bottom > top:
            found.setdefault(top + 1, []).append((bottom + 1, column - left))
    return found


def _shown(row: Cells) -> str:
    return " | ".join(cell for cell in row if cell)


def _text(value: Any) -> str:
    """Write a cell as a person would read it; whole numbers without a decimal point."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time.min
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)
