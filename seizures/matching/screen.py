"""Screens a batch of goods lines against an index: the one function the rooms above call."""

from collections.abc import Iterator, Sequence

import numpy as np

from seizures.matching import recipes
from seizures.matching.arrays import Floats, Ints
from seizures.matching.cards import referred
from seizures.matching.evidence import Evidence, gather
from seizures.matching.explain import explained
from seizures.matching.facts import GoodsFacts, Hit, Reason
from seizures.matching.features import Columns, columns
from seizures.matching.index import MatchIndex
from seizures.matching.parties import explains
from seizures.matching.reading import Reading, read
from seizures.matching.recipes import Recipe
from seizures.matching.segment import Segment

BATCH = 5_000
BATCH_CODE_POINTS = 500_000
MOST_PER_LINE = 5


def screen(
    index: MatchIndex,
    lines: Sequence[GoodsFacts],
    *,
    recipe: str = recipes.CURRENT,
    candidates: bool = False,
) -> list[Hit]:
    """Hits of all lines, by falling score in each line: raised ones only, or every verified
    candidate.

    Patents and designs, which words alone never infringe, follow at the end of each batch with tier
    "refer".

    A right whose authorised party ships or receives the goods has score 0 and that reason, and
    where
    it was the line's best match nothing else on the line is raised.
    """
    chosen = recipes.get(recipe)
    hits: list[Hit] = []
    for batch in _batches(lines):
        hits += _screen_batch(index, batch, chosen, candidates)
    return hits


def _batches(lines: Sequence[GoodsFacts]) -> Iterator[Sequence[GoodsFacts]]:
    """Cut the lines so that one batch's arrays stay small, whatever the length of a line."""
    start = size = 0
    for number, line in enumerate(lines):
        length = len(line.description)
        if number > start and (number - start >= BATCH or size + length > BATCH_CODE_POINTS):
            yield lines[start:number]
            start, size = number, 0
        size += length
    if start < len(lines):
        yield lines[start:]


def scores_of(made: Columns, recipe: Recipe) -> Floats:
    """The calibrated score of every candidate: the logistic of the weighted sum."""
    total = np.full(len(next(iter(made.values()))), recipe.bias)
    for feature, weight in recipe.weights.items():
        total += weight * made[feature]
    return np.asarray(1.0 / (1.0 + np.exp(-total)))


def _screen_batch(
    index: MatchIndex, lines: Sequence[GoodsFacts], recipe: Recipe, candidates: bool
) -> list[Hit]:
    reading = read([line.description for line in lines])
    everything = gather(reading, index)
    on_cards = everything.textless == 1
    referrals = referred(index, lines, reading, everything.only(on_cards))
    found = everything.only(~on_cards) if on_cards.any() else everything
    if len(found) == 0:
        return referrals
    made = columns(reading, lines, found)
    score = scores_of(made, recipe)
    best = _best_of_right(found, score)
    if not candidates:
        best = best[score[best] >= recipe.medium]
    return _hits(index, lines, reading, found, made, score, best, recipe, candidates) + referrals


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
    recipe: Recipe,
    every: bool,
) -> list[Hit]:
    hits: list[Hit] = []
    current, raised_here, licensed = -1, 0, False
    where = found.line[best].tolist()
    for at, number in zip(best.tolist(), where, strict=True):
        if number != current:
            current, raised_here, licensed = number, 0, False
        line, segment = lines[number], index.segments[found.segment[at]]
        right, value = int(found.right[at]), float(score[at])
        span = (
            int(reading.tokens.chars.first[found.starts[at]]),
            int(reading.tokens.chars.last[found.ends[at] - 1]) + 1,
        )
        party = _authorised(line, segment, right) if value >= recipe.low else ""
        if party:
            licensed = licensed or raised_here == 0
            if not every:
                continue
            told = (Reason("authorised_party", party, 0.0, (("party", party),)),)
            hits.append(Hit(line.id, segment.rights.ids[right], 0.0, False, "none", told, span))
            continue
        raised = value >= recipe.medium and not licensed and raised_here < MOST_PER_LINE
        raised_here += raised
        if not (raised or every):
            continue
        reasons = explained(line, segment, found, made, at, recipe, span) if raised else ()
        hits.append(
            Hit(
                line.id, segment.rights.ids[right], value, raised, recipe.tier(value), reasons, span
            )
        )
    return hits


def _authorised(line: GoodsFacts, segment: Segment, right: int) -> str:
    told = segment.rights.authorised[right]
    if not told:
        return ""
    return explains((line.shipper, line.consignee, line.notify), frozenset(told.split("\x1f")))
