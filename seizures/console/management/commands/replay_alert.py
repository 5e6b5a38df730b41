"""`replay_alert NUMBER`: computes the score of an alert again from what was stored with it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seizures.core.errors import Refused
from seizures.screening.models import Alert
from seizures.screening.replay import as_json, replay_alert


class Command(BaseCommand):
    """Exit status 0 the same scores, 1 another score or nothing to compute, 2 no such alert."""

    help = (
        "Computes every hit of an alert again from its stored recipe, data version and features; "
        "one JSON line a hit with every term of the sum. Exit status: 0 equal to 1e-9, 1 not equal "
        "or nothing to compute, 2 no alert of this number."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The words of the command."""
        parser.add_argument("number", help="number of the alert, such as AL-2026-000001")

    def handle(self, *args: Any, **options: Any) -> None:
        """Hit by hit."""
        alert = Alert.objects.filter(number=options["number"]).first()
        if alert is None:
            self.stderr.write(f"No alert has the number {options['number']}.")
            sys.exit(2)
        try:
            found = replay_alert(alert)
        except Refused as refusal:
            self.stderr.write(str(refusal))
            sys.exit(1)
        for told in found:
            self.stdout.write(as_json(told))
        if not all(told.is_equal for told in found):
            self.stderr.write("The stored evidence gives another score. Tell the administrator.")
            sys.exit(1)
