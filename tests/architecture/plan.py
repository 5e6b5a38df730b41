"""What the architecture tests read: the floors of pyproject.toml and the source files."""

import ast
import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOUSE = ROOT / "seizures"
FACES = ("web", "portal", "api", "console")
CELLAR = ("law", "matching", "formats")


@functools.cache
def project() -> dict:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def contract(key: str) -> dict:
    """One import contract."""
    rows = project()["tool"]["importlinter"]["contracts"]
    return next(row for row in rows if row["id"] == key)


def floors(*, built_only: bool = True) -> list[list[str]]:
    """The rooms of each floor, from the roof down; rooms not built yet stand in parentheses."""
    told = []
    for layer in contract("floors")["layers"]:
        names = [name.strip() for name in layer.split("|")]
        rooms = [name.strip("()") for name in names if not (built_only and name.startswith("("))]
        if rooms:
            told.append(rooms)
    return told


def rooms() -> list[str]:
    """Every room that has a folder."""
    return sorted(path.parent.name for path in HOUSE.glob("*/__init__.py"))


def sources(folder: Path = HOUSE) -> Iterator[Path]:
    """Every Python file people wrote in a folder."""
    for path in sorted(folder.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


@functools.cache
def tree(path: Path) -> ast.Module:
    """A parsed source file."""
    return ast.parse(path.read_text(), str(path))


def short(path: Path) -> str:
    """The path as a person would say it."""
    return path.relative_to(ROOT).as_posix()


def is_actions(path: Path) -> bool:
    """Whether a file belongs to a room's actions."""
    return path.name == "actions.py" or "actions" in path.parent.parts


def templates() -> list[Path]:
    """Every page, fragment and component."""
    found = [*(ROOT / "templates").rglob("*.html"), *HOUSE.glob("*/templates/**/*.html")]
    return sorted(found)


WITHOUT = re.compile(r"{#.*?#}|{%\s*comment\b.*?%}.*?{%\s*endcomment\s*%}", re.DOTALL)


def markup(path: Path) -> str:
    """A template without its comments."""
    return WITHOUT.sub("", path.read_text())
