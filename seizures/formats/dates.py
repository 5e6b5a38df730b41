"""Reads dates as manifests write them; a date that can mean two days is refused, never guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from seizures.formats.lines import FieldRefused

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_EXCEL_ZERO = date(1899, 12, 30)
_TIME = r"(?:[T\s일日]*\s*(?:\d{1,2}[:시时]\s*\d{2}.*)?)"
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d.*)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?", re.ASCII)
_YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-./年년]\s*(\d{1,2})\s*[-./月월]\s*(\d{1,2})\s*[.]?" + _TIME, re.ASCII
)
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4})" + _TIME, re.ASCII)
_DAY_NAME = re.compile(r"(\d{1,2})[\s\-./]*([A-Z]{3})[A-Z]*[\s\-.,/]*(\d{4})" + _TIME, re.ASCII)
_NAME_DAY = re.compile(r"([A-Z]{3})[A-Z]*[\s\-.]*(\d{1,2})(?:ST|ND|RD|TH)?[\s,]+(\d{4})", re.ASCII)
_SERIAL = re.compile(r"([1-9]\d{4})(?:\.\d+)?", re.ASCII)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def day(text: str) -> date:
    """Read one date (a time of day after it is ignored).

    Known: 2026-03-05, 20260305, 2026.3.5, 2026年3月5日, 2026년 3월 5일, 05-MAR-2026, Mar 5 2026,
    25/03/2026 where only one reading exists, and the day numbers of Excel.
    """
    if match := _ISO.fullmatch(text):
        return _made(match[1], match[2], match[3], text)
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    for pattern in (_COMPACT, _YEAR_FIRST, _ISO):
        if match := pattern.fullmatch(plain):
            return _made(match[1], match[2], match[3], text)
    if match := _YEAR_LAST.fullmatch(plain):
        return _day_or_month_first(match[1], match[2], match[3], text)
    if match := _DAY_NAME.fullmatch(plain):
        return _named(match[2], match[1], match[3], text)
    if match := _NAME_DAY.fullmatch(plain):
        return _named(match[1], match[2], match[3], text)
    if match := _SERIAL.fullmatch(plain):
        return _within(_EXCEL_ZERO + timedelta(days=int(match[1])), text)
    raise FieldRefused("unreadable_date", {"text": text})


def _made(year: str, month: str, day_of_month: str, text: str) -> date:
    try:
        found = date(int(year), int(month), int(day_of_month))
    except ValueError:
        raise FieldRefused("unreadable_date", {"text": text}) from None
    return _within(found, text)


def _within(found: date, text: str) -> date:
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise FieldRefused("impossible_date", {"text": text})
    return found


def _named(month: str, day_of_month: str, year: str, text: str) -> date:
    if month not in _MONTHS:
        raise FieldRefused("unreadable_date", {"text": text})
    return _made(year, str(_MONTHS.index(month) + 1), day_of_month, text)


def _day_or_month_first(first: str, second: str, year: str, text: str) -> date:
    if int(first) > 12 or first == second:
        return _made(year, second, first, text)
    if int(second) > 12:
        return _made(year, first, second, text)
    readings = _made(year, second, first, text), _made(year, first, second, text)
    params = {"text": text, "first": str(readings[0]), "second": str(readings[1])}
    raise FieldRefused("ambiguous_date", params)
