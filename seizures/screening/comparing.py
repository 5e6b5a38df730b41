"""Two engines over the same lines: alerts by day, overlap, known outcomes, telling examples."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from seizures.cargo.facts import Goods
from seizures.cargo.models import GoodsLine
from seizures.core import clock
from seizures.screening.choices import Difference, Outcome
from seizures.screening.engine import Judged, Verdicts
from seizures.screening.explain import stored
from seizures.screening.models import Alert

Pair = tuple[int, int]
"""(consignment, right): what would be one alert."""
LOOKUP = 400
MOST_EXAMPLES, AT_ONCE = 60, 8
EMPTY: dict[str, int] = {
    "before": 0, "after": 0, "both": 0, "known_before": 0, "bad_before": 0, "known_after": 0,
    "bad_after": 0, "bad_lost": 0, "good_gone": 0, "gained_shown": 0, "lost_shown": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """One line and right on which the engines differ, with the reasons of the one that raises."""

    kind: str
    line: int
    right: int
    before: float | None
    after: float | None
    reasons: list[dict[str, Any]]
    span: tuple[int | None, int | None]


@dataclass(slots=True)
class Comparing:
    """The counts so far; `tail` are the alerts of the last consignment, whose lines may go on in
    the next chunk.
    """

    result: dict[str, Any]
    tail: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, result: Mapping[str, Any], tail: Mapping[str, Any] | None) -> "Comparing":
        """Goes on with kept counts."""
        return cls({**EMPTY, "days": {}, **result}, dict(tail or {}))

    def add(self, old: Verdicts, new: Verdicts, chunk: Sequence[Goods]) -> list[Example]:
        """Counts a chunk and answers examples worth keeping, the strongest first."""
        if not chunk:
            return []
        before, after = _best(old.found), _best(new.found)
        counted_before, counted_after = self._counted("before"), self._counted("after")
        fresh_before = {pair: one for pair, one in before.items() if pair not in counted_before}
        fresh_after = {pair: one for pair, one in after.items() if pair not in counted_after}
        all_before = fresh_before.keys() | counted_before
        all_after = fresh_after.keys() | counted_after
        both = (fresh_before.keys() & all_after) | (fresh_after.keys() & all_before)
        self._count(fresh_before.keys(), fresh_after.keys(), both, chunk)
        self._judge(fresh_before.keys(), fresh_after.keys(), all_before, all_after)
        self._remember(chunk[-1].journey.consignment, all_before, all_after)
        gained = [one for pair, one in fresh_after.items() if pair not in all_before]
        lost = [one for pair, one in fresh_before.items() if pair not in all_after]
        return [*self._examples(Difference.GAINED, gained), *self._examples(Difference.LOST, lost)]

    def _counted(self, side: str) -> set[Pair]:
        consignment = int(self.tail.get("consignment", 0))
        return {(consignment, int(right)) for right in self.tail.get(side, ())}

    def _remember(self, last: int, before: Iterable[Pair], after: Iterable[Pair]) -> None:
        self.tail = {
            "consignment": last,
            "before": sorted(right for consignment, right in before if consignment == last),
            "after": sorted(right for consignment, right in after if consignment == last),
        }

    def _count(
        self, before: Iterable[Pair], after: Iterable[Pair], both: Iterable[Pair],
        chunk: Sequence[Goods],
    ) -> None:  # fmt: skip
        days = _days(chunk)
        for position, pairs in enumerate((before, after, both)):
            name = ("before", "after", "both")[position]
            for consignment, _right in pairs:
                self.result[name] += 1
                row = self.result["days"].setdefault(days.get(consignment, ""), [0, 0, 0])
                row[position] += 1

    def _judge(
        self, before: Iterable[Pair], after: Iterable[Pair], all_before: Iterable[Pair],
        all_after: Iterable[Pair],
    ) -> None:  # fmt: skip
        """What is known of these alerts from inspections."""
        before, after = set(before), set(after)
        all_before, all_after = set(all_before), set(all_after)
        for pair, outcome in outcomes_of(before | after).items():
            bad = int(outcome == Outcome.INFRINGING)
            if pair in before:
                self.result["known_before"] += 1
                self.result["bad_before"] += bad
                if pair not in all_after:
                    self.result["bad_lost" if bad else "good_gone"] += 1
            if pair in after:
                self.result["known_after"] += 1
                self.result["bad_after"] += bad

    def _examples(self, kind: Difference, found: list[Judged]) -> list[Example]:
        shown = f"{kind.value}_shown"
        room = min(AT_ONCE, MOST_EXAMPLES - int(self.result[shown]))
        chosen = sorted(found, key=lambda one: -one.hit.score)[: max(0, room)]
        self.result[shown] += len(chosen)
        return [_example(kind, one) for one in chosen]


def _example(kind: Difference, one: Judged) -> Example:
    is_new = kind == Difference.GAINED
    return Example(
        kind.value, one.goods.line, int(one.hit.right), None if is_new else one.hit.score,
        one.hit.score if is_new else None, [stored(reason) for reason in one.hit.reasons],
        one.hit.span or (None, None),
    )  # fmt: skip


def _best(found: Iterable[Judged]) -> dict[Pair, Judged]:
    best: dict[Pair, Judged] = {}
    for one in found:
        if one.pair not in best or one.hit.score > best[one.pair].hit.score:
            best[one.pair] = one
    return best


def _days(chunk: Sequence[Goods]) -> dict[int, str]:
    """The day each consignment's manifest was received, in its administration's calendar."""
    rows = GoodsLine.objects.filter(pk__gte=chunk[0].line, pk__lte=chunk[-1].line)
    manifests = dict(rows.order_by().values_list("manifest_id", "manifest__created_at").distinct())
    of = dict(rows.order_by().values_list("consignment_id", "manifest_id").distinct())
    place = chunk[0].journey.administration
    return {
        consignment: clock.day_of(manifests[manifest], place).isoformat()
        for consignment, manifest in of.items()
    }


def outcomes_of(pairs: Iterable[Pair]) -> dict[Pair, str]:
    """The outcomes of alerts that came to one, for these pairs."""
    wanted = set(pairs)
    keys = sorted({consignment for consignment, _right in wanted})
    found: dict[Pair, str] = {}
    for start in range(0, len(keys), LOOKUP):
        rows = Alert.objects.exclude(outcome="").filter(
            consignment_id__in=keys[start : start + LOOKUP]
        )
        for consignment, right, outcome in rows.values_list("consignment", "right", "outcome"):
            if (consignment, right) in wanted:
                found[consignment, right] = outcome
    return found
