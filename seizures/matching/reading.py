"""A batch of goods descriptions, read: folded, cut into tokens, known words and cue words found."""

from dataclasses import dataclass

import numpy as np

from seizures.matching.arrays import Bools, Bytes, Hashes, Ints, Words, owners, ramps
from seizures.matching.coverage import Coverage, cover, inner_windows, uncovered
from seizures.matching.fold import fold
from seizures.matching.hashing import Hasher
from seizures.matching.scripts import HAN, HANGUL
from seizures.matching.tokens import BRACKET, COLON, DASH, HARD, QUOTE, WORD, Tokens, tokenise
from seizures.matching.vocabulary import (
    CODE,
    LINKING,
    ONLY_FOR,
    ORIGIN,
    SUFFIX,
    Vocabulary,
    vocabulary,
)

HAN_WINDOW = 6
AFFIX = 8


@dataclass(frozen=True, slots=True)
class Spans:
    """Pieces of a batch, from character `starts` up to before `ends`."""

    starts: Ints
    ends: Ints

    def __len__(self) -> int:
        return len(self.starts)

    def only(self, which: "Bools | Ints") -> "Spans":
        """Some of them."""
        return Spans(self.starts[which], self.ends[which])


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a batch before any mark is looked for.

    `word` is the vocabulary's number of each token (-1 unknown), `compound` says whether it is made
    of known words, `covered` how far known words of any length reach in it. `han` and `affixes` are
    the pieces inside longer runs that may be names, `han_word` and `affix_word` their numbers.
    `cue_before[i]` are the cue bits of a word that ends where character i begins, `cue_after[i]`
    of one that begins there, `signs[i]` the separators in front of it; `known_to[i]` is where the
    longest known word that begins at i ends. `taken` tokens have another job: the country after
    MADE IN,
    the letters of a model number, N/M.
    """

    tokens: Tokens
    hasher: Hasher
    hashes: Hashes
    word: Ints
    compound: Bools
    covered: Coverage
    han: Spans
    han_hashes: Hashes
    han_word: Ints
    affixes: Spans
    affix_hashes: Hashes
    affix_word: Ints
    cue_before: Bytes
    cue_after: Bytes
    signs: Words
    known_to: Ints
    known_from: Ints
    token_at: Ints
    taken: Bools

    @property
    def looks(self) -> Words:
        """The skeleton characters of the batch."""
        return self.tokens.chars.looks

    @property
    def plain(self) -> Words:
        """The characters as written, but for case and marks."""
        return self.tokens.chars.plain

    @property
    def known(self) -> Bools:
        """Which tokens are in the trade vocabulary."""
        return (self.word >= 0) | self.compound


def read(texts: list[str]) -> Reading:
    """Read a batch of descriptions."""
    tokens = tokenise(fold(texts))
    hasher = Hasher(tokens.chars.looks)
    words = vocabulary()
    hashes = hasher.windows(tokens.starts, tokens.ends)
    word = _inflected(words, hasher, tokens, hashes)
    han, affixes = _han_windows(tokens), _affixes(tokens)
    han_hashes = hasher.windows(han.starts, han.ends)
    affix_hashes = hasher.windows(affixes.starts, affixes.ends)
    han_word, affix_word = words.find(han_hashes), words.find(affix_hashes)
    spans = Spans(
        np.concatenate((tokens.starts, han.starts, affixes.starts)),
        np.concatenate((tokens.ends, han.ends, affixes.ends)),
    )
    numbers = np.concatenate((word, han_word, affix_word))
    found = numbers >= 0
    size = len(tokens.chars.looks)
    sure, loose = _covered(words, hasher, tokens, word, spans.only(found), numbers[found])
    known_to, known_from = _known_reach(spans.only(found), size)
    signs = np.zeros(size + 1, dtype=np.uint32)
    signs[tokens.starts] = tokens.break_before
    cue_before, cue_after = _cues(words, tokens, word, spans.only(found), numbers[found], signs)
    return Reading(
        tokens, hasher, hashes, word, sure.whole, loose,
        han, han_hashes, han_word, affixes, affix_hashes, affix_word,
        cue_before, cue_after, signs, known_to, known_from, owners(tokens.lengths),
        _taken(words, tokens, word),
    )  # fmt: skip


def _inflected(words: Vocabulary, hasher: Hasher, tokens: Tokens, hashes: Hashes) -> Ints:
    """Vocabulary numbers of tokens, also without an English ending."""
    word = words.find(hashes)
    odd = np.flatnonzero(
        (word < 0) & (tokens.script == WORD) & (tokens.lengths > 3) & ~tokens.digits
    )
    for shorter in (1, 2, 3):
        odd = odd[(word[odd] < 0) & (tokens.lengths[odd] - shorter >= 3)]
        if len(odd) == 0:
            return word
        at, ends = odd, tokens.ends[odd]
        rest = _ends_with(tokens.chars.plain, ends, shorter)
        at, ends = at[rest], ends[rest] - shorter
        word[at] = words.find(hasher.windows(tokens.starts[at], ends))
    return word


_ENDINGS = {1: ("s", "d"), 2: ("es", "ed", "ly"), 3: ("ing",)}


def _covered(
    words: Vocabulary, hasher: Hasher, tokens: Tokens, word: Ints, known: Spans, numbers: Ints
) -> tuple[Coverage, Coverage]:
    """What known words of two signs or more and endings cover, and what any known words cover."""
    if not (tokens.script > WORD).any():
        nothing = uncovered(tokens)
        return nothing, nothing
    inner = Spans(*inner_windows(tokens, word < 0))
    inner_word = words.find(hasher.windows(inner.starts, inner.ends))
    told = inner_word >= 0
    starts = np.concatenate((known.starts, inner.starts[told]))
    ends = np.concatenate((known.ends, inner.ends[told]))
    cues = words.cues[np.concatenate((numbers, inner_word[told]))]
    token_at = owners(tokens.lengths)
    token = token_at[starts]
    ending = ((cues & np.uint8(SUFFIX)) != 0) & (ends == tokens.ends[token])
    ending &= starts > tokens.starts[token]
    sure = (ends - starts >= 2) | ending
    some = sure | (ends == tokens.ends[token]) | (tokens.script[token] == HAN)
    return (
        cover(tokens, token_at, starts[sure], ends[sure]),
        cover(tokens, token_at, starts[some], ends[some]),
    )


def _ends_with(plain: Words, ends: Ints, length: int) -> Bools:
    answer = np.zeros(len(ends), dtype=bool)
    for ending in _ENDINGS[length]:
        same = np.ones(len(ends), dtype=bool)
        for back, letter in enumerate(reversed(ending), start=1):
            same &= plain[ends - back] == ord(letter)
        answer |= same
    return answer


def _han_windows(tokens: Tokens) -> Spans:
    """Windows of 1 to 6 characters in every run of Han, the run itself left out."""
    runs = np.flatnonzero(tokens.script == HAN)
    lengths = tokens.lengths[runs]
    starts = np.repeat(tokens.starts[runs], lengths) + ramps(lengths)
    stops = np.repeat(tokens.ends[runs], lengths)
    opens = np.repeat(tokens.starts[runs], lengths)
    fits = np.clip(stops - starts, 0, HAN_WINDOW)
    begin = np.repeat(starts, fits)
    end = begin + ramps(fits) + 1
    proper = ~((begin == np.repeat(opens, fits)) & (end == np.repeat(stops, fits)))
    return Spans(begin[proper], end[proper])


def _affixes(tokens: Tokens) -> Spans:
    """Beginnings and ends, of up to 8 syllables, of every longer Hangul token."""
    runs = np.flatnonzero((tokens.script == HANGUL) & (tokens.lengths > 1))
    most = np.minimum(tokens.lengths[runs] - 1, AFFIX)
    length = ramps(most) + 1
    start, end = np.repeat(tokens.starts[runs], most), np.repeat(tokens.ends[runs], most)
    return Spans(np.concatenate((start, end - length)), np.concatenate((start + length, end)))


def _known_reach(known: Spans, size: int) -> tuple[Ints, Ints]:
    """Where the longest known word from a character ends, and where the longest up to it begins."""
    to, start = np.zeros(size + 1, dtype=np.int64), np.full(size + 1, size + 1, dtype=np.int64)
    np.maximum.at(to, known.starts, known.ends)
    np.minimum.at(start, known.ends, known.starts)
    return to, start


def _taken(words: Vocabulary, tokens: Tokens, word: Ints) -> Bools:
    """Tokens that cannot be a name where they stand."""
    count = len(tokens)
    cue = np.where(word >= 0, words.cues[word], 0).astype(np.uint8)
    taken = np.zeros(count, dtype=bool)
    if count < 2:
        return taken
    same = tokens.of_text[1:] == tokens.of_text[:-1]
    origin = ((cue & np.uint8(ORIGIN)) != 0) & (word >= 0)
    taken[1:] |= origin[:-1] & same
    taken[2:] |= origin[:-2] & ((cue[1:-1] & np.uint8(LINKING)) != 0) & same[1:] & same[:-1]
    brief = (tokens.lengths <= 4) & (tokens.script == WORD)
    dashed = (tokens.break_before[1:] & np.uint32(DASH)) != 0
    number = np.append(tokens.digits[1:] & (tokens.lengths[1:] >= 3) & same & dashed, False)
    taken |= brief & number
    coded = np.append(False, ((cue[:-1] & np.uint8(CODE)) != 0) & same)
    taken |= brief & coded & (word >= 0)
    first = tokens.chars.looks[tokens.starts]
    single = tokens.lengths == 1
    nm = (first[:-1] == ord("n")) & (first[1:] == ord("m")) & single[:-1] & single[1:] & same
    nm &= (tokens.break_before[1:] & np.uint32(HARD)) != 0
    taken[:-1] |= nm
    taken[1:] |= nm
    return taken


def _cues(
    words: Vocabulary, tokens: Tokens, word: Ints, known: Spans, numbers: Ints, signs: Words
) -> tuple[Bytes, Bytes]:
    """Cue bits on both sides of every character position; `compatible with X` reaches over the
    `with`.
    """
    size = len(tokens.chars.looks)
    before, after = np.zeros(size + 1, dtype=np.uint8), np.zeros(size + 1, dtype=np.uint8)
    cue = words.cues[numbers]
    told = cue > 0
    np.bitwise_or.at(before, known.ends[told], cue[told])
    behind = told & ((signs[known.ends] & np.uint32(COLON)) == 0)
    np.bitwise_or.at(after, known.starts[behind], cue[behind])
    of_token = np.where(word >= 0, words.cues[word], 0).astype(np.uint8)
    linking = np.flatnonzero((of_token[1:] & LINKING) != 0) + 1 if len(word) else word
    linking = linking[tokens.of_text[linking] == tokens.of_text[linking - 1]]
    np.bitwise_or.at(before, tokens.ends[linking], of_token[linking - 1] & np.uint8(ONLY_FOR))
    opens = np.ones(len(tokens), dtype=bool)
    opens[1:] = tokens.of_text[1:] != tokens.of_text[:-1]
    before[size] = after[size] = 0
    before[tokens.starts[opens | ((tokens.break_before & np.uint32(HARD)) != 0)]] = 0
    parted = (tokens.break_before & np.uint32(HARD | BRACKET | QUOTE)) != 0
    after[tokens.starts[opens | parted]] = 0
    return before, after
