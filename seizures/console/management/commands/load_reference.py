"""`manage.py load_reference`: the text tables of the reference room into the database."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from seizures.core.actor import system
from seizures.reference.actions import load_reference


class Command(BaseCommand):
    """Prints the rows of each table as one line of JSON; running it again changes nothing."""

    help = "Load administrations, offices, ports, HS, Nice classes, countries, currencies, rates."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(load_reference(by=system())))
