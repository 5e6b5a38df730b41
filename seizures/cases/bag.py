"""Writes a bag (BagIt 1.0, SHA-256) straight into a ZIP archive, file by file, in little memory.

The `bagit` library wants a folder to turn into a bag; with hundreds of photographs that would
write every byte three times, so the bag is written here and the library checks it in the tests.
"""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHUNK = 1 << 20
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same input gives the same archive


class Damaged(Exception):
    """Bytes in the store are not what their hash says; names the path."""


@dataclass(slots=True)
class Bag:
    """A bag under way: `rows` are the payload files written so far as [path, sha256, size]."""

    archive: Path
    top: str
    rows: list[tuple[str, str, int]] = field(default_factory=list)

    def add_stream(self, path: str, chunks: Iterable[bytes], *, expected: str = "") -> None:
        """Adds a payload file; raises `Damaged` when it is not what `expected` says."""
        digest, size = self._write(path, chunks)
        if expected and digest != expected:
            raise Damaged(path)
        self.rows.append((path, digest, size))

    def add_text(self, path: str, content: str) -> None:
        """Adds a small payload file."""
        self.add_stream(path, [content.encode()])

    def _write(self, path: str, chunks: Iterable[bytes]) -> tuple[str, int]:
        found, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(f"{self.top}/{path}", FIRST_DAY)
        info.external_attr = 0o644 << 16
        mode: Any = "a" if self.archive.exists() else "w"
        with (
            zipfile.ZipFile(self.archive, mode) as out,
            out.open(info, "w", force_zip64=True) as target,
        ):
            for chunk in chunks:
                found.update(chunk)
                size += len(chunk)
                target.write(chunk)
        return found.hexdigest(), size

    def seal(self, *, about: dict[str, str], tags: dict[str, str]) -> str:
        """Writes the manifests and tag files; returns the seal (SHA-256 of the tag manifest)."""
        size = sum(row[2] for row in self.rows)
        info = {**about, "Payload-Oxum": f"{size}.{len(self.rows)}"}
        texts = {
            "bagit.txt": DECLARATION,
            "bag-info.txt": "".join(f"{name}: {_one_line(value)}\n"
                                    for name, value in info.items()),
            "manifest-sha256.txt": "".join(f"{digest}  {_escaped(path)}\n"
                                           for path, digest, _size in sorted(self.rows)),
            **tags,
        }  # fmt: skip
        lines = []
        for name, text in texts.items():
            digest, _size = self._write(name, [text.encode()])
            lines.append(f"{digest}  {name}\n")
        return self._write("tagmanifest-sha256.txt", ["".join(sorted(lines)).encode()])[0]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def read_in_pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a stored file, a mebibyte at a time."""
    with path.open("rb") as content:
        while chunk := content.read(CHUNK):
            yield chunk


def size_of(path: Path) -> int:
    """Bytes written so far; 0 when there is nothing yet."""
    return os.path.getsize(path) if path.exists() else 0
