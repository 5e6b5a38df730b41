"""Screens manifests, screens changed rights over open cargo, raises alerts and decides on them."""

from seizures.screening.actions.deciding import (
    dismiss,
    note_case,
    note_inspection,
    record_outcome,
    reopen,
    take,
)
from seizures.screening.actions.referring import raise_by_hand, refer
from seizures.screening.actions.rescreening import begin_rescreen, rescreen
from seizures.screening.actions.running import queue_waiting, screen_manifest

__all__ = [
    "begin_rescreen",
    "dismiss",
    "note_case",
    "note_inspection",
    "queue_waiting",
    "raise_by_hand",
    "record_outcome",
    "refer",
    "reopen",
    "rescreen",
    "screen_manifest",
    "take",
]
