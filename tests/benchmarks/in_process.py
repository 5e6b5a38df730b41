"""The main job from file to alerts: receive, store, screen, with the rights in the database."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from seizures.core.actor import system
from seizures.rights import actions as rights_room
from seizures.screening import actions as screening
from seizures.screening.models import Alert
from tests.benchmarks.engine import register_rows
from tests.benchmarks.ingest import manifest_lines, take_in, written
from tests.benchmarks.scratch import Stopwatch, marks, peak_mb, scratch_house

A_BLOCK = 2000


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """Register in, index built, one CSV file received, read and screened."""
    with scratch_house() as folder:
        by = system()
        with Stopwatch() as importing:
            rows_left = register_rows(rights)
            while block := list(islice(rows_left, A_BLOCK)):
                rights_room.import_rows(block, administrations=["kr", "cn"], by=by)
        yield {"step": "register", **importing.told(rights, "rights")}
        with Stopwatch() as building:
            rights_room.build_index(by=by)
        yield {"step": "index", **building.told(rights, "rights")}
        path = written(folder, manifest_lines(rows, marks(rights)))["csv"]
        manifest, reading = take_in(path)
        yield {"step": "receive and store", **reading.told(manifest.lines_count, "lines")}
        with Stopwatch() as looking:
            while not screening.screen_manifest(manifest.pk, by=by, budget_seconds=30):
                pass
        yield {"step": "screen", **looking.told(manifest.lines_count, "lines"),
               "alerts": Alert.objects.count()}  # fmt: skip
        whole = Stopwatch(reading.seconds + looking.seconds,
                          reading.cpu_seconds + looking.cpu_seconds)  # fmt: skip
        yield {"step": "file to alerts", **whole.told(manifest.lines_count, "lines"),
               "screening_share": round(looking.cpu_seconds / max(whole.cpu_seconds, 1e-9), 2),
               "peak_mb": peak_mb()}  # fmt: skip
