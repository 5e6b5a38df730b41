"""Which marks the lines at hand name outright: what many ship by name, others ship misspelt."""

from collections.abc import Sequence

import numpy as np

from seizures.matching.arrays import Floats, Ints, distinct
from seizures.matching.evidence import Evidence
from seizures.matching.facts import GoodsFacts
from seizures.matching.windows import INITIALS, SOUND

Columns = dict[str, Floats]
MOST_DOUBLINGS = 3.0


def of_trade(lines: Sequence[GoodsFacts], found: Evidence, told: Columns) -> Columns:
    """Doublings of the number of other shippers of the batch who name the mark plainly, up to 3.

    `in_trade` counts for misspelt names, `sound_in_trade` for what sounds like one,
    `word_in_trade` for dictionary words without a sign of a brand, where only shippers count who
    announce the word as one.
    """
    announced = (told["brand_cue"] + told["quoted"]) > 0
    ordinary = told["ordinary_fit"] > 0
    exact = (found.edits == 0) & (found.way != SOUND) & (found.way != INITIALS)
    exact &= told["inside_longer"] == 0
    named = exact & ((told["plain_name"] > 0) | (ordinary & announced))
    fits = (told["class_misfit"] == 0) & (told["inside_longer"] == 0)
    asked = {
        "in_trade": (found.edits > 0) & fits,
        "sound_in_trade": (found.way == SOUND) & fits,
        "word_in_trade": ordinary & ~announced,
    }
    made = {name: np.zeros(len(found), dtype=np.float64) for name in asked}
    wanted = np.flatnonzero(np.any(list(asked.values()), axis=0))
    if len(lines) < 2 or not named.any() or not len(wanted):
        return made
    doublings = np.log2(1.0 + _others(lines, found, np.flatnonzero(named), wanted))
    doublings = np.minimum(doublings, MOST_DOUBLINGS)
    for name, which in asked.items():
        made[name][wanted] = doublings * which[wanted]
    return made


def _others(lines: Sequence[GoodsFacts], found: Evidence, named: Ints, wanted: Ints) -> Floats:
    """For every wanted candidate how many shippers but its own name its right plainly."""
    numbers: dict[str, int] = {}
    shipper = np.zeros(len(lines), dtype=np.int64)
    for at in distinct(found.line[np.concatenate((named, wanted))]).tolist():
        shipper[at] = numbers.setdefault(lines[at].shipper, len(numbers))
    rights, which = np.unique(_rights(found, named), return_inverse=True)
    pairs = distinct(which * len(numbers) + shipper[found.line[named]])
    count = np.bincount(pairs // len(numbers), minlength=len(rights))
    right = _rights(found, wanted)
    at = np.minimum(np.searchsorted(rights, right), len(rights) - 1)
    known = rights[at] == right
    own = at * len(numbers) + shipper[found.line[wanted]]
    self_ = pairs[np.minimum(np.searchsorted(pairs, own), len(pairs) - 1)] == own
    return np.where(known, count[at] - self_, 0).astype(np.float64)


def _rights(found: Evidence, which: Ints) -> Ints:
    """A number for each candidate's right in the whole index."""
    return np.asarray((found.segment[which].astype(np.int64) << 32) | found.right[which])
