"""What speaks for and against each candidate, as named columns of numbers."""

from collections.abc import Sequence

import numpy as np

from seizures.matching.arrays import Bools, Floats, Ints, floats
from seizures.matching.concordance import GOODS, classes_of, headings
from seizures.matching.cuts import measure, of_cuts
from seizures.matching.evidence import Evidence
from seizures.matching.facts import GoodsFacts
from seizures.matching.goods_words import of_goods_words
from seizures.matching.learned import Learned
from seizures.matching.names import ALIASES, LETTERS, PINYIN
from seizures.matching.reading import Reading
from seizures.matching.scripts import HAN, HANGUL
from seizures.matching.signals import SIGNALS
from seizures.matching.soundness import of_batch, of_lessons, of_sound
from seizures.matching.tokens import BRACKET, COLON, HARD, QUOTE, WORD
from seizures.matching.trade import of_trade
from seizures.matching.vocabulary import BRAND, LIKE, ONLY_FOR, vocabulary
from seizures.matching.windows import INITIALS, INSIDE, LOOSE, SOUND

FEATURES = (
    "plain_name", "length", "short", "several_words", "well_recorded", "class_fits", "class_misfit",
    "services_only", "brand_cue", "quoted", "only_for", "at_edge",
    "ordinary_fit", "ordinary_misfit", "ordinary_phrase", "ordinary_announced",
    "ordinary_at_edge", "ordinary_here",
    "inside_word", "taken", "unbounded", "split", "pieced", "mostly_digits", "respaced",
    "imitated", "doubled", "one_edit",
    "two_edits", "edit_share", "first_letter", "made_spelling", "sound_only", "unlike_sound",
    "inside_longer", "outdone", "rivals",
    "sound_length", "sound_bare", "sound_twice", "sound_recorded", "sound_brief", "common_here",
    "split_loose", "split_goods", "split_known", "phrase_misfit", "initials", "measure",
    "sound_latin", "unlike_shape", "sound_key", "sound_fits",
    "common_learned", "common_in_chapter", "rare_word", *SIGNALS,
    "last_letter", "swapped", "odd_letters", "in_trade", "sound_in_trade", "word_in_trade",
    "near_word", "cut_short", "phrase_here", "apart",
)  # fmt: skip

Columns = dict[str, Floats]


def columns(
    reading: Reading,
    lines: Sequence[GoodsFacts],
    found: Evidence,
    learned: Learned = Learned.NONE,
) -> Columns:
    """All features of all candidates but the signals, which `weighing` adds."""
    heading = headings([line.hs for line in lines])[found.line]
    made = _of_class(heading, found)
    made |= _of_place(reading, found)
    made |= _of_words(reading, heading, found, made)
    made |= _of_likeness(found)
    made |= _of_name(found, made)
    made |= _of_rivals(found, made)
    made |= of_sound(reading, found, made)
    made |= of_batch(reading, lines, found)
    made |= of_lessons(reading, lines, found, made, learned)
    made |= of_trade(lines, found, made)
    made |= of_goods_words(reading, lines, heading, found, made)
    return made


def _of_name(found: Evidence, made: Columns) -> Columns:
    """How telling the name itself is: its length, in Latin letters or what is worth as much."""
    worth = np.where(found.script == HAN, 2.5, np.where(found.script == HANGUL, 2.0, 1.0))
    letters = found.name_length * worth
    initials = found.way == INITIALS
    letters = np.where(initials, found.ends - found.starts, letters)
    doubtful = made["ordinary_fit"] + made["ordinary_misfit"] + made["inside_word"] + made["split"]
    doubtful += (
        made["taken"]
        + made["mostly_digits"]
        + made["ordinary_phrase"]
        + made["pieced"]
        + made["made_spelling"]
        + made["unbounded"]
        + made["sound_only"]
    )
    plain = (found.edits == 0) & (doubtful == 0) & (letters >= 4) & ~initials
    return {
        "plain_name": floats(plain),
        "length": np.minimum(letters, 12.0) / 4.0,
        "short": floats(letters <= 3),
        "several_words": floats((found.name_tokens > 1) & (found.edits == 0) & ~initials),
        "well_recorded": floats((found.known & ALIASES) != 0),
    }


def _of_class(heading: Ints, found: Evidence) -> Columns:
    """Whether goods of this heading are what the mark is registered for."""
    goods = classes_of(heading)
    known = (goods != 0) & ((found.nice & np.uint64(GOODS)) != 0)
    fit = (goods & found.nice) != 0
    return {
        "class_fits": floats(known & fit),
        "class_misfit": floats(known & ~fit),
        "services_only": floats((found.nice != 0) & ((found.nice & np.uint64(GOODS)) == 0)),
    }


