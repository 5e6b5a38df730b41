"""Reads the rows of a table under its headings, whatever file the rows come from."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence

from seizures.formats.columns import ColumnPlan
from seizures.formats.lines import (
    COLUMNS,
    NOTE,
    FormatRefused,
    Incomplete,
    Item,
    ManifestHeader,
    ManifestLine,
    RowProblem,
)
from seizures.formats.rows import RowReader, shown_raw


class Cells(list[str]):
    """A row of a workbook: its cells, notes for the line, and cells that hold no usable value."""

    def __init__(self, cells: Sequence[str]) -> None:
        super().__init__(cells)
        self.notes: dict[str, str] = {}
        self.faults: dict[int, tuple[str, dict[str, str]]] = {}


class Broken(list[str]):
    """Stands, empty, for a record whose quotation marks or bytes are broken."""

    def __init__(self, raw: str, code: str, params: dict[str, str]) -> None:
        super().__init__()
        self.raw, self.code, self.params = raw, code, params


class Table:
    """Rows under known headings, whatever file they come from: CSV or workbook."""

    def __init__(self, name: str, layout: ColumnPlan) -> None:
        self._format = name
        self._layout = layout
        self._reader = RowReader(layout.hints)
        self._cells = operator.itemgetter(*layout.places)
        self._headed = self._found = self._shortened = False
        self._last: tuple[int, list[str]] = (0, [])

    def items(
        self,
        rows: Iterator[tuple[int, list[str], Callable[[], str]]],
        *,
        cut_off: Callable[[], bool] = lambda: False,
        tidy: Callable[[], bool] = lambda: False,
        after: int = 0,
    ) -> Iterator[Item]:
        """Read all rows; a header made of the first row's columns stands before the first line.

        A row shorter than the heading waits for the next one: as the last of a file that has no
        line end it was cut off. Once the header stands, rows up to `after` are passed over.
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
            if number <= after and self._headed:
                self._last = number, row
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
            cut = cut_off() and self._found and not self._shortened
            yield from self._cut_row(short) if cut else self._short_row(short)
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
        self._shortened = True
        item = self._item(number, row, lambda: raw, False)
        if item is not None:
            self._last = number, row
            yield from (item,) if self._headed else self._opened(item)

    def _cut_row(self, short: tuple[int, list[str], str]) -> Iterator[Item]:
        number, row, raw = short
        params = {"count": str(len(row)), "width": str(self._layout.width)}
        yield RowProblem(number, shown_raw(raw), "row_cut_off", params, "", self._named(row))
        good, cells = self._last
        text = f"{good} {' | '.join(cells)}".rstrip(" |")
        yield Incomplete("truncated", {}, shown_raw(text[:300]))

    def _item(
        self, number: int, row: list[str], raw: Callable[[], str], tidy: bool
    ) -> ManifestLine | RowProblem | None:
        layout = self._layout
        extra: dict[str, str] = {}
        if type(row) is Cells:
            extra.update(row.notes)
            if (problem := self._fault(number, row, raw)) is not None:
                return problem
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

    def _fault(self, number: int, row: Cells, raw: Callable[[], str]) -> RowProblem | None:
        for index, (code, params) in row.faults.items():
            column = self._layout.names[index] if index < self._layout.width else ""
            if column in COLUMNS:
                return RowProblem(number, shown_raw(raw()), code, params, column, self._named(row))
        return None

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
