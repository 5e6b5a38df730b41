"""Looks through a workbook file before it is opened: bombs, entities, sizes, cells without a value.

Every part is unpacked here, piece by piece and counted, because the sizes a file declares are only
what its maker wrote into it.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from seizures.formats.lines import FormatRefused

MOST_PARTS = 2_000
MOST_BYTES = 400 << 20
MOST_TEXT_BYTES = 96 << 20
HIGHEST_RATIO = 200
RATIO_FROM = 16 << 20
MOST_CELLS = 5_000_000
MOST_SHARED_BYTES = 160 << 20

_PIECE = 1 << 20
_OVERLAP = 64
_MOST_FAULTS = 100_000
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,3})(\d{1,7})[\"']")
_SHARED_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>\s*(\d+)")
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]+)(\d+)\"[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>|</(?:\w+:)?c>)"
)
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\bt=\"e\")[^>]*\br=\"([A-Z]+)(\d+)\"[^>]*>"
    rb"(?:\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?\s*<(?:\w+:)?v>([^<]{1,20})<"
)

Faults = dict[tuple[int, int], tuple[str, dict[str, str]]]
"""(row, column), both from 0 -> code and params of a cell that holds no usable value."""


@dataclass(slots=True)
class _Sheet:
    """What is found while a worksheet part is unpacked."""

    rows: int = 0
    columns: int = 0
    shared: int = 0
    faults: Faults = field(default_factory=dict)


def inspect(path: Path) -> dict[str, Faults]:
    """Check a workbook and answer, for every worksheet part, its cells without a usable value.

    Raises `FormatRefused` for a bomb, an entity declaration, a locked, damaged or too large file.
    """
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            parts = archive.infolist()
            _check_declared(parts, path.stat().st_size)
            return _inspect_parts(file, parts, path.stat().st_size)
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, EOFError) as error:
        if isinstance(error, FormatRefused):
            raise
        raise FormatRefused("damaged_archive") from None


def _check_declared(parts: list[zipfile.ZipInfo], size: int) -> None:
    if len(parts) > MOST_PARTS:
        counts = {"count": str(len(parts)), "limit": str(MOST_PARTS)}
        raise FormatRefused("too_many_parts", counts)
    if any(part.flag_bits & 0x1 for part in parts):
        raise FormatRefused("encrypted")
    _check_size(sum(part.file_size for part in parts), size)
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            raise FormatRefused("damaged_archive")
        end = part.header_offset + part.compress_size


def _check_size(unpacked: int, packed: int) -> None:
    ratio = unpacked // max(packed, 1)
    if unpacked > MOST_BYTES or (unpacked > RATIO_FROM and ratio > HIGHEST_RATIO):
        raise FormatRefused("zip_bomb", {"size": str(unpacked >> 20), "ratio": str(ratio)})


def _inspect_parts(file: BinaryIO, parts: list[zipfile.ZipInfo], size: int) -> dict[str, Faults]:
    total, sheets, strings = 0, {}, [0]
    for part in parts:
        sheet = _Sheet()
        is_sheet = part.filename.lower().startswith("xl/worksheets/")
        is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
        is_shared = part.filename.lower().endswith("sharedstrings.xml")
        unpacked, rest = 0, b""
        for piece in _unpacked(file, part):
            if unpacked == 0 and is_xml and b"\x00" in piece[:64]:
                raise FormatRefused("damaged_archive")
            unpacked += len(piece)
            _check_size(total + unpacked, size)
            if not is_sheet and not is_shared and is_xml:
                _check_text(part.filename, rest + piece, unpacked)
                rest = piece[-_OVERLAP:]
                continue
            window, rest = _whole(rest + piece, b"</row>" if is_sheet else b"</si>")
            _check_text(part.filename, window, unpacked if is_shared else 0)
            _look(window, sheet, strings if is_shared else None)
        if is_sheet or is_shared:
            _check_text(part.filename, rest, 0)
            _look(rest, sheet, strings if is_shared else None)
        total += unpacked
        if is_sheet:
            sheets[part.filename] = sheet
            _check_cells(sheet)
    _check_shared(file, parts, sheets, strings)
    return {name: sheet.faults for name, sheet in sheets.items()}


def _unpacked(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack one part piece by piece; it must be exactly as long as it declares."""
    file.seek(part.header_offset)
    header = struct.unpack("<4s2B4HL2L2H", file.read(30))
    if header[0] != b"PK\x03\x04" or part.compress_type not in (0, 8):
        raise FormatRefused("damaged_archive")
    file.seek(header[-2] + header[-1], 1)
    left, length, check = part.compress_size, 0, 0
    inflater = zlib.decompressobj(-15) if part.compress_type == 8 else None
    while left > 0:
        block = file.read(min(left, _PIECE // 4))
        if not block:
            raise FormatRefused("damaged_archive")
        left -= len(block)
        while block:
            piece = inflater.decompress(block, _PIECE) if inflater else block
            block = inflater.unconsumed_tail if inflater else b""
            length += len(piece)
            if length > part.file_size:
                _refuse_liar(length, part)
            check = zlib.crc32(piece, check)
            if piece:
                yield piece
    if inflater is not None and (piece := inflater.flush()):
        length += len(piece)
        check = zlib.crc32(piece, check)
        yield piece
    if length != part.file_size or check != part.CRC:
        raise FormatRefused("damaged_archive")


def _refuse_liar(length: int, part: zipfile.ZipInfo) -> None:
    ratio = length // max(part.file_size, 1)
    raise FormatRefused("zip_bomb", {"size": f">{length >> 20}", "ratio": f">{ratio}"})


def _check_text(name: str, window: bytes, unpacked: int) -> None:
    if b"<!" in window and _DOCTYPE.search(window):
        raise FormatRefused("entity_bomb", {"part": name[:100]})
    if unpacked > MOST_TEXT_BYTES:
        params = {"size": str(unpacked >> 20), "ratio": "?"}
        raise FormatRefused("zip_bomb", params)


def _whole(data: bytes, end: bytes) -> tuple[bytes, bytes]:
    """Cut after the last whole row or string; a row that never ends is cut at its last tag."""
    cut = data.rfind(end)
    if cut >= 0:
        return data[: cut + len(end)], data[cut + len(end) :]
    if len(data) < 8 * _PIECE:
        return b"", data
    cut = max(data.rfind(b"<"), 1)
    return data[:cut], data[cut:]


def _look(window: bytes, sheet: _Sheet, strings: list[int] | None) -> None:
    if strings is not None:
        strings.extend(map(len, re.split(rb"</(?:\w+:)?si>", window)[:-1]))
        if len(strings) > MOST_CELLS:
            _refuse_cells(len(strings))
        return
    found = _REFERENCE.findall(window)
    letters = {column for column, _ in found}
    sheet.columns = max([sheet.columns, *(column_number(column) + 1 for column in letters)])
    sheet.rows = max(sheet.rows, max((int(row) for _, row in found), default=0))
    sheet.shared += window.count(b't="s"') + window.count(b"t='s'")
    if len(sheet.faults) < _MOST_FAULTS and b"<f" in window or b":f" in window:
        for match in _NO_RESULT.finditer(window):
            cell = (match[1] + match[2]).decode()
            place = int(match[2]) - 1, column_number(match[1])
            sheet.faults[place] = "formula_without_value", {"cell": cell}
    if len(sheet.faults) < _MOST_FAULTS and b't="e"' in window:
        for match in _ERROR.finditer(window):
            params = {
                "cell": (match[1] + match[2]).decode(),
                "text": match[3].decode("utf-8", "replace"),
            }
            sheet.faults[int(match[2]) - 1, column_number(match[1])] = "cell_error", params


def _check_cells(sheet: _Sheet) -> None:
    if sheet.rows * sheet.columns > MOST_CELLS:
        _refuse_cells(sheet.rows * sheet.columns)


def _refuse_cells(count: int) -> None:
    raise FormatRefused("workbook_too_large", {"cells": str(count), "limit": str(MOST_CELLS)})


def _check_shared(
    file: BinaryIO, parts: list[zipfile.ZipInfo], sheets: dict[str, _Sheet], strings: list[int]
) -> None:
    """One long shared text in very many cells would be copied for each: count what it comes to."""
    longest = max(strings)
    for part in parts:
        sheet = sheets.get(part.filename)
        if sheet is None or sheet.shared * longest <= MOST_SHARED_BYTES:
            continue
        total, rest = 0, b""
        for piece in _unpacked(file, part):
            window, rest = _whole(rest + piece, b"</row>")
            total += _shared_bytes(window, strings)
            if total > MOST_SHARED_BYTES:
                raise FormatRefused("zip_bomb", {"size": str(total >> 20), "ratio": "?"})
        total += _shared_bytes(rest, strings)
        if total > MOST_SHARED_BYTES:
            raise FormatRefused("zip_bomb", {"size": str(total >> 20), "ratio": "?"})


def _shared_bytes(window: bytes, strings: list[int]) -> int:
    count = len(strings) - 1
    numbers = map(int, _SHARED_CELL.findall(window))
    return sum(strings[number + 1] for number in numbers if number < count)


def column_number(letters: bytes) -> int:
    """Number a column by its letters, from 0: A is 0, AA is 26; -1 for no letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
