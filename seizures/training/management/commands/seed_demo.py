"""`manage.py seed_demo`: fills an empty house with invented data and tells what happened."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seizures.training.seed.run import seed_demo


class Command(BaseCommand):
    """Runs once; a second run only tells the summary again."""

    help = "Fill the demo: people, rights, cargo and cases, all invented; runs once."

    def add_arguments(self, parser: CommandParser) -> None:
        """The words of the command."""
        parser.add_argument("--folder", type=Path, default=None, metavar="FOLDER",
                            help="where sign-ins and truth table go (var/)")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Fills and prints the summary on standard output."""
        for line in seed_demo(options["folder"]):
            self.stdout.write(line)
