"""Reads JSON lines: one goods line as one object on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from seizures.formats.columns import meaning
from seizures.formats.encodings import detect_encoding
from seizures.formats.lines import (
    COLUMNS,
    HEADER_COLUMNS,
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

_INDEX = {column: place for place, column in enumerate(COLUMNS)}
_SIMPLE = (str, int, float, bool, Decimal, type(None))


def read_json_lines(
    path: Path, *, on_progress: OnProgress | None = None, after: int = 0
) -> Iterator[Item]:
    """Read a file of JSON lines, numbered from 1; those up to `after` only as far as the header
    needs them."""
    text = TextLines(path, detect_encoding(path), on_progress)
    reader, headed, found, last = RowReader(), False, False, (0, "")
    for number, line in enumerate(text, 1):
        if not line.strip() and not isinstance(line, BadLine):
            continue
        if headed and number <= after and text.ended:
            last = number, line
            continue
        item = _read(reader, number, line)
        if isinstance(item, RowProblem) and item.code == "bad_json" and not text.ended:
            yield item
            yield Incomplete("truncated", {}, _shown(*last))
            return
        if not found and isinstance(item, RowProblem) and line.strip() in ("{", "[", "[{"):
            raise FormatRefused("json_not_lines")
        found = True
        if not headed and isinstance(item, ManifestLine):
            headed = True
            yield _header(item)
        yield item
        last = number, line
    if not found:
        raise FormatRefused("no_rows")


def _shown(number: int, line: str) -> str:
    return shown_raw(f"{number} {line}"[:300]) if number else ""


def _read(reader: RowReader, number: int, line: str) -> ManifestLine | RowProblem:
    if isinstance(line, BadLine):
        return RowProblem(number, shown_raw(line.raw), line.code, line.params)
    try:
        given = json.loads(line, parse_float=_number, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        detail = str(error)[:100] if isinstance(error, ValueError) else "nested too deeply"
        return RowProblem(number, shown_raw(line), "bad_json", {"detail": detail})
    if not isinstance(given, dict):
        return RowProblem(number, shown_raw(line), "bad_json", {"detail": type(given).__name__})
    return _line(reader, number, line, given)


def _line(
    reader: RowReader, number: int, line: str, given: dict[str, Any]
) -> ManifestLine | RowProblem:
    cells = [""] * len(COLUMNS)
    extra: dict[str, str] = {}
    kept = given.pop("extra", None)
    if isinstance(kept, dict):
        given |= {name: text for name, text in kept.items() if name not in given}
    for name, value in given.items():
        column = name if name in _INDEX else meaning(name)[0] if len(name) <= 100 else ""
        if column in _INDEX and not isinstance(value, _SIMPLE):
            return RowProblem(number, shown_raw(line), "not_text", {}, column)
        text = _text(value)
        if column in _INDEX and not cells[_INDEX[column]]:
            cells[_INDEX[column]] = text
        elif text and not name.startswith(NOTE):
            extra[shown_raw(column if column in HEADER_COLUMNS else name)] = shown_raw(text)
    found = reader.read(number, cells, extra, lambda: line)
    if found is not None:
        return found
    return RowProblem(number, shown_raw(line), "missing_description", {}, "description", extra)


def _number(text: str) -> str:
    """Keep a number as text, without an exponent."""
    amount = Decimal(text)
    return format(amount, "f") if abs(amount.adjusted()) < 30 else text


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _header(line: ManifestLine) -> ManifestHeader:
    return ManifestHeader(
        format="jsonl",
        mode=line.mode,
        origin=line.origin,
        destination=line.destination,
        departure_on=line.departure_on,
        arrival_on=line.arrival_on,
        **{column: line.extra.get(column, "") for column in HEADER_COLUMNS},
    )
