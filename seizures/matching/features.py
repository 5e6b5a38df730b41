"""What speaks for and against each candidate, as named columns of numbers."""

from collections.abc import Sequence

import numpy as np

from seizures.matching.arrays import Bools, Floats, Ints
from seizures.matching.concordance import GOODS, classes_of, headings
from seizures.matching.evidence import Evidence
from seizures.matching.facts import GoodsFacts
from seizures.matching.names import LETTERS, PINYIN, ROMANISED
from seizures.matching.reading import Reading
from seizures.matching.scripts import HAN, HANGUL
from seizures.matching.tokens import BRACKET, COLON, QUOTE, WORD
from seizures.matching.vocabulary import BRAND, ONLY_FOR, vocabulary
from seizures.matching.windows import INSIDE, SOUND, SPLIT

FEATURES = (
    "length", "short", "several_words", "class_fits", "class_misfit", "services_only", "brand_cue", "quoted",
    "only_for", "ordinary_word", "ordinary_here", "inside_longer", "inside_word", "unbounded", "split",
    "respaced", "imitated", "one_edit", "two_edits", "edit_share", "first_letter", "made_spelling",
    "sound_only", "unlike_sound", "rivals", "with_digits",
)  # fmt: skip

Columns = dict[str, Floats]


def columns(reading: Reading, lines: Sequence[GoodsFacts], found: Evidence) -> Columns:
    """All features of all candidates."""
    heading = headings([line.hs for line in lines])[found.line]
    made: Columns = {}
    made.update(_of_name(reading, found))
    made.update(_of_class(heading, found))
    made.update(_of_place(reading, found))
    made.update(_of_words(reading, heading, found))
    made.update(_of_likeness(reading, found))
    made.update(_of_rivals(found))
    return made


def _floats(values: "Bools | Ints | Floats") -> Floats:
    return values.astype(np.float64)


def _of_name(reading: Reading, found: Evidence) -> Columns:
    """How telling the name itself is: its length, in Latin letters or what is worth as much."""
    worth = np.where(found.script == HAN, 2.5, np.where(found.script == HANGUL, 2.0, 1.0))
    letters = found.name_length * worth
    digits = np.concatenate(([0], np.cumsum(reading.tokens.chars.kinds == 2)))
    return {
        "length": np.minimum(letters, 12.0) / 4.0,
        "short": _floats(letters <= 3),
        "several_words": _floats((found.name_tokens > 1) & (found.edits == 0)),
        "with_digits": _floats(digits[found.ends] > digits[found.starts]) * (found.imitated == 0),
    }


def _of_class(heading: Ints, found: Evidence) -> Columns:
    """Whether goods of this heading are what the mark is registered for."""
    goods = classes_of(heading)
    known = (goods != 0) & ((found.nice & np.uint64(GOODS)) != 0)
    fit = (goods & found.nice) != 0
    return {
        "class_fits": _floats(known & fit),
        "class_misfit": _floats(known & ~fit),
        "services_only": _floats((found.nice != 0) & ((found.nice & np.uint64(GOODS)) == 0)),
    }


def _of_place(reading: Reading, found: Evidence) -> Columns:
    """What stands beside the piece: cue words, quotation marks, brackets."""
    before, after = reading.cue_before[found.starts], reading.cue_after[found.ends]
    announced = ((before | after) & np.uint8(BRAND)) != 0
    served = ((before | after) & np.uint8(ONLY_FOR)) != 0
    opening, closing = reading.signs[found.starts], reading.signs[found.ends]
    end = found.ends == len(reading.looks)
    enclosed = (opening & (closing | np.where(end, 3, 0)) & np.uint32(BRACKET | QUOTE)) != 0
    return {
        "brand_cue": _floats(announced | ((opening & np.uint32(COLON)) != 0) & announced),
        "quoted": _floats(enclosed),
        "only_for": _floats(served & ~announced),
    }


