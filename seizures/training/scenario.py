"""Reads the scenarios: what is staged, what is true about it, and how a good answer looks."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core.errors import Refused
from seizures.formats.lines import ManifestLine

FOLDER = Path(__file__).parent / "scenarios"
Names = dict[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One planted thing: the consignment and right it is about, and the truth with its reason.

    `dismiss` is the reason an officer would give for letting a harmless one go.
    """

    document: str
    right: str
    mark: str
    infringes: bool
    kind: str
    why: Names
    dismiss: str = ""


@dataclass(frozen=True, slots=True)
class Play:
    """One decision of the model answer: who does what about which consignment and right."""

    who: str
    do: str
    document: str
    right: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A joint exercise: rights and a manifest to stage, the truth, and a model answer."""

    name: str
    titles: Names
    summary: Names
    tasks: tuple[Names, ...]
    minutes: int
    administration: str
    rights: tuple[dict[str, Any], ...]
    lines: tuple[ManifestLine, ...]
    items: tuple[Item, ...]
    plays: tuple[Play, ...]
    scores: dict[str, dict[str, int]]


@cache
def load(name: str) -> Scenario:
    """The scenario of this name; raises `Refused` where there is none."""
    if name not in names():
        raise Refused(_("There is no such scenario."), field="scenario")
    told = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    marks = {right["key"]: right["mark"] for right in told["right"]}
    route = told["route"]
    return Scenario(
        name=name, titles=told["titles"], summary=told["summary"], tasks=tuple(told["tasks"]),
        minutes=told["minutes"], administration=route["administration"],
        rights=tuple(told["right"]),
        lines=tuple(_line(row, route, place) for place, row in enumerate(told["lines"], 1)),
        items=tuple(Item(mark=marks[row["right"]], **row) for row in told["item"]),
        plays=tuple(Play(**row) for row in told["play"]), scores=told["scores"],
    )  # fmt: skip


def names() -> tuple[str, ...]:
    """Every scenario there is."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def _line(row: list[Any], route: dict[str, str], place: int) -> ManifestLine:
    document, shipper, consignee, description, hs, quantity, unit, value = row
    return ManifestLine(
        position=place, transport_document=route["document"], house_document=document,
        mode=route["mode"], origin=route["origin"], destination=route["destination"],
        shipper=shipper, consignee=consignee, description=description, hs=hs,
        quantity=Decimal(quantity), unit=unit, packages=max(1, quantity // 24),
        gross_kg=Decimal(quantity) / 2, value=Decimal(str(value)), currency="USD",
    )  # fmt: skip
