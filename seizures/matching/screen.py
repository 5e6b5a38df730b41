"""Screens a batch of goods lines against an index: the one function the rooms above call."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from seizures.matching import recipes
from seizures.matching.arrays import Floats, Ints
from seizures.matching.cards import referred
from seizures.matching.context import Context
from seizures.matching.evidence import Evidence, gather
from seizures.matching.explain import explained
from seizures.matching.facts import GoodsFacts, Hit, Reason
from seizures.matching.features import Columns, columns
from seizures.matching.index import MatchIndex
from seizures.matching.learned import Learned
from seizures.matching.parties import explains
from seizures.matching.reading import Reading, read
from seizures.matching.recipes import Recipe
from seizures.matching.segment import Segment
from seizures.matching.signals import Names
from seizures.matching.weighing import add_signals, score_of, total_of

Adjust = Callable[[Sequence[GoodsFacts], Evidence, Sequence[Names], Floats], Floats]
"""Moves the scores of a batch's candidates; is told the lines, the candidates and the ids of the
rights by segment.
"""
BATCH = 5_000
BATCH_CODE_POINTS = 500_000
MOST_PER_LINE = 5


def screen(
    index: MatchIndex,
    lines: Sequence[GoodsFacts],
    *,
    recipe: str = recipes.CURRENT,
    candidates: bool = False,
    context: Context = Context.EMPTY,
    learned: Learned = Learned.NONE,
    adjust: Adjust | None = None,
) -> list[Hit]:
    """Hits of all lines, by falling score in each line: raised ones only, or every verified
    candidate.

    Patents and designs, which words alone never infringe, follow at the end of each batch with tier
    "refer".

    A right whose authorised party ships or receives the goods has score 0 and that reason, and
    explains what else stands on the same words; a second brand on the line is raised all the same.
    `context` is what is known of parties and prices, `learned` the data version in force,
    `adjust` moves the scores before it is judged which to raise (officers' rules).
    """
    by = Judging(recipes.get(recipe), context, learned, candidates, adjust)
    hits: list[Hit] = []
    for batch in _batches(lines):
        hits += _screen_batch(index, batch, by)
    return hits


def _batches(lines: Sequence[GoodsFacts]) -> Iterator[Sequence[GoodsFacts]]:
    """Cut the lines so that one batch's arrays stay small, whatever the length of a line."""
    reach = np.cumsum([len(line.description) for line in lines])
    start = 0
    while start < len(lines):
        before = int(reach[start - 1]) if start else 0
        full = int(np.searchsorted(reach, before + BATCH_CODE_POINTS, side="right"))
        end = max(start + 1, min(full, start + BATCH))
        yield lines[start:end]
        start = end


@dataclass(frozen=True, slots=True)
class Judging:
    """By what a run judges: recipe, what is known beside the words, what was learned."""

    recipe: Recipe
    context: Context
    learned: Learned
    every: bool
    adjust: Adjust | None = None


def _screen_batch(index: MatchIndex, lines: Sequence[GoodsFacts], by: Judging) -> list[Hit]:
    reading = read([line.description for line in lines])
    everything = gather(reading, index, wide=by.recipe.wide)
    on_cards = everything.textless == 1
    referrals = referred(index, lines, reading, everything.only(on_cards), by.context)
    found = everything.only(~on_cards) if on_cards.any() else everything
    if len(found) == 0:
        return referrals
    made = columns(reading, lines, found, by.learned)
    add_signals(made, index, lines, found, by.recipe, by.context, by.learned,
                every=by.every or by.adjust is not None)  # fmt: skip
    score = score_of(total_of(made, by.recipe, len(found)), by.learned.calibration)
    if by.adjust:
        score = by.adjust(lines, found, [part.rights.ids for part in index.segments], score)
    if by.every:
        best = _best_of_right(found, score)
    else:
        likely = np.flatnonzero(score >= by.recipe.low)
        best = likely[_best_of_right(found.only(likely), score[likely])]
    return _hits(index, lines, reading, found, made, score, best, by) + referrals


def _best_of_right(found: Evidence, score: Floats) -> Ints:
    """For every line and right the best candidate, ordered by line and falling score."""
    order = np.lexsort((-score, found.right, found.segment, found.line))
    first = np.ones(len(order), dtype=bool)
    line, segment, right = found.line[order], found.segment[order], found.right[order]
    first[1:] = (line[1:] != line[:-1]) | (right[1:] != right[:-1]) | (segment[1:] != segment[:-1])
    best = order[first]
    return np.asarray(best[np.lexsort((-score[best], found.line[best]))])


def _hits(
    index: MatchIndex,
    lines: Sequence[GoodsFacts],
    reading: Reading,
    found: Evidence,
    made: Columns,
    score: Floats,
    best: Ints,
    by: Judging,
) -> list[Hit]:
    hits: list[Hit] = []
    recipe, every = by.recipe, by.every
    chars = reading.tokens.chars
    first, last = chars.first[found.starts[best]], chars.last[found.ends[best] - 1] + 1
    spans = list(zip(first.tolist(), last.tolist(), strict=True))
    told_of = _told(made, best[score[best] >= recipe.medium])
    bounds = np.flatnonzero(np.diff(found.line[best], prepend=-1, append=-1)).tolist()
    segments = [index.segments[number] for number in found.segment[best].tolist()]
    rights, values = found.right[best].tolist(), score[best].tolist()
    ranked = list(zip(best.tolist(), segments, rights, values, spans, strict=True))
    for begin, end in zip(bounds, bounds[1:], strict=False):
        if not every and values[begin] < recipe.medium:
            continue  # nothing on this line can be raised
        line, seen = lines[int(found.line[best[begin]])], ranked[begin:end]
        parties = [
            _authorised(line, segment, right) if value >= recipe.low else ""
            for _, segment, right, value, _ in seen
        ]
        raised = judged([(value, span) for *_, value, span in seen], parties, recipe.medium)
        for (at, segment, right, value, span), party, up in zip(seen, parties, raised, strict=True):
            name = segment.rights.ids[right] if up or every else ""
            if up:
                told = told_of[at]
                why = explained(line, segment, found, told, at, recipe, span, by.context)
                tier = recipe.tier(value)
                hits.append(Hit(line.id, name, value, True, tier, why, span, tuple(told.items())))
            elif every and party:
                licence = (Reason("authorised_party", party, 0.0, (("party", party),)),)
                hits.append(Hit(line.id, name, 0.0, False, "none", licence, span))
            elif every:
                hits.append(Hit(line.id, name, value, False, recipe.tier(value), (), span))
    return hits


def _told(made: Columns, which: Ints) -> dict[int, dict[str, float]]:
    """The features that are not nothing, of some candidates."""
    names = list(made)
    table = np.stack([made[name][which] for name in names], axis=1).astype(np.float64, copy=False)
    told: dict[int, dict[str, float]] = {at: {} for at in which.tolist()}
    rows, columns_ = table.nonzero()
    values = table[rows, columns_].tolist()
    for at, name, value in zip(which[rows].tolist(), columns_.tolist(), values, strict=True):
        told[at][names[name]] = value
    return told


Match = tuple[float, tuple[int, int]]
"""A score and the span it stands on."""


def judged(matches: Sequence[Match], parties: Sequence[str], least: float) -> list[bool]:
    """Which matches of one line, by falling score, are raised.

    Not those of an authorised party, not what such a match explains, and of several that stand on
    the same words only the best and its equals.
    """
    if len(matches) == 1:
        return [matches[0][0] >= least and not parties[0]]
    licensed = [match for match, party in zip(matches, parties, strict=True) if party]
    kept: list[Match] = []
    answer = []
    for match, party in zip(matches, parties, strict=True):
        up = match[0] >= least and not party and len(kept) < MOST_PER_LINE
        up = up and not any(_explains(other, match) for other in licensed)
        up = up and not any(_outdoes(other, match) for other in kept)
        if up:
            kept.append(match)
        answer.append(up)
    return answer


def _explains(licensed: Match, match: Match) -> bool:
    """An authorised match explains what lies inside it, and what overlaps it and is no better."""
    (value, (start, end)), (other, (begin, stop)) = licensed, match
    inside = start <= begin and stop <= end
    return inside or (value >= other and start < stop and begin < end)


def _outdoes(kept: Match, match: Match) -> bool:
    """A better match over the same words, or over more or fewer of them."""
    (value, (start, end)), (other, (begin, stop)) = kept, match
    nested = (start <= begin and stop <= end) or (begin <= start and end <= stop)
    return value > other and nested


def _authorised(line: GoodsFacts, segment: Segment, right: int) -> str:
    told = segment.rights.authorised[right]
    return explains((line.shipper, line.consignee, line.notify), _keys(told)) if told else ""


@lru_cache(maxsize=100_000)
def _keys(told: str) -> frozenset[str]:
    """The keys of a right's authorised parties."""
    return frozenset(told.split("\x1f"))
