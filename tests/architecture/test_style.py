"""Lint, format and types are part of the suite."""

import subprocess
import sys

import pytest

from tests.architecture.plan import ROOT


def run(*command: str) -> None:
    """Fails with what the tool said."""
    told = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert told.returncode == 0, (told.stdout + told.stderr)[-8000:]


PEOPLE_WROTE = ["seizures", "customs_ip", "tests", "manage.py", "bootstrap.py"]


def test_ruff_finds_nothing():
    run("ruff", "check", "--no-cache", "--output-format", "concise", *PEOPLE_WROTE)


def test_the_code_is_formatted():
    run("ruff", "format", "--no-cache", "--check", *PEOPLE_WROTE)


@pytest.mark.timeout(600)
def test_the_cellar_and_every_action_are_strictly_typed(tmp_path, monkeypatch):
    monkeypatch.setenv("TEST_SCRATCH", str(tmp_path))  # mypy reads the settings and exits abruptly
    run("mypy", "--cache-dir", str(tmp_path))
