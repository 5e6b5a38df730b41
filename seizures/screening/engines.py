"""Which engine screens for an administration: the setting in force with its rules and knowledge.

Kept in every process and made anew within two seconds after something of it has changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from seizures.core import clock
from seizures.core.database import alias
from seizures.files.store import full
from seizures.matching import recipes
from seizures.matching.context import Context
from seizures.matching.learned import Learned
from seizures.matching.rules import Condition, RuleFacts
from seizures.rights.index import newest_change
from seizures.screening.choices import EngineStatus, RuleStatus
from seizures.screening.context import FRESH_SECONDS, context_of
from seizures.screening.engine import Engine
from seizures.screening.models import LearnedVersion, RecipeInForce, Rule


def rule_facts(row: Rule) -> RuleFacts:
    """A rule as the matcher wants it."""
    return facts_of(definition(row))


def definition(row: Rule) -> dict[str, Any]:
    """A rule as plain values, to be kept with what was done by it."""
    return {
        "id": row.pk, "version": row.version, "name": row.name, "effect": row.effect,
        "strength": row.strength, "right": row.right_id, "conditions": row.conditions,
    }  # fmt: skip


def facts_of(told: Mapping[str, Any]) -> RuleFacts:
    """The rule behind kept values."""
    conditions = tuple(
        Condition(part["field"], part["op"], tuple(part["values"])) for part in told["conditions"]
    )
    right = str(told["right"]) if told.get("right") else ""
    return RuleFacts(str(told["id"]), int(told["version"]), conditions, told["effect"],
                     float(told["strength"]), right, told["name"])  # fmt: skip


@dataclass(slots=True)
class _Kept:
    asked: float
    stamp: str
    engine: Engine


_kept: dict[tuple[str, str], _Kept] = {}
_lessons: dict[tuple[str, str], Learned] = {}


def engine_of(administration: str) -> Engine:
    """The engine in force for goods this administration received."""
    key = (alias(), administration)
    known = _kept.get(key)
    if known and monotonic() - known.asked < FRESH_SECONDS:
        return known.engine
    context, version = context_of(administration)
    stamp = f"{_stamp(administration)} {version}"
    if known and known.stamp == stamp:
        known.asked = monotonic()
        return known.engine
    engine = _build(administration, context, version)
    _kept[key] = _Kept(monotonic(), stamp, engine)
    return engine


def forget() -> None:
    """Lets the next engine be made from the database."""
    _kept.clear()


def in_force(administration: str) -> RecipeInForce | None:
    """The setting in force, or None while nobody has put one live."""
    rows = RecipeInForce.objects.of(administration).filter(status=EngineStatus.IN_FORCE)
    return rows.order_by("-id").first()


def _stamp(administration: str) -> str:
    rows = RecipeInForce.objects.of(administration).filter(status=EngineStatus.IN_FORCE)
    shadows = Rule.objects.of(administration).filter(status=RuleStatus.SHADOW)
    return repr((
        clock.today(administration),
        newest_change(),
        list(rows.values_list("pk", "version")),
        list(shadows.order_by("pk").values_list("pk", "version")),
    ))  # fmt: skip


def _build(administration: str, context: Context, version: str) -> Engine:
    row = in_force(administration)
    today = clock.today(administration)
    valid = Rule.objects.of(administration).valid_on(today)
    live = valid.filter(pk__in=row.rules, status=RuleStatus.LIVE) if row else Rule.objects.none()
    shadows = valid.filter(status=RuleStatus.SHADOW)
    return Engine(
        administration,
        row.recipe if row else recipes.CURRENT,
        lesson(row.data_version if row else ""),
        tuple(rule_facts(rule) for rule in live.order_by("pk")),
        tuple(rule_facts(rule) for rule in shadows.order_by("pk")),
        context,
        version,
        row.pk if row else None,
    )


def engine_from(
    administration: str, told: Mapping[str, Any], context: Context, version: str
) -> Engine:
    """An engine that is only compared: {"recipe", "data_version", "rules"} as kept."""
    rules = tuple(facts_of(rule) for rule in told["rules"])
    return Engine(administration, told["recipe"], lesson(told["data_version"]), rules, (),
                  context, version)  # fmt: skip


def lesson(name: str) -> Learned:
    """A learned data version by its name; an empty name is none."""
    if not name:
        return Learned.NONE
    key = (alias(), name)
    if key not in _lessons:
        row = LearnedVersion.objects.select_related("file").get(name=name, is_complete=True)
        _lessons[key] = Learned.load(full(row.file.path)) if row.file else Learned.NONE
    return _lessons[key]


def learned_part(data_version: str) -> str:
    """The learned part of a stored data version."""
    return data_version.partition("+")[2]
