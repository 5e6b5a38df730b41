"""Receiving and storing manifests: the same lines as CSV, CUSCAR and XLSX."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from seizures.cargo import actions as cargo
from seizures.cargo.models import Manifest
from seizures.core.actor import system
from seizures.formats.lines import ManifestHeader, ManifestLine
from seizures.formats.reader import parse_row, read
from seizures.formats.write import write_csv, write_cuscar, write_xlsx
from tests.benchmarks.engine import goods_rows
from tests.benchmarks.scratch import Stopwatch, marks, peak_mb, scratch_house

A_PARCEL = 3
"""Lines of one consignment."""


def manifest_lines(rows: int, known: list[str]) -> list[ManifestLine]:
    """Goods lines as a carrier sends them, three lines a consignment."""
    made = []
    for number, row in enumerate(goods_rows(rows, known)):
        values = {name: row[name] for name in ("description", "hs", "mode", "origin",
                                               "destination", "shipper", "consignee")}  # fmt: skip
        more = {"transport_document": "QDBENCH1", "house_document": f"H{number // A_PARCEL:07d}",
                "quantity": str(number % 900 + 1), "unit": "PCE", "arrival_on": "2026-03-05",
                "value": f"{number % 9000}.50", "currency": "USD"}  # fmt: skip
        line = parse_row({**values, **more})
        assert isinstance(line, ManifestLine)
        made.append(line)
    return made


def written(folder: Path, lines: list[ManifestLine]) -> dict[str, Path]:
    """The lines as a file of each format."""
    paths = {kind: folder / f"manifest.{kind}" for kind in ("csv", "cuscar", "xlsx")}
    write_csv(lines, paths["csv"])
    write_cuscar(ManifestHeader("cuscar", "1", mode="express"), lines, paths["cuscar"])
    write_xlsx(lines, paths["xlsx"])
    return paths


def take_in(path: Path) -> tuple[Manifest, Stopwatch]:
    """Receives a file and reads it to the end, as a worker does."""
    by, watch = system("kr"), Stopwatch()
    with watch, path.open("rb") as stream:
        manifest = cargo.receive_manifest(
            stream, name=path.name, administration="kr", by=by
        ).manifest
        while not cargo.read_manifest(manifest.pk, by=by, budget_seconds=30):
            pass
    manifest.refresh_from_db()
    return manifest, watch


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """For each format: the reader alone, then receiving, reading and storing."""
    with scratch_house() as folder:
        paths = written(folder, manifest_lines(rows, marks(100)))
        base = 0.0
        for kind, path in paths.items():
            with Stopwatch() as alone:
                count = sum(isinstance(item, ManifestLine) for item in read(path, name=path.name))
            manifest, watch = take_in(path)
            if manifest.lines_count != count:
                raise RuntimeError(f"{kind}: {manifest.lines_count} lines of {count} were stored")
            base = base or watch.cpu_seconds
            yield {"format": kind, "megabytes": round(path.stat().st_size / 1e6, 1),
                   "reader_cpu_seconds": round(alone.cpu_seconds, 3),
                   **watch.told(count, "lines"),
                   "cpu_against_csv": round(watch.cpu_seconds / base, 2),
                   "peak_mb": peak_mb()}  # fmt: skip
