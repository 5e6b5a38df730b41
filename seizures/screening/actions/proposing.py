"""Puts a recipe, a learned data version or a rule live: one person proposes, another confirms."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.journal.actions import record
from seizures.matching import recipes
from seizures.screening.choices import EngineStatus, RuleStatus
from seizures.screening.engines import forget, in_force
from seizures.screening.models import LearnedVersion, RecipeInForce, Rule, ShadowRun
from seizures.screening.policies import require_keeper, require_senior


def propose_engine(shadow: ShadowRun, *, note: str = "", by: Actor) -> RecipeInForce:
    """Proposes what a finished shadow run compared; asked again it answers the same proposal."""
    require_keeper(by, shadow.administration)
    if by.kind != "user":
        raise NotAllowed(_("A proposal belongs to a person."))
    if not shadow.is_complete:
        raise Refused(_("Wait until the shadow run is finished, then propose."))
    with atomic():
        hold(ShadowRun.objects.all(), pk=shadow.pk)
        rows = RecipeInForce.objects.filter(shadow=shadow, status=EngineStatus.PROPOSED)
        known: RecipeInForce | None = rows.first()
        if known:
            return known
        now = in_force(shadow.administration)
        today = list(now.rules) if now else []
        wanted = [int(rule["id"]) for rule in shadow.proposal["rules"]]
        _require_unchanged(shadow, shadow.proposal["rules"])
        row = RecipeInForce.objects.create(
            administration=shadow.administration, status=EngineStatus.PROPOSED, base=now,
            recipe=shadow.proposal["recipe"], data_version=shadow.proposal["data_version"],
            adds=[one for one in wanted if one not in today],
            drops=[one for one in today if one not in wanted],
            rules=[], shadow=shadow, note=note.strip()[:500], proposed_by_id=int(by.id),
            proposed_by_name=by.name,
        )  # fmt: skip
        if _is_as_today(row, now):
            raise Refused(_("Nothing would change: this is what screens already."))
        _record("engine.proposed", row, by)
    return row


def confirm_engine(row: RecipeInForce, *, by: Actor, version: int | None = None) -> RecipeInForce:
    """A second, senior officer puts a proposal live; workers screen by it within seconds."""
    require_senior(by, row.administration)
    with atomic():
        held = _held(row, version)
        if held.status == EngineStatus.IN_FORCE:
            return held
        _require_proposed(held)
        if by.kind == "user" and str(held.proposed_by_id) == by.id:
            raise NotAllowed(_("Somebody else than the one who proposed must confirm."))
        now = in_force(held.administration)
        _require_same_base(held, now)
        if held.shadow:
            _require_unchanged(held.shadow, held.shadow.proposal["rules"])
        kept = [one for one in (now.rules if now else []) if one not in held.drops]
        held.rules = kept + [one for one in held.adds if one not in kept]
        _replace(now)
        held.since, held.confirmed_by_name = clock.now(), by.name
        _settle(held, EngineStatus.IN_FORCE)
        _move_rules(held, by)
        _record("engine.confirmed", held, by, second=by.name, proposer=held.proposed_by_name)
    forget()
    return held


def refuse_engine(
    row: RecipeInForce, *, reason: str, by: Actor, version: int | None = None
) -> RecipeInForce:
    """A senior officer turns a proposal down, with a reason."""
    require_senior(by, row.administration)
    if not reason.strip():
        raise Refused(_("Write why the proposal is refused."), field="reason")
    with atomic():
        held = _held(row, version)
        if held.status == EngineStatus.REFUSED:
            return held
        _require_proposed(held)
        held.answer, held.confirmed_by_name = reason.strip()[:500], by.name
        _settle(held, EngineStatus.REFUSED)
        _record("engine.refused", held, by, reason=held.answer)
    return held


def withdraw_engine(row: RecipeInForce, *, by: Actor, version: int | None = None) -> RecipeInForce:
    """Who proposed takes the proposal back."""
    with atomic():
        held = _held(row, version)
        if str(held.proposed_by_id) != by.id or by.kind != "user":
            raise NotAllowed(_("Only the one who proposed may take the proposal back."))
        if held.status == EngineStatus.WITHDRAWN:
            return held
        _require_proposed(held)
        _settle(held, EngineStatus.WITHDRAWN)
        _record("engine.withdrawn", held, by)
    return held


def check_engine(administration: str, recipe: str, data_version: str) -> None:
    """Refuses a recipe or data version that does not exist."""
    if recipe not in recipes.names():
        raise Refused(_("Choose a recipe from the list."), field="recipe")
    known = LearnedVersion.objects.filter(
        administration=administration, name=data_version, is_complete=True
    )
    if data_version and not known.exists():
        raise Refused(_("Choose a data version from the list."), field="data_version")


def _require_unchanged(shadow: ShadowRun, told: Sequence[dict[str, Any]]) -> None:
    """The rules are still those that the shadow run tried."""
    tried = {int(rule["id"]): int(rule["version"]) for rule in told}
    rows = Rule.objects.of(shadow.administration).filter(pk__in=tried)
    now = {row.pk: row.version for row in rows.exclude(status=RuleStatus.RETIRED)}
    for rule in told:
        if now.get(int(rule["id"])) != int(rule["version"]):
            raise Stale(_("The rule “%(rule)s” was changed after the shadow run. Run it again."),
                        rule=rule["name"])  # fmt: skip


def _require_same_base(row: RecipeInForce, now: RecipeInForce | None) -> None:
    """Nobody has put another recipe or data version live since the proposal."""
    base = row.base
    before = (base.recipe, base.data_version) if base else (recipes.CURRENT, "")
    today = (now.recipe, now.data_version) if now else (recipes.CURRENT, "")
    if before != today:
        raise Stale(_("Another engine was put live after this was proposed. Run the shadow run "
                      "again."))  # fmt: skip


def _is_as_today(row: RecipeInForce, now: RecipeInForce | None) -> bool:
    today = (now.recipe, now.data_version) if now else (recipes.CURRENT, "")
    return (row.recipe, row.data_version) == today and not row.adds and not row.drops


def _replace(now: RecipeInForce | None) -> None:
    if now is None:
        return
    old = hold(RecipeInForce.objects.all(), pk=now.pk)
    old.until = clock.now()
    _settle(old, EngineStatus.REPLACED)


def _move_rules(row: RecipeInForce, by: Actor) -> None:
    for keys, status, verb in ((row.adds, RuleStatus.LIVE, "rule.live"),
                               (row.drops, RuleStatus.RETIRED, "rule.retired")):  # fmt: skip
        for rule in Rule.objects.of(row.administration).filter(pk__in=keys).order_by("pk"):
            held = hold(Rule.objects.all(), pk=rule.pk)
            held.status, held.updated_at = status, clock.now()
            held.save(update_fields=["status", "updated_at"])
            record(verb, kind="rule", key=held.pk, by=by, reference=held.name[:40],
                   administration=held.administration, proposer=row.proposed_by_name)  # fmt: skip


def _held(row: RecipeInForce, version: int | None) -> RecipeInForce:
    held: RecipeInForce = hold(RecipeInForce.objects.select_related("base", "shadow"), pk=row.pk)
    if version is not None and held.version != version:
        raise Stale(_("Somebody else decided on this proposal in between. Look at it again."))
    return held


def _require_proposed(row: RecipeInForce) -> None:
    if row.status != EngineStatus.PROPOSED:
        raise Stale(_("This proposal was decided already."))


def _settle(row: RecipeInForce, status: str) -> None:
    row.status, row.version, row.updated_at = status, row.version + 1, clock.now()
    row.save()


def _record(verb: str, row: RecipeInForce, by: Actor, **told: Any) -> None:
    record(verb, kind="engine", key=row.pk, by=by, reference=row.recipe,
           administration=row.administration, recipe=row.recipe, data=row.data_version,
           adds=row.adds, drops=row.drops, **told)  # fmt: skip
