"""Heads of the chains kept outside the database: one JSON line each, only ever added to."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

NAME = "anchors.jsonl"


@dataclass(frozen=True, slots=True)
class Anchor:
    """How long a chain was at an instant (ISO 8601), and the digest of its last link."""

    at: str
    chain: str
    links: int
    digest: str


def place() -> Path:
    """The file of the anchors."""
    return Path(settings.JOURNAL_ANCHOR_DIR) / NAME


def append(rows: Iterable[Anchor]) -> None:
    """Adds lines, and returns once they are on the disk; raises `OSError` where they cannot be."""
    text = "".join(json.dumps(asdict(row)) + "\n" for row in rows)
    if not text:
        return
    place().parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def kept(path: Path | None = None) -> list[Anchor]:
    """Every anchor of a file, oldest first; none where there is no file yet.

    Raises `ValueError` with the number of a line that is no anchor.
    """
    file = path or place()
    if path is None and not file.exists():
        return []
    rows = []
    for number, line in enumerate(file.read_text().splitlines(), 1):
        try:
            told = json.loads(line)
            row = Anchor(str(told["at"]), str(told["chain"]), int(told["links"]), told["digest"])
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"line {number} of {file} is no anchor") from None
        rows.append(row)
    return rows


def newest() -> dict[str, tuple[int, str]]:
    """Length and digest of the last anchor of each chain."""
    return {row.chain: (row.links, row.digest) for row in kept()}
