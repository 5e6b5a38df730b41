"""What the goods words around a near match say: a misspelt goods word, a word cut off at the end
of a long text, a phrase of these very goods, a word of other things in front of goods.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from seizures.matching.arrays import Bools, Floats, Ints, floats, owners, ramps
from seizures.matching.evidence import Evidence
from seizures.matching.facts import GoodsFacts
from seizures.matching.fold import fold
from seizures.matching.hashing import Hasher
from seizures.matching.hashtable import HashTable, build_table
from seizures.matching.pools import spelled
from seizures.matching.reading import Reading
from seizures.matching.tokens import BRACKET, HARD, QUOTE, WORD, tokenise
from seizures.matching.vocabulary import DEPICTS, FORMAL, LIVING, NAMELIKE, vocabulary
from seizures.matching.windows import LOOSE, SOUND, SPLIT

Columns = dict[str, Floats]
LEAST_NEAR, MOST_NEAR = 6, 18
"""Letters of a word that may be a goods word misspelt."""
LONG = 50
"""Letters and digits from which a description may have been cut off."""
REACH = 4
"""Words within which the goods must be named."""
_OPEN = np.uint32(HARD | BRACKET | QUOTE)


def of_goods_words(
    reading: Reading, lines: Sequence[GoodsFacts], heading: Ints, found: Evidence, told: Columns
) -> Columns:
    """`heading` is the heading of each candidate's line."""
    return {
        "near_word": floats(_near_word(reading, found)),
        "cut_short": _cut_short(reading, lines, found, told),
        **_of_home(reading, heading, found, told),
    }


def _near_word(reading: Reading, found: Evidence) -> Bools:
    """Whether the word that the piece lies in is a known word but for one letter."""
    tokens = reading.tokens
    token, last = reading.token_at.take(found.starts), reading.token_at.take(found.ends - 1)
    odd = ((found.edits > 0) | (found.way == SPLIT) | (found.way == LOOSE)) & (token == last)
    odd &= (tokens.script[token] == WORD) & ~reading.known.take(token)
    odd &= (tokens.lengths[token] >= LEAST_NEAR) & (tokens.lengths[token] <= MOST_NEAR)
    answer = np.zeros(len(found), dtype=bool)
    at = np.flatnonzero(odd)
    if len(at):
        asked, which = np.unique(token[at], return_inverse=True)
        answer[at] = _misspelt(reading, asked)[which]
    return answer


def _misspelt(reading: Reading, tokens: Ints) -> Bools:
    """Which tokens are one edit away from a word of the vocabulary."""
    answer = np.zeros(len(tokens), dtype=bool)
    table, words = _neighbourhood()
    starts, ends = reading.tokens.starts[tokens], reading.tokens.ends[tokens]
    for length in np.unique(ends - starts).tolist():
        at = np.flatnonzero(ends - starts == length)
        rows = reading.hasher.deletions(starts[at], length, 1)
        place, word = table.find(rows)
        mine = at[place % len(at)]
        if len(mine):
            told = spelled(reading.plain, starts[mine], ends[mine])
            near = cpdist(told, [words[n] for n in word.tolist()], scorer=OSA.distance,
                          score_cutoff=1, dtype=np.uint8)  # fmt: skip
            answer[mine[np.asarray(near) <= 1]] = True
    return answer


@lru_cache(maxsize=1)
def _neighbourhood() -> tuple[HashTable, tuple[str, ...]]:
    """The longer Latin words of the vocabulary by their hashes with up to one letter left out."""
    words = tuple(word for word in vocabulary().latin if len(word) >= LEAST_NEAR - 1)
    tokens = tokenise(fold(list(words)))
    hasher = Hasher(tokens.chars.looks)
    first = np.ones(len(tokens), dtype=bool)
    first[1:] = tokens.of_text[1:] != tokens.of_text[:-1]
    hashes, numbers = [], []
    for length in np.unique(tokens.lengths).tolist():
        at = np.flatnonzero(first & (tokens.lengths == length))
        rows = hasher.deletions(tokens.starts[at], length, 1)
        hashes.append(rows.reshape(-1))
        numbers.append(np.tile(tokens.of_text[at], len(rows)))
    return build_table(np.concatenate(hashes), np.concatenate(numbers)), words


def _cut_short(
    reading: Reading, lines: Sequence[GoodsFacts], found: Evidence, told: Columns
) -> Floats:
    """1 for a piece at the end of a long text, 1 more where its last word is the beginning of
    another word of that text.
    """
    text = reading.tokens.chars.text
    after = np.minimum(found.ends, len(text) - 1)
    end = (found.ends == len(text)) | (text[after] != text.take(found.starts))
    long = np.bincount(text, minlength=len(lines)) >= LONG
    asked = long[found.line] & (told["brand_cue"] + told["quoted"] == 0)
    begun = np.zeros(len(found), dtype=bool)
    at = np.flatnonzero(asked & ((found.edits > 0) | (told["short"] > 0)) & (found.way != SOUND))
    if len(at):
        begun[at] = _begins_another(reading, reading.token_at[found.ends[at] - 1])
    return floats(asked & end) + floats(begun)


