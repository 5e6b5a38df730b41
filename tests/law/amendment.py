"""A made-up amendment: the real files and one later edition in a folder of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from unittest.mock import patch

from seizures.law.procedures import loader

TRACK = "kr/on_request"
FIRST, LATER = "2026-04-14", "2027-01-01"


@contextmanager
def amended(folder: Path, *changes: tuple[str, str]) -> Iterator[None]:
    """Inside, the track has a second edition in which each first text reads as the second."""
    where = folder / "procedures"
    copytree(loader.FOLDER, where, ignore=lambda _, names: [n for n in names if ".py" in n])
    text = (where / TRACK / f"{FIRST}.toml").read_text("utf-8")
    for before, after in ((f"first_day = {FIRST}", f"first_day = {LATER}"), *changes):
        assert before in text, before
        text = text.replace(before, after)
    (where / TRACK / f"{LATER}.toml").write_text(text, "utf-8")
    _forget()
    try:
        with patch.object(loader, "FOLDER", where):
            yield
    finally:
        _forget()


def _forget() -> None:
    for function in (loader.tracks, loader.editions, loader.load_edition):
        function.cache_clear()
