"""`benchmark NAME`: measures the house on this machine; the measures lie in tests/benchmarks."""

import json
from importlib import import_module
from inspect import signature
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

NAMES = {
    "engine": "the matching engine alone, no database",
    "screening": "the engine at full size beside other tools, one table",
    "transliterations": "marks in scripts they are not recorded in, with intervals",
    "ingest": "manifests received and stored, by format",
    "end_to_end": "from a file to its alerts: PostgreSQL, broker and workers of its own",
    "in_process": "from a file to its alerts in this process, on the kind of database in use",
    "rescreen": "a right recorded while much cargo is here: its first alert, and all lines",
    "scaling": "the engine in one process and in two at a time",
    "pages": "server time of every list and record page on the database at hand",
    "heavy_case": "the pages of a case of 500 journal entries and 300 photographs",
    "letters": "every letter as PDF",
    "bundle": "a whole case of 200 photographs of 3 MB: entered, packed by its task, verified",
    "prior_art": "one patent compared with all others, no database",
    "pictures": "a photo looked up among recorded pictures, no database",
}


class Command(BaseCommand):
    """One JSON line for each measure on stdout, a table on stderr."""

    help = (
        "Measures one part of the house; prefer CPU times and the ratios within one run, since "
        "wall-clock depends on what else the machine does. Names: "
        + "; ".join(f"{name} ({what})" for name, what in NAMES.items())
    )

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """What is measured, and on how much."""
        parser.add_argument("name", choices=sorted(NAMES))
        parser.add_argument("--rows", "--lines", type=int, default=20_000, dest="rows",
                            help="goods lines (20000)")  # fmt: skip
        parser.add_argument("--workers", type=int, default=2,
                            help="worker processes, where there are any (2)")  # fmt: skip
        parser.add_argument("--rights", type=int, default=20_000, help="rights (20000)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs it and prints as it goes."""
        try:
            measure = import_module(f"tests.benchmarks.{options['name']}")
        except ModuleNotFoundError as missing:
            if not (missing.name or "").startswith("tests"):
                raise
            raise CommandError(
                "The benchmarks lie in tests/benchmarks, which this install leaves out; "
                "run them from a full clone.",
                returncode=1,
            ) from None
        rows = []
        more = {}
        if "workers" in signature(measure.run).parameters:
            more["workers"] = options["workers"]
        for row in measure.run(options["rows"], options["rights"], **more):
            self.stdout.write(json.dumps({"benchmark": options["name"], **row}))
            self.stdout.flush()
            rows.append(row)
        self.stderr.write(table(rows))


def table(rows: list[dict[str, Any]]) -> str:
    """The rows below each other, a column for each name."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    cells = [names, *([_cell(row.get(name, "")) for name in names] for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(names))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
