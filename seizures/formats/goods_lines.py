"""Makes a `ManifestLine` of a CUSCAR goods item and of what its consignment and message say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from seizures.formats import values
from seizures.formats.cargo_report import (
    ARRIVAL,
    CONSIGNEE,
    DEPARTURE,
    DISCHARGE,
    LOADING,
    NOTIFY,
    SHIPPER,
    Facts,
    GoodsItem,
    first,
    joined,
)
from seizures.formats.edifact import Tokenizer
from seizures.formats.lines import NOTE, FieldRefused, ManifestLine, RowProblem
from seizures.formats.rows import RowReader, shown_raw

Seals = Mapping[str, list[str]]
"""Container -> its seals."""

_HALVES = re.compile(r"[\udc00-\udcff]")


class LineMaker:
    """Reads goods items by the same rules as the rows of a table."""

    def __init__(self, rows: RowReader, source: Tokenizer) -> None:
        self._rows = rows
        self._source = source

    def make(
        self, header: Facts, group: Facts, item: GoodsItem, seals: Seals, *, single: bool, cut: bool
    ) -> ManifestLine | RowProblem:
        """Read one goods item. `single` tells that its consignment has no other, `cut` that the
        file breaks off in it."""
        extra = {**group.extra, **item.extra}
        if cut:
            extra[NOTE + "cut_off"] = item.number or str(item.position)
        amounts = _amounts(header, group, item, extra, single)
        cells = (*_cells(header, group, item, seals, extra), *amounts)

        def raw() -> str:
            return "'".join([*group.raw[:40], *item.raw] if item.raw is not group.raw else item.raw)

        if self._source.dirty and _HALVES.search(raw()):
            params = {"encoding": self._source.encoding}
            return RowProblem(item.position, shown_raw(raw()), "undecodable", params)
        found = self._rows.read(item.position, cells, extra, raw)
        if found is not None:
            return found
        return RowProblem(
            item.position, shown_raw(raw()), "missing_description", {}, "description", extra
        )


def _cells(
    header: Facts, group: Facts, item: GoodsItem, known: Seals, extra: dict[str, str]
) -> tuple[str, ...]:
    transport, house = group.documents()
    boxes = list(dict.fromkeys(item.containers or group.containers))
    if len(boxes) > 1:
        extra["containers"] = ", ".join(boxes)
    box = boxes[0] if boxes else ""
    seals = known.get(box, ()) if box else ()
    if len(seals) > 1:
        extra["seals"] = ", ".join(seals)
    if item.package_type:
        extra["package_type"] = item.package_type
    return (
        transport,
        house,
        box,
        seals[0] if seals else "",
        mode_of(group.transport) or mode_of(header.transport),
        first(group.places, LOADING) or first(header.places, LOADING),
        first(group.places, DISCHARGE) or first(header.places, DISCHARGE),
        first(group.days, DEPARTURE) or first(header.days, DEPARTURE),
        first(group.days, ARRIVAL) or first(header.days, ARRIVAL),
        first(group.names, SHIPPER),
        first(group.names, CONSIGNEE),
        first(group.names, NOTIFY),
        joined(item.texts) or joined(group.texts) or joined(item.other_texts),
        item.hs,
        item.quantity,
        item.unit,
        item.packages,
    )


def _amounts(
    header: Facts, group: Facts, item: GoodsItem, extra: dict[str, str], single: bool
) -> tuple[str, str, str]:
    """Weight, value, currency; what is told for the consignment holds for its only item."""
    gross, value, currency = item.gross, item.value, item.currency
    if group.gross and not gross:
        if single:
            gross = group.gross
        else:
            extra["consignment_weight"] = group.gross
    if group.value and not value:
        if single:
            value, currency = group.value, group.value_currency
        else:
            extra["consignment_value"] = f"{group.value} {group.value_currency}".strip()
    if value and not currency:
        currency = group.currency or header.currency
    return gross, value, currency


def mode_of(transport: dict[str, str]) -> str:
    """The transport mode of TDT; codes without meaning for a route say nothing."""
    text = transport.get("mode", "")
    try:
        return values.mode(text)[0] if text else ""
    except FieldRefused:
        return ""
