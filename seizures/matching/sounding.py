"""Unrecorded transliterations: pieces that only sound like a name written in another script.

Hangul and Han pieces meet Latin marks and each other's, Latin pieces meet marks in Hangul and Han.
"""

from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from seizures.matching.arrays import Bools, Bytes, Hashes, Ints, matched
from seizures.matching.candidates import Candidates
from seizures.matching.index import code_hashes
from seizures.matching.pools import spelled
from seizures.matching.reading import Reading, Spans
from seizures.matching.scripts import HAN, HANGUL, LETTER, transliterating
from seizures.matching.segment import Segment
from seizures.matching.sounds import (
    CHINESE,
    IN_HAN,
    IN_HANGUL,
    KOREAN,
    SHORTEST,
    Codes,
    as_heard,
    han_codes,
    hangul_codes,
    latin_codes,
    shapes,
    shortened,
)
from seizures.matching.tokens import BRACKET, COLON, HARD, QUOTE, WORD
from seizures.matching.vocabulary import BRAND
from seizures.matching.windows import SOUND, unknown_words

LEAST_LIKENESS = 50
LEAST_LIKENESS_LATIN = 60
LONGEST_EASTERN = 9
LATIN_FROM, LATIN_TO = 4, 16
LATIN_SHORTEST = 3
"""Consonants that a Latin piece needs; shorter codes meet too many names."""
LEAST_SHORTENED = 3
_SHOUTS = np.uint32(BRACKET | QUOTE | COLON)


@dataclass(frozen=True, slots=True)
class Heard:
    """Candidates by sound, with how near they sound and how alike their syllables run (0 to 100),
    and how many consonants they share.
    """

    found: Candidates
    likeness: Bytes
    shape: Bytes
    consonants: Bytes


@dataclass(frozen=True, slots=True)
class Sounding:
    """The pieces of a batch that are listened to, once for all segments: their different texts
    (`word` tells which one each piece is) with scripts, and the codes to look up with the text each
    belongs to.
    """

    pieces: Spans
    word: Ints
    texts: list[str]
    script: Bytes
    consonants: Ints
    hashes: Hashes
    owner: Ints


def listen(reading: Reading, *, wide: bool) -> Sounding:
    """Cut out the pieces that may be a foreign name, and take down how they sound."""
    parts = [_name_like(reading)]
    if wide:
        parts.append(_latin(reading))
    pieces = Spans(
        np.concatenate([p.starts for p in parts]), np.concatenate([p.ends for p in parts])
    )
    numbers: dict[str, int] = {}
    spoken = spelled(reading.plain, pieces.starts, pieces.ends)
    word = np.asarray([numbers.setdefault(text, len(numbers)) for text in spoken], dtype=np.int64)
    _, first = np.unique(word, return_index=True)
    texts = list(numbers)
    script = reading.tokens.script[reading.token_at[pieces.starts[first]]]
    codes, owner = _asked(texts, script)
    consonants = np.fromiter(map(len, codes), dtype=np.int64, count=len(codes)) - 1
    return Sounding(pieces, word, texts, script, consonants, code_hashes(codes), owner)


def find_by_sound(sounding: Sounding, segment: Segment) -> Heard | None:
    """Candidates that only sound alike; None where there are none."""
    if len(sounding.owner) == 0:
        return None
    at, name = segment.sounds.find(sounding.hashes)
    if len(at) == 0:
        return None
    consonants, names = sounding.consonants[at], segment.names
    long = names.offsets[name + 1] - names.offsets[name] > 3 * consonants + 1
    kept = ~(long & (names.script[name] == WORD))
    word, name, consonants = sounding.owner[at[kept]], name[kept], consonants[kept]
    _, first = np.unique((word << 32) | name, return_index=True)
    return _alike(sounding, segment, word[first], name[first], consonants[first])


