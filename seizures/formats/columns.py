"""Finds the heading row of a table and tells which column means what, in three languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from seizures.formats.lines import COLUMNS, HEADER_COLUMNS, FormatRefused
from seizures.formats.words import load, squeeze

HEADING_WITHIN = 30
"""A heading row is looked for in so many rows from the top; titles may stand above it."""

MOST_COLUMNS = 500

_BRACKET = re.compile(r"[(\[（【](.*?)[)\]）】]")


def _synonyms() -> dict[str, str]:
    table: dict[str, str] = {squeeze(name): name for name in COLUMNS + HEADER_COLUMNS}
    for name, words in load("columns.toml").items():
        table.update((squeeze(word), name) for word in words)
    return table


HEADINGS: dict[str, str] = _synonyms()
"""Squeezed heading -> column name."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """Which cell of a row holds which column of a manifest.

    `places` gives for each of COLUMNS the index of its cell, or `width` where there is none;
    `others` are further cells of the same column, used when the first is empty; `unknown` are the
    cells kept beside the line; `hints` are units or currencies that stand in a heading.
    """

    headings: tuple[str, ...]
    width: int
    places: tuple[int, ...]
    others: tuple[tuple[int, int], ...]
    unknown: tuple[tuple[int, str], ...]
    header: tuple[tuple[str, int], ...]
    hints: dict[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """The name of every cell: the column it means, else its own heading."""
        named = list(unique(self.headings))
        for column, place in zip(COLUMNS, self.places, strict=True):
            if place < self.width:
                named[place] = column
        return tuple(named)


def meaning(heading: str) -> tuple[str, str]:
    """Tell which column a heading means ("" for none) and the unit or currency in its brackets."""
    plain = unicodedata.normalize("NFKC", heading)
    inside = _BRACKET.search(plain)
    hint = inside[1].strip() if inside else ""
    outside = HEADINGS.get(squeeze(_BRACKET.sub(" ", plain)))
    return HEADINGS.get(squeeze(plain)) or outside or HEADINGS.get(squeeze(hint), ""), hint


def unique(headings: Sequence[str]) -> tuple[str, ...]:
    """Give every heading a name of its own: empty and repeated ones are numbered."""
    seen: set[str] = set()
    names = []
    for number, heading in enumerate(headings, 1):
        base = heading.strip()[:100] or f"column {number}"
        name, again = base, 1
        while name in seen:
            again += 1
            name = f"{base} ({again})"
        seen.add(name)
        names.append(name)
    return tuple(names)


def plan(headings: Sequence[str]) -> ColumnPlan:
    """Lay out the columns of a heading row; the first of two equal columns leads."""
    width = len(headings)
    found: dict[str, int] = {}
    others: list[tuple[int, int]] = []
    unknown: list[tuple[int, str]] = []
    hints: dict[str, str] = {}
    for index, (heading, name) in enumerate(zip(headings, unique(headings), strict=True)):
        column, hint = meaning(heading)
        if column in COLUMNS and column not in found:
            found[column] = index
            if hint:
                hints[column] = hint
            continue
        if column in HEADER_COLUMNS:
            found.setdefault(column, index)
        elif column:
            others.append((COLUMNS.index(column), index))
        unknown.append((index, name))
    return ColumnPlan(
        headings=tuple(headings),
        width=width,
        places=tuple(found.get(column, width) for column in COLUMNS),
        others=tuple(others),
        unknown=tuple(unknown),
        header=tuple((column, found[column]) for column in HEADER_COLUMNS if column in found),
        hints=hints,
    )


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Find the heading row among the first rows: the one that names most columns.

    Raises `FormatRefused` where none does or where no column describes the goods.
    """
    scores = [score(row) for row in rows[:HEADING_WITHIN]]
    best = max(range(len(scores)), key=lambda index: scores[index], default=-1)
    if best < 0:
        raise FormatRefused("no_rows")
    columns = {meaning(cell)[0] for cell in rows[best]} - {""}
    shown = {"found": _shown(rows[best])}
    if not columns:
        first = next((row for row in rows if any(row)), rows[0])
        code = "no_header" if _looks_like_data(first) else "no_known_column"
        raise FormatRefused(code, {"found": _shown(first)})
    if "description" not in columns:
        raise FormatRefused("no_description_column", shown)
    if len(rows[best]) > MOST_COLUMNS:
        counts = {"count": str(len(rows[best])), "limit": str(MOST_COLUMNS)}
        raise FormatRefused("too_many_columns", counts)
    return best


def score(row: Sequence[str]) -> int:
    """Count how many columns a row would name as a heading; a description counts more."""
    columns = {meaning(cell)[0] for cell in row[: MOST_COLUMNS + 1] if len(cell) <= 100} - {""}
    return len(columns) * 2 + ("description" in columns)


def _looks_like_data(row: Sequence[str]) -> bool:
    return any(any(char.isdigit() for char in cell) for cell in row)


def _shown(row: Sequence[str]) -> str:
    cells = [cell.strip()[:40] for cell in row if cell.strip()]
    return ", ".join(cells[:12]) + (" …" if len(cells) > 12 else "")
