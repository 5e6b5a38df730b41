"""Tells the format of a file by its content, never by its name; names what is no manifest."""

from __future__ import annotations

import zipfile
from pathlib import Path

from seizures.formats.lines import FormatRefused

FORMATS = ("csv", "xlsx", "cuscar", "jsonl")

_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM\x00", "BMP"),
    (b"RIFF", "RIFF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_START = 4096


def detect(path: Path, name: str = "") -> str:
    """Name the format: csv, xlsx, cuscar or jsonl. Raises `FormatRefused` for what is none of them.

    `name` is the name under which the file was sent; it is shown, never trusted.
    """
    with path.open("rb") as file:
        start = file.read(_START)
    if not start:
        raise FormatRefused("empty", {"name": name})
    if start.startswith(_OLE):
        raise FormatRefused("old_excel", {"name": name})
    for magic, found in _MAGIC:
        if start.startswith(magic):
            raise FormatRefused("not_a_manifest", {"found": found, "name": name})
    if start.startswith((_ZIP, b"PK\x05\x06")):
        return _archive(path, name)
    return _text(start, name)


def _archive(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.namelist()[:10_000]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise FormatRefused("damaged_archive", {"name": name}) from None
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if any(part.startswith("xl/") for part in parts):
        found = "XLSB" if "xl/workbook.bin" in parts else "ZIP"
    elif any(part.startswith("word/") for part in parts):
        found = "DOCX"
    elif any(part.startswith("ppt/") for part in parts):
        found = "PPTX"
    elif "mimetype" in parts:
        found = "OpenDocument"
    else:
        found = "ZIP"
    raise FormatRefused("not_a_manifest", {"found": found, "name": name})


def _text(start: bytes, name: str) -> str:
    """Look at the first signs of a text; NUL bytes are left out so that UTF-16 shows its ASCII."""
    plain = start.replace(b"\xef\xbb\xbf", b"").replace(b"\xff\xfe", b"").replace(b"\xfe\xff", b"")
    plain = plain.replace(b"\x00", b"").lstrip()
    if plain.startswith((b"UNA", b"UNB+", b"UNH+", b"UNB\x1d")):
        return "cuscar"
    if plain.startswith(b"{"):
        return "jsonl"
    if plain.startswith(b"[") and plain[1:].lstrip()[:1] in (b"{", b"[", b"]"):
        raise FormatRefused("json_not_lines", {"name": name})
    head = plain[:200].lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise FormatRefused("not_a_manifest", {"found": "HTML", "name": name})
    if head.startswith((b"<?xml", b"<!doctype")):
        raise FormatRefused("not_a_manifest", {"found": "XML", "name": name})
    return "csv"
