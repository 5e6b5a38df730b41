"""Writes a chunk of read rows in bulk: parties, consignments, lines, containers, refused rows."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from stdnum import iso6346

from seizures.cargo.choices import ConsignmentStatus
from seizures.cargo.models import Consignment, Container, GoodsLine, Manifest, RefusedRow
from seizures.cargo.routes import side_of
from seizures.core import clock
from seizures.core.bulk import add_counts, copy_rows, insert_rows, moment, reserve_keys
from seizures.formats.lines import ManifestHeader, ManifestLine, RowProblem
from seizures.parties.actions import remember, remember_addresses

LOOKUP = 900
MOST_PACKAGES = 2**31 - 1
ADDRESSES = {
    "shipper": ("shipper_address", "address", "NAD CZ", "NAD EX", "송하인주소", "发货人地址"),
    "consignee": ("consignee_address", "NAD CN", "NAD IM", "수하인주소", "收货人地址"),
}
CONSIGNMENT = (
    "id created_at updated_at manifest_id administration reference transport_document "
    "house_document mode origin destination departure_on arrival_on export_side import_side "
    "shipper_id consignee_id shipper_name consignee_name notify_name status lines_count"
)
LINE = (
    "consignment_id manifest_id position description hs quantity unit packages gross_kg value "
    "currency container extra created_at"
)
CONTAINER = "consignment_id number seal is_valid"
REFUSED = "created_at updated_at manifest_id position raw values code params field status"


def reference_of(line: ManifestLine) -> str:
    """What makes rows one consignment: the house document, else the transport document."""
    return line.house_document or line.transport_document or f"#{line.position}"


def store_lines(
    manifest: Manifest, header: ManifestHeader | None, lines: Sequence[ManifestLine]
) -> tuple[int, int]:
    """Writes lines with their consignments; returns how many consignments and lines are new."""
    now = moment(clock.now())
    groups: dict[str, list[ManifestLine]] = {}
    for line in lines:
        groups.setdefault(reference_of(line), []).append(line)
    keys = _keys(manifest, list(groups))
    fresh = {ref: rows for ref, rows in groups.items() if ref not in keys}
    add_counts(Consignment, "lines_count", {key: len(groups[ref]) for ref, key in keys.items()})
    keys |= _insert_consignments(manifest, header, fresh, now)
    copy_rows(GoodsLine, LINE, [_line(manifest.pk, keys, line, now) for line in lines])
    insert_rows(Container, CONTAINER, _containers(keys, lines))
    return len(fresh), len(lines)


def _keys(manifest: Manifest, references: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    rows = Consignment.objects.filter(manifest_id=manifest.pk)
    for start in range(0, len(references), LOOKUP):
        part = references[start : start + LOOKUP]
        found.update(rows.filter(reference__in=part).values_list("reference", "pk"))
    return found


def _insert_consignments(
    manifest: Manifest,
    header: ManifestHeader | None,
    groups: dict[str, list[ManifestLine]],
    now: Any,
) -> dict[str, int]:
    """Writes new consignments with their parties; the keys by reference."""
    names: list[str] = []
    for rows in groups.values():
        names += (rows[0].shipper, rows[0].consignee)
    parties = remember(names)
    keys = dict(zip(groups, reserve_keys(Consignment, len(groups)), strict=True))
    written = copy_rows(
        Consignment,
        CONSIGNMENT,
        [
            (keys[ref], *_consignment(manifest, header, ref, rows, parties, now))
            for ref, rows in groups.items()
        ],
    )
    firsts = [rows[0] for rows in groups.values() if rows[0].extra]
    remember_addresses(manifest.administration, _addresses(firsts, parties))
    return keys if written else _keys(manifest, list(groups))


def _addresses(lines: Sequence[ManifestLine], parties: dict[str, int]) -> Iterator[tuple[int, str]]:
    """What the columns beside the known ones say of where sender and receiver are."""
    for line in lines:
        for name, columns in ADDRESSES.items():
            party = parties.get(getattr(line, name))
            text = next((str(line.extra[one]) for one in columns if line.extra.get(one)), "")
            if party and text.strip():
                yield party, text


def _consignment(
    manifest: Manifest,
    header: ManifestHeader | None,
    reference: str,
    rows: list[ManifestLine],
    parties: dict[str, int],
    now: Any,
) -> tuple[Any, ...]:
    line = rows[0]
    origin = line.origin or (header.origin if header else "")
    destination = line.destination or (header.destination if header else "")
    departure = line.departure_on or (header.departure_on if header else None)
    arrival = line.arrival_on or (header.arrival_on if header else None)
    return (
        now,
        now,
        manifest.pk,
        manifest.administration,
        reference,
        line.transport_document,
        line.house_document,
        line.mode or (header.mode if header else ""),
        origin,
        destination,
        departure.isoformat() if departure else None,
        arrival.isoformat() if arrival else None,
        side_of(origin),
        side_of(destination),
        parties.get(line.shipper),
        parties.get(line.consignee),
        line.shipper,
        line.consignee,
        line.notify,
        ConsignmentStatus.EXPECTED.value,
        len(rows),
    )


def _line(manifest: int, keys: dict[str, int], line: ManifestLine, now: Any) -> tuple[Any, ...]:
    return (
        keys[reference_of(line)],
        manifest,
        line.position,
        line.description,
        line.hs,
        None if line.quantity is None else str(line.quantity),
        line.unit,
        line.packages if (line.packages or 0) <= MOST_PACKAGES else None,
        None if line.gross_kg is None else str(line.gross_kg),
        None if line.value is None else str(line.value),
        line.currency,
        line.container,
        json.dumps(line.extra, ensure_ascii=False) if line.extra else "{}",
        now,
    )


def _containers(keys: dict[str, int], lines: Sequence[ManifestLine]) -> list[tuple[Any, ...]]:
    rows: dict[tuple[int, str], tuple[Any, ...]] = {}
    for line in lines:
        if line.container:
            key = (keys[reference_of(line)], line.container)
            if key not in rows:
                rows[key] = (*key, line.seal, bool(iso6346.is_valid(line.container)))
    return list(rows.values())


def store_problems(manifest: Manifest, problems: Sequence[RowProblem]) -> int:
    """Writes refused rows with position, raw text and reason; returns how many."""
    now = moment(clock.now())
    insert_rows(
        RefusedRow,
        REFUSED,
        [
            (
                now,
                now,
                manifest.pk,
                row.position,
                row.raw,
                json.dumps(dict(row.values), ensure_ascii=False),
                row.code,
                json.dumps(row.params, ensure_ascii=False),
                row.field,
                "open",
            )
            for row in problems
        ],
    )
    return len(problems)
