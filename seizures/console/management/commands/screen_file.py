"""`screen_file --register R --lines L --alerts OUT`: the engine alone, without a database."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")  # before numpy is imported

from seizures.matching import recipes  # noqa: E402
from seizures.matching.files import FileRefused, screen_files  # noqa: E402


class Command(BaseCommand):
    """Exit status 1 where a file cannot be read, 2 for an unknown recipe, 3 with refused rows."""

    help = (
        "Screens a file of goods lines against a file of rights; both are JSON lines, .gz or not."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The words of the command."""
        parser.add_argument(
            "--register", type=Path, required=True, help="rights, one JSON object a line"
        )
        parser.add_argument(
            "--lines", type=Path, required=True, help="goods lines, one JSON object a line"
        )
        parser.add_argument("--alerts", type=Path, required=True, help="where the hits are written")
        parser.add_argument(
            "--candidates", action="store_true", help="write every verified candidate"
        )
        parser.add_argument("--recipe", default=recipes.CURRENT, help="name of the scoring recipe")
        parser.add_argument("--repeat", type=int, default=1, metavar="N",
                            help="screen N times and report the median time")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Screens, then prints one JSON object."""
        if options["recipe"] not in recipes.names():
            self.stderr.write(
                f"No recipe is called {options['recipe']}; known: {', '.join(recipes.names())}"
            )
            sys.exit(2)
        try:
            done = screen_files(options["register"], options["lines"], options["alerts"],
                                candidates=options["candidates"], recipe=options["recipe"],
                                repeat=options["repeat"])  # fmt: skip
        except FileRefused as refused:
            self.stderr.write(str(refused))
            sys.exit(1)
        for row in done.refused:
            self.stderr.write(row)
        self.stdout.write(json.dumps(done.summary()))
        if done.refused:
            sys.exit(3)
