"""Letters: every template set once cold and several times warm."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from seizures.letters import contents
from seizures.letters.render import render
from tests.benchmarks.scratch import Stopwatch, peak_mb

DAY = dt.date(2026, 5, 18)
TIMES = 5


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """For each letter in its language of legal effect: milliseconds of CPU and bytes."""
    whole, count = Stopwatch(), 0
    for key, letter in contents.ALL.items():
        language, data = letter.languages[0], contents.sample(key)
        with Stopwatch() as cold:
            pdf = render(key, language, data, issued_on=DAY)
        with Stopwatch() as warm:
            for _ in range(TIMES):
                render(key, language, data, issued_on=DAY)
        whole.seconds, whole.cpu_seconds = (whole.seconds + warm.seconds,
                                            whole.cpu_seconds + warm.cpu_seconds)  # fmt: skip
        count += TIMES
        yield {"letter": key, "language": language, "bytes": len(pdf),
               "first_cpu_ms": round(cold.cpu_seconds * 1000, 1),
               "cpu_ms": round(warm.cpu_seconds * 1000 / TIMES, 1)}  # fmt: skip
    yield {"letter": "all", **whole.told(count, "letters"), "peak_mb": peak_mb()}
