"""One immutable directory of the index: its arrays, how they are written and memory-mapped."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from seizures.matching.arrays import Bytes, Hashes, Ints, Words
from seizures.matching.hashtable import HashTable
from seizures.matching.in_place import in_place_of, save, save_manifest
from seizures.matching.names import NameTable
from seizures.matching.pools import TextPool

FORMAT = 2


class IndexRefused(Exception):
    """The directory is not an index this version can read; the message says why."""


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """What `manifest.json` holds: version, counts, and the SHA-256 and size of every file."""

    format: int
    version: str
    data_version: str
    rights: int
    names: int
    bytes: int
    files: dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class RightTable:
    """Facts of the rights of a segment, by number; `authorised` and `hs` are joined by unit
    separators.
    """

    ids: TextPool
    marks: TextPool
    authorised: TextPool
    hs: TextPool
    nice: Hashes
    textless: Bytes


@dataclass(frozen=True, slots=True)
class Spoken:
    """How each name sounds to a foreign ear: the code points of name i lie at
    offsets[i]:offsets[i+1]; none for names that are not met by their sound.
    """

    codes: Words
    offsets: Ints


@dataclass(frozen=True, slots=True)
class Segment:
    """All arrays of one directory: rights, names, and the tables in which names are looked up."""

    rights: RightTable
    names: NameTable
    exact: HashTable
    deletions: HashTable
    sounds: HashTable
    parts: HashTable
    spoken: Spoken


_PARTS: dict[str, type[Any]] = {
    "rights": RightTable,
    "names": NameTable,
    "exact": HashTable,
    "deletions": HashTable,
    "sounds": HashTable,
    "parts": HashTable,
    "spoken": Spoken,
}


def _flat(segment: Segment) -> dict[str, npt.NDArray[Any]]:
    arrays: dict[str, npt.NDArray[Any]] = {}
    for part, kind in _PARTS.items():
        for field in fields(kind):
            value = getattr(getattr(segment, part), field.name)
            if isinstance(value, TextPool):
                arrays[f"{part}.{field.name}.data"] = value.data
                arrays[f"{part}.{field.name}.offsets"] = value.offsets
            else:
                arrays[f"{part}.{field.name}"] = value
    return arrays


def write(segment: Segment, directory: Path, *, version: str, data_version: str) -> IndexManifest:
    """Write aside, flush to disk, then rename into place: a reader sees all of it or nothing."""
    files: dict[str, dict[str, Any]] = {}
    with in_place_of(directory) as aside:
        for name, array in _flat(segment).items():
            path = aside / f"{name}.npy"
            save(array, path)
            files[path.name] = {"sha256": _digest(path), "bytes": path.stat().st_size}
        manifest = IndexManifest(
            FORMAT,
            version,
            data_version,
            len(segment.rights.ids),
            len(segment.names),
            sum(int(entry["bytes"]) for entry in files.values()),
            files,
        )
        save_manifest(asdict(manifest), aside)
    return manifest


def read_manifest(directory: Path) -> IndexManifest:
    """The manifest of an index directory."""
    try:
        told = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
        manifest = IndexManifest(**told)
    except (OSError, ValueError, TypeError) as error:
        raise IndexRefused(f"{directory} holds no readable match index: {error}") from error
    if manifest.format != FORMAT:
        raise IndexRefused(
            f"{directory} has index format {manifest.format}, this version reads {FORMAT}"
        )
    return manifest


def verify(directory: Path) -> list[str]:
    """Names of files that are missing or do not have the hash the manifest tells."""
    wrong = []
    for name, entry in read_manifest(directory).files.items():
        path = directory / name
        if not path.exists() or _digest(path) != entry["sha256"]:
            wrong.append(name)
    return wrong


def read(directory: Path) -> Segment:
    """Memory-map a directory; the sizes of its files are checked, their hashes only by `verify`."""
    manifest = read_manifest(directory)
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, entry in manifest.files.items():
        path = directory / name
        if not path.exists() or path.stat().st_size != entry["bytes"]:
            raise IndexRefused(f"{path} is missing or has been cut short; build the index again")
        arrays[name.removesuffix(".npy")] = np.asarray(
            np.load(path, mmap_mode="r", allow_pickle=False)
        )
    parts: dict[str, Any] = {}
    for part, kind in _PARTS.items():
        told: dict[str, Any] = {}
        for field in fields(kind):
            key = f"{part}.{field.name}"
            if key in arrays:
                told[field.name] = arrays[key]
            elif f"{key}.data" in arrays:
                told[field.name] = TextPool(arrays[f"{key}.data"], arrays[f"{key}.offsets"])
            else:
                raise IndexRefused(f"{directory} lacks {key}; build the index again")
        parts[part] = kind(**told)
    return Segment(**parts)


def joined(values: Sequence[str]) -> str:
    """Several strings as one entry of a pool."""
    return "\x1f".join(values)


def _digest(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()
