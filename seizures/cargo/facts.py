"""Goods lines as the matcher wants them, read by plain values, with what an alert needs to know."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from seizures.formats.numbers import dozens
from seizures.matching.facts import GoodsFacts

COLUMNS = (
    "pk", "description", "hs", "consignment__shipper_name", "consignment__consignee_name",
    "consignment__notify_name", "consignment__origin", "consignment__destination",
    "consignment__mode", "quantity", "unit", "value", "currency", "consignment_id",
    "consignment__administration", "consignment__export_side", "consignment__import_side",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Journey:
    """Whose consignment a line belongs to and which administrations stand on its route."""

    consignment: int
    administration: str
    export_side: str
    import_side: str
    origin: str
    destination: str
    mode: str


@dataclass(frozen=True, slots=True)
class Goods:
    """One line: its key, what the matcher is told, and the journey it is on."""

    line: int
    facts: GoodsFacts
    journey: Journey


def goods(lines: "models.QuerySet[Any]") -> list[Goods]:
    """The lines of a queryset in its order; one query."""
    return [_goods(row) for row in lines.values_list(*COLUMNS)]


def _counted(description: str, quantity: Any, unit: str) -> float | None:
    """How many are screened: where the text counts in dozens what the column counts in pieces,
    the greater number, so that no signal of price or quantity understates."""
    if quantity is None:
        return None
    return float(quantity) * (12 if dozens(description, quantity, unit) else 1)


def _goods(row: tuple[Any, ...]) -> Goods:
    (
        line, description, hs, shipper, consignee, notify, origin, destination, mode,
        quantity, unit, value, currency, consignment, administration, export_side, import_side,
    ) = row  # fmt: skip
    facts = GoodsFacts(
        str(line),
        description,
        hs,
        shipper,
        consignee,
        notify,
        origin,
        destination,
        mode,
        _counted(description, quantity, unit),
        unit,
        None if value is None else float(value),
        currency,
    )
    journey = Journey(
        consignment, administration, export_side, import_side, origin, destination, mode
    )
    return Goods(line, facts, journey)
