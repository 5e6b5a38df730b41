"""Reads CSV manifests: any of four delimiters, any known encoding, one row in memory at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from seizures.formats.columns import HEADING_WITHIN, heading_row, plan, score
from seizures.formats.encodings import detect_encoding
from seizures.formats.lines import FormatRefused, Item
from seizures.formats.tables import Broken, Table
from seizures.formats.textlines import BadLine, OnProgress, TextLines

DELIMITERS = (",", ";", "\t", "|")
LONGEST_RECORD = 20
"""A quoted cell may run over so many lines; beyond that its quotation mark was never closed."""

_SAMPLE_LINES = HEADING_WITHIN + 10


def read_csv(
    path: Path, *, on_progress: OnProgress | None = None, after: int = 0
) -> Iterator[Item]:
    """Read a CSV manifest; rows are numbered as a spreadsheet numbers them, headings included.

    Rows up to `after` are read only as far as the header needs them.
    """
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
        after=after,
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


def _delimiter(sample: list[str]) -> tuple[str, int]:
    """Choose the delimiter under which a heading row is best understood; tell which row it is."""
    readings = []
    for delimiter in DELIMITERS:
        rows = [list(row) for row in Records(iter(sample), delimiter)]
        readings.append((max(map(score, rows), default=0), max(map(len, rows)), delimiter, rows))
    _, _, delimiter, rows = max(readings, key=lambda reading: reading[:2])
    return delimiter, heading_row(rows)
