"""Unrecorded transliterations: pieces in Hangul or Han that sound like a Latin name."""

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from seizures.matching.arrays import Bools, Bytes, Ints
from seizures.matching.candidates import Candidates, no_candidates
from seizures.matching.index import code_hashes
from seizures.matching.pools import spelled
from seizures.matching.reading import Reading, Spans
from seizures.matching.romanise import by_sound, syllables_of
from seizures.matching.scripts import HAN, HANGUL, transliterating
from seizures.matching.segment import Segment
from seizures.matching.sounds import CHINESE, KOREAN, SHORTEST, han_codes, hangul_codes, heard
from seizures.matching.tokens import BRACKET, COLON, QUOTE
from seizures.matching.vocabulary import BRAND
from seizures.matching.windows import SOUND

LEAST_LIKENESS = 50
_SHOUTS = np.uint32(BRACKET | QUOTE | COLON)


def find_by_sound(reading: Reading, segment: Segment) -> tuple[Candidates, Bytes]:
    """Candidates that only sound alike, with how near their Latin spellings are (0 to 100)."""
    pieces = _name_like(reading)
    if len(pieces) == 0:
        return no_candidates(), np.zeros(0, dtype=np.uint8)
    texts = spelled(reading.plain, pieces.starts, pieces.ends)
    codes: list[str] = []
    owner: list[int] = []
    for number, text in enumerate(texts):
        korean = text[0] >= "가"
        for code in hangul_codes(text) if korean else han_codes(text):
            if len(code) >= SHORTEST:
                codes.append((KOREAN if korean else CHINESE) + code)
                owner.append(number)
    at, name = segment.sounds.find(code_hashes(codes))
    names = segment.names
    consonants = np.fromiter(map(len, codes), dtype=np.int64, count=len(codes))[at] - 1
    fits = names.offsets[name + 1] - names.offsets[name] <= 3 * consonants + 1
    at, name = at[fits], name[fits]
    piece = np.asarray(owner, dtype=np.int64)[at]
    latin = [heard(by_sound(t) if t[0] >= "가" else "".join(syllables_of(t))) for t in texts]
    few, which = np.unique(name, return_inverse=True)
    marks = [
        heard(text) for text in spelled(names.plain, names.offsets[few], names.offsets[few + 1])
    ]
    wanted = [marks[i] for i in which.tolist()]
    told = [latin[i] for i in piece.tolist()]
    alike = np.asarray(
        cpdist(told, wanted, scorer=Levenshtein.normalized_similarity, dtype=np.float32)
    ).reshape(-1)
    likeness = (alike * 100).astype(np.uint8)
    kept = likeness >= LEAST_LIKENESS
    piece, name, likeness = piece[kept], name[kept], likeness[kept]
    ones = np.ones(len(name), dtype=np.uint8)
    found = Candidates(
        name,
        pieces.starts[piece],
        pieces.ends[piece],
        ones * np.uint8(SOUND),
        ones,
        ones * np.uint8(0),
    )
    return found, likeness


def _name_like(reading: Reading) -> Spans:
    """Hangul and Han pieces of 2 to 6 characters that are no goods words and stand where a name
    would stand.
    """
    tokens = reading.tokens
    eastern = (tokens.script == HANGUL) | (tokens.script == HAN)
    if not eastern.any():
        none = np.zeros(0, dtype=np.int64)
        return Spans(none, none)
    whole = np.flatnonzero(
        eastern & ~reading.known
        & ~reading.covered.whole & (tokens.lengths >= 2) & (tokens.lengths <= 6)
    )  # fmt: skip
    parts = [Spans(tokens.starts[whole], tokens.ends[whole])]
    for spans, word in ((reading.han, reading.han_word), (reading.affixes, reading.affix_word)):
        parts.append(spans.only(_beside_known(reading, spans, word)))
    pieces = Spans(
        np.concatenate([p.starts for p in parts]), np.concatenate([p.ends for p in parts])
    )
    return pieces.only(_foreign(reading, pieces))


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
