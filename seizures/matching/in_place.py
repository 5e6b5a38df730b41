"""Puts a directory of arrays in place: written aside, flushed, renamed; never changed after."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


@contextmanager
def in_place_of(directory: Path) -> Iterator[Path]:
    """An empty directory to write into, which then takes this one's place: a reader sees all of it
    or nothing.
    """
    directory.parent.mkdir(parents=True, exist_ok=True)
    aside = directory.with_name(f".{directory.name}.{os.getpid()}.writing")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    yield aside
    _sync(aside)
    if directory.exists():
        shutil.rmtree(directory)
    os.replace(aside, directory)
    _sync(directory.parent)


def save(array: npt.NDArray[Any], path: Path) -> None:
    """Write one array, without pickle, down to the disk."""
    with path.open("wb") as out:
        np.save(out, np.ascontiguousarray(array), allow_pickle=False)
        out.flush()
        os.fsync(out.fileno())


def save_manifest(told: Mapping[str, Any], directory: Path) -> None:
    """Write `manifest.json`, down to the disk."""
    with (directory / "manifest.json").open("w", encoding="utf-8") as out:
        json.dump(told, out, indent=1, sort_keys=True)
        out.flush()
        os.fsync(out.fileno())


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
