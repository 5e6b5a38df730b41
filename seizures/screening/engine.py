"""The engine of an administration: recipe, learned data, rules and knowledge, put to lines."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from seizures.cargo.facts import Goods
from seizures.cargo.models import GoodsLine
from seizures.core import clock
from seizures.matching import recipes
from seizures.matching.adjusting import Adjuster
from seizures.matching.context import Context
from seizures.matching.facts import GoodsFacts, Hit, Reason, RightFacts
from seizures.matching.index import MatchIndex
from seizures.matching.learned import Learned
from seizures.matching.rules import (
    BESIDE,
    RIGHT_FIELDS,
    SHIFTING,
    Batch,
    RuleFacts,
    RuleLine,
    chance,
    concerns,
    met,
    shifted,
)
from seizures.matching.screen import screen
from seizures.rights.facts import right_facts
from seizures.rights.models import Right

LOOKUP = 400
MOST_REMEMBERED = 5000


@dataclass(frozen=True, slots=True)
class Judged:
    """A raised hit on a line with what the rules added, and by which engine it was judged."""

    goods: Goods
    hit: Hit
    engine: "Engine"
    rules: tuple[dict[str, Any], ...] = ()

    @property
    def pair(self) -> tuple[int, int]:
        """The alert it belongs to: (consignment, right)."""
        return self.goods.journey.consignment, int(self.hit.right)


@dataclass(frozen=True, slots=True)
class Met:
    """A rule met a line: with which right (0: none), the score before and after."""

    rule: int
    goods: Goods
    right: int
    is_shadow: bool
    before: float | None = None
    after: float | None = None
    suggests: bool = False


@dataclass(slots=True)
class Verdicts:
    """What an engine says of some lines: hits to raise, and every meeting of a rule."""

    found: list[Judged] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)


@dataclass(slots=True)
class Engine:
    """Everything a line is judged by; `key` is the row in force, or None for the shipped one."""

    administration: str
    recipe: str
    learned: Learned = Learned.NONE
    rules: tuple[RuleFacts, ...] = ()
    shadows: tuple[RuleFacts, ...] = ()
    context: Context = field(default_factory=lambda: Context.EMPTY)
    context_version: str = ""
    key: int | None = None
    _rights: dict[str, RightFacts] = field(default_factory=dict)

    @property
    def data_version(self) -> str:
        """The shipped tables, and what was learned on top of them."""
        shipped = recipes.data_version
        return f"{shipped}+{self.learned.name}" if self.learned.name else shipped

    def judge(
        self, index: MatchIndex, goods: Sequence[Goods], *, only: Collection[str] | None = None
    ) -> Verdicts:
        """Screens lines; `only` keeps hits on these rights alone (rules without a right rest)."""
        by_line = {one.facts.id: one for one in goods}
        facts = [one.facts for one in goods]
        lines = self._lines(goods)

        def batch(some: Sequence[GoodsFacts]) -> Batch:
            return Batch([lines[line.id] for line in some], self.context)

        moving = [rule for rule in self.rules if rule.effect in SHIFTING]
        adjust = None
        if moving:
            least = recipes.get(self.recipe).medium
            adjust = Adjuster(moving, batch, self.rights, least)
        hits = screen(index, facts, recipe=self.recipe, context=self.context,
                      learned=self.learned, adjust=adjust)  # fmt: skip
        raised = [hit for hit in hits if hit.raised and (only is None or hit.right in only)]
        verdicts = Verdicts()
        others = [rule for rule in (*self.rules, *self.shadows) if rule not in moving]
        masks = _masks(others, batch(facts), facts) if others else {}
        for hit in raised:
            self._add(verdicts, by_line[hit.line], hit, adjust, masks)
        if adjust:
            self._note_moves(verdicts, adjust, by_line, only)
        for rule in others:
            if rule.effect in ("alert", "suggest"):
                self._of_itself(verdicts, rule, masks[rule.id], goods, only)
        return verdicts

    def rights(self, wanted: Collection[str]) -> Mapping[str, RightFacts]:
        """The facts of rights, read once for this engine."""
        missing = sorted(int(key) for key in set(wanted) - self._rights.keys())
        if len(self._rights) > MOST_REMEMBERED:
            self._rights.clear()
            missing = sorted(int(key) for key in set(wanted))
        for start in range(0, len(missing), LOOKUP):
            rows = Right.objects.filter(pk__in=missing[start : start + LOOKUP])
            self._rights.update({facts.id: facts for facts in right_facts(rows)})
        return self._rights

    def _lines(self, goods: Sequence[Goods]) -> dict[str, RuleLine]:
        every = (*self.rules, *self.shadows)
        if not any(rule.asks(BESIDE) for rule in every):
            return {one.facts.id: RuleLine(one.facts) for one in goods} if every else {}
        beside = _beside([one.line for one in goods])
        return {one.facts.id: RuleLine(one.facts, *beside[one.line]) for one in goods}

    def _add(
        self,
        verdicts: Verdicts,
        goods: Goods,
        hit: Hit,
        adjust: Adjuster | None,
        masks: Mapping[str, set[str]],
    ) -> None:
        """One raised hit: what shadow rules would do is noted, what live rules say is done."""
        right, line = int(hit.right), hit.line
        suppressed = False
        for rule in (*self.rules, *self.shadows):
            if line not in masks.get(rule.id, ()) or rule.effect not in (*SHIFTING, "suppress"):
                continue
            if rule.asks(RIGHT_FIELDS) and not concerns(rule, self.rights({hit.right})[hit.right]):
                continue
            is_shadow = rule in self.shadows
            suppressed |= not is_shadow
            after = None if rule.effect == "suppress" else shifted(hit.score, rule.shift)
            verdicts.met.append(Met(int(rule.id), goods, right, is_shadow, hit.score, after))
        if suppressed:
            return
        touches = adjust.touched.get((line, hit.right), []) if adjust else []
        told = tuple(
            {"rule": int(touch.rule.id), "version": touch.rule.version, "effect": touch.rule.effect,
             "shift": touch.rule.shift}
            for touch in touches
        )  # fmt: skip
        reasons = (*hit.reasons, *(_reason(touch.rule, touch.rule.shift) for touch in touches))
        told_hit = Hit(hit.line, hit.right, hit.score, hit.raised, hit.tier, reasons, hit.span,
                       hit.features)  # fmt: skip
        verdicts.found.append(Judged(goods, told_hit if touches else hit, self, told))

    def _note_moves(
        self,
        verdicts: Verdicts,
        adjust: Adjuster,
        by_line: Mapping[str, Goods],
        only: Collection[str] | None,
    ) -> None:
        for (line, right), touches in adjust.touched.items():
            if only is not None and right not in only:
                continue
            verdicts.met += [
                Met(int(touch.rule.id), by_line[line], int(right), False, touch.before, touch.after)
                for touch in touches
            ]

    def _of_itself(
        self,
        verdicts: Verdicts,
        rule: RuleFacts,
        lines: set[str],
        goods: Sequence[Goods],
        only: Collection[str] | None,
    ) -> None:
        """Rules that speak without a match in the text: an alert on a right, or a suggestion."""
        if rule.effect == "alert" and only is not None and rule.right not in only:
            return
        if rule.effect == "suggest" and only is not None:
            return
        is_shadow = rule in self.shadows
        matched = {one.hit.line for one in verdicts.found if one.hit.right == rule.right}
        for one in goods:
            if one.facts.id not in lines or one.facts.id in matched:
                continue
            if rule.effect == "suggest":
                verdicts.met.append(Met(int(rule.id), one, 0, is_shadow, suggests=not is_shadow))
                continue
            score = chance(rule.strength)
            verdicts.met.append(Met(int(rule.id), one, int(rule.right), is_shadow, None, score))
            if not is_shadow:
                verdicts.found.append(self._by_rule(rule, one, score))

    def _by_rule(self, rule: RuleFacts, goods: Goods, score: float) -> Judged:
        told = {"rule": int(rule.id), "version": rule.version, "effect": rule.effect,
                "shift": rule.strength}  # fmt: skip
        tier = recipes.get(self.recipe).tier(score)
        reasons = (_reason(rule, rule.strength),)
        hit = Hit(goods.facts.id, rule.right, score, True, tier, reasons, None)
        return Judged(goods, hit, self, (told,))


def _reason(rule: RuleFacts, shift: float) -> Reason:
    return Reason("rule", rule.id, shift, (("name", rule.name), ("rule", rule.id)))


def _masks(
    rules: Iterable[RuleFacts], batch: Batch, facts: Sequence[GoodsFacts]
) -> dict[str, set[str]]:
    """For every rule the lines it met."""
    return {
        rule.id: {facts[at].id for at in met(rule, batch).nonzero()[0].tolist()} for rule in rules
    }


def _beside(lines: Sequence[int]) -> dict[int, tuple[float | None, str, dt.date | None]]:
    """Gross weight, office and day of arrival (else of receipt) of lines."""
    found: dict[int, tuple[float | None, str, dt.date | None]] = {}
    columns = ("pk", "gross_kg", "manifest__office__code", "consignment__arrival_on",
               "manifest__administration", "created_at")  # fmt: skip
    for start in range(0, len(lines), LOOKUP):
        rows = GoodsLine.objects.filter(pk__in=lines[start : start + LOOKUP])
        for pk, weight, office, arrival, place, received in rows.values_list(*columns):
            day = arrival or clock.day_of(received, place)
            found[pk] = (None if weight is None else float(weight), office or "", day)
    return found
