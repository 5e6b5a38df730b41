"""Lets officers' rules move the scores of candidates before it is judged which to raise."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from seizures.matching.arrays import Bools, Floats, Ints
from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.rules import RIGHT_FIELDS, Batch, RuleFacts, concerns, met, shifted
from seizures.matching.signals import Names

Rights = Callable[[Collection[str]], Mapping[str, RightFacts]]
"""Tells the facts of rights by their ids."""


class Found(Protocol):
    """What is asked of candidates: the line, the segment and the right within it, by number."""

    line: Ints
    segment: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    right: Ints


@dataclass(frozen=True, slots=True)
class Touch:
    """A rule moved the score of a line and right: the score before all rules and after them."""

    rule: RuleFacts
    before: float
    after: float


@dataclass(slots=True)
class Adjuster:
    """Moves scores by the rules that hold and remembers which rule touched which line and right.

    `batch` makes the columns rules ask of for the lines at hand; `rights` tells the facts of
    rights; pairs that stay below `least` before and after are not remembered.
    """

    rules: Sequence[RuleFacts]
    batch: Callable[[Sequence[GoodsFacts]], Batch]
    rights: Rights
    least: float
    touched: dict[tuple[str, str], list[Touch]] = field(default_factory=dict)

    def __call__(
        self, lines: Sequence[GoodsFacts], found: Found, ids: Sequence[Names], score: Floats
    ) -> Floats:
        """The scores of all candidates after the rules."""
        columns = self.batch(lines)
        masks = [met(rule, columns) for rule in self.rules]
        moved = np.zeros(len(score), dtype=np.float64)
        hits = [self._candidates(mask, found, score) for mask in masks]
        names = _names(found, ids, hits)
        kept = [self._concerned(rule, at, names) for rule, at in zip(self.rules, hits, strict=True)]
        for rule, at in zip(self.rules, kept, strict=True):
            moved[at] += rule.shift
        after = score.copy()
        for at in np.flatnonzero(moved).tolist():
            after[at] = shifted(float(score[at]), float(moved[at]))
        for rule, at in zip(self.rules, kept, strict=True):
            self._remember(rule, at, lines, found, names, score, after)
        return after

    def _candidates(self, mask: Bools, found: Found, score: Floats) -> Ints:
        """Candidates on lines the rule met that could be raised with all rules' help or without."""
        gain = sum(max(0.0, rule.shift) for rule in self.rules)
        floor = shifted(self.least, -gain) if math.isfinite(gain) else 0.0
        return np.flatnonzero(mask[found.line] & (score >= floor))

    def _concerned(self, rule: RuleFacts, at: Ints, names: Mapping[int, str]) -> Ints:
        if not len(at) or not rule.asks(RIGHT_FIELDS):
            return at
        wanted = {names[one] for one in at.tolist()}
        facts = self.rights(wanted)
        good = {key for key in wanted if key in facts and concerns(rule, facts[key])}
        return np.array([one for one in at.tolist() if names[one] in good], dtype=np.int64)

    def _remember(
        self,
        rule: RuleFacts,
        at: Ints,
        lines: Sequence[GoodsFacts],
        found: Found,
        names: Mapping[int, str],
        before: Floats,
        after: Floats,
    ) -> None:
        """The strongest candidate of each line and right stands for the pair."""
        for one in at.tolist():
            first, last = float(before[one]), float(after[one])
            if max(first, last) < self.least:
                continue
            pair = lines[int(found.line[one])].id, names[one]
            touches = self.touched.setdefault(pair, [])
            known = next((n for n, touch in enumerate(touches) if touch.rule is rule), None)
            if known is None:
                touches.append(Touch(rule, first, last))
            elif touches[known].after < last:
                touches[known] = Touch(rule, first, last)


def _names(found: Found, ids: Sequence[Names], hits: Sequence[Ints]) -> dict[int, str]:
    """The right of every candidate that a rule may touch."""
    return {
        one: ids[int(found.segment[one])][int(found.right[one])]
        for at in hits
        for one in at.tolist()
    }
