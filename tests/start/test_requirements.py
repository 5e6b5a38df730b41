"""Two installs on different days are the same: whatever comes along is pinned, and installed so."""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.plan import ROOT

MACHINES = [
    {"python_version": full.rpartition(".")[0], "python_full_version": full,
     "sys_platform": system, "platform_system": system.title(), "os_name": "posix",
     "implementation_name": "cpython", "platform_python_implementation": "CPython"}
    for full in ("3.11.2", "3.11.9", "3.12.3", "3.13.1", "3.14.0") for system in ("linux", "darwin")
]  # fmt: skip
"""Where the house may be installed; 3.11.2 is Debian 12's own Python."""


def named_in(*files: str) -> dict[str, Requirement]:
    """The requirements of these files by their name."""
    lines = [line for file in files for line in (ROOT / file).read_text().splitlines()]
    rows = [Requirement(line) for line in lines if line and not line.startswith(("#", "-r "))]
    return {canonicalize_name(row.name): row for row in rows}


def is_wanted(row: Requirement, extras: set[str]) -> bool:
    """Whether some machine installs it."""
    marker = row.marker
    return marker is None or any(
        marker.evaluate({**machine, "extra": extra}) for machine in MACHINES for extra in extras
    )


def brought_along(start: dict[str, Requirement]) -> Iterator[tuple[str, str, Requirement]]:
    """Whoever asks, the name asked for and how, from these requirements downwards."""
    waiting, seen = list(start.values()), set()
    while waiting:
        row = waiting.pop()
        mark = (canonicalize_name(row.name), frozenset(row.extras))
        if mark in seen:
            continue
        seen.add(mark)
        try:
            asked = distribution(row.name).requires or []
        except PackageNotFoundError:  # for another machine than this one
            continue
        for needed in map(Requirement, asked):
            if is_wanted(needed, {"", *row.extras}):
                yield row.name, canonicalize_name(needed.name), needed
                waiting.append(needed)


FILES = [("requirements.txt",), ("requirements.txt", "requirements-dev.txt")]


@pytest.mark.parametrize("files", FILES, ids=lambda files: files[-1])
def test_whatever_comes_along_is_pinned(files: tuple[str, ...]) -> None:
    pinned = named_in(*files)
    loose = {
        f"{name} (for {asker})"
        for asker, name, row in brought_along(pinned)
        if name not in pinned and not str(row.specifier).startswith("==")
    }
    exactly = {
        name for _asker, name, row in brought_along(pinned) if str(row.specifier).startswith("==")
    }
    assert sorted(text for text in loose if text.partition(" ")[0] not in exactly) == []


@pytest.mark.parametrize("files", FILES, ids=lambda files: files[-1])
def test_nothing_is_pinned_that_nobody_needs_any_more(files: tuple[str, ...]) -> None:
    text = (ROOT / files[-1]).read_text()
    direct, heading, below = text.partition("\n# What the packages above bring along")
    assert heading
    along = {name for _asker, name, _row in brought_along(named_in(*files))}
    pins = [line for line in below.splitlines()[1:] if line and not line.startswith("#")]
    assert [line for line in pins if canonicalize_name(Requirement(line).name) not in along] == []


def test_what_is_installed_is_what_is_pinned() -> None:
    wrong = []
    for row in named_in("requirements.txt", "requirements-dev.txt").values():
        if row.marker is None or row.marker.evaluate():
            version = distribution(row.name).version
            if version not in row.specifier:
                wrong.append(f"{row}: {version} is installed")
    assert wrong == []
