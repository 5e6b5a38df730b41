"""What the segments of a CUSCAR message mean: header, equipment, consignments and goods items.

The map of groups and qualifiers is in docs/formats.md; the tables below are what the code uses.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from seizures.formats.edifact import Segment

MASTER = ("MB", "MWB")
BILL = ("BM", "AWB", "AAS", "AAM")
HOUSE = ("BH", "HWB")
DOCUMENTS = frozenset((*MASTER, *BILL, *HOUSE))

SHIPPER = ("CZ", "EX", "OS", "SE")
CONSIGNEE = ("CN", "UC", "IM", "BY")
NOTIFY = ("NI", "N1", "NP", "N2")

LOADING = ("9", "5", "125")
DISCHARGE = ("11", "60", "8", "7")
DEPARTURE = ("133", "136", "189", "186")
ARRIVAL = ("132", "178", "232")

GROSS = frozenset(("", "G", "AAB", "AAD", "WT", "ABJ"))
WEIGHT_UNITS = frozenset(("KGM", "GRM", "TNE", "LBR", "KG", "G", "T", "LB", "KGS", "MT"))
VOLUME_UNITS = frozenset(("MTQ", "M3", "CBM", "FTQ"))
VALUE = ("40", "38", "66", "146", "203", "43", "44", "63", "64", "39", "77")

_JOINED = {35, 70, 350, 512}
"""Lengths at which senders cut a text that goes on in the next component without a space."""


def joined(parts: list[str]) -> str:
    """Put a text back together that was cut into components."""
    if len(parts) == 1:
        return parts[0].strip()
    whole = ""
    for part in parts:
        if len(part) in _JOINED:
            whole += part
        elif part.strip():
            whole += part.rstrip() + " "
    return whole.strip()


def first(values: dict[str, str], names: tuple[str, ...]) -> str:
    """The first of several qualifiers that says something."""
    for name in names:
        if values.get(name):
            return values[name]
    return ""


def day_text(value: str, form: str) -> str:
    """A date of DTM as year-month-day; a form that is not known is left to the reader of dates."""
    if form in ("101", "201", "") and value.isdecimal() and len(value) in (6, 10):
        value = "20" + value
    if value[:8].isdecimal() and len(value) >= 8:
        return f"{value[:4]}-{value[4:6]}-{value[6:8]}"
    return value


def party(segment: Segment) -> tuple[str, str]:
    """Name and address of NAD: the structured name, else the first line of the unstructured."""
    name = joined(segment.parts(4))
    lines = [part for part in segment.parts(3) if part.strip()]
    street = joined(segment.parts(5))
    places = [segment.get(6), segment.get(8), segment.get(9)]
    if not name and lines:
        name, lines = lines[0].strip(), lines[1:]
    if not name:
        name = segment.get(2)
    address = [*(line.strip() for line in lines), street, *places]
    return name, ", ".join(part for part in address if part)


def place(segment: Segment) -> str:
    """The place of LOC: its code, else its name."""
    return segment.get(2) or segment.get(2, 3)


def conveyance(segment: Segment) -> dict[str, str]:
    """What TDT says: journey, mode, carrier and means of transport."""
    return {
        "voyage": segment.get(2),
        "mode": segment.get(3, 1) or segment.get(3),
        "carrier": segment.get(5, 3) or segment.get(5),
        "conveyance": segment.get(8, 3) or segment.get(8),
    }


@dataclass(slots=True)
class Facts:
    """What is said on one level (message or consignment) and holds for everything below it."""

    places: dict[str, str] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    transport: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    containers: list[str] = field(default_factory=list)
    currency: str = ""
    value: str = ""
    value_currency: str = ""
    gross: str = ""
    number: str = ""
    raw: list[str] = field(default_factory=list)
    position: int = 0
    items: int = 0

    def below(self, *, house: bool) -> Facts:
        """The start of a further document group of the same consignment; a house bill keeps its
        master."""
        kept = {name: text for name, text in self.references.items() if house and name not in HOUSE}
        return Facts(references=kept, number=self.number, position=self.position)

    def documents(self) -> tuple[str, str]:
        """The transport document and the house document."""
        references = self.references
        master, bill = first(references, MASTER), first(references, BILL)
        house = first(references, HOUSE)
        if house:
            return master or bill or self.number, house
        if master and bill:
            return master, bill
        only = master or bill
        if only and self.number and self.number != only:
            return self.number, only
        return only or self.number, ""


@dataclass(slots=True)
class GoodsItem:
    """One goods item (GID) while its segments arrive."""

    position: int
    number: str = ""
    packages: str = ""
    package_type: str = ""
    texts: list[str] = field(default_factory=list)
    other_texts: list[str] = field(default_factory=list)
    hs: str = ""
    quantity: str = ""
    unit: str = ""
    gross: str = ""
    split: bool = False
    value: str = ""
    value_rank: int = len(VALUE)
    currency: str = ""
    containers: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    raw: list[str] = field(default_factory=list)
