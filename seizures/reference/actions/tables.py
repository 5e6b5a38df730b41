"""Loads the text tables of `data/` into the database; the only place that writes these rows."""

import csv
import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models

from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.languages import CODES
from seizures.journal.actions import record
from seizures.reference.models import (
    Administration,
    Country,
    Currency,
    ExchangeRate,
    HSHeading,
    NiceClass,
    Office,
    Port,
)

DATA = Path(__file__).parent.parent / "data"
GOODS_CLASSES = 34
Values = dict[str, Any]


def load_reference(*, by: Actor) -> dict[str, int]:
    """Writes every text table into the database and returns the rows of each table.

    Safe to run twice: only rows that differ are written; `changed` counts them, and the journal
    gets one entry when there were any. Rows that left a table stay, since others point at them.
    """
    with atomic():
        counts: dict[str, int] = {}
        changed = 0
        for table, load in LOADERS.items():
            rows = _table(table)
            counts[table] = len(rows)
            changed += load(rows)
        if changed:
            record("reference.loaded", kind="reference", key="tables", by=by, changed=changed,
                   tables=counts)  # fmt: skip
    return {**counts, "changed": changed}


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _names(row: dict[str, str], prefix: str = "") -> dict[str, str]:
    return {code: row[f"{prefix}{code}"] for code in CODES}


def _list(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def _write(model: type[models.Model], keys: tuple[str, ...], rows: Iterable[Values]) -> int:
    """Creates what is missing and updates what differs; returns how many rows that were."""
    manager = model._default_manager
    standing = {tuple(getattr(row, key) for key in keys): row for row in manager.all()}
    new, differing = [], []
    fields: tuple[str, ...] = ()
    for values in rows:
        fields = tuple(field for field in values if field not in keys)
        row = standing.get(tuple(values[key] for key in keys))
        if row is None:
            new.append(model(**values))
        elif any(getattr(row, field) != values[field] for field in fields):
            for field in fields:
                setattr(row, field, values[field])
            differing.append(row)
    manager.bulk_create(new, batch_size=200)
    if differing:
        manager.bulk_update(differing, fields, batch_size=200)
    return len(new) + len(differing)


def _load_countries(rows: list[dict[str, str]]) -> int:
    return _write(Country, ("alpha2",), (
        {"alpha2": row["alpha2"], "alpha3": row["alpha3"], "names": _names(row)} for row in rows
    ))  # fmt: skip


def _load_currencies(rows: list[dict[str, str]]) -> int:
    return _write(Currency, ("code",), (
        {"code": row["code"], "digits": int(row["digits"]), "names": _names(row)} for row in rows
    ))  # fmt: skip


def _load_administrations(rows: list[dict[str, str]]) -> int:
    plain = ("code", "country", "time_zone", "currency", "language", "accent")
    return _write(Administration, ("code",), (
        {**{field: row[field] for field in plain},
         "names": _names(row), "short_names": _names(row, "short_")}
        for row in rows
    ))  # fmt: skip


def _load_ports(rows: list[dict[str, str]]) -> int:
    return _write(Port, ("locode",), (_port(row) for row in rows))


def _port(row: dict[str, str]) -> Values:
    modes = row["modes"].split()
    return {
        "locode": row["locode"],
        "names": _names(row),
        "country_id": row["country"],
        "latitude": float(row["latitude"]),
        "longitude": float(row["longitude"]),
        "is_sea": "sea" in modes,
        "is_air": "air" in modes,
        "is_land": "land" in modes,
        "iata": row["iata"],
        "other_codes": _list(row["other_codes"]),
        "aliases": _list(row["aliases"]),
    }


def _load_offices(rows: list[dict[str, str]]) -> int:
    changed = _write(Office, ("code",), (_office(row) for row in rows))
    standing = {office.code: office for office in Office.objects.all()}
    links = [
        {"code": row["code"], "parent_id": standing[row["parent"]].pk if row["parent"] else None}
        for row in rows
    ]
    linked = _write(Office, ("code",), links)
    wanted = {(standing[row["code"]].pk, locode) for row in rows for locode in _list(row["ports"])}
    return max(changed, linked, _place(wanted))


def _office(row: dict[str, str]) -> Values:
    return {
        "code": row["code"],
        "administration_id": row["administration"],
        "kind": row["kind"],
        "is_official_code": row["official_code"] == "yes",
        "names": _names(row),
        "city_names": _names(row, "city_"),
    }


def _place(wanted: set[tuple[int, str]]) -> int:
    """Makes the pairs of office and port what the table says; returns how many changed."""
    through = Office.ports.through
    placed = {(pair.office_id, pair.port_id): pair.pk for pair in through.objects.all()}
    missing, gone = wanted - placed.keys(), placed.keys() - wanted
    through.objects.filter(pk__in=[placed[pair] for pair in gone]).delete()
    through.objects.bulk_create(
        [through(office_id=office, port_id=port) for office, port in sorted(missing)]
    )
    return len(missing) + len(gone)


def _load_hs(rows: list[dict[str, str]]) -> int:
    changed = 0
    for digits in (2, 4, 6):
        parents = {heading.code: heading.pk for heading in HSHeading.objects.all()}
        changed += _write(HSHeading, ("code",), (
            {"code": row["code"], "names": _names(row),
             "parent_id": parents[row["code"][:-2]] if digits > 2 else None}
            for row in rows if len(row["code"]) == digits
        ))  # fmt: skip
    return changed


def _load_nice(rows: list[dict[str, str]]) -> int:
    return _write(NiceClass, ("number",), (
        {"number": int(row["number"]), "names": _names(row),
         "is_goods": int(row["number"]) <= GOODS_CLASSES}
        for row in rows
    ))  # fmt: skip


def _load_exchange_rates(rows: list[dict[str, str]]) -> int:
    return _write(ExchangeRate, ("administration_id", "currency_id", "on"), (
        {"administration_id": row["administration"], "currency_id": row["currency"],
         "on": dt.date.fromisoformat(row["on"]), "rate": Decimal(row["rate"]),
         "source": row["source"]}
        for row in rows
    ))  # fmt: skip


LOADERS = {
    "countries": _load_countries,
    "currencies": _load_currencies,
    "administrations": _load_administrations,
    "ports": _load_ports,
    "offices": _load_offices,
    "hs": _load_hs,
    "nice": _load_nice,
    "exchange_rates": _load_exchange_rates,
}
