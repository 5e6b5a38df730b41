"""Reads CSV manifests: any of four delimiters, any known encoding, one row in memory at a time."""

from __future__ import annotations

import csv
import operator
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from seizures.formats.columns import HEADING_WITHIN, ColumnPlan, heading_row, plan, score
from seizures.formats.encodings import detect_encoding
from seizures.formats.lines import (
    NOTE,
    FormatRefused,
    Incomplete,
    Item,
    ManifestHeader,
    ManifestLine,
    RowProblem,
)
from seizures.formats.rows import RowReader, shown_raw
from seizures.formats.textlines import BadLine, OnProgress, TextLines

DELIMITERS = (",", ";", "\t", "|")
LONGEST_RECORD = 20
"""A quoted cell may run over so many lines; beyond that its quotation mark was never closed."""

_SAMPLE_LINES = HEADING_WITHIN + 10


class Broken(list[str]):
    """Stands, empty, for a record whose quotation marks or bytes are broken."""

    def __init__(self, raw: str, code: str, params: dict[str, str]) -> None:
        super().__init__()
        self.raw, self.code, self.params = raw, code, params


def read_csv(path: Path, *, on_progress: OnProgress | None = None) -> Iterator[Item]:
    """Read a CSV manifest; rows are numbered as a spreadsheet numbers them, headings included."""
    text = TextLines(path, detect_encoding(path), on_progress)
    source = iter(text)
    sample = list(islice(source, _SAMPLE_LINES))
    if not any(line.strip() for line in sample):
        raise FormatRefused("empty" if not sample else "no_rows")
    delimiter, top = _delimiter(sample)
    records = Records(chain(sample, source), delimiter)
    rows = iter(records)
    headings = next(islice(rows, top, None))
    layout = plan(headings)
    yield from Table("csv", layout).items(
        ((records.number, row, records.raw) for row in rows),
        cut_off=lambda: not text.ended,
        tidy=records.tidy,
    )


class Records:
    """The records of delimited text; one that is broken costs only its own line.

    `number` is that of the last record, `raw()` its text.
    """

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self.number = 0
        self._delimiter = delimiter
        self._lines = lines
        self._taken: list[str] = []
        self._width = 0

    def raw(self) -> str:
        """The text of the last record as it stood in the file."""
        return "\n".join(getattr(line, "raw", line) for line in self._taken)

    def tidy(self) -> bool:
        """Whether the last record is one line without control characters."""
        return len(self._taken) == 1 and (
            self._taken[0].replace("\t", " ").isprintable()
            if self._delimiter == "\t"
            else self._taken[0].isprintable()
        )

    def __iter__(self) -> Iterator[list[str]]:
        again: list[str] = []
        while True:
            lines = chain(again, self._lines) if again else self._lines
            reader = csv.reader(self._feed(lines), delimiter=self._delimiter, strict=True)
            again = []
            try:
                for row in reader:
                    if len(self._taken) > 1 and self._suspect(row):
                        break
                    self.number += 1
                    first = self._taken[0]
                    yield self._bad(first) if type(first) is not str else row
                    if not self._width and len(row) > 1:
                        self._width = len(row)
                    self._taken.clear()
                else:
                    if not self._taken:
                        return
            except csv.Error:
                pass
            again = self._taken[1:]
            del self._taken[1:]
            self.number += 1
            yield self._alone(self._taken[0])
            self._taken.clear()
            if again:
                self._lines = chain(again, self._lines)
                again = []

    def _feed(self, lines: Iterator[str]) -> Iterator[str]:
        taken = self._taken
        for line in lines:
            taken.append(line)
            if len(taken) > LONGEST_RECORD:
                raise csv.Error("quotation mark never closed")
            yield line + "\n" if '"' in line else line

    def _suspect(self, row: Sequence[str]) -> bool:
        """A record over several lines that has not the width of the others was not meant so."""
        bad = any(type(line) is not str for line in self._taken)
        return bad or bool(self._width and len(row) != self._width)

    def _bad(self, line: str) -> list[str]:
        assert isinstance(line, BadLine)
        return Broken(line.raw, line.code, line.params)

    def _alone(self, line: str) -> list[str]:
        """Read one line by itself, as a person would, when strict rules fail on it."""
        if type(line) is not str:
            return self._bad(line)
        opened = line.count('"') % 2
        row = next(csv.reader([line], delimiter=self._delimiter), [])
        if opened or (self._width and len(row) != self._width):
            return Broken(line, "unclosed_quote", {})
        return row


