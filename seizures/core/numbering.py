"""Reference numbers that people read aloud: series, administration, year, running number."""

from seizures.core import clock
from seizures.core.actions import take_number

PREFIX = {
    "case": "SC", "inspection": "IN", "letter": "LT", "recordation": "RC", "manifest": "MF",
    "disposal": "DP", "alert": "AL",
}  # fmt: skip


def next_number(series: str, administration: str = "") -> str:
    """The next number of a series, e.g. `KR-SC-2026-000123`; gapless inside its transaction."""
    year = clock.today(administration or "kr").year
    place = (administration or "xx").upper()
    number = take_number(series=series, administration=administration, year=year)
    return f"{place}-{PREFIX.get(series, series[:2].upper())}-{year}-{number:06d}"
