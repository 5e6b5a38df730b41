"""Turns the cells of a row into a `ManifestLine` or a `RowProblem`, alike for every format."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from seizures.formats import numbers, values
from seizures.formats.columns import meaning
from seizures.formats.dates import day
from seizures.formats.lines import COLUMNS, NOTE, FieldRefused, ManifestLine, RowProblem
from seizures.formats.words import (
    CURRENCY_WORDS,
    KILOGRAMS,
    TOTAL_WORDS,
    UNIT_CODES,
    fold,
    squeeze,
)

LIMITS = {"description": 4000, "shipper": 500, "consignee": 500, "notify": 500}
"""Most characters of a text column; all others hold SHORT_LIMIT."""
SHORT_LIMIT = 100
LONGEST_RAW = 4000
_MEMORY = 20_000
_TOTAL_LENGTH = max(map(len, TOTAL_WORDS)) + 2

_T = TypeVar("_T")
_UNTIDY = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufffe\uffff]")
_BREAKS = str.maketrans(dict.fromkeys("\t\n\x0b\x0c\r\x85\u2028\u2029", " "))
_INDEX = {column: place for place, column in enumerate(COLUMNS)}
_EMPTY: tuple[str, ...] = ("",) * len(COLUMNS)


class _Memory(dict[str, _T], Generic[_T]):
    """Remembers how a text was read, so that a value that comes again costs one look-up."""

    def __init__(self, read: Callable[[str], _T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> _T:
        if len(self) >= _MEMORY:
            self.forget()
        found = self[text] = self._read(text)
        return found

    def forget(self) -> None:
        """Start anew when full, so that a file of ever new values stays within memory."""
        empty = self.get("")
        self.clear()
        if empty is not None:
            self[""] = empty


class _Coded(_Memory[str]):
    """A memory of coded values that also remembers which texts were noted, and why."""

    def __init__(self, read: Callable[[str], tuple[str, str]]) -> None:
        self.noted: dict[str, str] = {}
        self._read_noting = read
        super().__init__(self._read_and_note)
        self[""] = ""

    def _read_and_note(self, text: str) -> str:
        value, note = self._read_noting(text)
        if note:
            self.noted[text] = note
        return value

    def forget(self) -> None:
        """Forget the notes together with the values they belong to."""
        self.clear()
        self.noted.clear()
        self[""] = ""


class RowReader:
    """Reads rows whose cells stand in the order of COLUMNS; remembers values that come again.

    `hints` name a unit or currency that stands in the heading of a column.
    """

    def __init__(self, hints: Mapping[str, str] | None = None) -> None:
        hints = hints or {}
        self._modes = _Coded(values.mode)
        self._places = _Coded(values.place)
        self._hs = _Coded(values.hs)
        self._currencies = _Coded(values.currency)
        self._containers = _Coded(values.container)
        self._dates: _Memory[date | None] = _Memory(day)
        self._dates[""] = None
        self._quantities: _Memory[tuple[Decimal | None, str, bool]] = _Memory(numbers.quantity)
        self._quantities[""] = (None, "", False)
        self._units: _Memory[str] = _Memory(numbers.unit)
        self._weight_unit = _hinted_unit(hints.get("gross_kg", ""), "KG")
        self._quantity_unit = _hinted_unit(hints.get("quantity", ""), "")
        self._currency = CURRENCY_WORDS.get(fold(hints.get("value", "")), "")

    def read(
        self,
        position: int,
        cells: Sequence[str],
        extra: dict[str, str],
        raw: Callable[[], str],
        *,
        tidy: bool = False,
    ) -> ManifestLine | RowProblem | None:
        """Read one row. `tidy` promises that no cell holds control characters.

        Answers None for a row that is a total of the rows above and no goods line.
        """
        if not tidy and not "".join(cells).isprintable():
            cells = [_tidied(cell, extra) for cell in cells]
        cells = [cell.strip() for cell in cells]
        try:
            line = self._line(position, cells, extra)
        except FieldRefused:
            return self._problem(position, cells, extra, raw)
        if len(line.description) <= _TOTAL_LENGTH and _is_total(cells, extra):
            return None
        return line

    def _line(self, position: int, cells: list[str], extra: dict[str, str]) -> ManifestLine:
        (
            transport, house, box, seal, mode, origin, destination, departure, arrival,
            shipper, consignee, notify, description, hs, quantity, unit, packages, gross,
            value, currency,
        ) = cells  # fmt: skip
        if not description or len(description) > 70 or len(shipper) + len(consignee) > 100:
            _check_lengths(cells)
        if not description or len(transport + house + box + seal + unit) > SHORT_LIMIT:
            _check_lengths(cells)
        departure_on, arrival_on = self._dates[departure], self._dates[arrival]
        amount, amount_unit, several = self._quantities[quantity]
        money, money_currency = numbers.money(value) if value else (None, "")
        count, count_of = numbers.whole(packages) if packages else (None, "")
        counted = self._units[unit] if unit else amount_unit or (quantity and self._quantity_unit)
        if unit and amount_unit != counted and amount_unit in UNIT_CODES:
            extra[NOTE + "unit_differs"] = f"{quantity} / {unit}"
            counted = amount_unit  # it stands beside the number that was counted
        code = self._currencies[currency or money_currency or (self._currency if value else "")]
        line = ManifestLine(
            position,
            transport,
            house,
            self._containers[box],
            seal,
            self._modes[mode],
            self._places[origin],
            self._places[destination],
            departure_on,
            arrival_on,
            shipper,
            consignee,
            notify,
            description,
            self._hs[hs],
            amount,
            counted,
            count,
            numbers.kilograms(gross, self._weight_unit) if gross else None,
            money,
            code,
            extra,
        )
        if count_of:
            extra.setdefault("package_type", count_of)
        if dozens := numbers.dozens(description, amount, counted):
            extra[NOTE + "text_counts_dozens"] = dozens
        if several:
            extra[NOTE + "several_quantities"] = quantity
        if departure_on and arrival_on and arrival_on < departure_on:
            extra[NOTE + "arrival_before_departure"] = f"{departure_on} > {arrival_on}"
        self._note(extra, box, origin, destination, hs, currency or money_currency)
        return line

    def _note(
        self, extra: dict[str, str], box: str, origin: str, destination: str, hs: str, money: str
    ) -> None:
        for memory, text in (
            (self._containers, box),
            (self._places, origin),
            (self._places, destination),
            (self._hs, hs),
            (self._currencies, money),
        ):
            if memory.noted and text in memory.noted:
                extra[NOTE + memory.noted[text]] = text

    def _problem(
        self, position: int, cells: list[str], extra: dict[str, str], raw: Callable[[], str]
    ) -> RowProblem | None:
        """Find the first column at fault; a row that only sums up others is no goods line."""
        if _is_total(cells, extra):
            return None
        for column, cell in zip(COLUMNS, cells, strict=True):
            try:
                self._check(column, cell)
            except FieldRefused as refused:
                shown = {key: text[:200] for key, text in refused.params.items()}
                found = {key: text for key, text in zip(COLUMNS, cells, strict=True) if text}
                found |= {k: t for k, t in extra.items() if not k.startswith(NOTE)}
                return RowProblem(position, shown_raw(raw()), refused.code, shown, column, found)
        raise AssertionError("a refused row has a column at fault")

    def _check(self, column: str, cell: str) -> None:
        """Read one column alone, to find out whether it is the one at fault."""
        probe = list(_EMPTY)
        probe[_INDEX["description"]] = "."
        probe[_INDEX[column]] = cell
        _check_lengths(probe)
        self._line(0, probe, {})


def parse_values(
    given: Mapping[str, str], *, position: int = 0, raw: str = ""
) -> ManifestLine | RowProblem:
    """Read one row given by column names (or known headings); what is unknown is kept in extra."""
    cells = list(_EMPTY)
    extra: dict[str, str] = {}
    for name, text in given.items():
        column = name if name in _INDEX else meaning(name)[0]
        if column in _INDEX and not cells[_INDEX[column]]:
            cells[_INDEX[column]] = text
        elif text and not name.startswith(NOTE):
            extra[name] = text
    shown = raw or " | ".join(text for text in given.values() if text)
    found = RowReader().read(position, cells, extra, lambda: shown)
    if found is not None:
        return found
    return RowProblem(
        position, shown_raw(shown), "missing_description", {}, "description", dict(given)
    )


def shown_raw(text: str) -> str:
    """Make a raw row fit to store and show: no NUL, no broken characters, not endless."""
    if len(text) > LONGEST_RAW:
        text = text[:LONGEST_RAW] + " …"
    return _UNTIDY.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if match.group() in "\t\n":
        return match.group()
    if code < 0x20:
        return chr(0x2400 + code)
    return f"\\x{code - 0xDC00:02x}" if 0xDC00 <= code <= 0xDCFF else "\ufffd"


def _tidied(text: str, extra: dict[str, str]) -> str:
    """Line breaks become spaces; other control characters and broken halves are removed."""
    text = text.translate(_BREAKS)
    tidy = _UNTIDY.sub("", text)
    if tidy != text:
        extra[NOTE + "control_characters"] = tidy[:SHORT_LIMIT]
    return tidy


def _check_lengths(cells: Sequence[str]) -> None:
    if not cells[_INDEX["description"]]:
        raise FieldRefused("missing_description")
    for column, cell in zip(COLUMNS, cells, strict=True):
        limit = LIMITS.get(column, SHORT_LIMIT)
        if len(cell) > limit:
            raise FieldRefused("text_too_long", {"count": str(len(cell)), "limit": str(limit)})


def _is_total(cells: Sequence[str], extra: Mapping[str, str]) -> bool:
    """A total names no goods and no parties, and some cell says that it sums up."""
    described = squeeze(cells[_INDEX["description"]])
    if described and described not in TOTAL_WORDS:
        return False
    if any(cells[_INDEX[column]] for column in ("house_document", "shipper", "consignee", "hs")):
        return False
    words = {squeeze(cell) for cell in (*cells, *extra.values()) if cell and len(cell) < 20}
    return not words.isdisjoint(TOTAL_WORDS)


def _hinted_unit(hint: str, default: str) -> str:
    try:
        unit: Any = numbers.unit(hint) if hint else default
    except FieldRefused:
        return default
    return unit if default != "KG" or unit in KILOGRAMS else default
