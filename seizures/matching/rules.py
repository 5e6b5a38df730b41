"""Officers' rules: conditions over a closed list of fields, answered for a whole batch at once.

A rule holds for a goods line when all its conditions hold. Conditions on the right (`RIGHT_FIELDS`)
are asked of the right a line was matched with. What a rule then does is its effect; scores are
shifted in log-odds, so that a rule is one more term of the sum an officer reads.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from seizures.matching.arrays import Bools
from seizures.matching.context import Context
from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.phrases import contains
from seizures.matching.signals import recognised

CHOICE, PLACE, CODE, NAME, WORDS, RIGHT, CLASS = (
    "choice", "place", "code", "name", "words", "right", "class",
)  # fmt: skip
NUMBER, MONEY, SHARE = "number", "money", "share"
FIELDS: Mapping[str, str] = {
    "mode": CHOICE, "origin": PLACE, "destination": PLACE, "hs": CODE, "description": WORDS,
    "shipper": NAME, "consignee": NAME, "notify": NAME, "watched": CHOICE,
    "party_infringing": SHARE, "right": RIGHT, "holder": NAME, "nice": CLASS,
    "unit_value": MONEY, "value": MONEY, "quantity": NUMBER, "weight": NUMBER,
    "office": CHOICE, "weekday": CHOICE, "month": CHOICE,
}  # fmt: skip
"""Every field a condition may ask about, and what kind of answer it wants."""
RIGHT_FIELDS = frozenset({"right", "holder", "nice"})
BESIDE = frozenset({"weight", "office", "weekday", "month"})
"""Fields that the matcher's facts do not tell; a batch must be given them."""
MODES = ("sea", "air", "express", "post", "land")
ROLES = ("infringer", "watched")
OPERATORS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((CHOICE, PLACE, CODE, RIGHT, CLASS), ("is", "is_not")),
    **dict.fromkeys((NAME, WORDS), ("has", "has_not")),
    **dict.fromkeys((NUMBER, MONEY, SHARE), ("least", "below")),
}
EFFECTS = ("raise", "lower", "suppress", "alert", "suggest")
SHIFTING = ("raise", "lower")
MOST_CONDITIONS, MOST_VALUES, STRONGEST = 12, 30, 6.0
_SHAPES = {
    PLACE: re.compile(r"[A-Z]{2}([A-Z0-9]{3})?"),
    CODE: re.compile(r"\d{2,10}"),
    RIGHT: re.compile(r"\d{1,18}"),
}
_LIMITED: Mapping[str, Collection[str]] = {
    "mode": MODES,
    "watched": ROLES,
    "weekday": [str(day) for day in range(1, 8)],
    "month": [str(month) for month in range(1, 13)],
    "nice": [str(number) for number in range(1, 46)],
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One question to a line: a field, how it is asked, and the values asked for (money: amount
    and currency; share: a whole percentage).
    """

    field: str
    op: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """One rule as the matcher sees it; `strength` is in log-odds, `right` the target of an alert.

    For the effect `alert` the strength is the log-odds of the alert's own score.
    """

    id: str
    version: int
    conditions: tuple[Condition, ...]
    effect: str
    strength: float = 0.0
    right: str = ""
    name: str = ""

    @property
    def shift(self) -> float:
        """What the rule adds to a score, in log-odds."""
        return {"raise": self.strength, "lower": -self.strength}.get(self.effect, 0.0)

    def asks(self, names: Collection[str]) -> bool:
        """Whether a condition asks about one of these fields."""
        return any(condition.field in names for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A goods line with what only rules ask: gross weight in kg, office code, civil day."""

    facts: GoodsFacts
    weight: float | None = None
    office: str = ""
    day: dt.date | None = None


@dataclass(slots=True)
class Batch:
    """Lines and what is known of their parties; answers of conditions are kept for other rules."""

    lines: Sequence[RuleLine]
    context: Context = field(default_factory=lambda: Context.EMPTY)
    kept: dict[Condition, Bools] = field(default_factory=dict)

    def holds(self, condition: Condition) -> Bools:
        """For every line whether the condition holds."""
        if condition not in self.kept:
            self.kept[condition] = _answer(self, condition)
        return self.kept[condition]


def met(rule: RuleFacts, batch: Batch) -> Bools:
    """For every line of a batch whether all conditions about the line hold."""
    answer = np.ones(len(batch.lines), dtype=bool)
    for condition in rule.conditions:
        if condition.field not in RIGHT_FIELDS and answer.any():
            answer = answer & batch.holds(condition)
    return answer


def concerns(rule: RuleFacts, right: RightFacts) -> bool:
    """Whether all conditions about the right hold for this one."""
    return all(
        _of_right(condition, right)
        for condition in rule.conditions
        if condition.field in RIGHT_FIELDS
    )


def shifted(score: float, shift: float) -> float:
    """A score moved by so many log-odds."""
    kept = min(max(score, 1e-12), 1.0 - 1e-12)
    return chance(math.log(kept / (1.0 - kept)) + shift)


def chance(odds: float) -> float:
    """The probability of log-odds, whatever their size."""
    return 1.0 / (1.0 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1.0 + math.exp(odds))


def _of_right(condition: Condition, right: RightFacts) -> bool:
    if condition.field == "right":
        found = right.id in condition.values
    elif condition.field == "nice":
        found = any(str(number) in condition.values for number in right.nice)
    else:
        found = bool(contains([right.holder], condition.values)[0])
    return found is (condition.op in ("is", "has"))


def _answer(batch: Batch, condition: Condition) -> Bools:
    kind = FIELDS[condition.field]
    if kind in (NUMBER, MONEY, SHARE):
        return _bounded(batch, condition, kind)
    if condition.field == "watched":
        found = _each([_roles(line, batch.context) for line in batch.lines],
                      lambda roles: bool(roles & set(condition.values)))  # fmt: skip
    elif kind in (NAME, WORDS):
        found = _written(_texts(batch, condition.field), condition.values)
    else:
        found = _each(_texts(batch, condition.field), _test(kind, condition.values))
    return found if condition.op in ("is", "has") else ~found


def _texts(batch: Batch, name: str) -> list[str]:
    if name == "office":
        return [line.office for line in batch.lines]
    if name == "weekday":
        return [str(line.day.isoweekday()) if line.day else "" for line in batch.lines]
    if name == "month":
        return [str(line.day.month) if line.day else "" for line in batch.lines]
    return [getattr(line.facts, name) for line in batch.lines]


def _each(values: Sequence[Any], test: Callable[[Any], bool]) -> Bools:
    """A test of every value, asked once for equal ones."""
    known: dict[Any, bool] = {}
    for value in values:
        if value not in known:
            known[value] = test(value)
    return np.fromiter((known[value] for value in values), dtype=bool, count=len(values))


def _written(texts: Sequence[str], words: Sequence[str]) -> Bools:
    distinct = list(dict.fromkeys(texts))
    found = dict(zip(distinct, contains(distinct, words).tolist(), strict=True))
    return np.fromiter((found[text] for text in texts), dtype=bool, count=len(texts))


def _test(kind: str, values: tuple[str, ...]) -> Callable[[str], bool]:
    if kind in (PLACE, CODE):
        return lambda text: "".join(filter(str.isalnum, text)).upper().startswith(values)
    return lambda text: text in values


def _roles(line: RuleLine, context: Context) -> frozenset[str]:
    if not len(context.parties):
        return frozenset()
    return frozenset(str(who.party.role) for who in recognised(line.facts, context))


def _bounded(batch: Batch, condition: Condition, kind: str) -> Bools:
    bound = float(condition.values[0])
    if kind == MONEY:
        rate = batch.context.rates.get(condition.values[1])
        told = [_money(line.facts, condition, batch.context, rate) for line in batch.lines]
    elif kind == SHARE:
        told = [_share(line, batch.context) for line in batch.lines]
    elif condition.field == "weight":
        told = [line.weight for line in batch.lines]
    else:
        told = [line.facts.quantity for line in batch.lines]
    values = np.array([math.nan if value is None else value for value in told], dtype=np.float64)
    with np.errstate(invalid="ignore"):
        return np.asarray(values >= bound if condition.op == "least" else values < bound)


def _money(
    line: GoodsFacts, condition: Condition, context: Context, rate: float | None
) -> float | None:
    """The value in the currency of the condition; None where it cannot be told."""
    amount = line.value
    if amount is None:
        return None
    if condition.field == "unit_value":
        if not line.quantity or line.quantity <= 0:
            return None
        amount /= line.quantity
    if line.currency.upper() == condition.values[1]:
        return amount
    own = context.rates.get(line.currency.upper())
    return amount * own / rate if own and rate else None


def _share(line: RuleLine, context: Context) -> float | None:
    """The worst share of infringing outcomes among the line's known parties, in per cent."""
    judged = [
        100.0 * who.party.infringing / (who.party.infringing + who.party.genuine)
        for who in recognised(line.facts, context)
        if who.party.infringing + who.party.genuine
    ]
    return max(judged, default=None)


def problem_of(condition: Condition) -> str:
    """What is wrong with a condition, as a code; empty where nothing is."""
    kind = FIELDS.get(condition.field)
    if kind is None:
        return "field"
    if condition.op not in OPERATORS[kind]:
        return "operator"
    if not condition.values or not all(value.strip() for value in condition.values):
        return "empty"
    if len(condition.values) > MOST_VALUES:
        return "too_many"
    if kind in (NUMBER, MONEY, SHARE):
        return _problem_of_number(condition, kind)
    limited = _LIMITED.get(condition.field)
    if limited is not None and not set(condition.values) <= set(limited):
        return "choice"
    shape = _SHAPES.get(kind)
    if shape is not None and not all(shape.fullmatch(value) for value in condition.values):
        return kind
    if kind in (NAME, WORDS) and any(len(value) > 100 for value in condition.values):
        return "long"
    return ""


def _problem_of_number(condition: Condition, kind: str) -> str:
    try:
        bound = float(condition.values[0])
    except ValueError:
        return "number"
    if not math.isfinite(bound) or bound < 0 or (kind == SHARE and bound > 100):
        return "number"
    wanted = 2 if kind == MONEY else 1
    if len(condition.values) != wanted:
        return "currency" if kind == MONEY else "number"
    return "" if kind != MONEY or re.fullmatch(r"[A-Z]{3}", condition.values[1]) else "currency"