def _alike(
    sounding: Sounding, segment: Segment, word: Ints, name: Ints, consonants: Ints
) -> Heard | None:
    """Of pairs that share a code, ordered by text and name, those that sound near enough."""
    pieces, script, spoken = sounding.pieces, sounding.script, segment.spoken
    few, which = np.unique(name, return_inverse=True)
    wanted = spelled(spoken.codes, spoken.offsets[few], spoken.offsets[few + 1])
    asked, where = np.unique(word, return_inverse=True)
    told = as_heard([sounding.texts[i] for i in asked.tolist()], script[asked])
    likeness = _similar(told, where, wanted, which, LEAST_LIKENESS / 100)
    least = np.where(script[word] == WORD, LEAST_LIKENESS_LATIN, LEAST_LIKENESS)
    near = np.flatnonzero(likeness >= least)
    if len(near) == 0:
        return None
    few, which = np.unique(which[near], return_inverse=True)
    wanted = shapes([wanted[i] for i in few.tolist()])
    shape = _similar(shapes(told), where[near], wanted, which)
    piece, pair = matched(sounding.word, word[near])
    ones = np.ones(len(pair), dtype=np.uint8)
    found = Candidates(
        name[near][pair], pieces.starts[piece], pieces.ends[piece], ones * np.uint8(SOUND), ones,
        ones * np.uint8(0),
    )  # fmt: skip
    shared = np.minimum(consonants[near], 255).astype(np.uint8)
    return Heard(found, likeness[near][pair], shape[pair], shared[pair])


def _similar(one: list[str], at: Ints, other: list[str], which: Ints, cutoff: float = 0.0) -> Bytes:
    """How alike the strings of each pair are, from 0 to 100; 0 below the `cutoff` (0 to 1)."""
    alike = cpdist(
        [one[i] for i in at.tolist()], [other[i] for i in which.tolist()],
        scorer=Levenshtein.normalized_similarity, score_cutoff=cutoff, dtype=np.float32,
    )  # fmt: skip
    return np.asarray(np.asarray(alike).reshape(-1) * 100).astype(np.uint8)


def _asked(texts: list[str], script: Bytes) -> Codes:
    """The codes to look up, each with the sign of the names it is meant for."""
    codes: list[str] = []
    owners: list[Ints] = [np.zeros(0, dtype=np.int64)]

    def ask(made: Codes, chosen: Ints, signs: str, least: int) -> None:
        for sign in signs:
            told = [number for number, code in enumerate(made[0]) if len(code) >= least]
            codes.extend(sign + made[0][number] for number in told)
            owners.append(chosen[made[1][told]])

    hangul, han, latin = (np.flatnonzero(script == kind) for kind in (HANGUL, HAN, LETTER))
    for chosen, coded, signs in (
        (hangul, hangul_codes, KOREAN + IN_HAN), (han, han_codes, CHINESE + IN_HANGUL),
    ):  # fmt: skip
        if len(chosen):
            made = coded([texts[i] for i in chosen.tolist()])
            ask(made, chosen, signs, SHORTEST)
            ask(shortened(*made, LEAST_SHORTENED), chosen, signs, SHORTEST)
    if len(latin):
        words = [texts[i] for i in latin.tolist()]
        ask(latin_codes(words, KOREAN), latin, IN_HANGUL + IN_HAN, LATIN_SHORTEST)
        with_w = [at for at, word in enumerate(words) if "w" in word]
        if with_w:  # the one letter that Chinese hears otherwise
            made = latin_codes([words[at] for at in with_w], CHINESE)
            ask(made, latin[with_w], IN_HAN, LATIN_SHORTEST)
    return codes, np.concatenate(owners)


