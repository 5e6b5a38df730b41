"""The engine in one process, and in two at a time over the same index file.

Wall-clock: it tells something only where both cores are idle otherwise.
"""

import multiprocessing
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from seizures.matching.files import goods_of, right_of
from seizures.matching.index import MatchIndex, build
from seizures.matching.screen import screen
from tests.benchmarks.engine import goods_rows, register_rows
from tests.benchmarks.own_servers import markdown


def run(rows: int, rights: int, workers: int = 2) -> Iterator[dict[str, Any]]:
    """Every process screens `rows` lines; lines a second of all of them together."""
    told = []
    with tempfile.TemporaryDirectory(prefix="benchmark-") as place:
        index = Path(place) / "index"
        build((right_of(row) for row in register_rows(rights)), index, version="1")
        one = 0.0
        for processes in (1, workers):
            speed = _together(index, rows, rights, processes)
            one = one or speed
            row = {
                "processes": processes,
                "lines": rows * processes,
                "lines_per_second": round(speed),
                "scales_by": round(speed / one, 2),
            }
            told.append(row)
            yield row
    print(markdown(told), file=sys.stderr)


def _together(index: Path, rows: int, rights: int, processes: int) -> float:
    context = multiprocessing.get_context("spawn")
    ready, results = context.Barrier(processes), context.Queue()
    arguments = (index, rows, rights, ready, results)
    team = [context.Process(target=_screen, args=arguments) for _ in range(processes)]
    for member in team:
        member.start()
    spans = [results.get() for _ in team]
    for member in team:
        member.join()
    return rows * processes / (max(end for _, end in spans) - min(begin for begin, _ in spans))


def _screen(index: Path, rows: int, rights: int, ready: Any, results: Any) -> None:
    opened = MatchIndex.open(index)
    known = [row["mark"] for row in register_rows(rights)]
    lines = [goods_of(row) for row in goods_rows(rows, known)]
    screen(opened, lines[:1000])
    ready.wait()
    begin = perf_counter()
    screen(opened, lines)
    results.put((begin, perf_counter()))
