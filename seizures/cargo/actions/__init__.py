"""Receives manifests, reads them into consignments and lines, and moves consignments on."""

from seizures.cargo.actions.correcting import correct_row, discard_row
from seizures.cargo.actions.entering import enter_by_hand
from seizures.cargo.actions.naming import merge_parties, undo_merge
from seizures.cargo.actions.reading import queue_waiting, read_manifest
from seizures.cargo.actions.receiving import (
    Received,
    accept_incomplete,
    read_again,
    receive_manifest,
)
from seizures.cargo.actions.tracking import (
    count_case,
    end_hold_for_case,
    hold_consignment,
    hold_for_case,
    release_consignment,
    track,
)

__all__ = [
    "Received",
    "accept_incomplete",
    "correct_row",
    "count_case",
    "discard_row",
    "end_hold_for_case",
    "enter_by_hand",
    "hold_consignment",
    "hold_for_case",
    "merge_parties",
    "queue_waiting",
    "read_again",
    "read_manifest",
    "receive_manifest",
    "release_consignment",
    "track",
    "undo_merge",
]
