"""A right recorded while much cargo is here: how soon its alerts stand in the queues.

Cargo is loaded in bulk; one consignment among it bears the mark of a right recorded afterwards.
"""

import sys
import time
from collections.abc import Iterator
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

POLL_SECONDS = 0.1
MARK = "QUORVEXA"
EVERY = 5_000


def run(rows: int, rights: int, workers: int = 2) -> Iterator[dict[str, Any]]:
    """Every stage as a row, then their table in Markdown on standard error."""
    told = []
    for row in measured("rescreen", rows, rights, workers):
        told.append(row)
        yield row
    print(markdown(told), file=sys.stderr)


def load(rows: int, rights: int) -> int:
    """Cargo that is here already, every 5,000th line with a mark nobody has recorded yet."""
    from django.db.models import F

    from seizures.cargo.models import Consignment, GoodsLine
    from seizures.core import clock
    from seizures.core.actor import system
    from seizures.training.actions import load_scale

    load_scale(lines=rows, rights=rights, by=system())
    Consignment.objects.update(created_at=clock.now())
    marked = GoodsLine.objects.annotate(turn=F("pk") % EVERY).filter(turn=0)
    return int(marked.update(description=f'BRAND "{MARK}" SPORTS SHOES', hs="640411"))


def record_right() -> None:
    """The right, recorded with both administrations, as an import or an examiner does."""
    from seizures.core.actor import system
    from seizures.rights import actions

    row = {"id": "T-1", "kind": "trademark", "mark": MARK, "holder": "Quorvexa Co., Ltd.",
           "nice": [25], "jurisdiction": "kr"}  # fmt: skip
    actions.import_rows([row], administrations=["kr", "cn"], by=system())


def main(rows: int, rights: int, workers: int) -> None:
    """Measures in a process on the servers."""
    folder = stand_up()
    from seizures.screening.models import Alert, ScreeningRun

    marked = load(rows, rights)
    worker = started_worker(folder, workers)
    try:
        with Gauge(worker) as gauge:
            stage = Stage(worker)
            record_right()
            while not Alert.objects.exists():
                time.sleep(POLL_SECONDS)
            tell(stage="first alert", seconds=stage.told(1)["seconds"])
            runs = ScreeningRun.objects.filter(kind="rescreen", is_complete=True)
            while (run := runs.first()) is None:
                time.sleep(POLL_SECONDS)
            told = stage.told(rows)
        found = Alert.objects.count()
        tell(stage="all lines", **told, alerts=found, **gauge.memory())
        if (found, run.lines_screened) != (marked, rows):
            raise RuntimeError(f"{found} of {marked} alerts, {run.lines_screened} of {rows} lines")
    finally:
        worker.stop()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
