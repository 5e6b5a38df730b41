"""Abbreviations: the initials of a mark of several words, where something announces a name."""

import numpy as np

from seizures.matching.candidates import Candidates, no_candidates
from seizures.matching.index import INITIAL, code_hashes
from seizures.matching.pools import spelled
from seizures.matching.reading import Reading
from seizures.matching.segment import Segment
from seizures.matching.tokens import BRACKET, QUOTE, WORD
from seizures.matching.vocabulary import BRAND
from seizures.matching.windows import INITIALS, unknown_words

_ENCLOSED = np.uint32(BRACKET | QUOTE)


def find_by_initials(reading: Reading, segment: Segment) -> Candidates:
    """Unknown tokens of two to four letters beside a brand cue or in quotation marks."""
    tokens = reading.tokens
    brief = (tokens.lengths >= 2) & (tokens.lengths <= 4) & (tokens.script == WORD)
    cues = reading.cue_before[tokens.starts] | reading.cue_after[tokens.ends]
    announced = (cues & np.uint8(BRAND)) != 0
    announced |= (reading.signs[tokens.starts] & _ENCLOSED) != 0
    chosen = np.flatnonzero(brief & announced & unknown_words(reading))
    if len(chosen) == 0:
        return no_candidates()
    starts, ends = tokens.starts[chosen], tokens.ends[chosen]
    texts = spelled(reading.plain, starts, ends)
    at, name = segment.sounds.find(code_hashes([INITIAL + text for text in texts]))
    names = segment.names
    same = (names.tokens[name] == (ends - starts)[at]) & (names.script[name] == WORD)
    at, name = at[same], name[same]
    ones = np.ones(len(at), dtype=np.uint8)
    return Candidates(name, starts[at], ends[at], ones * np.uint8(INITIALS), ones, 0 * ones)
