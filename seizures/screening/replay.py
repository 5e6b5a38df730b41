"""Old alerts computed again: from what each hit kept, and beside it what today would say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core.errors import Refused
from seizures.matching import recipes
from seizures.matching.cards import card_score
from seizures.matching.context import Context
from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.index import MatchIndex
from seizures.matching.learned import Learned
from seizures.matching.replay import Comparison, compare, replay
from seizures.matching.rules import chance, shifted
from seizures.matching.screen import screen
from seizures.rights.facts import right_facts
from seizures.rights.models import Right
from seizures.screening.choices import Tier
from seizures.screening.engines import engine_of, learned_part, lesson
from seizures.screening.models import Alert, AlertHit

EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a score: a feature of the text or a rule, and what it added in log-odds."""

    kind: str
    code: str
    value: float
    weight: float
    added: float


@dataclass(frozen=True, slots=True)
class Replayed:
    """A hit computed again: the stored score, the new one, and every term of the sum.

    `how` is `sum` (recipe over features), `card` (what the line shares with a product card) or
    `rule` (a rule spoke without a match); `today` is the reading of the present engine.
    """

    hit: AlertHit
    how: str
    stored: float
    score: float
    terms: tuple[Term, ...]
    bias: float
    calibration: tuple[float, float]
    today: "Today | None" = None

    @property
    def is_equal(self) -> bool:
        """The same score to 1e-9."""
        return abs(self.stored - self.score) <= EQUAL


@dataclass(frozen=True, slots=True)
class Today:
    """What the engine in force says of the same line and the right as it is now."""

    recipe: str
    data_version: str
    context_version: str
    score: float
    is_recorded: bool
    changes: Comparison | None


class NotReplayable(Refused):
    """The alert rests on nothing that was computed, or was raised before hits kept features."""

    code = "not_replayable"


def replay_hit(hit: AlertHit, *, with_today: bool = False) -> Replayed:
    """Computes one hit again from its own row alone."""
    recipe = recipes.get(hit.recipe)
    calibration = lesson(learned_part(hit.data_version)).calibration
    terms: list[Term] = []
    if hit.tier == Tier.REFER and hit.features:
        score, how = card_score(hit.features), "card"
        terms = [Term("feature", code, value, 0.0, 0.0) for code, value in hit.features.items()]
    elif hit.features:
        score, added = replay(hit.recipe, hit.features.items(), calibration=calibration)
        terms = [
            Term("feature", code, float(hit.features[code]), recipe.weights[code], part)
            for code, part in added
        ]
        how = "sum"
    elif any(rule["effect"] == "alert" for rule in hit.rules):
        score, how = chance(sum(rule["shift"] for rule in hit.rules)), "rule"
    else:
        raise NotReplayable(
            _("This alert was raised before the screening kept what a score is made of.")
        )
    if how == "sum" and hit.rules:
        score = shifted(score, sum(rule["shift"] for rule in hit.rules))
    terms += [
        Term("rule", str(rule["rule"]), 1.0, rule["shift"], rule["shift"]) for rule in hit.rules
    ]
    today = _today(hit) if with_today else None
    return Replayed(hit, how, hit.score, score, tuple(terms), recipe.bias, calibration, today)


def replay_alert(alert: Alert, *, with_today: bool = False) -> list[Replayed]:
    """Every hit of an alert computed again, the strongest first."""
    hits = list(alert.hits.select_related("line").order_by("-score", "id"))
    if not hits:
        raise NotReplayable(_("This alert was raised by hand: there is no score to compute again."))
    return [replay_hit(hit, with_today=with_today) for hit in hits]


def stored_line(hit: AlertHit) -> GoodsFacts:
    """The line as it was read."""
    return GoodsFacts(**_kept(hit.line_facts, GoodsFacts))


def stored_right(hit: AlertHit) -> RightFacts:
    """The right as it was recorded then."""
    return RightFacts(**_kept(hit.right_facts, RightFacts))


def _kept(told: Mapping[str, Any], kind: type[Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: _tuples(value) for name, value in told.items() if name in names}


def _tuples(value: Any) -> Any:
    return tuple(_tuples(part) for part in value) if isinstance(value, list) else value


def _today(hit: AlertHit) -> Today:
    engine = engine_of(hit.alert.consignment.administration)
    rows = Right.objects.filter(pk=hit.alert.right_id)
    right = next(iter(right_facts(rows)))
    is_recorded = rows.filter(recordations__status="recorded").exists()
    line = stored_line(hit)
    changes = None
    if hit.features and hit.tier != Tier.REFER:
        changes = _compared(hit, right, line, engine.recipe, engine.context, engine.learned)
    score = _score_now(right, line, engine.recipe, engine.context, engine.learned)
    return Today(engine.recipe, engine.data_version, engine.context_version, score, is_recorded,
                 changes)  # fmt: skip


def _compared(
    hit: AlertHit, right: RightFacts, line: GoodsFacts, recipe: str, context: Context,
    learned: Learned,
) -> Comparison:  # fmt: skip
    calibration = lesson(learned_part(hit.data_version)).calibration
    return compare(right, line, recipe, hit.features.items(), context, learned=learned,
                   calibration=calibration)  # fmt: skip


def _score_now(
    right: RightFacts, line: GoodsFacts, recipe: str, context: Context, learned: Learned
) -> float:
    found = screen(MatchIndex.of([right]), [line], recipe=recipe, candidates=True,
                   context=context, learned=learned)  # fmt: skip
    return max((one.score for one in found if one.right == right.id), default=0.0)


def as_json(told: Replayed) -> str:
    """One line of the command's answer."""
    return json.dumps({
        "alert": told.hit.alert.number, "line": told.hit.line_id, "right": told.hit.alert.right_id,
        "recipe": told.hit.recipe, "data_version": told.hit.data_version,
        "index_version": told.hit.index_version, "context_version": told.hit.context_version,
        "how": told.how, "stored": told.stored, "score": told.score, "equal": told.is_equal,
        "bias": told.bias, "calibration": list(told.calibration),
        "terms": [[term.kind, term.code, term.value, term.weight, term.added]
                  for term in told.terms],
    }, ensure_ascii=False)  # fmt: skip
