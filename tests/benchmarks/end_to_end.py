"""The main job at a border: one manifest from its file to alerts that both administrations see.

On a PostgreSQL and a broker started for this, with a real worker of several processes and its beat;
rights are imported and indexed before. The file is written line by line, so nothing holds it whole.
"""

import csv
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tests.benchmarks.own_servers import (
    Gauge,
    Stage,
    markdown,
    measured,
    stand_up,
    started_worker,
    tell,
)
from tests.benchmarks.scratch import Stopwatch, marks

A_BLOCK = 2000
A_PARCEL = 3
POLL_SECONDS = 0.25


def run(rows: int, rights: int, workers: int = 2) -> Iterator[dict[str, Any]]:
    """Every stage as a row, then their table in Markdown on standard error."""
    told = []
    for row in measured("end_to_end", rows, rights, workers):
        told.append(row)
        yield row
    print(markdown(told), file=sys.stderr)


def written(folder: Path, count: int, known: list[str]) -> Path:
    """A CSV manifest of that many lines, three lines a consignment, written as it is made."""
    from tests.benchmarks.engine import goods_rows

    path = folder / "manifest.csv"
    names = ("transport_document", "house_document", "arrival_on", "quantity", "unit", "value",
             "currency", "description", "hs", "mode", "origin", "destination", "shipper",
             "consignee")  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, names, extrasaction="ignore")
        out.writeheader()
        for number, row in enumerate(goods_rows(count, known)):
            out.writerow({
                **row, "transport_document": "QDBENCH1",
                "house_document": f"H{number // A_PARCEL:07d}", "arrival_on": "2026-03-05",
                "quantity": number % 900 + 1, "unit": "PCE", "value": f"{number % 9000}.50",
                "currency": "USD",
            })  # fmt: skip
    return path


def register(rights: int) -> None:
    """That many invented rights, recorded with both administrations and indexed."""
    from seizures.core.actor import system
    from seizures.rights import actions
    from tests.benchmarks.engine import register_rows

    rows_left = register_rows(rights)
    while block := list(islice(rows_left, A_BLOCK)):
        actions.import_rows(block, administrations=["kr", "cn"], by=system())
    actions.build_index(by=system())


def received(path: Path) -> Any:
    """The manifest, received and sent to the workers as the upload page does."""
    from seizures.cargo import actions, tasks
    from seizures.core.actor import system

    with path.open("rb") as stream:
        manifest = actions.receive_manifest(
            stream, name=path.name, administration="kr", by=system("kr")
        ).manifest
    tasks.kick(manifest.pk)
    return manifest


def wait_until_read(manifest: Any) -> None:
    """Until every line is stored; says so where the file was refused."""
    while manifest.status in ("waiting", "reading"):
        time.sleep(POLL_SECONDS)
        manifest.refresh_from_db()
    if manifest.status != "read":
        raise RuntimeError(f"the manifest is {manifest.status}: {manifest.problem}")


def wait_until_screened(manifest: Any) -> Any:
    """Until the run is complete; the run."""
    from seizures.screening.models import ScreeningRun

    while True:
        run = ScreeningRun.objects.filter(manifest=manifest).select_related("job").first()
        if run and run.is_complete:
            return run
        if run and run.job.status == "failed":
            raise RuntimeError(run.job.problem)
        time.sleep(POLL_SECONDS)


def seen(administration: str) -> int:
    """How many alerts an officer of this administration finds in the queue."""
    from seizures.screening.models import Disposition
    from tests.builders import person

    return int(Disposition.objects.visible_to(person("officer", administration)).count())


def main(rows: int, rights: int, workers: int) -> None:
    """Measures in a process on the servers."""
    folder = stand_up()
    with Stopwatch() as importing:
        register(rights)
    tell(stage="rights imported and indexed", lines=rights, seconds=round(importing.seconds, 1),
         lines_per_second=round(rights / importing.seconds))  # fmt: skip
    path = written(folder, rows, marks(rights))
    worker = started_worker(folder, workers)
    try:
        with Gauge(worker) as gauge:
            whole = reading = Stage(worker)
            manifest = received(path)
            wait_until_read(manifest)
            tell(stage="received, read and stored", **reading.told(manifest.lines_count))
            screening = Stage(worker)
            run = wait_until_screened(manifest)
            tell(stage="screened, alerts in both queues", **screening.told(run.lines_screened),
                 alerts=run.alerts_raised)  # fmt: skip
            told = whole.told(manifest.lines_count)
        if not run.alerts_raised == seen("kr") == seen("cn"):
            raise RuntimeError("not every alert stands in both queues")
        tell(stage="file to alerts", **told, alerts=run.alerts_raised, **gauge.memory())
    finally:
        worker.stop()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
