"""Writes manifests in the formats this room reads, so that they are read back as they were.

Notes (`note:...`) are not written: the reader makes them anew. CUSCAR carries no unknown columns,
a seal only with its container, and lines that name no place, day or mode take those of the message.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import openpyxl
from openpyxl.cell import WriteOnlyCell

from seizures.formats.lines import COLUMNS, NOTE, ManifestHeader, ManifestLine

HEADINGS: dict[str, tuple[str, ...]] = {
    "en": COLUMNS,
    "ko": (
        "B/L번호", "하우스 B/L 번호", "컨테이너번호", "봉인번호", "운송수단",
        "적재항", "양륙항", "출항일", "입항일", "송하인", "수하인", "통지처", "품명",
        "HS번호", "수량", "단위", "포장개수", "총중량(kg)", "신고가격", "통화",
    ),
    "zh-hans": (
        "提单号", "分提单号", "集装箱号", "封号", "运输方式", "装货港", "卸货港",
        "启运日期", "到港日期", "发货人", "收货人", "通知人", "品名", "商品编码",
        "数量", "单位", "件数", "毛重(kg)", "申报价值", "币制",
    ),
}  # fmt: skip
"""The headings that are written, by language, in the order of COLUMNS."""

MODES: dict[str, dict[str, str]] = {
    "en": {},
    "ko": {"sea": "해상", "air": "항공", "express": "특송", "post": "우편", "land": "육상"},
    "zh-hans": {"sea": "海运", "air": "空运", "express": "快件", "post": "邮递", "land": "陆运"},
}
"""The words for transport modes that are written, by language."""

_EDI_MODES = {"sea": "1", "air": "4", "express": "4:EXPRESS", "post": "5", "land": "3"}
_SYNTAX = {"UNOY": ("4", "utf-8"), "UNOC": ("3", "iso8859-1"), "UNOB": ("1", "ascii")}
_TEXT_PART, _NAME_PART, _PARTS = 70, 35, 5


def write_csv(
    lines: Iterable[ManifestLine],
    path: Path,
    encoding: str = "utf-8",
    language: str = "en",
    *,
    delimiter: str = ",",
) -> None:
    """Write a CSV manifest. Raises `UnicodeEncodeError` for text the encoding does not hold."""
    rows = list(lines)
    others = _unknown(rows)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow((*HEADINGS[language], *others))
        for line in rows:
            writer.writerow(
                [_plain(cell) for cell in _cells(line, language)]
                + [line.extra.get(name, "") for name in others]
            )


def write_xlsx(lines: Iterable[ManifestLine], path: Path, language: str = "en") -> None:
    """Write an XLSX manifest with real numbers and dates; text that begins with = stays text."""
    rows = list(lines)
    others = _unknown(rows)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("manifest")
    sheet.append([*HEADINGS[language], *others])
    for line in rows:
        cells = [*_cells(line, language), *(line.extra.get(name, "") for name in others)]
        sheet.append([_cell(sheet, cell) for cell in cells])
    book.save(path)


def write_cuscar(
    header: ManifestHeader,
    lines: Iterable[ManifestLine],
    path: Path,
    charset: str = "UNOY",
    *,
    sender: str = "CARRIER",
    recipient: str = "CUSTOMS",
) -> None:
    """Write one CUSCAR D.95B message. Raises `UnicodeEncodeError` for text outside the charset."""
    version, encoding = _SYNTAX[charset]
    edi = _Edi("*" if version == "4" else "")
    rows = list(lines)
    reference = header.message_ref or "1"
    prepared = header.departure_on or header.arrival_on or date(2000, 1, 1)
    message = [
        edi.segment("UNH", "1", "CUSCAR:D:95B:UN"),
        edi.segment("BGM", "85", edi.text(reference), "9"),
        *_transport(edi, header),
        *_equipment(edi, rows),
    ]
    for number, (_, group) in enumerate(groupby(rows, _consignment), 1):
        message += _group(edi, header, number, list(group))
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(f"UNA:+.?{edi.repetition or ' '}'\n")
        stamp = f"{prepared:%y%m%d}:0000"
        parties = edi.text(sender), edi.text(recipient)
        file.write(edi.segment("UNB", f"{charset}:{version}", *parties, stamp, "1"))
        file.writelines(message)
        file.write(edi.segment("UNT", str(len(message) + 1), "1"))
        file.write(edi.segment("UNZ", "1", "1"))


class _Edi:
    """Builds segments; every sign that separates is released inside a text."""

    def __init__(self, repetition: str) -> None:
        self.repetition = repetition
        self._signs = str.maketrans({sign: f"?{sign}" for sign in f"?:+'{repetition}"})

    def text(self, text: str) -> str:
        """A text as one component."""
        return text.translate(self._signs)

    def parts(self, text: str, size: int) -> str:
        """A text cut into components; what is too long for all stands in the last."""
        cut = [text[start : start + size] for start in range(0, size * (_PARTS - 1), size)]
        cut.append(text[size * (_PARTS - 1) :])
        return ":".join(self.text(part) for part in cut if part)

    def segment(self, tag: str, *elements: str) -> str:
        """A segment on a line of its own; empty elements at its end are left out."""
        kept = list(elements)
        while kept and not kept[-1]:
            kept.pop()
        return "+".join((tag, *kept)) + "'\n"


def _transport(edi: _Edi, header: ManifestHeader) -> Iterator[str]:
    named = [f":::{edi.text(name)}" if name else "" for name in (header.carrier, header.conveyance)]
    mode = _EDI_MODES.get(header.mode, "")
    yield edi.segment("TDT", "20", edi.text(header.voyage), mode, "", named[0], "", "", named[1])
    yield from _route(edi, header.origin, header.destination)
    yield from _days(edi, header.departure_on, header.arrival_on)


def _route(edi: _Edi, origin: str, destination: str) -> Iterator[str]:
    if origin:
        yield edi.segment("LOC", "9", f"{edi.text(origin)}:139:6")
    if destination:
        yield edi.segment("LOC", "11", f"{edi.text(destination)}:139:6")


def _days(edi: _Edi, departure: date | None, arrival: date | None) -> Iterator[str]:
    if departure:
        yield edi.segment("DTM", f"133:{departure:%Y%m%d}:102")
    if arrival:
        yield edi.segment("DTM", f"132:{arrival:%Y%m%d}:102")


def _equipment(edi: _Edi, lines: Sequence[ManifestLine]) -> Iterator[str]:
    seals: dict[str, dict[str, None]] = {}
    for line in lines:
        if line.container:
            seals.setdefault(line.container, {}).update({line.seal: None} if line.seal else {})
    for box, numbers in seals.items():
        yield edi.segment("EQD", "CN", edi.text(box))
        for seal in numbers:
            yield edi.segment("SEL", edi.text(seal), "CA")


def _consignment(line: ManifestLine) -> tuple[object, ...]:
    return (
        line.transport_document, line.house_document, line.shipper, line.consignee, line.notify,
        line.mode, line.origin, line.destination, line.departure_on, line.arrival_on,
    )  # fmt: skip


def _group(
    edi: _Edi, header: ManifestHeader, number: int, lines: Sequence[ManifestLine]
) -> Iterator[str]:
    line = lines[0]
    by_air = line.mode in ("air", "express")
    yield edi.segment("CNI", str(number), edi.text(line.transport_document))
    if line.transport_document:
        bill = "AWB" if by_air else "BM"
        yield edi.segment("RFF", f"{bill}:{edi.text(line.transport_document)}")
    if line.house_document:
        house = "HWB" if by_air else "BH"
        yield edi.segment("RFF", f"{house}:{edi.text(line.house_document)}")
    origin = line.origin if line.origin != header.origin else ""
    destination = line.destination if line.destination != header.destination else ""
    yield from _route(edi, origin, destination)
    mode = _EDI_MODES[line.mode] if line.mode and line.mode != header.mode else ""
    departure = line.departure_on if line.departure_on != header.departure_on else None
    arrival = line.arrival_on if line.arrival_on != header.arrival_on else None
    if mode or departure or arrival:
        yield edi.segment("TDT", "20", "", mode)
        yield from _days(edi, departure, arrival)
    for qualifier, name in (("CZ", line.shipper), ("CN", line.consignee), ("NI", line.notify)):
        if name:
            yield edi.segment("NAD", qualifier, "", "", edi.parts(name, _NAME_PART))
    for place, goods in enumerate(lines, 1):
        yield from _goods(edi, place, goods)


def _goods(edi: _Edi, number: int, line: ManifestLine) -> Iterator[str]:
    packages = "" if line.packages is None else str(line.packages)
    if packages and line.extra.get("package_type"):
        packages += f":{edi.text(line.extra['package_type'])}"
    yield edi.segment("GID", str(number), packages)
    for start in range(0, len(line.description), _TEXT_PART * _PARTS):
        piece = line.description[start : start + _TEXT_PART * _PARTS]
        yield edi.segment("FTX", "AAA", "", "", edi.parts(piece, _TEXT_PART))
    if line.gross_kg is not None:
        yield edi.segment("MEA", "AAE", "G", f"KGM:{line.gross_kg:f}")
    if line.quantity is not None or line.unit:
        amount = "" if line.quantity is None else f"{line.quantity:f}"
        yield edi.segment("MEA", "CT", "", f"{edi.text(line.unit)}:{amount}")
    if line.container:
        yield edi.segment("SGP", edi.text(line.container))
    if line.hs:
        yield edi.segment("CST", str(number), line.hs)
    if line.value is not None:
        yield edi.segment("MOA", f"40:{line.value:f}:{line.currency}".rstrip(":"))
    elif line.currency:
        yield edi.segment("CUX", f"2:{line.currency}")


def _unknown(lines: Sequence[ManifestLine]) -> list[str]:
    names = dict.fromkeys(name for line in lines for name in line.extra)
    return [name for name in names if not name.startswith(NOTE)]


def _cells(line: ManifestLine, language: str) -> list[object]:
    cells = [getattr(line, column) for column in COLUMNS]
    cells[COLUMNS.index("mode")] = MODES[language].get(line.mode, line.mode)
    return cells


def _plain(cell: object) -> str:
    if cell is None:
        return ""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _cell(sheet: object, cell: object) -> object:
    """Numbers as numbers where nothing is lost by it, all else as text that is never a formula."""
    if isinstance(cell, Decimal):
        exact = Decimal(repr(float(cell))) == cell
        cell = float(cell) if exact else _plain(cell)
    if cell is None or cell == "" or isinstance(cell, (int, float, date, datetime)):
        return cell
    text = WriteOnlyCell(sheet, value=None)
    text.value = str(cell)
    text.data_type = "s"
    return text
