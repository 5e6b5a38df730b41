"""Imports an exported register of rights."""

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from seizures.core.actor import system
from seizures.rights.actions import Imported, import_rows

BLOCK = 2000
PLACES = {"kr": ["kr"], "cn": ["cn"], "both": ["kr", "cn"]}


class Command(BaseCommand):
    """`import_register FILE --administration kr|cn|both`."""

    help = (
        "Imports a register in JSON Lines (.jsonl or .jsonl.gz). Rows are known by their id, so an "
        "import that broke off is simply run again. The last line is JSON: created, updated, "
        "refused, seconds; refused rows go to FILE.refused.jsonl. Exit status: 0 done, 1 refused, "
        "2 wrong usage, 3 done with refused rows."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE and with whom its rights are recorded."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--administration", choices=sorted(PLACES), required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Block by block, one transaction each."""
        path, begin = options["file"], monotonic()
        if not path.is_file():
            raise CommandError(f"There is no file {path}.", returncode=2)
        refused = Path(f"{path}.refused.jsonl")
        refused.unlink(missing_ok=True)
        total = {"created": 0, "updated": 0, "refused": 0}
        try:
            for first, texts in blocks(path):
                self.take(first, texts, PLACES[options["administration"]], refused, total)
                self.stderr.write(f"{first + len(texts) - 1} rows read")
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise CommandError(
                f"{path} cannot be read on: {error}. {total['created']} rights were taken; send "
                "the whole file again to go on.",
                returncode=1,
            ) from None
        total_seconds = round(monotonic() - begin, 2)
        self.stdout.write(json.dumps({**total, "seconds": total_seconds}))
        if total["refused"]:
            self.stderr.write(f"Refused rows: {refused}")
            sys.exit(3)

    def take(
        self, first: int, texts: list[str], places: list[str], refused: Path, total: dict[str, int]
    ) -> None:
        """One block; rows that are no JSON are refused like any other."""
        rows, bad = decoded(texts)
        taken: Imported = import_rows(
            [row for _place, row in rows], administrations=places, by=system()
        )
        bad += [(rows[at][0], reason) for at, reason in taken.refused]
        total["created"] += taken.created
        total["updated"] += taken.updated
        total["refused"] += len(bad)
        if bad:
            with refused.open("a", encoding="utf-8") as out:
                for place, reason in sorted(bad):
                    told = {"row": first + place, "reason": reason, "text": texts[place].strip()}
                    out.write(json.dumps(told, ensure_ascii=False) + "\n")


def opened(path: Path) -> IO[str]:
    """The file as text, unpacked where it is packed."""
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def blocks(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines of the file in blocks, each with the number of its first line."""
    with opened(path) as lines:
        first = 1
        while texts := list(islice(lines, BLOCK)):
            yield first, texts
            first += len(texts)


def decoded(texts: list[str]) -> tuple[list[tuple[int, Any]], list[tuple[int, str]]]:
    """The rows of a block with their places, and the places of what is no JSON."""
    rows: list[tuple[int, Any]] = []
    bad: list[tuple[int, str]] = []
    for place, text in enumerate(texts):
        if not text.strip():
            continue
        try:
            rows.append((place, json.loads(text)))
        except ValueError as error:
            bad.append((place, f"the line is not JSON: {error}"))
    return rows, bad
