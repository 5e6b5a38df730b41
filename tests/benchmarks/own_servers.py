"""A border of its own for a benchmark: PostgreSQL, broker and workers in a scratch folder.

`measured(name, ...)` starts the servers and runs a module of this folder in a process on them,
since a process cannot change the database it was started for. The database keeps its word (`fsync`
is on).
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import CommandError

from tests.servers import (
    ROOT,
    Broker,
    PostgresCluster,
    Worker,
    postgres_folder,
    redis_binary,
    valkey_binary,
)

TICKS = os.sysconf("SC_CLK_TCK")
SAMPLE_SECONDS = 0.5


def measured(name: str, rows: int, rights: int, workers: int) -> Iterator[dict[str, Any]]:
    """Runs `tests.benchmarks.NAME` on servers of its own and answers the rows it prints."""
    binaries = postgres_folder()
    if binaries is None:
        raise CommandError("No PostgreSQL is installed here: this benchmark starts one.")
    with tempfile.TemporaryDirectory(prefix="benchmark-") as place:
        cluster = PostgresCluster(binaries, is_durable=True)
        broker = Broker(redis_binary() or valkey_binary(), Path(place) / "broker")
        try:
            cluster.start()
            broker.start()
            assert cluster.process is not None and cluster.process.popen is not None
            env = dict(os.environ) | {
                "DJANGO_SETTINGS_MODULE": "customs_ip.settings.test",
                "DATABASE_URL": cluster.url,
                "BROKER_URL": broker.url,
                "TEST_SCRATCH": place,
                "POSTGRES_PID": str(cluster.process.popen.pid),
            }
            command = [sys.executable, "-m", f"tests.benchmarks.{name}"]
            command += [str(rows), str(rights), str(workers)]
            with subprocess.Popen(
                command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
            ) as process:
                assert process.stdout is not None
                try:
                    yield from map(json.loads, process.stdout)
                finally:
                    process.terminate()
            if process.returncode:
                raise CommandError("The benchmark broke off; what went wrong stands above.")
        finally:
            broker.stop()
            cluster.stop()


def tell(**row: Any) -> None:
    """Prints one measure for `measured`."""
    print(json.dumps(row), flush=True)


def stand_up() -> Path:
    """Empty tables, reference data and the scratch folder, for the process on the servers."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_reference", stdout=sys.stderr)
    return Path(settings.SCRATCH)


def started_worker(folder: Path, processes: int) -> Worker:
    """A worker with its beat and that many pool processes, taking work."""
    worker = Worker(
        folder,
        broker_url=os.environ["BROKER_URL"],
        database_url=os.environ["DATABASE_URL"],
        scratch=folder,
        beat=True,
        processes=processes,
    )
    worker.start()
    return worker


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in tasks.read_text().split()] if tasks.exists() else []


def tree(pid: int) -> list[int]:
    """A process and everything below it that is alive."""
    return [pid, *(below for child in _children(pid) for below in tree(child))]


def cpu_seconds(pid: int) -> float:
    """User and system seconds of a process, its living children and those it has waited for."""
    spent = 0.0
    for one in tree(pid):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        spent += sum(map(int, fields[11:15])) / TICKS
    return spent


def memory_mb(pid: int) -> tuple[float, float]:
    """(USS: held by this process alone, PSS: with its share of what several hold) in MB."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0, 0.0
    size = {row.split()[0]: int(row.split()[1]) for row in told.splitlines()[1:]}
    return (size["Private_Clean:"] + size["Private_Dirty:"]) / 1024, size["Pss:"] / 1024


class Gauge:
    """Watches the worker's processes while a block runs: most private memory, CPU seconds."""

    def __init__(self, worker: Worker) -> None:
        assert worker.process.popen is not None
        self.pid = worker.process.popen.pid
        self.most: dict[int, tuple[float, float]] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Gauge":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(SAMPLE_SECONDS):
            for pid in tree(self.pid):
                now, before = memory_mb(pid), self.most.get(pid, (0.0, 0.0))
                self.most[pid] = max(now[0], before[0]), max(now[1], before[1])

    def memory(self) -> dict[str, float]:
        """The most any one process held."""
        return {
            "uss_mb": round(max((uss for uss, _pss in self.most.values()), default=0.0), 1),
            "pss_mb": round(max((pss for _uss, pss in self.most.values()), default=0.0), 1),
        }


class Stage:
    """Wall seconds and CPU seconds of workers and database since it was made."""

    def __init__(self, worker: Worker) -> None:
        assert worker.process.popen is not None
        self.worker, self.database = worker.process.popen.pid, int(os.environ["POSTGRES_PID"])
        self.begin = monotonic()
        self.spent = cpu_seconds(self.worker), cpu_seconds(self.database)

    def told(self, lines: int) -> dict[str, Any]:
        """How long it took, and how many lines a second that is."""
        seconds = monotonic() - self.begin
        workers, database = cpu_seconds(self.worker), cpu_seconds(self.database)
        return {
            "lines": lines,
            "seconds": round(seconds, 1),
            "lines_per_second": round(lines / seconds),
            "worker_cpu_seconds": round(workers - self.spent[0], 1),
            "database_cpu_seconds": round(database - self.spent[1], 1),
        }


def markdown(rows: list[dict[str, Any]]) -> str:
    """The measures as a table for docs/performance.md."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = ["| " + " | ".join(name.replace("_", " ") for name in names) + " |"]
    out.append("|" + "---|" * len(names))
    for row in rows:
        cells = (row.get(name, "") for name in names)
        out.append("| " + " | ".join(
            f"{cell:,}" if isinstance(cell, (int, float)) else str(cell) for cell in cells
        ) + " |")  # fmt: skip
    return "\n".join(out)
