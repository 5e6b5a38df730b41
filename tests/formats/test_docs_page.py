"""The page on formats tells what the code does: columns, qualifiers and groups are real."""

import re
from pathlib import Path

from seizures.formats import cargo_report, cuscar
from seizures.formats.edifact import CHARSETS
from seizures.formats.lines import COLUMNS

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def _row(segment: str, becomes: str) -> str:
    """The qualifiers of the row of the message table for a segment and what it becomes."""
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and segment in cells[1].split(", ") and becomes in cells[3]:
            return cells[2]
    raise AssertionError(f"no row for {segment} {becomes}")


def test_every_column_is_told() -> None:
    assert all(f"`{column}`" in PAGE for column in COLUMNS)


def test_the_qualifiers_are_those_of_the_code() -> None:
    for segment, becomes, known in (
        ("RFF", "master document", cargo_report.MASTER),
        ("RFF", "bill;", cargo_report.BILL),
        ("RFF", "house document", cargo_report.BILL),
        ("LOC", "`origin`", cargo_report.LOADING),
        ("LOC", "`destination`", cargo_report.DISCHARGE),
        ("DTM", "`departure_on`", cargo_report.DEPARTURE),
        ("DTM", "`arrival_on`", cargo_report.ARRIVAL),
        ("NAD", "`shipper`", cargo_report.SHIPPER),
        ("NAD", "`consignee`", cargo_report.CONSIGNEE),
        ("NAD", "`notify`", cargo_report.NOTIFY),
        ("MOA", "`value`", cargo_report.VALUE),
    ):
        assert tuple(re.findall(r"\b[A-Z0-9]{1,3}\b", _row(segment, becomes))) == known


def test_every_segment_that_is_read_stands_in_the_table() -> None:
    source = Path(cuscar.__file__).read_text()
    read = set(re.findall(r'"([A-Z]{3})": self\._', source))
    assert len(read) > 15
    assert read <= set(re.findall(r"\b[A-Z]{3}\b", PAGE))


def test_every_character_set_is_told() -> None:
    numbers = re.search(r"UNOC to UNOL .*?\((.*?)\)", PAGE, re.DOTALL)
    assert numbers is not None
    told = [
        number.strip().lstrip("-").removeprefix("ISO 8859-") for number in numbers[1].split(",")
    ]
    assert told == [name.removeprefix("iso8859-") for name in CHARSETS.values()]