def _of_place(reading: Reading, found: Evidence) -> Columns:
    """What stands beside the piece: cue words, quotation marks, brackets."""
    before, after = reading.cue_before.take(found.starts), reading.cue_after.take(found.ends)
    announced = ((before | after) & np.uint8(BRAND)) != 0
    served = ((before & np.uint8(ONLY_FOR)) | (after & np.uint8(LIKE))) != 0
    opening, closing = reading.signs.take(found.starts), reading.signs.take(found.ends)
    text, after_it = reading.tokens.chars.text, np.minimum(found.ends, len(reading.looks) - 1)
    end = (found.ends == len(reading.looks)) | (text.take(after_it) != text.take(found.starts))
    enclosed = (opening & (closing | np.where(end, 3, 0)) & np.uint32(BRACKET | QUOTE)) != 0
    return {
        "brand_cue": floats(announced | ((opening & np.uint32(COLON)) != 0) & announced),
        "quoted": floats(enclosed),
        "only_for": floats(served & ~announced),
        "at_edge": floats(_at_edge(reading, found)),
    }


def _at_edge(reading: Reading, found: Evidence) -> Bools:
    """Whether the piece begins or ends what is said of the goods: names lead or close a
    description.
    """
    tokens, words = reading.tokens, vocabulary()
    goods = (reading.word >= 0) & words.goods[reading.word]
    hard = (tokens.break_before & np.uint32(HARD)) != 0
    first = np.ones(len(tokens) + 1, dtype=bool)
    first[1:-1] = (tokens.of_text[1:] != tokens.of_text[:-1]) | hard[1:] | tokens.digits[:-1]
    final = np.ones(len(tokens) + 1, dtype=bool)
    final[1:-1] = first[1:-1] | tokens.digits[1:]
    token, last = reading.token_at.take(found.starts), reading.token_at.take(found.ends - 1)
    opens = first[token] & (found.starts == tokens.starts.take(token))
    closes = final[last + 1] & (found.ends == tokens.ends.take(last))
    same = np.append(tokens.of_text[1:] == tokens.of_text[:-1], False)
    after = np.append(goods, False)[last + 1] & same[last]
    before = np.append(False, goods)[token] & np.append(False, same)[token]
    return np.asarray((opens & after) | (closes & before))


