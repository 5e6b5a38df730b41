"""What a machine lacks is skipped with its reason, and is a failure in CI."""

import os
import subprocess
import sys

import pytest

from tests import legs
from tests.architecture.plan import ROOT


def test_what_is_there_is_used():
    legs.require("/usr/bin/chromium", "no browser")


def test_what_is_missing_is_skipped_with_its_reason(monkeypatch):
    monkeypatch.setattr(legs, "ALL_LEGS", False)
    with pytest.raises(pytest.skip.Exception, match="no browser"):
        legs.require(None, "no browser")


def test_what_is_missing_is_a_failure_where_all_legs_must_run(monkeypatch):
    monkeypatch.setattr(legs, "ALL_LEGS", True)
    with pytest.raises(pytest.fail.Exception, match="no browser"):
        legs.require(None, "no browser")


@pytest.mark.parametrize(("required", "status", "word"), [("", 0, "skipped"), ("1", 1, "error")])
def test_a_browser_test_without_a_browser(required, status, word, tmp_path):
    """A machine without a browser, imitated by an empty PATH."""
    env = dict(os.environ) | {"PATH": str(tmp_path), "REQUIRE_ALL_LEGS": required}
    for name in ("CHROMIUM", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER", "DATABASE_URL"):
        env.pop(name, None)
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "axe"]
        + ["tests/start/test_fixtures.py"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
    )
    assert told.returncode == status, told.stdout[-3000:]
    assert f"1 {word}" in told.stdout
    assert "no Chromium or Chrome on PATH" in told.stdout