class Table:
    """Rows under known headings, whatever file they come from: CSV or workbook."""

    def __init__(self, name: str, layout: ColumnPlan) -> None:
        self._format = name
        self._layout = layout
        self._reader = RowReader(layout.hints)
        self._cells = operator.itemgetter(*layout.places)
        self._headed = self._found = False
        self._last: tuple[int, list[str]] = (0, [])

    def items(
        self,
        rows: Iterator[tuple[int, list[str], Callable[[], str]]],
        *,
        cut_off: Callable[[], bool] = lambda: False,
        tidy: Callable[[], bool] = lambda: False,
    ) -> Iterator[Item]:
        """Read all rows; a header made of the first row's columns stands before the first line.

        A row shorter than the heading waits for the next one: as the last of a file that has no
        line end it was cut off.
        """
        width, headings = self._layout.width, list(self._layout.headings)
        short: tuple[int, list[str], str] | None = None
        for number, row, raw in rows:
            if short is not None:
                yield from self._short_row(short)
                short = None
            if type(row) is not Broken:
                if not any(row) or row == headings:
                    continue
                if len(row) < width:
                    short = number, row, raw()
                    continue
            item = self._item(number, row, raw, tidy())
            if item is None:
                continue
            self._last = number, row
            if self._headed:
                yield item
            else:
                yield from self._opened(item)
        if short is not None:
            yield from self._cut_row(short) if cut_off() and self._found else self._short_row(short)
        if not self._found:
            raise FormatRefused("no_rows")

    def _opened(self, item: Item) -> Iterator[Item]:
        self._found = True
        if isinstance(item, ManifestLine):
            self._headed = True
            yield self._header(item)
        yield item

    def _short_row(self, short: tuple[int, list[str], str]) -> Iterator[Item]:
        number, row, raw = short
        item = self._item(number, row, lambda: raw, False)
        if item is not None:
            self._last = number, row
            yield from (item,) if self._headed else self._opened(item)

    def _cut_row(self, short: tuple[int, list[str], str]) -> Iterator[Item]:
        number, row, raw = short
        params = {"count": str(len(row)), "width": str(self._layout.width)}
        yield RowProblem(number, shown_raw(raw), "row_cut_off", params, "", self._named(row))
        good, cells = self._last
        yield Incomplete("truncated", {}, shown_raw(f"{good} {' | '.join(cells)}"[:300]))

    def _item(
        self, number: int, row: list[str], raw: Callable[[], str], tidy: bool
    ) -> ManifestLine | RowProblem | None:
        layout = self._layout
        extra: dict[str, str] = {}
        if len(row) != layout.width:
            if isinstance(row, Broken):
                return RowProblem(number, shown_raw(row.raw), row.code, row.params)
            if len(row) > layout.width and any(cell.strip() for cell in row[layout.width :]):
                params = {"count": str(len(row)), "width": str(layout.width)}
                values = self._named(row)
                return RowProblem(number, shown_raw(raw()), "too_many_cells", params, "", values)
            if len(row) < layout.width:
                extra[NOTE + "short_row"] = str(len(row))
            row = (row + [""] * layout.width)[: layout.width]
        row.append("")
        cells: Sequence[str] = self._cells(row)
        for place, index in layout.others:
            if not cells[place].strip():
                cells = [*cells[:place], row[index], *cells[place + 1 :]]
        if layout.unknown:
            for index, name in layout.unknown:
                if cell := row[index].strip():
                    extra[name] = cell if tidy else shown_raw(cell)
        return self._reader.read(number, cells, extra, raw, tidy=tidy)

    def _named(self, row: Sequence[str]) -> dict[str, str]:
        return {
            name: shown_raw(cell.strip())
            for name, cell in zip(self._layout.names, row, strict=False)
            if cell.strip()
        }

    def _header(self, line: ManifestLine) -> ManifestHeader:
        said = {
            column: line.extra.get(self._layout.names[index], "")
            for column, index in self._layout.header
        }
        return ManifestHeader(
            format=self._format,
            mode=line.mode,
            origin=line.origin,
            destination=line.destination,
            departure_on=line.departure_on,
            arrival_on=line.arrival_on,
            **said,
        )


def _delimiter(sample: list[str]) -> tuple[str, int]:
    """Choose the delimiter under which a heading row is best understood; also tell which row it is."""
    readings = []
    for delimiter in DELIMITERS:
        rows = [list(row) for row in Records(iter(sample), delimiter)]
        readings.append((max(map(score, rows), default=0), max(map(len, rows)), delimiter, rows))
    _, _, delimiter, rows = max(readings, key=lambda reading: reading[:2])
    return delimiter, heading_row(rows)
