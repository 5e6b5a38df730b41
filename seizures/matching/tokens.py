"""Cuts a folded batch into tokens: runs of letters and digits, of Han, of Hangul, of kana."""

from dataclasses import dataclass

import numpy as np

from seizures.matching.arrays import Bools, Bytes, Ints, Words
from seizures.matching.fold import Folded
from seizures.matching.scripts import DIGIT, LETTER, SEPARATOR

WORD = LETTER


@dataclass(frozen=True, slots=True)
class Tokens:
    """The characters of a batch without separators, and where its tokens begin and end in them.

    `gap` holds, for every token, the folded separator characters before it as flags (see `cues`);
    `of_text` is the text each token belongs to, `script` its class (words share `WORD`),
    `digits_before[i]` how many digits the batch has before character i.
    """

    chars: Folded
    starts: Ints
    ends: Ints
    of_text: Ints
    script: Bytes
    digits: Bools
    break_before: Words
    digits_before: Ints

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def lengths(self) -> Ints:
        """Characters of each token."""
        return self.ends - self.starts


BRACKET, QUOTE, COLON, HARD, DASH = 1, 2, 4, 8, 16
"""What stands between a token and the one before: bits of `break_before`."""

_SIGNS = {
    BRACKET: "()[]{}<>（）【】「」『』《》〈〉〔〕",
    QUOTE: '"“”„«»＂',
    COLON: ":：",
    HARD: ",;/，、；。\n\t+&",
    DASH: "-‐‑–",
}


def _sign_table() -> Bytes:
    table = np.zeros(0x10000, dtype=np.uint8)
    for flag, signs in _SIGNS.items():
        for sign in signs:
            table[ord(sign)] |= flag
    return table


SIGNS = _sign_table()


def tokenise(batch: Folded) -> Tokens:
    """Cut every text into tokens; tokens of digits alone get their digits back."""
    group = batch.kinds.copy()
    group[group == DIGIT] = WORD
    kept = np.flatnonzero(group != SEPARATOR)
    chars = batch.keep(kept)
    if len(kept) == 0:
        none = np.zeros(0, dtype=np.int64)
        return Tokens(
            chars,
            none,
            none,
            none,
            none.astype(np.uint8),
            none.astype(bool),
            none.astype(np.uint32),
            np.zeros(1, dtype=np.int64),
        )
    kind, text = group[kept], chars.text
    begins = np.ones(len(kept), dtype=bool)
    begins[1:] = (kind[1:] != kind[:-1]) | (text[1:] != text[:-1]) | (kept[1:] != kept[:-1] + 1)
    starts = np.flatnonzero(begins)
    ends = np.append(starts[1:], len(kept))
    counted = np.concatenate(([0], np.cumsum(chars.kinds == DIGIT)))
    digits = counted[ends] - counted[starts] == ends - starts
    if digits.any():
        inside = np.repeat(digits, ends - starts)
        chars.looks[inside] = chars.plain[inside]
    return Tokens(
        chars, starts, ends, text[starts], kind[starts], digits, _breaks(batch, kept, starts),
        counted,
    )  # fmt: skip


def _breaks(batch: Folded, kept: Ints, starts: Ints) -> Words:
    """The signs in front of each token, as flags gathered over the gap to the token before."""
    between = np.flatnonzero(batch.kinds == SEPARATOR)
    told = batch.plain[between]
    signs = np.where(told < len(SIGNS), SIGNS[told & np.uint32(0xFFFF)], 0)
    between, signs = between[signs > 0], signs[signs > 0]
    token = np.searchsorted(kept[starts], between)  # the one behind each sign
    behind = np.flatnonzero(token < len(starts))
    behind = behind[batch.text[kept[starts[token[behind]]]] == batch.text[between[behind]]]
    token = token[behind]
    breaks = np.zeros(len(starts), dtype=np.uint32)
    if len(token):
        fresh = np.flatnonzero(np.diff(token, prepend=-1))
        breaks[token[fresh]] = np.bitwise_or.reduceat(signs[behind], fresh)
    return breaks
