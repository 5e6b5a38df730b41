"""Follows the segments of a CUSCAR message that describe goods, their amounts and containers."""

from __future__ import annotations

import re

from seizures.formats.cargo_report import (
    GROSS,
    VALUE,
    VOLUME_UNITS,
    WEIGHT_UNITS,
    Facts,
    GoodsItem,
    joined,
)
from seizures.formats.edifact import Segment

_HS = re.compile(r"[\d.\s]{4,17}", re.ASCII)


class GoodsSteps:
    """What is open in a message while its segments arrive, and the steps that concern goods.

    A segment speaks of the open goods item, else of the open consignment, else of the message.
    """

    def __init__(self) -> None:
        self._header = Facts()
        self._group: Facts | None = None
        self._item: GoodsItem | None = None

    @property
    def _level(self) -> Facts:
        return self._group or self._header

    def _ftx(self, segment: Segment) -> None:
        parts = _text_parts(segment, 4)
        if not any(parts) and " " in segment.get(3):
            parts = segment.parts(3)
        qualifier = segment.get(1)
        if qualifier == "AAA":
            texts = self._item.texts if self._item is not None else self._level.texts
            texts.extend(parts)
            return
        extra = self._item.extra if self._item is not None else self._level.extra
        if text := joined(parts):
            said = extra.get(f"FTX {qualifier}")
            extra[f"FTX {qualifier}"] = f"{said} {text}" if said else text

    def _imd(self, segment: Segment) -> None:
        if self._item is not None:
            self._item.other_texts.extend(segment.parts(3)[3:] or segment.parts(3))

    def _mea(self, segment: Segment) -> None:
        purpose, dimension = segment.get(1), segment.get(2)
        unit, value = segment.get(3), _number(segment.get(3, 1))
        if self._item is not None and purpose == "CT":
            self._item.quantity, self._item.unit = value, unit
        elif not value or (self._item is None and self._group is None):
            return
        elif unit.upper() in VOLUME_UNITS or purpose == "VOL":
            extra = self._item.extra if self._item is not None else self._level.extra
            extra.setdefault("volume", f"{value} {unit}")
        elif unit.upper() in WEIGHT_UNITS and dimension in GROSS:
            self._weigh(value if unit == "KGM" else f"{value} {unit}")

    def _weigh(self, weight: str) -> None:
        """The weight of the item; after SGP it is that of one container's part."""
        if self._item is None:
            self._level.gross = self._level.gross or weight
        elif not self._item.gross:
            self._item.gross = weight
        elif self._item.split:
            said = self._item.extra.get("split_weights")
            self._item.extra["split_weights"] = f"{said}, {weight}" if said else weight

    def _qty(self, segment: Segment) -> None:
        if self._item is not None and not self._item.quantity:
            self._item.quantity = _number(segment.get(1, 1))
            self._item.unit = segment.get(1, 2)

    def _pac(self, segment: Segment) -> None:
        if self._item is not None and not self._item.packages:
            self._item.packages = segment.get(1)
            self._item.package_type = segment.get(3, 3) or segment.get(3)

    def _pci(self, segment: Segment) -> None:
        if self._item is not None and (marks := joined(segment.parts(2))):
            said = self._item.extra.get("marks")
            self._item.extra["marks"] = f"{said} {marks}" if said else marks

    def _cst(self, segment: Segment) -> None:
        for element in range(2, min(len(segment.elements), 7)):
            if code := segment.get(element):
                self._classify(code)

    def _pia(self, segment: Segment) -> None:
        for element in range(2, len(segment.elements)):
            if segment.get(element, 1) == "HS":
                self._classify(segment.get(element))

    def _classify(self, code: str) -> None:
        item = self._item
        if item is None:
            return
        if not item.hs and _HS.fullmatch(code):
            item.hs = code
        elif code != item.hs:
            said = item.extra.get("customs_codes")
            item.extra["customs_codes"] = f"{said}, {code}" if said else code

    def _moa(self, segment: Segment) -> None:
        qualifier = segment.get(1)
        amount, currency = _number(segment.get(1, 1)), segment.get(1, 2)
        if not amount or qualifier not in VALUE:
            return
        item = self._item
        if item is None:
            if self._group is not None and not self._group.value:
                self._group.value, self._group.value_currency = amount, currency
        elif VALUE.index(qualifier) < item.value_rank:
            item.value_rank = VALUE.index(qualifier)
            item.value, item.currency = amount, currency

    def _cux(self, segment: Segment) -> None:
        if self._item is not None:
            self._item.currency = self._item.currency or segment.get(1, 1)
        else:
            self._level.currency = segment.get(1, 1)

    def _sgp(self, segment: Segment) -> None:
        if (box := segment.get(1)) and (item := self._item) is not None:
            item.containers.append(box)
            item.split = True


def _text_parts(segment: Segment, element: int) -> list[str]:
    """The components of a text; a sign taken for a repetition was part of the text."""
    parts = segment.parts(element)
    for again in segment.repeats.get(element, ()):
        parts = [*parts[:-1], f"{parts[-1]}*{again[0]}", *again[1:]]
    return parts


def _number(text: str) -> str:
    """EDIFACT knows no thousands sign: a comma is a decimal sign like a point."""
    return text.replace(",", ".")
