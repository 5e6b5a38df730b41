"""What weakens names that are cut out of other letters, or read like a unit beside a number."""

import numpy as np

from seizures.matching.arrays import Bools, Floats, Ints, floats
from seizures.matching.evidence import Evidence
from seizures.matching.reading import Reading
from seizures.matching.tokens import BRACKET, DASH, HARD, QUOTE, WORD
from seizures.matching.vocabulary import vocabulary
from seizures.matching.windows import FUZZY, INITIALS, LOOSE, SOUND, SPLIT


def of_cuts(reading: Reading, heading: Ints, found: Evidence, whole: Bools) -> dict[str, Floats]:
    """Names written together with other letters: with a known word, with one for these very goods,
    with letters that are no word.
    """
    cut = (found.way == SPLIT) | (found.way == LOOSE) | ((found.way == FUZZY) & ~whole)
    goods = np.zeros(len(found), dtype=bool)
    at = np.flatnonzero(cut & (found.way != LOOSE) & (heading >= 0))
    if len(at):
        words, tokens = vocabulary(), reading.tokens
        last = reading.token_at[found.ends[at] - 1]
        behind = found.ends[at] < tokens.ends.take(last)
        starts = np.where(behind, found.ends[at], tokens.starts.take(last))
        ends = np.where(behind, tokens.ends.take(last), found.starts[at])
        plural = (reading.plain[np.maximum(ends - 1, 0)] == ord("s")).astype(np.int64)
        ends = np.maximum(ends, starts)
        number = words.find(reading.hasher.windows(starts, ends))
        singular = words.find(reading.hasher.windows(starts, np.maximum(ends - plural, starts)))
        number = np.where(number >= 0, number, singular)
        home = words.chapters[np.maximum(number, 0), heading[at] // 100]
        goods[at] = home & (number >= 0)
    return {
        "split": floats(cut),
        "split_loose": floats(found.way == LOOSE),
        "split_goods": floats(goods),
        "split_known": floats(_known_cut(reading, found, cut)),
        "initials": floats(found.way == INITIALS),
    }


def _known_cut(reading: Reading, found: Evidence, cut: Bools) -> Bools:
    """CHIPWOOD: names cut out of a word that are known words themselves."""
    known = np.zeros(len(found), dtype=bool)
    at = np.flatnonzero(cut & (found.edits == 0))
    if len(at):
        pieces = reading.hasher.windows(found.starts[at], found.ends[at])
        known[at] = vocabulary().table.holds(pieces)
    return known


def measure(reading: Reading, found: Evidence) -> Floats:
    """5 HP, OMEGA-3: a brief name behind a number, or one that a dash ties to a brief number."""
    tokens, count = reading.tokens, len(reading.tokens)
    token, last = reading.token_at.take(found.starts), reading.token_at.take(found.ends - 1)
    before, after = np.maximum(token - 1, 0), np.minimum(last + 1, count - 1)
    hard = (tokens.break_before & np.uint32(HARD | BRACKET | QUOTE)) != 0
    dashed = (tokens.break_before & np.uint32(DASH)) != 0
    brief = (found.ends - found.starts <= 3) & (found.script == WORD)
    unit = brief & tokens.digits[before] & (token > 0) & ~hard[token]
    unit &= tokens.of_text[before] == tokens.of_text[token]
    tied = tokens.digits[after] & (tokens.lengths[after] <= 2) & (last + 1 < count) & dashed[after]
    tied &= (tokens.of_text[after] == tokens.of_text[last]) & (found.name_tokens == 1)
    return floats((unit | tied) & (found.edits == 0) & (found.way != SOUND))
