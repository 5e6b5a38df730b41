"""The start-up command: what it refuses, what it starts, what it leaves behind."""

import datetime as dt
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentTypeError
from pathlib import Path

import bootstrap
import pytest

ROOT = Path(bootstrap.__file__).parent
SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
# a leader that starts a child and then waits, as worker and web server do
LEADER = [
    sys.executable,
    "-c",
    "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', "
    "'import time; time.sleep(600)']); print(p.pid, flush=True); time.sleep(600)",
]


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """The command works in a folder of this test instead of the project's var/."""
    monkeypatch.setattr(bootstrap, "VAR", tmp_path)
    monkeypatch.setattr(bootstrap, "LOGS", tmp_path / "log")
    monkeypatch.setattr(bootstrap, "BROKER", tmp_path / "broker")
    (tmp_path / "log").mkdir()
    return tmp_path


def command(*arguments: str) -> subprocess.CompletedProcess:
    """Runs the command as a person would."""
    return subprocess.run(
        [sys.executable, "bootstrap.py", *arguments], cwd=ROOT, capture_output=True, text=True
    )


def gone(pid: int, seconds: float = 5) -> bool:
    """Whether a process ends in time."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if bootstrap.born(pid) is None:
            return True
        time.sleep(0.05)
    return False


def test_only_the_standard_library_is_imported():
    known = sys.stdlib_module_names
    code = "import sys; before = set(sys.modules); import bootstrap; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    foreign = {name.partition(".")[0] for name in told.stdout.split()} - known - {"bootstrap"}
    assert not {name for name in foreign if not name.startswith("_")}


def test_an_older_python_is_told_what_is_needed():
    code = (
        "import sys; sys.version_info = (3, 9, 2, 'final', 0); sys.argv = ['bootstrap.py', 'demo'];"
        "exec(compile(open('bootstrap.py').read(), 'bootstrap.py', 'exec'), "
        "{'__name__': '__main__', '__file__': 'bootstrap.py'})"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=30
    )
    assert told.returncode == 1
    assert "Python 3.11 or later is needed" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("given", [["--port", "80000"], ["--port", "x"], ["--today", "31.5.2026"]])
def test_wrong_usage_is_one_sentence_and_status_2(given):
    told = command("demo", *given)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_a_day_is_read_and_anything_else_explained():
    assert bootstrap.day("2026-05-31") == dt.date(2026, 5, 31)
    with pytest.raises(ArgumentTypeError, match="write it as 2026-05-31"):
        bootstrap.day("tomorrow")


def test_a_taken_port_is_refused_with_another_one_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(bootstrap.Refused, match=f"--port {port + 1}"):
            bootstrap.check_port("127.0.0.1", port)
    bootstrap.check_port("127.0.0.1", port)


def test_two_demos_from_one_folder_are_refused():
    with (
        bootstrap.locked("demo.lock", wait=False),
        pytest.raises(bootstrap.Refused, match="already runs"),
        bootstrap.locked("demo.lock", wait=False),
    ):
        pass
    with bootstrap.locked("demo.lock", wait=False):
        pass


def test_a_stop_ends_a_child_and_what_the_child_started(own_folder):
    household = bootstrap.Household()
    child = household.add(bootstrap.Child("leader", LEADER, dict(os.environ)))
    log = own_folder / "log" / "leader.log"
    while not log.read_text().strip():
        time.sleep(0.02)
    grandchild = int(log.read_text())
    assert bootstrap.born(grandchild)
    pid = child.process.pid
    household.stop()
    assert gone(pid)
    assert gone(grandchild)
    assert not (own_folder / "pids.json").exists()


def test_what_a_killed_start_left_is_ended_by_the_next_one():
    household = bootstrap.Household()
    child = household.add(bootstrap.Child("sleeper", SLEEPER, dict(os.environ)))
    bootstrap.clear_leftovers()
    assert child.process.wait(5) == -signal.SIGKILL


def test_a_stranger_with_the_number_of_a_leftover_is_left_alone(own_folder):
    stranger = subprocess.Popen(SLEEPER, start_new_session=True)
    rows = [{"pid": stranger.pid, "born": "another time"}]
    (own_folder / "pids.json").write_text(json.dumps(rows))
    bootstrap.clear_leftovers()
    time.sleep(0.2)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_child_that_dies_is_started_again_and_given_up_when_it_keeps_dying(own_folder):
    household = bootstrap.Household()
    child = household.add(bootstrap.Child("sleeper", SLEEPER, dict(os.environ)))
    first = child.process.pid
    child.process.kill()
    child.process.wait()
    household.mend()
    assert child.alive
    assert child.process.pid != first
    with pytest.raises(bootstrap.Refused, match="keeps ending"):
        for _ in range(5):
            child.process.kill()
            child.process.wait()
            household.mend()
    household.stop()


def test_the_broker_starts_with_a_password_and_keeps_its_data(own_folder, monkeypatch):
    import redis

    monkeypatch.setattr(bootstrap, "VENV", Path(sys.prefix))
    household = bootstrap.Household()
    url = bootstrap.start_broker(household)
    facts = json.loads((own_folder / "broker.json").read_text())
    assert facts["url"] == url
    assert (own_folder / "broker.json").stat().st_mode & 0o077 == 0
    with pytest.raises(redis.exceptions.AuthenticationError):
        redis.Redis(port=facts["port"]).ping()
    redis.Redis.from_url(url).set("kept", "yes")
    household.children[0].process.kill()
    household.children[0].process.wait()
    household.mend()
    bootstrap.wait_for(household.children[0], lambda: answers(url), "the broker", 20)
    assert redis.Redis.from_url(url).get("kept") == b"yes"
    household.stop()


def answers(url: str) -> bool:
    """Whether a broker answers."""
    import redis

    try:
        return bool(redis.Redis.from_url(url).ping())
    except redis.exceptions.RedisError:
        return False


def test_the_clock_resumes_where_it_stopped(own_folder):
    assert bootstrap.clock_offset(None) == 0
    bootstrap.keep_clock(-5 * 86400)
    assert abs(bootstrap.clock_offset(None) + 5 * 86400) <= 1


def test_a_given_day_moves_the_clock_to_that_day():
    now = dt.datetime.now(bootstrap.KOREA)
    wanted = now.date() + dt.timedelta(days=40)
    offset = bootstrap.clock_offset(wanted)
    assert (now + dt.timedelta(seconds=offset)).date() == wanted


def test_the_demo_ignores_the_database_of_another_project(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@else/live")
    env = bootstrap.child_environment(CLOCK_OFFSET_SECONDS="0")
    assert "DATABASE_URL" not in env
    assert env["DJANGO_SETTINGS_MODULE"] == "customs_ip.settings.demo"


def test_a_reset_forgets_all_but_locks_and_logs(own_folder):
    (own_folder / "db.sqlite3").write_text("rows")
    (own_folder / "files").mkdir()
    (own_folder / "demo.lock").touch()
    bootstrap.reset()
    assert sorted(path.name for path in own_folder.iterdir()) == ["demo.lock", "log"]


def test_a_changed_requirement_is_noticed(tmp_path, monkeypatch):
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    before = bootstrap.requirements_hash("requirements.txt")
    assert bootstrap.requirements_hash("requirements.txt") == before
    with open(tmp_path / "requirements.txt", "a") as file:
        file.write("another==1.0\n")
    assert bootstrap.requirements_hash("requirements.txt") != before


def test_an_environment_is_made_where_ensurepip_is_lacking(tmp_path, monkeypatch):
    """Debian splits ensurepip off: `venv` fails then, and pip must come from elsewhere."""
    bare = tmp_path / "bare"
    monkeypatch.setattr(bootstrap, "VENV", bare)
    monkeypatch.setattr(bootstrap, "PYTHON", bare / "bin" / "python")
    wrapper = tmp_path / "python3"
    wrapper.write_text(
        '#!/bin/sh\ncase "$*" in *--without-pip*) ;; "-m venv"*) exit 1 ;; esac\n'
        f'exec {sys.executable} "$@"\n'
    )
    wrapper.chmod(0o755)
    monkeypatch.setattr(bootstrap.sys, "executable", str(wrapper))
    bootstrap.make_environment()
    assert not list(bare.glob("lib/python3*/site-packages/pip"))
    aimed = bootstrap.pip_command()
    assert "--python" in aimed
    told = subprocess.run([*aimed, "list"], capture_output=True, text=True, check=True)
    assert "Django" not in told.stdout


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned(name):
    lines = (ROOT / name).read_text().splitlines()
    loose = [line for line in lines if line and "==" not in line]
    assert not [line for line in loose if not line.startswith(("#", "-r "))]