def _latin(reading: Reading) -> Spans:
    """Unknown Latin words of four letters or more, written in plain letters."""
    tokens = reading.tokens
    odd = unknown_words(reading) & (tokens.script == WORD)
    chosen = np.flatnonzero(odd & (tokens.lengths >= LATIN_FROM) & (tokens.lengths <= LATIN_TO))
    letter = (reading.plain >= ord("a")) & (reading.plain <= ord("z"))
    counted = np.concatenate(([0], np.cumsum(letter)))
    starts, ends = tokens.starts[chosen], tokens.ends[chosen]
    plain = counted[ends] - counted[starts] == ends - starts
    return Spans(starts[plain], ends[plain])


def _name_like(reading: Reading) -> Spans:
    """Hangul and Han pieces of 2 to 9 characters that are no goods words and stand where a name
    would stand.
    """
    tokens = reading.tokens
    eastern = (tokens.script == HANGUL) | (tokens.script == HAN)
    if not eastern.any():
        none = np.zeros(0, dtype=np.int64)
        return Spans(none, none)
    whole = np.flatnonzero(
        eastern & ~reading.known
        & ~reading.covered.whole & (tokens.lengths >= 2) & (tokens.lengths <= LONGEST_EASTERN)
    )  # fmt: skip
    parts = [Spans(tokens.starts[whole], tokens.ends[whole]), _pairs(reading, eastern)]
    for spans, word in ((reading.han, reading.han_word), (reading.affixes, reading.affix_word)):
        parts.append(spans.only(_beside_known(reading, spans, word)))
    pieces = Spans(
        np.concatenate([p.starts for p in parts]), np.concatenate([p.ends for p in parts])
    )
    return pieces.only(_foreign(reading, pieces))


def _pairs(reading: Reading, eastern: Bools) -> Spans:
    """Two words of one script side by side, neither a goods word: 골든 구스, 拉尔夫·劳伦."""
    tokens = reading.tokens
    odd = eastern & ~reading.known & ~reading.covered.whole
    both = odd[:-1] & odd[1:] & (tokens.script[:-1] == tokens.script[1:])
    both &= tokens.of_text[:-1] == tokens.of_text[1:]
    both &= (tokens.break_before[1:] & np.uint32(HARD | BRACKET | QUOTE)) == 0
    first = np.flatnonzero(both & (tokens.ends[1:] - tokens.starts[:-1] <= LONGEST_EASTERN))
    return Spans(tokens.starts[first], tokens.ends[first + 1])


def _foreign(reading: Reading, pieces: Spans) -> Bools:
    """Hangul, and Han of which the greater part are signs that foreign names are written with."""
    plain = reading.plain
    signs = transliterating()[np.minimum(plain, np.uint32(0x9FFF))] & (plain < 0xA000)
    running = np.concatenate(([0], np.cumsum(signs)))
    foreign = running[pieces.ends] - running[pieces.starts]
    hangul = reading.tokens.script[reading.token_at[pieces.starts]] == HANGUL
    return np.asarray(hangul | (3 * foreign >= 2 * (pieces.ends - pieces.starts)))


def _beside_known(reading: Reading, spans: Spans, word: Ints) -> Bools:
    """Unknown pieces that begin or end a run whose rest is a known word or a cue."""
    tokens = reading.tokens
    token = reading.token_at[spans.starts]
    starts, ends = spans.starts, spans.ends
    first, last = tokens.starts[token], tokens.ends[token]
    novel = (ends - starts >= 2) & (word < 0)
    opens, closes = starts == first, ends == last
    novel &= ~(opens & reading.covered.forward[ends])
    novel &= ~(closes & reading.covered.backward[starts])
    cue_behind = (reading.cue_after[ends] & np.uint8(BRAND)) != 0
    rest_known = (reading.known_to[ends] == last) & (last - ends >= 2)
    rest_known |= reading.covered.backward[ends] & (last - ends >= 2)
    head_known = (reading.known_from[starts] == first) & (starts - first >= 2)
    head_known |= reading.covered.forward[starts] & (starts - first >= 2)
    return np.asarray(novel & ((opens & (rest_known | cue_behind)) | (closes & head_known)))