def _of_words(reading: Reading, heading: Ints, found: Evidence, told: Columns) -> Columns:
    """Whether the piece is an ordinary word, or a part of one, and ordinary under this heading."""
    words, tokens = vocabulary(), reading.tokens
    token, last = reading.token_at.take(found.starts), reading.token_at.take(found.ends - 1)
    whole = (tokens.starts.take(token) == found.starts) & (tokens.ends.take(last) == found.ends)
    usual = reading.known | tokens.digits
    known = _running(usual)
    bits = _running(usual | ((tokens.lengths <= 2) & (tokens.script == WORD)))
    whole_words = _running(reading.known & (tokens.lengths >= 2))
    count = last + 1 - token
    piece_known = reading.known_to.take(found.starts) == found.ends
    sound = found.way == SOUND
    all_known = whole & (known.take(last + 1) - known.take(token) == count)
    some_known = (whole_words.take(last + 1) > whole_words.take(token)) & (
        bits.take(last + 1) - bits.take(token) == count
    )
    ordinary = ~sound & (all_known | piece_known)
    made = (found.source >= LETTERS) & (found.source <= PINYIN)
    phrase = ordinary & (count > 1) & (found.width == found.name_tokens) & ~made
    ordinary &= ~phrase
    single = ordinary & (token == last) & whole
    number = np.where(single, reading.word.take(token), -1)
    chapter = np.where(heading >= 0, heading // 100, 0)
    here = single & (number >= 0) & words.chapters[np.maximum(number, 0), chapter] & (heading >= 0)
    within = (reading.known_to.take(found.starts) > found.ends) & (token == last)
    within |= (reading.known_from.take(found.ends) < found.starts) & (token == last)
    inner = ((found.way == INSIDE) | (found.way == LOOSE)) & (found.edits == 0)
    left = (tokens.starts.take(token) == found.starts) | (
        reading.known_from.take(found.starts) < found.starts
    )
    left |= (reading.cue_before.take(found.starts) & np.uint8(BRAND)) != 0
    right = (tokens.ends.take(last) == found.ends) | (
        reading.known_to.take(found.ends) > found.ends
    )
    right |= (reading.cue_after.take(found.ends) & np.uint8(BRAND)) != 0
    fits = told["class_fits"] > 0
    announced = (told["brand_cue"] + told["quoted"]) > 0
    other_cut = (found.width != found.name_tokens) | (found.edits > 0) | made
    pairs = _running((tokens.lengths == 2) & (tokens.script == WORD))
    briefs = made & (pairs.take(last + 1) - pairs.take(token) == count)
    parted = _running((tokens.break_before & np.uint32(BRACKET | QUOTE)) != 0)
    across = parted.take(last + 1) > parted.take(token + 1)
    taken = _running(reading.taken)
    numeral = tokens.digits_before.take(found.ends) - tokens.digits_before.take(found.starts)
    return {
        "ordinary_fit": floats(ordinary & fits),
        "ordinary_misfit": floats(ordinary & ~fits),
        "ordinary_phrase": floats(phrase),
        "phrase_misfit": floats(phrase & ~fits),
        "ordinary_announced": floats(ordinary & fits & announced),
        "ordinary_at_edge": floats(ordinary & fits & ~here & (told["at_edge"] > 0)),
        "ordinary_here": floats(here),
        "inside_word": floats(within & ~ordinary),
        "unbounded": floats(inner) * (2.0 - floats(left) - floats(right)),
        **of_cuts(reading, heading, found, whole),
        "pieced": floats(whole & (count > 1) & ((some_known & other_cut) | across | briefs)),
        "taken": floats((taken.take(last + 1) > taken.take(token)) & ~sound),
        "measure": measure(reading, found),
        "mostly_digits": floats((2 * numeral >= found.ends - found.starts) & (found.imitated > 0)),
    }


def _running(flags: Bools) -> Ints:
    return np.concatenate(([0], np.cumsum(flags)))


def _of_likeness(found: Evidence) -> Columns:
    """How far the writing is from the recorded one."""
    made = (found.source >= LETTERS) & (found.source <= PINYIN)
    sound = found.way == SOUND
    respaced = (found.width != found.name_tokens) & (found.edits == 0) & ~sound & ~made
    respaced &= found.way != INITIALS
    return {
        "respaced": floats(respaced),
        "imitated": floats(found.imitated > 0),
        "doubled": floats(found.doubled > 0),
        "one_edit": floats((found.edits == 1) & (found.doubled == 0)),
        "two_edits": floats((found.edits == 2) & (found.doubled == 0)),
        "edit_share": found.edits / np.maximum(found.name_length, 1),
        "first_letter": floats(found.first_changed > 0),
        "last_letter": floats(found.last_changed > 0),
        "swapped": floats(found.swapped > 0),
        "odd_letters": found.odd_letters,
        "made_spelling": floats(made),
        "sound_only": floats(sound),
        "unlike_sound": (100.0 - found.likeness) / 100.0,
    }


def _of_rivals(found: Evidence, made: Columns) -> Columns:
    """Longer or better matches over the same piece, and how many names it resembles as well."""
    exact = (found.edits == 0) & (found.way != SOUND) & (found.way != INITIALS)
    clean = exact & (made["inside_word"] + made["pieced"] + made["split"] + made["taken"] == 0)
    inside = _within(found, clean, exact) | _within(
        found, ~clean & ~exact & (found.way != SOUND), ~exact
    )
    return {
        "inside_longer": floats(inside),
        "outdone": floats(~exact & _touches(found, clean)),
        "rivals": _crowd(found),
    }


def _within(found: Evidence, longer: Bools, asked: Bools) -> Bools:
    """Which of `asked` lie inside a longer piece among `longer`."""
    reach = _reach(found, longer)
    inside = (reach[found.starts + 1] > found.ends) | (reach[found.starts] >= found.ends)
    return np.asarray(inside & asked)


def _touches(found: Evidence, others: Bools) -> Bools:
    """Which pieces share a character with one of the `others`."""
    return np.asarray(_reach(found, others)[found.ends] > found.starts)


def _reach(found: Evidence, which: Bools) -> Ints:
    """How far to the right the pieces that begin before each character reach."""
    reach = np.full(int(found.ends.max(initial=0)) + 2, -1, dtype=np.int32)
    np.maximum.at(reach, found.starts[which] + 1, found.ends[which])
    return np.maximum.accumulate(reach)


def _crowd(found: Evidence) -> Floats:
    """Binary logarithm of how many different rights the same piece meets with no more edits."""
    distance = found.edits.astype(np.int64) + 3 * (found.way == SOUND) + 4 * (found.way == INITIALS)
    key = ((found.starts << 32 | found.ends) << 3) | distance
    rank = np.argsort(key)
    key = key[rank]
    level, fresh = np.ones((2, len(rank)), dtype=bool)
    level[1:] = key[1:] != key[:-1]
    fresh[1:] = key[1:] >> 3 != key[:-1] >> 3
    piece, step = np.cumsum(fresh) - 1, np.cumsum(level) - 1
    first_of_piece = np.flatnonzero(fresh)
    last_of_step = np.append(np.flatnonzero(level)[1:], len(rank))
    crowd = last_of_step[step] - first_of_piece[piece]
    out = np.zeros(len(rank), dtype=np.float64)
    out[rank] = np.log2(np.maximum(crowd, 1))
    return out
