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
    `of_text` is the text each token belongs to, `script` its class (words share `WORD`).
    """

    chars: Folded
    starts: Ints
    ends: Ints
    of_text: Ints
    script: Bytes
    digits: Bools
    break_before: Words

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
        chars, starts, ends, text[starts], kind[starts], digits, _breaks(batch, kept, starts)
    )


def _breaks(batch: Folded, kept: Ints, starts: Ints) -> Words:
    """The signs in front of each token, as flags gathered over the gap to the token before."""
    signs = np.where(batch.plain < 0x10000, SIGNS[batch.plain & np.uint32(0xFFFF)], 0).astype(
        np.uint8
    )
    signs[batch.kinds != SEPARATOR] = 0
    begin = kept[starts]
    previous = np.zeros(len(starts), dtype=np.int64)
    previous[1:] = kept[starts[1:] - 1] + 1
    opens = np.ones(len(starts), dtype=bool)
    opens[1:] = batch.text[begin[1:]] != batch.text[begin[:-1]]
    previous[opens] = np.searchsorted(batch.text, batch.text[begin[opens]])
    gaps = np.stack((previous, begin), axis=1).reshape(-1)  # a gap, then the token behind it
    return np.bitwise_or.reduceat(signs, gaps)[::2].astype(np.uint32)
