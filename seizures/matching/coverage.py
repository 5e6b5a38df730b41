"""Which runs of Han and Hangul are nothing but trade vocabulary, piece after piece.

Korean and Chinese write goods words together (가죽동전지갑, 真皮零钱包): a run that known words
cover from end to end is not a name, and neither is a piece of it that known words cover.
"""

from dataclasses import dataclass

import numpy as np

from seizures.matching.arrays import Bools, Ints, owners, ramps
from seizures.matching.scripts import HANGUL
from seizures.matching.tokens import Tokens

LONGEST_INNER = 5
LONGEST_TOKEN = 16


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far known words reach, by character position.

    `whole` says of each token whether two or more known words cover it, `forward[i]` whether they
    cover its token up to character i, `backward[i]` from there to its end.
    """

    whole: Bools
    forward: Bools
    backward: Bools


def inner_windows(tokens: Tokens, open_to: Bools) -> tuple[Ints, Ints]:
    """Pieces of up to five syllables that touch neither end of an unknown Hangul token."""
    chosen = np.flatnonzero(
        open_to & (tokens.script == HANGUL) & (tokens.lengths >= 4)
        & (tokens.lengths <= LONGEST_TOKEN)
    )  # fmt: skip
    inside = tokens.lengths[chosen] - 2
    starts = np.repeat(tokens.starts[chosen], inside) + ramps(inside) + 1
    last = np.repeat(tokens.ends[chosen], inside) - 1
    fits = np.minimum(last - starts, LONGEST_INNER)
    begin = starts[owners(fits)]
    return begin, begin + ramps(fits) + 1


def uncovered(tokens: Tokens) -> Coverage:
    """The coverage of a batch without Han or Hangul."""
    nowhere = np.zeros(len(tokens.chars.looks) + 1, dtype=bool)
    return Coverage(np.zeros(len(tokens), dtype=bool), nowhere, nowhere)


def cover(tokens: Tokens, token_at: Ints, starts: Ints, ends: Ints) -> Coverage:
    """Follow the known pieces `starts`:`ends` from both ends of every token that they lie in."""
    size = len(tokens.chars.looks)
    token = token_at[starts]
    opens, closes = starts == tokens.starts[token], ends == tokens.ends[token]
    proper = ~(opens & closes)
    starts, ends, token = starts[proper], ends[proper], token[proper]
    opens, closes = opens[proper], closes[proper]
    forward = _reached(size, starts, ends, opens, closes)
    backward = _reached(size, ends, starts, closes, opens)
    whole = np.zeros(len(tokens), dtype=bool)
    whole[token[closes & (opens | forward[starts])]] = True
    return Coverage(whole, forward, backward)


def _reached(size: int, sources: Ints, targets: Ints, anchored: Bools, last: Bools) -> Bools:
    """Inner positions that a chain of pieces reaches from an anchor."""
    reached = np.zeros(size + 1, dtype=bool)
    reached[targets[anchored]] = True
    steps = ~anchored & ~last
    sources, targets = sources[steps], targets[steps]
    while len(sources):
        ready = reached[sources]
        if not ready.any():
            break
        reached[targets[ready]] = True
        sources, targets = sources[~ready], targets[~ready]
    return reached
