"""Verifies the chains of the journal."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from seizures.journal.actions import verify
from seizures.journal.models import ChainHead, Entry


class Command(BaseCommand):
    """`verify_journal`."""

    help = (
        "Recomputes every link of every chain; one JSON line a chain. Exit status: 0 whole, "
        "1 broken."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Chain by chain; a chain without a head counts too."""
        chains = set(ChainHead.objects.values_list("chain", flat=True))
        chains |= set(Entry.objects.order_by().values_list("chain", flat=True).distinct())
        is_whole = True
        for chain in sorted(chains):
            verdict = verify(chain)
            is_whole = is_whole and verdict.broken_at is None
            self.stdout.write(json.dumps(asdict(verdict)))
        if not is_whole:
            self.stderr.write("The journal is broken. Keep the database as it is and tell audit.")
            sys.exit(1)
