"""The procedures of both administrations, one dated file per edition of a track.

An edition is never edited: an amendment of the law adds a file named after its first day in
force, and a case keeps its edition for life.
"""

from seizures.law.procedures.loader import editions, load, tracks
from seizures.law.procedures.model import (
    Ask,
    Choice,
    Deadline,
    LedgerMove,
    Opening,
    Procedure,
    SecurityRule,
    Stage,
    Step,
)
from seizures.law.procedures.offers import Offer, Refusal, offers, refusals

__all__ = [
    "Ask",
    "Choice",
    "Deadline",
    "LedgerMove",
    "Offer",
    "Opening",
    "Procedure",
    "Refusal",
    "SecurityRule",
    "Stage",
    "Step",
    "editions",
    "load",
    "offers",
    "refusals",
    "tracks",
]
