"""What weakens a match by sound or by a misspelling: the columns that keep goods words out."""

from collections.abc import Mapping, Sequence

import numpy as np

from seizures.matching.arrays import Floats, distinct
from seizures.matching.evidence import Evidence
from seizures.matching.facts import GoodsFacts
from seizures.matching.learned import Learned, chapters_of, in_chapter
from seizures.matching.names import IN_HAN, IN_HANGUL, IN_LATIN
from seizures.matching.reading import Reading
from seizures.matching.scripts import HANGUL
from seizures.matching.tokens import WORD
from seizures.matching.windows import INITIALS, SOUND

COMMON_FROM = 4
"""As many different shippers in a batch make a word common."""
MOST_DOUBLINGS = 6.0
LEAST_LEARNED = 5_000
"""Lines that must have been learned of before a word that is not among them counts as rare."""


def of_sound(reading: Reading, found: Evidence, told: Mapping[str, Floats]) -> dict[str, Floats]:
    """How much a match by sound alone is worth: announced or not, long or brief, and whether the
    right has a recorded name in the very script that the piece is written in.
    """
    sound = found.way == SOUND
    announced = (told["brand_cue"] + told["quoted"]) > 0
    script = reading.tokens.script[reading.token_at.take(found.starts)]
    latin = script == WORD
    wanted = np.where(script == HANGUL, IN_HANGUL, np.where(latin, IN_LATIN, IN_HAN))
    recorded = (found.known & wanted.astype(np.uint8)) != 0
    return {
        "sound_length": told["length"] * sound,
        "sound_bare": (sound & ~announced).astype(np.float64),
        "sound_twice": sound * told["brand_cue"] * told["quoted"],
        "sound_recorded": (sound & recorded).astype(np.float64),
        "sound_brief": (sound & (found.ends - found.starts <= 2)).astype(np.float64),
        "sound_latin": (sound & latin).astype(np.float64),
        "unlike_shape": (100.0 - found.shape) / 100.0,
        "sound_key": np.clip(found.consonants - 2.0, 0.0, 4.0) * sound,
        "sound_fits": sound * announced * told["class_fits"],
    }


def of_batch(reading: Reading, lines: Sequence[GoodsFacts], found: Evidence) -> dict[str, Floats]:
    """Binary logarithm of how many shippers of the batch write the same unrecorded word.

    A word that many unrelated shippers use is a word of the trade, not a coined name. Counted only
    for pieces that are no recorded name as they stand.
    """
    common = np.zeros(len(found), dtype=np.float64)
    odd = np.flatnonzero((found.way == SOUND) | (found.way == INITIALS) | (found.edits > 0))
    if len(odd) and len(lines) >= COMMON_FROM:
        asked, where = np.unique(found.line[odd], return_inverse=True)
        numbers: dict[str, int] = {}
        told = [numbers.setdefault(lines[n].shipper, len(numbers)) for n in asked.tolist()]
        shipper = np.asarray(told, dtype=np.int64)[where]
        pieces = reading.hasher.windows(found.starts[odd], found.ends[odd])
        _, piece = np.unique(pieces, return_inverse=True)
        pair = distinct(piece.astype(np.int64) * len(numbers) + shipper)
        count = np.bincount(pair // len(numbers), minlength=int(piece.max()) + 1)[piece]
        common[odd] = np.where(count >= COMMON_FROM, np.log2(np.maximum(count, 1)), 0.0)
    return {"common_here": common}


def of_lessons(
    reading: Reading,
    lines: Sequence[GoodsFacts],
    found: Evidence,
    told: Mapping[str, Floats],
    learned: Learned,
) -> dict[str, Floats]:
    """How common the very word is in lines without alerts: doublings above a share of 1 in 2,000
    shippers anywhere, and of 1 in 200 of those who ship goods of the same chapter. A dictionary
    word where a brand would stand is rare if it is no such word, once enough lines were learned of.
    """
    if not len(learned):
        nothing = np.zeros(len(found), dtype=np.float64)
        return dict.fromkeys(("common_learned", "common_in_chapter", "rare_word"), nothing)
    hashes = reading.hasher.windows(found.starts, found.ends)
    chapter = chapters_of(lines)[found.line]
    common = _doublings(learned.share(hashes), 2_000)
    here = _doublings(learned.share(in_chapter(hashes, chapter)), 200)
    rare = told["ordinary_at_edge"] * ((common + here) == 0) * (learned.lines >= LEAST_LEARNED)
    return {"common_learned": common, "common_in_chapter": here, "rare_word": rare}


def _doublings(share: Floats, one_in: int) -> Floats:
    return np.asarray(np.clip(np.log2(np.maximum(share * one_in, 1e-9)), 0.0, MOST_DOUBLINGS))
