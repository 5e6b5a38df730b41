"""Writes the heads of the journal's chains outside the database."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seizures.journal.actions import anchor
from seizures.journal.anchors import kept


class Command(BaseCommand):
    """`anchor_journal`, what beat does every hour."""

    help = (
        "Adds the length and the digest of every chain that moved to JOURNAL_ANCHOR_DIR and "
        "prints the newest anchor of each chain, one JSON line a chain."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Anchors, then tells what stands."""
        try:
            anchor()
            newest = {row.chain: row for row in kept()}
        except (OSError, ValueError) as problem:
            raise CommandError(str(problem)) from problem
        for chain in sorted(newest):
            self.stdout.write(json.dumps(asdict(newest[chain])))