def _of_words(reading: Reading, heading: Ints, found: Evidence) -> Columns:
    """Whether the piece is an ordinary word, or a part of one, and ordinary under this heading."""
    words = vocabulary()
    token, last = reading.token_at[found.starts], reading.token_at[found.ends - 1]
    tokens = reading.tokens
    whole = (tokens.starts[token] == found.starts) & (tokens.ends[last] == found.ends)
    known = np.concatenate(([0], np.cumsum(reading.known | tokens.digits)))
    all_known = known[last + 1] - known[token] == last + 1 - token
    piece_known = reading.known_to[found.starts] == found.ends
    exact = (found.edits == 0) & (found.way != SOUND)
    ordinary = exact & ((whole & all_known) | piece_known)
    single = ordinary & (token == last)
    number = np.where(whole & single, reading.word[token], -1)
    chapter = np.where(heading >= 0, heading // 100, 0)
    here = single & (number >= 0) & words.chapters[np.maximum(number, 0), chapter] & (heading >= 0)
    within = (reading.known_to[found.starts] > found.ends) & (token == last)
    within |= (reading.known_from[found.ends] < found.starts) & (token == last)
    inner = (found.way == INSIDE) & exact
    left = (tokens.starts[token] == found.starts) | (reading.known_from[found.starts] < found.starts)
    left |= (reading.cue_before[found.starts] & np.uint8(BRAND)) != 0
    right = (tokens.ends[last] == found.ends) | (reading.known_to[found.ends] > found.ends)
    right |= (reading.cue_after[found.ends] & np.uint8(BRAND)) != 0
    return {
        "ordinary_word": _floats(ordinary),
        "ordinary_here": _floats(here),
        "inside_word": _floats(within),
        "unbounded": _floats(inner) * (2.0 - _floats(left) - _floats(right)),
        "split": _floats(found.way == SPLIT),
    }


def _of_likeness(reading: Reading, found: Evidence) -> Columns:
    """How far the writing is from the recorded one."""
    length = np.maximum(found.name_length, 1)
    first = np.zeros(len(found), dtype=bool)
    first[:] = (found.edits > 0) & (found.script == WORD)
    made = (found.source == LETTERS) | (found.source == ROMANISED) | (found.source == PINYIN)
    sound = found.way == SOUND
    return {
        "respaced": _floats((found.width != found.name_tokens) & (found.edits == 0) & ~sound & ~made),
        "imitated": _floats(found.imitated > 0),
        "one_edit": _floats(found.edits == 1),
        "two_edits": _floats(found.edits == 2),
        "edit_share": found.edits / length,
        "first_letter": _floats(first) * 0.0,
        "made_spelling": _floats(made),
        "sound_only": _floats(sound),
        "unlike_sound": (100.0 - found.likeness) / 100.0,
    }


def _of_rivals(found: Evidence) -> Columns:
    """Longer matches around the piece, and how many names the same piece resembles as well or better."""
    inside = np.zeros(len(found), dtype=bool)
    rivals = np.zeros(len(found), dtype=np.float64)
    if len(found):
        strong = np.flatnonzero((found.edits <= (found.name_length >= 8)) & (found.way != SOUND))
        order = strong[np.lexsort((-found.ends[strong], found.starts[strong]))]
        reach_at, reach = found.starts[order], np.maximum.accumulate(found.ends[order])
        if len(order):
            slot = np.searchsorted(reach_at, found.starts, side="right") - 1
            inside = (slot >= 0) & (reach[np.maximum(slot, 0)] > found.ends)
            earlier = np.searchsorted(reach_at, found.starts, side="left") - 1
            inside |= (earlier >= 0) & (reach[np.maximum(earlier, 0)] >= found.ends)
        rivals = _crowd(found)
    return {"inside_longer": _floats(inside), "rivals": rivals}


def _crowd(found: Evidence) -> Floats:
    """Binary logarithm of how many different rights the same piece meets with no more edits."""
    distance = found.edits.astype(np.int64) + 3 * (found.way == SOUND)
    rank = np.lexsort((found.right, distance, found.ends, found.starts))
    starts, ends, near = found.starts[rank], found.ends[rank], distance[rank]
    fresh = np.ones(len(rank), dtype=bool)
    fresh[1:] = (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
    level = fresh.copy()
    level[1:] |= near[1:] != near[:-1]
    piece, step = np.cumsum(fresh) - 1, np.cumsum(level) - 1
    first_of_piece = np.flatnonzero(fresh)
    last_of_step = np.append(np.flatnonzero(level)[1:], len(rank))
    crowd = last_of_step[step] - first_of_piece[piece]
    out = np.zeros(len(rank), dtype=np.float64)
    out[rank] = np.log2(np.maximum(crowd, 1))
    return out
