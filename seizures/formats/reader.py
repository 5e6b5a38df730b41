"""The door of this room: reads a manifest file of any accepted format, item by item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from seizures.formats.cuscar import read_cuscar
from seizures.formats.delimited import read_csv
from seizures.formats.detect import FORMATS, detect
from seizures.formats.jsonlines import read_json_lines
from seizures.formats.lines import (
    FormatRefused,
    Incomplete,
    Item,
    ManifestHeader,
    ManifestLine,
    Passed,
    Progress,
    RowProblem,
)
from seizures.formats.problems import NOTES, PROBLEMS, sentence
from seizures.formats.rows import parse_values
from seizures.formats.textlines import OnProgress
from seizures.formats.workbook import read_workbook

__all__ = [
    "NOTES",
    "PROBLEMS",
    "FormatRefused",
    "Incomplete",
    "ManifestHeader",
    "ManifestLine",
    "Passed",
    "Progress",
    "RowProblem",
    "detect",
    "parse_row",
    "read",
    "sentence",
]

_READERS: dict[str, Callable[..., Iterator[Item]]] = {
    "csv": read_csv,
    "xlsx": read_workbook,
    "cuscar": read_cuscar,
    "jsonl": read_json_lines,
}
_UNORDERED = ("cuscar",)
"""Formats whose items do not come in the order of their positions."""
_NOTHING = Passed()


def read(
    path: Path,
    *,
    name: str,
    format: str = "auto",
    on_progress: OnProgress | None = None,
    passed: Passed = _NOTHING,
) -> Iterator[Item]:
    """Read a manifest file: headers, lines, refused rows and, at the end, what is incomplete.

    Streams in constant memory. Raises `FormatRefused` at once for what is no manifest or names no
    goods; `on_progress` hears the bytes read, about every half megabyte. Rows an earlier reading
    has `passed` are left out; its headers, and what it found incomplete, come again.
    """
    if format not in ("auto", *FORMATS):
        known = ", ".join(("auto", *FORMATS))
        raise FormatRefused("unknown_format", {"asked": format, "known": known})
    found = detect(path, name)
    if format not in ("auto", found):
        raise FormatRefused("other_format", {"asked": format, "found": found})
    by_position = found not in _UNORDERED
    more = {"after": passed.position} if by_position else {}
    items = _READERS[found](path, on_progress=on_progress, **more)
    try:
        first = next(items)
    except StopIteration:
        raise FormatRefused("no_rows") from None
    return _left(chain((first,), items), passed, by_position=by_position)


def _left(items: Iterator[Item], passed: Passed, *, by_position: bool) -> Iterator[Item]:
    """Leave out rows that were passed: up to a position, else so many from the top."""
    met = 0
    for item in items:
        if isinstance(item, ManifestLine | RowProblem):
            met += 1
            if not (item.position <= passed.position if by_position else met <= passed.rows):
                yield item
                break
        else:
            yield item
    yield from items


def parse_row(
    values: Mapping[str, str], *, position: int = 0, raw: str = ""
) -> ManifestLine | RowProblem:
    """Read one row again after an officer corrected it; `values` by column name or heading.

    Give the position and raw text of the refused row so that the new line keeps its place.
    """
    return parse_values(values, position=position, raw=raw)
