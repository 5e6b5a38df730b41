"""Every setting that can be given is documented, and nothing is documented that is not read."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.plan import ROOT, sources

PAGE = ROOT / "docs" / "how-to" / "settings.md"
# Given by the system or read by Django itself.
NOT_OURS = {"PATH", "HOME", "TMPDIR", "LANG", "VIRTUAL_ENV", "PYTHONUNBUFFERED"}
NOT_OURS |= {"POSTGRES_PID"}  # told by a benchmark to its own second process


def documented() -> set[str]:
    """The variables with a row in a table of the page."""
    return set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", PAGE.read_text(), re.M))


def read_in(path: Path) -> set[str]:
    """The variables one Python file reads from the environment."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        target = given = None
        if isinstance(node, ast.Call) and node.args:
            target, given = ast.unparse(node.func), node.args[0]
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            target, given = ast.unparse(node.value), node.slice
        asks = target and re.fullmatch(r"(env|env\.\w+|(os\.)?environ(\.\w+)?|os\.getenv)", target)
        if asks and isinstance(given, ast.Constant) and isinstance(given.value, str):
            names.add(given.value)
    return {name for name in names if re.fullmatch(r"[A-Z][A-Z0-9_]+", name)} - NOT_OURS


def read_anywhere() -> set[str]:
    """Every variable the project reads."""
    files = [*sources(), *sources(ROOT / "customs_ip"), *sources(ROOT / "tests")]
    files += [ROOT / "manage.py", ROOT / "bootstrap.py"]
    names = set().union(*(read_in(path) for path in files))
    for shell in (ROOT / "docker" / "entrypoint", ROOT / "docker" / "compose.yml"):
        names |= set(re.findall(r"\$\{([A-Z][A-Z0-9_]+)", shell.read_text()))
    return names - NOT_OURS


def test_every_setting_is_documented():
    assert sorted(read_anywhere() - documented()) == []


def test_nothing_is_documented_that_nobody_reads():
    assert sorted(documented() - read_anywhere() - {"DJANGO_SETTINGS_MODULE"}) == []


@pytest.mark.parametrize("path", sorted((ROOT / "customs_ip" / "settings").glob("*.py")), ids=str)
def test_a_settings_module_says_for_whom_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text()))
