"""Receives manifests, reads them into consignments and lines, and moves consignments on."""

from seizures.cargo.actions.correcting import correct_row, discard_row
from seizures.cargo.actions.reading import queue_waiting, read_manifest
from seizures.cargo.actions.receiving import Received, accept_incomplete, receive_manifest
from seizures.cargo.actions.tracking import hold_consignment, release_consignment, track

__all__ = [
    "Received",
    "accept_incomplete",
    "correct_row",
    "discard_row",
    "hold_consignment",
    "queue_waiting",
    "read_manifest",
    "receive_manifest",
    "release_consignment",
    "track",
]
