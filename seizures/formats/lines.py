"""What a manifest file says, whatever its format: the dataclasses every reader hands upward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as holds
from datetime import date
from decimal import Decimal

COLUMNS = (
    "transport_document",
    "house_document",
    "container",
    "seal",
    "mode",
    "origin",
    "destination",
    "departure_on",
    "arrival_on",
    "shipper",
    "consignee",
    "notify",
    "description",
    "hs",
    "quantity",
    "unit",
    "packages",
    "gross_kg",
    "value",
    "currency",
)
"""The columns of a manifest in their fixed order."""

HEADER_LIMITS = {"message_ref": 80, "carrier": 200, "conveyance": 200, "voyage": 60}
"""Most characters of what a manifest says of itself."""
HEADER_COLUMNS = tuple(HEADER_LIMITS)
"""Columns that describe the whole manifest; read from the first row of a table."""

MODES = ("sea", "air", "express", "post", "land")

NOTE = "note:"
"""Prefix of the keys in `ManifestLine.extra` under which a reader notes what it had to decide."""


@dataclass(frozen=True, slots=True)
class ManifestHeader:
    """What a manifest says about itself: who carries the goods, on what, from where to where.

    Empty text and None mean that the file does not say. Ports are UN/LOCODEs, `mode` is one of
    MODES. A file may hold several (an interchange with several messages), each before its lines.
    """

    format: str
    message_ref: str = ""
    carrier: str = ""
    conveyance: str = ""
    voyage: str = ""
    mode: str = ""
    origin: str = ""
    destination: str = ""
    departure_on: date | None = None
    arrival_on: date | None = None

    def __post_init__(self) -> None:
        """Texts longer than any register has room for are cut; the rows keep them whole."""
        for name, limit in HEADER_LIMITS.items():
            object.__setattr__(self, name, getattr(self, name)[:limit])


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One goods line of a manifest, read and checked.

    `position` is the row of the table, the line of the JSON file or the segment number of the goods
    item (GID) in the interchange. `hs` holds digits only, `gross_kg` kilograms, `currency` an
    ISO 4217 code. `extra` keeps unknown columns by their heading, and notes under `note:<code>`
    (sentences in `problems.NOTES`).
    """

    position: int
    transport_document: str = ""
    house_document: str = ""
    container: str = ""
    seal: str = ""
    mode: str = ""
    origin: str = ""
    destination: str = ""
    departure_on: date | None = None
    arrival_on: date | None = None
    shipper: str = ""
    consignee: str = ""
    notify: str = ""
    description: str = ""
    hs: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    packages: int | None = None
    gross_kg: Decimal | None = None
    value: Decimal | None = None
    currency: str = ""
    extra: dict[str, str] = holds(default_factory=dict)

    @property
    def notes(self) -> dict[str, str]:
        """What the reader noted on this line: code -> the text as it stood in the file."""
        skip = len(NOTE)
        return {key[skip:]: text for key, text in self.extra.items() if key.startswith(NOTE)}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that could not become a line; kept whole so that an officer can correct it.

    `raw` is the row as it stood in the file, `code` and `params` give the sentence
    (`problems.PROBLEMS`), `field` the column at fault or "", `values` the cells by column name,
    ready to be shown in a form and given to `reader.parse_row` after correction.
    """

    position: int
    raw: str
    code: str
    params: dict[str, str] = holds(default_factory=dict)
    field: str = ""
    values: Mapping[str, str] = holds(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incomplete:
    """The file breaks off or does not agree with its own counts; the lines before it stand.

    `last_good` is the number and the text of the last segment or row that was read whole.
    """

    code: str
    params: dict[str, str] = holds(default_factory=dict)
    last_good: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reader has come, in bytes of the file."""

    bytes_read: int


Item = ManifestHeader | ManifestLine | RowProblem | Incomplete


@dataclass(frozen=True, slots=True)
class Passed:
    """How far an earlier reading of the same file came: how many rows (lines and refused rows) it
    met, and the highest position among them."""

    rows: int = 0
    position: int = 0

    def beyond(self, items: Iterable[Item]) -> Passed:
        """The place after further items."""
        places = [item.position for item in items if isinstance(item, ManifestLine | RowProblem)]
        return Passed(self.rows + len(places), max(self.position, *places, 0))


class FormatRefused(ValueError):
    """The whole file is no manifest that can be read; `code` and `params` give the sentence."""

    def __init__(self, code: str, params: dict[str, str] | None = None) -> None:
        self.code = code
        self.params = params or {}
        super().__init__(code, self.params)

    def __str__(self) -> str:
        from seizures.formats.problems import sentence

        return sentence(self.code, self.params)


class FieldRefused(ValueError):
    """One value cannot be read; becomes a `RowProblem`."""

    def __init__(self, code: str, params: dict[str, str] | None = None) -> None:
        self.code = code
        self.params = params or {}
        super().__init__(code)
