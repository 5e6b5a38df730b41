"""Verifies the chains of the journal."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seizures.journal.actions import verify
from seizures.journal.anchors import kept
from seizures.journal.models import ChainHead, Entry


class Command(BaseCommand):
    """`verify_journal [--anchors FILE]`."""

    help = (
        "Recomputes every link of every chain and compares it with the anchors; one JSON line a "
        "chain. Exit status: 0 whole, 1 broken."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the anchors are."""
        parser.add_argument(
            "--anchors", type=Path, metavar="FILE",
            help="anchors kept elsewhere (else anchors.jsonl in JOURNAL_ANCHOR_DIR)",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Chain by chain; a chain without a head counts too, and one that was only anchored."""
        try:
            anchored = kept(options["anchors"])
        except (OSError, ValueError) as problem:
            raise CommandError(str(problem)) from problem
        chains = {row.chain for row in anchored}
        chains |= set(ChainHead.objects.values_list("chain", flat=True))
        chains |= set(Entry.objects.order_by().values_list("chain", flat=True).distinct())
        is_whole = True
        for chain in sorted(chains):
            verdict = verify(chain, anchored)
            is_whole = is_whole and verdict.broken_at is None
            self.stdout.write(json.dumps(asdict(verdict)))
        if not is_whole:
            self.stderr.write("The journal is broken. Keep the database as it is and tell audit.")
            sys.exit(1)
