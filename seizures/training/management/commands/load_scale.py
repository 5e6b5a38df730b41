"""`manage.py load_scale --lines N --rights M`: a house as full as a border's, for measuring."""

import json
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seizures.core.actor import system
from seizures.training.actions import load_scale


class Command(BaseCommand):
    """Progress on standard error; the last line is one JSON object with rows and seconds."""

    help = "Fill the database with generated rights, cargo and alerts, for measuring."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words of the command."""
        parser.add_argument("--lines", type=int, default=0, metavar="N", help="goods lines to add")
        parser.add_argument("--rights", type=int, default=0, metavar="M", help="rights to add")
        parser.add_argument("--alerts", type=int, default=0, metavar="A", help="alerts to add")
        parser.add_argument("--no-index", action="store_true",
                            help="leave the match index as it is")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads and tells how fast it was."""
        wanted = {name: options[name] for name in ("lines", "rights", "alerts")}
        if min(wanted.values()) < 0 or not any(wanted.values()):
            self.stderr.write("say how many --lines, --rights or --alerts to add")
            sys.exit(2)
        begin = time.perf_counter()

        def tell(what: str, count: int) -> None:
            self.stderr.write(f"[{time.perf_counter() - begin:6.1f} s] {count:,} {what}")

        done = load_scale(**wanted, by=system(), tell=tell, with_index=False)
        seconds = time.perf_counter() - begin
        total = sum(done.rows.values())
        if wanted["rights"] and not options["no_index"]:
            from seizures.rights.actions import build_index

            build_index(by=system())
        self.stdout.write(json.dumps({
            **wanted, "rows": done.rows, "rows_total": total, "seconds": round(seconds, 1),
            "rows_per_second": round(total / seconds), "index_seconds": round(
                time.perf_counter() - begin - seconds, 1),
        }))  # fmt: skip
