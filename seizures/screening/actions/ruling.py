"""Officers' rules: drafted, tried in the shadow, copied, retired. What is live is never changed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.journal.actions import record
from seizures.matching.rules import (
    MOST_CONDITIONS,
    RIGHT_FIELDS,
    SHIFTING,
    STRONGEST,
    Condition,
    problem_of,
)
from seizures.rights.models import Right
from seizures.screening.choices import EngineStatus, RuleEffect, RuleStatus
from seizures.screening.models import RecipeInForce, Rule, RuleHit
from seizures.screening.policies import require_keeper

PROBLEMS = {
    "field": _("Condition %(row)s: choose what it asks about."),
    "operator": _("Condition %(row)s: choose how it is asked."),
    "empty": _("Condition %(row)s: write what to look for, or remove the condition."),
    "too_many": _("Condition %(row)s: at most 30 values. Make a second rule for the rest."),
    "number": _("Condition %(row)s: write a number of 0 or more; a share is at most 100."),
    "currency": _("Condition %(row)s: write the currency as three letters, such as USD."),
    "choice": _("Condition %(row)s: choose from the list."),
    "place": _("Condition %(row)s: write a country as two letters or a port as five, such as CN "
               "or CNSZX."),
    "code": _("Condition %(row)s: write the HS code as 2 to 10 digits, without dots."),
    "right": _("Condition %(row)s: write the number that the right has on its page."),
    "long": _("Condition %(row)s: at most 100 characters for one word or name."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleForm:
    """What a person says of a rule; conditions are {"field", "op", "values"}."""

    name: str
    conditions: Sequence[Mapping[str, Any]]
    effect: str
    strength: float = 0.0
    reason: str = ""
    right: Right | None = None
    note: str = ""
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


def draft_rule(form: RuleForm, *, administration: str, by: Actor) -> Rule:
    """A new rule that does nothing yet; refused where it could never work as written."""
    require_keeper(by, administration)
    checked = check_rule(form)
    with atomic():
        rule = Rule.objects.create(
            administration=administration, owner_id=_user(by), owner_name=by.name,
            status=RuleStatus.DRAFT, **_fields(form, checked),
        )  # fmt: skip
        _record("rule.drafted", rule, by)
    return rule


def change_rule(rule: Rule, form: RuleForm, *, by: Actor, version: int | None = None) -> Rule:
    """Changes a rule that is not live; one in the shadow goes back to a draft."""
    require_keeper(by, rule.administration)
    checked = check_rule(form)
    with atomic():
        row = _held(rule, version)
        if row.status not in (RuleStatus.DRAFT, RuleStatus.SHADOW):
            raise Refused(_("A rule that is or was live is never changed. Make a copy of it."))
        for name, value in _fields(form, checked).items():
            setattr(row, name, value)
        RuleHit.objects.filter(rule=row, is_shadow=True).delete()
        row.shadow_hits, row.version = 0, row.version + 1
        return _moved(row, RuleStatus.DRAFT, "rule.changed", by)


def try_rule(rule: Rule, *, by: Actor, version: int | None = None) -> Rule:
    """Lets a draft note what it would meet, without any effect."""
    require_keeper(by, rule.administration)
    with atomic():
        row = _held(rule, version)
        if row.status == RuleStatus.SHADOW:
            return row
        if row.status != RuleStatus.DRAFT:
            raise Refused(_("Only a draft is put into the shadow. Make a copy of this rule."))
        return _moved(row, RuleStatus.SHADOW, "rule.shadowed", by)


def retire_rule(rule: Rule, *, reason: str, by: Actor, version: int | None = None) -> Rule:
    """Takes a rule out at once, with a reason; what it did stays on record."""
    require_keeper(by, rule.administration)
    if not reason.strip():
        raise Refused(_("Write why the rule is retired."), field="reason")
    with atomic():
        row = _held(rule, version)
        if row.status == RuleStatus.RETIRED:
            return row
        if row.status == RuleStatus.LIVE:
            _take_out(row)
        return _moved(row, RuleStatus.RETIRED, "rule.retired", by, reason=reason)


def copy_rule(rule: Rule, *, by: Actor) -> Rule:
    """A new draft with the same conditions, to be changed."""
    require_keeper(by, rule.administration)
    with atomic():
        copied = {name: getattr(rule, name) for name in (
            "administration", "note", "conditions", "effect", "strength", "reason", "right_id",
            "valid_until",
        )}  # fmt: skip
        row = Rule.objects.create(
            name=rule.name, status=RuleStatus.DRAFT, owner_id=_user(by), owner_name=by.name,
            **copied,
        )  # fmt: skip
        _record("rule.copied", row, by, of=rule.pk)
    return row


def check_rule(form: RuleForm) -> list[dict[str, Any]]:
    """The conditions as they are kept; raises `Refused` with the sentence of what is wrong."""
    if not form.name.strip():
        raise Refused(_("Give the rule a name."), field="name")
    if form.effect not in RuleEffect.values:
        raise Refused(_("Choose what the rule does."), field="effect")
    checked = [_checked(number, part) for number, part in enumerate(form.conditions, start=1)]
    if not checked:
        raise Refused(_("Add at least one condition, or the rule would meet everything."))
    if len(checked) > MOST_CONDITIONS:
        raise Refused(_("A rule has at most 12 conditions."))
    _check_effect(form, {str(part["field"]) for part in checked})
    if form.valid_from and form.valid_until and form.valid_until < form.valid_from:
        raise Refused(_("The rule ends before it begins."), field="valid_until")
    return checked


def _checked(number: int, part: Mapping[str, Any]) -> dict[str, Any]:
    values = tuple(str(value).strip() for value in part.get("values", ()))
    condition = Condition(str(part.get("field", "")), str(part.get("op", "")), values)
    problem = problem_of(condition)
    if problem:
        raise Refused(PROBLEMS[problem], row=number)
    return {"field": condition.field, "op": condition.op, "values": list(values)}


def _check_effect(form: RuleForm, fields: set[str]) -> None:
    if form.effect in SHIFTING and not 0 < form.strength <= STRONGEST:
        raise Refused(_("Write how much the score moves: more than 0, at most 6."),
                      field="strength")  # fmt: skip
    if form.effect == RuleEffect.SUPPRESS and not form.reason.strip():
        raise Refused(_("Write why no alert is raised."), field="reason")
    if form.effect == RuleEffect.SUPPRESS and len(form.conditions) < 2:
        raise Refused(_("A rule that raises no alert needs at least two conditions."))
    if form.effect == RuleEffect.ALERT and form.right is None:
        raise Refused(_("Choose the right that the alert is raised on."), field="right")
    if form.effect == RuleEffect.ALERT and not 0 <= form.strength <= STRONGEST:
        raise Refused(_("Write how strong the alert is: from 0 to 6."), field="strength")
    if form.effect in (RuleEffect.ALERT, RuleEffect.SUGGEST):
        if fields & RIGHT_FIELDS:
            raise Refused(_("This rule speaks without a mark in the text. Remove the conditions "
                            "on the right, its holder and its classes."))  # fmt: skip
        if len(form.conditions) < 2:
            raise Refused(_("A rule that speaks without a mark in the text needs at least two "
                            "conditions."))  # fmt: skip


def _fields(form: RuleForm, checked: list[dict[str, Any]]) -> dict[str, Any]:
    has_right = form.effect == RuleEffect.ALERT
    moves = form.effect in (*SHIFTING, RuleEffect.ALERT)
    return {
        "name": form.name.strip()[:120], "note": form.note.strip(), "conditions": checked,
        "effect": form.effect, "strength": form.strength if moves else 0.0,
        "reason": form.reason.strip()[:300] if form.effect == RuleEffect.SUPPRESS else "",
        "right": form.right if has_right else None,
        "valid_from": form.valid_from, "valid_until": form.valid_until,
    }  # fmt: skip


def _take_out(rule: Rule) -> None:
    """The setting in force goes on without the rule; workers see the new version of the row."""
    rows = RecipeInForce.objects.of(rule.administration).filter(status=EngineStatus.IN_FORCE)
    for key in rows.values_list("pk", flat=True):
        row = hold(RecipeInForce.objects.all(), pk=key)
        row.rules = [one for one in row.rules if one != rule.pk]
        row.version, row.updated_at = row.version + 1, clock.now()
        row.save(update_fields=["rules", "version", "updated_at"])


def _held(rule: Rule, version: int | None) -> Rule:
    row: Rule = hold(Rule.objects.all(), pk=rule.pk)
    if version is not None and row.version != version:
        raise Stale(_("Somebody else changed this rule in between. Look at it again."))
    return row


def _moved(row: Rule, status: str, verb: str, by: Actor, **told: Any) -> Rule:
    row.status, row.updated_at = status, clock.now()
    row.save()
    _record(verb, row, by, **told)
    return row


def _record(verb: str, row: Rule, by: Actor, **told: Any) -> None:
    record(verb, kind="rule", key=row.pk, by=by, reference=row.name[:40],
           administration=row.administration, **told)  # fmt: skip


def _user(by: Actor) -> int:
    if by.kind != "user":
        raise NotAllowed(_("A rule belongs to a person."))
    return int(by.id)
