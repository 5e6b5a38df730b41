"""Goods lines as the matcher wants them, read by plain values, with what an alert needs to know."""

from dataclasses import dataclass
from typing import Any

from django.db import models

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
        None if quantity is None else float(quantity),
        unit,
        None if value is None else float(value),
        currency,
    )
    journey = Journey(
        consignment, administration, export_side, import_side, origin, destination, mode
    )
    return Goods(line, facts, journey)
