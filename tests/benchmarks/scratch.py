"""An empty house of its own for a benchmark that writes, and the gauges the benchmarks share."""

import re
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from django.db import connection
from django.test.utils import override_settings

SYLLABLES = [a + b for a in "bcdfglmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "ir")]


@dataclass(slots=True)
class Stopwatch:
    """Wall and CPU seconds (user and system, this process) of one stretch of work."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    _begin: tuple[float, float] = field(default=(0.0, 0.0))

    def __enter__(self) -> "Stopwatch":
        self._begin = perf_counter(), process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds += perf_counter() - self._begin[0]
        self.cpu_seconds += process_time() - self._begin[1]

    def told(self, count: int, what: str) -> dict[str, float]:
        """How long `count` pieces of work took, and how many a second that is."""
        return {
            what: count,
            "seconds": round(self.seconds, 3),
            "cpu_seconds": round(self.cpu_seconds, 3),
            f"{what}_per_cpu_second": round(count / max(self.cpu_seconds, 1e-9), 1),
        }


def peak_mb() -> float:
    """The most memory this process ever held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        return round(int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024, 1)  # type: ignore[index]
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale, 1)


def marks(count: int, seed: int = 7) -> list[str]:
    """That many different invented marks of three or four syllables."""
    rng, found = Random(seed), dict[str, None]()
    while len(found) < count:
        found["".join(rng.choices(SYLLABLES, k=rng.choice((3, 4)))).upper()] = None
    return list(found)


@contextmanager
def scratch_house() -> Iterator[Path]:
    """Every table empty in a database made for this, on the server or kind of file in use.

    Files and the match index lie in the folder that is answered; all is removed afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="benchmark-") as place:
        folder, real = Path(place), connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(folder / "scratch.sqlite3")
        with override_settings(MEDIA_ROOT=folder / "files", MATCH_INDEX_DIR=folder / "match-index"):
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            try:
                yield folder
            finally:
                connection.creation.destroy_test_db(real, verbosity=0)