def _begins_another(reading: Reading, token: Ints) -> Bools:
    """Whether each token (of three letters or more) is the beginning of another of its text."""
    tokens, hasher = reading.tokens, reading.hasher
    asked, which = np.unique(token, return_inverse=True)
    first = np.searchsorted(tokens.of_text, tokens.of_text[asked])
    count = np.searchsorted(tokens.of_text, tokens.of_text[asked], side="right") - first
    mine = owners(count)
    other, length = first[mine] + ramps(count), tokens.lengths[asked][mine]
    longer = (tokens.lengths[other] > length) & (length >= 3)
    mine, other, length = mine[longer], other[longer], length[longer]
    begins = hasher.windows(tokens.starts[other], tokens.starts[other] + length)
    answer = np.zeros(len(asked), dtype=bool)
    answer[mine[begins == reading.hashes[asked][mine]]] = True
    return np.asarray(answer[which])


def _of_home(reading: Reading, heading: Ints, found: Evidence, told: Columns) -> Columns:
    """Ordinary words among those of the goods: a phrase that names them, or a word of quite other
    things in front of them or behind them.
    """
    phrase, apart = np.zeros(len(found), dtype=bool), np.zeros(len(found), dtype=bool)
    chapter = np.where(heading >= 0, heading // 100, 0)
    at = np.flatnonzero((told["ordinary_phrase"] > 0) & (heading >= 0))
    if len(at):
        first, last = reading.token_at[found.starts[at]], reading.token_at[found.ends[at] - 1]
        for step in range(REACH):
            token = np.minimum(first + step, last)
            phrase[at] |= _home(reading, token, found.line[at], chapter[at])
    fit = (told["ordinary_fit"] > 0) & (told["ordinary_here"] == 0) & (heading >= 0)
    at = np.flatnonzero(fit & (told["brand_cue"] + told["quoted"] == 0) & (found.way != SOUND))
    if len(at):
        apart[at] = _apart(reading, found.only(at), chapter[at])
    return {"phrase_here": floats(phrase), "apart": floats(apart)}


def _home(reading: Reading, token: Ints, line: Ints, chapter: Ints) -> Bools:
    """Whether each token is a word for goods of the chapter, in that line."""
    words = vocabulary()
    inside = (token >= 0) & (token < len(reading.tokens))
    token = np.where(inside, token, 0)
    word = reading.word.take(token)
    known = inside & (word >= 0) & (reading.tokens.of_text[token] == line)
    word = np.maximum(word, 0)
    return np.asarray(known & words.chapters[word, chapter] & ~words.universal[word])


def _apart(reading: Reading, found: Evidence, chapter: Ints) -> Bools:
    """A single word that describes no goods, with the goods right behind it or in front of it and
    nothing but formalities on its other side.
    """
    tokens, words = reading.tokens, vocabulary()
    token, last = reading.token_at.take(found.starts), reading.token_at.take(found.ends - 1)
    word = reading.word.take(token)
    kind = np.where(word >= 0, words.kinds[np.maximum(word, 0)], 0)
    named = (kind & NAMELIKE) != 0
    named |= ((kind & LIVING) != 0) & (chapter >= 39) & (chapter < 95)
    whole = (
        (token == last)
        & (tokens.starts.take(token) == found.starts)
        & (tokens.ends.take(token) == found.ends)
    )
    at = np.flatnonzero(named & whole)
    token, line, chapter = token[at], found.line[at], chapter[at]
    answer = np.zeros(len(found), dtype=bool)
    for step in (1, -1):
        goods_there = _followed(reading, token, line, chapter, step)
        answer[at] |= goods_there & _bounded(reading, token, line, -step)
    return answer


def _followed(reading: Reading, token: Ints, line: Ints, chapter: Ints, step: int) -> Bools:
    """Whether a word for goods of the chapter follows within reach, known words in between."""
    tokens, words = reading.tokens, vocabulary()
    alive = np.ones(len(token), dtype=bool)
    found = np.zeros(len(token), dtype=bool)
    for away in range(1, REACH + 1):
        here = token + step * away
        inside = (here >= 0) & (here < len(tokens))
        here = np.where(inside, here, 0)
        gap = np.maximum(here, here - step)  # the later of the two tokens
        open_ = (tokens.break_before[np.minimum(gap, len(tokens) - 1)] & _OPEN) != 0
        alive &= inside & (tokens.of_text[here] == line) & ~open_
        number = np.maximum(reading.word[here], 0)
        kind = np.where(reading.word[here] >= 0, words.kinds[number], 0)
        alive &= (kind & (DEPICTS | FORMAL)) == 0
        alive &= reading.known[here] | (tokens.digits[here] & (tokens.lengths[here] <= 3))
        found |= alive & _home(reading, here, line, chapter)
    return found


def _bounded(reading: Reading, token: Ints, line: Ints, step: int) -> Bools:
    """Whether nothing that belongs to the goods stands on this side."""
    tokens, words = reading.tokens, vocabulary()
    here = token + step
    inside = (here >= 0) & (here < len(tokens))
    here = np.where(inside, here, 0)
    same = inside & (tokens.of_text[here] == line)
    gap = np.where(step > 0, here, token)
    open_ = (tokens.break_before[gap] & _OPEN) != 0
    kind = np.where(reading.word[here] >= 0, words.kinds[np.maximum(reading.word[here], 0)], 0)
    formal = (kind & FORMAL) != 0
    coded = tokens.digits[here] | ~reading.known[here] & (reading.tokens.lengths[here] >= 4)
    return np.asarray(~same | open_ | formal | coded | reading.taken[here])
