"""Makes manifests and recorded rights for the tests of cargo, rights and screening."""

import csv
from io import BytesIO, StringIO
from typing import Any

from seizures.cargo import actions as cargo
from seizures.cargo.models import Manifest
from seizures.core.actor import system
from seizures.rights import actions as rights
from seizures.rights.models import Right
from seizures.screening import actions as screening

COLUMNS = (
    "transport_document", "house_document", "container", "seal", "mode", "origin", "destination",
    "departure_on", "arrival_on", "shipper", "consignee", "notify", "description", "hs",
    "quantity", "unit", "packages", "gross_kg", "value", "currency",
)  # fmt: skip
USUAL = {
    "transport_document": "MB1", "container": "CSQU3054383", "mode": "sea", "origin": "CNTAO",
    "destination": "KRINC", "departure_on": "2026-11-20", "arrival_on": "2026-11-22",
    "shipper": "QINGDAO LANHAI GARMENT CO LTD", "consignee": "HANBIT TRADE CO LTD",
    "hs": "640411", "quantity": "1200", "unit": "PR", "packages": "60", "gross_kg": "900.5",
    "value": "120000.00", "currency": "CNY",
}  # fmt: skip


def row(house: str, description: str, **values: str) -> dict[str, str]:
    """One row of a manifest from Qingdao to Incheon."""
    return {**USUAL, "house_document": house, "description": description, **values}


def table(*rows: dict[str, str]) -> bytes:
    """A CSV manifest of these rows."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def received(content: bytes, administration: str = "kr", name: str = "manifest.csv") -> Manifest:
    """A manifest that was received and waits."""
    done = cargo.receive_manifest(
        BytesIO(content), name=name, administration=administration, by=system(administration)
    )
    return done.manifest


def read(content: bytes, administration: str = "kr", name: str = "manifest.csv") -> Manifest:
    """A manifest that was received and read to the end."""
    manifest = received(content, administration, name)
    assert cargo.read_manifest(manifest.pk, by=system(), budget_seconds=60)
    manifest.refresh_from_db()
    return manifest


def screened(*rows: dict[str, str], administration: str = "kr") -> Manifest:
    """A manifest that was received, read and screened."""
    manifest = read(table(*rows), administration)
    assert screening.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    return manifest


def register_row(name: str = "VELANTIS", **values: Any) -> dict[str, Any]:
    """One row of an exported register: a shoe mark."""
    return {
        "id": f"T-{name}", "kind": "trademark", "mark": name, "aliases": {"ko": "벨란티스"},
        "nice": [25], "holder": "Velantis GmbH", "authorised": ["VELANTIS ASIA LOGISTICS LTD"],
        "jurisdiction": "kr", **values,
    }  # fmt: skip


def recorded(mark: str = "VELANTIS", *, places: tuple[str, ...] = ("kr", "cn"),
             **values: Any) -> Right:  # fmt: skip
    """A right recorded with these administrations, known to the index from the next build on."""
    rights.import_rows([register_row(mark, **values)], administrations=places, by=system())
    return Right.objects.get(external_id=f"T-{mark}")


def follow_changes() -> None:
    """Lets every change of a right be followed: the index, and cargo in reach."""
    assert rights.bring_up_to_date(by=system())
    while (run := screening.begin_rescreen(by=system())) is not None:
        assert screening.rescreen(run, by=system(), budget_seconds=60)
