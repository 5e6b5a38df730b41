"""`due TRACK RULE --from DATE ...`: by when, counted as this law counts; one JSON object a line."""

import datetime as dt
import json
import sys
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from seizures.law.answers import due_rows
from seizures.law.calendars import Calendar
from seizures.law.errors import LawError
from seizures.law.procedures import tracks
from seizures.reference.calendars import calendar_of


def day(text: str) -> dt.date:
    """An ISO day from the command line."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"'{text}' is no day; write it as 2026-05-18") from error


class Command(BaseCommand):
    """Works out a deadline; exit status 2 where track, rule, option or edition is unknown."""

    help = "Works out a legal deadline from the day of the triggering event."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The words of the command."""
        parser.add_argument("track", help="for example kr/on_request")
        parser.add_argument("rule", help="for example holder_request")
        parser.add_argument("--from", dest="froms", metavar="DATE", type=day, action="append",
                            required=True,
                            help="day of the triggering event; may be repeated")  # fmt: skip
        parser.add_argument("--urgent", action="store_true", help="perishable or urgent goods")
        parser.add_argument("--extended", action="store_true", help="extended to the full")
        parser.add_argument("--edition", type=day, metavar="DATE",
                            help="the edition in force on this day")  # fmt: skip
        parser.add_argument("--notices", action="store_true",
                            help="count with the holiday notices entered in the database, as "
                                 "the clocks of cases do")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints one JSON object for each day asked."""
        calendar = self._entered(options["track"]) if options["notices"] else None
        try:
            rows = due_rows(options["track"], options["rule"], options["froms"],
                            options["urgent"], options["extended"], options["edition"],
                            calendar)  # fmt: skip
        except LawError as error:
            self.stderr.write(str(error))
            sys.exit(2)
        for row in rows:
            self.stdout.write(json.dumps(row, ensure_ascii=False))

    def _entered(self, track: str) -> Calendar | None:
        """The calendar with the notices entered; an unknown track is refused further down."""
        if track not in tracks():
            return None
        try:
            return calendar_of(track.partition("/")[0], fresh=True)
        except DatabaseError:
            self.stderr.write("No holiday notices can be read: set up the database "
                              "(manage.py migrate), or leave out --notices.")  # fmt: skip
            sys.exit(1)
