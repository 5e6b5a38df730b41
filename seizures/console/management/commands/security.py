"""`security TRACK --value V`: how much security the law asks for, as one JSON object."""

import json
import sys
from argparse import ArgumentTypeError
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seizures.law.answers import security_row
from seizures.law.errors import LawError


def amount(text: str) -> Decimal:
    """An amount from the command line."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise ArgumentTypeError(f"'{text}' is no amount; write it as 125000.50") from error


class Command(BaseCommand):
    """Works out a security; exit status 2 where track or option is unknown."""

    help = "Works out the security of a track for goods of a value."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The words of the command."""
        parser.add_argument("track", help="for example kr/on_request")
        parser.add_argument("--value", type=amount, required=True,
                            help="value of the goods in KRW or CNY")  # fmt: skip
        parser.add_argument("--sme", action="store_true", help="the provider is a small firm (kr)")
        parser.add_argument("--counter", action="store_true", help="counter-security of the owner")
        parser.add_argument("--right", help="kind of right, for example patent")
        parser.add_argument("--general", action="store_true", help="a general guarantee")
        parser.add_argument("--prior-costs", type=amount, help="last year's costs, with --general")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the amount with currency, basis and formula."""
        try:
            row = security_row(
                options["track"], options["value"], sme=options["sme"],
                counter=options["counter"], right=options["right"], general=options["general"],
                prior_costs=options["prior_costs"],
            )  # fmt: skip
        except LawError as error:
            self.stderr.write(str(error))
            sys.exit(2)
        self.stdout.write(json.dumps(row, ensure_ascii=False))
