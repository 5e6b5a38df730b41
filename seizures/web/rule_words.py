"""Rules as sentences in the reader's language: every condition a clause, the effect at the end."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seizures.cargo.choices import Mode
from seizures.core.languages import pick
from seizures.reference.models import Country, Office
from seizures.rights.models import Right
from seizures.screening.choices import RuleEffect, WatchRole
from seizures.screening.models import Rule
from seizures.web.asked import number
from seizures.web.corridor import place_names

FIELD_NAMES = {
    "mode": gettext_lazy("Mode"), "origin": gettext_lazy("Origin"),
    "destination": gettext_lazy("Destination"), "hs": gettext_lazy("HS code"),
    "description": gettext_lazy("Words in the description"),
    "shipper": gettext_lazy("Consignor"), "consignee": gettext_lazy("Consignee"),
    "notify": gettext_lazy("Notify party"), "watched": gettext_lazy("Party on the watch-list"),
    "party_infringing": gettext_lazy("Infringing share of the party’s inspected goods"),
    "right": gettext_lazy("Right"), "holder": gettext_lazy("Right holder"),
    "nice": gettext_lazy("Nice class of the right"), "unit_value": gettext_lazy("Unit value"),
    "value": gettext_lazy("Value of the line"), "quantity": gettext_lazy("Quantity"),
    "weight": gettext_lazy("Gross weight in kg"), "office": gettext_lazy("Office"),
    "weekday": gettext_lazy("Day of the week"), "month": gettext_lazy("Month"),
}  # fmt: skip
OPERATOR_NAMES = {
    "is": gettext_lazy("is"), "is_not": gettext_lazy("is not"), "has": gettext_lazy("contains"),
    "has_not": gettext_lazy("does not contain"), "least": gettext_lazy("is at least"),
    "below": gettext_lazy("is below"),
}  # fmt: skip
CLAUSES = {
    "is": gettext_lazy("%(field)s is %(values)s"),
    "is_not": gettext_lazy("%(field)s is not %(values)s"),
    "has": gettext_lazy("%(field)s: contains %(values)s"),
    "has_not": gettext_lazy("%(field)s: does not contain %(values)s"),
    "least": gettext_lazy("%(field)s is at least %(values)s"),
    "below": gettext_lazy("%(field)s is below %(values)s"),
}
EFFECTS = {
    RuleEffect.RAISE: gettext_lazy("If %(conditions)s: the score rises by %(strength)s."),
    RuleEffect.LOWER: gettext_lazy("If %(conditions)s: the score falls by %(strength)s."),
    RuleEffect.SUPPRESS: gettext_lazy("If %(conditions)s: no alert is raised (%(reason)s)."),
    RuleEffect.ALERT: gettext_lazy("If %(conditions)s: an alert is raised on %(right)s."),
    RuleEffect.SUGGEST: gettext_lazy("If %(conditions)s: an inspection is suggested."),
}


def sentence_of(rule: Rule) -> str:
    """A kept rule as one sentence."""
    return sentence(
        rule.conditions, rule.effect, strength=rule.strength, reason=rule.reason,
        right=str(rule.right) if rule.right else "",
    )  # fmt: skip


def sentence(
    conditions: Sequence[Mapping[str, Any]], effect: str, *, strength: float = 0.0,
    reason: str = "", right: str = "",
) -> str:  # fmt: skip
    """Conditions and effect as one sentence; empty while there is nothing to tell."""
    told = [clause(part) for part in conditions if part.get("values")]
    pattern = EFFECTS.get(effect)  # type: ignore[call-overload]
    if not told or pattern is None:
        return ""
    return str(pattern) % {
        "conditions": get_text_list(told, _("and")),
        "strength": number_format(strength, use_l10n=True), "reason": reason or "–",
        "right": right or "–",
    }  # fmt: skip


def clause(condition: Mapping[str, Any]) -> str:
    """One condition in words."""
    name, op = str(condition["field"]), str(condition["op"])
    return str(CLAUSES.get(op, CLAUSES["is"])) % {
        "field": FIELD_NAMES.get(name, name),
        "values": values_of(name, [str(value) for value in condition["values"]]),
    }


def values_of(name: str, values: list[str]) -> str:
    """The values of a condition in words."""
    if name in ("unit_value", "value"):
        return " ".join(values)
    if name == "party_infringing":
        return f"{values[0]} %"
    if name in ("description", "shipper", "consignee", "notify", "holder"):
        return get_text_list([f"“{value}”" for value in values], _("or"))
    words = choices_of(name) or _looked_up(name, values)
    return get_text_list([str(words.get(value, value)) for value in values], _("or"))


def _looked_up(name: str, values: list[str]) -> dict[str, str]:
    if name in ("origin", "destination"):
        countries = Country.objects.filter(pk__in=[v for v in values if len(v) == 2])
        return {**place_names(), **{row.pk: pick(row.names) for row in countries}}
    if name == "right":
        keys = [key for value in values if (key := number(value)) is not None]
        return {str(pk): mark for pk, mark in
                Right.objects.filter(pk__in=keys).values_list("pk", "mark")}  # fmt: skip
    if name == "office":
        return {row.code: row.name for row in Office.objects.filter(code__in=values)}
    return {}


def choices_of(name: str, administration: str = "") -> dict[str, Any]:
    """The values a condition on this field chooses from; empty where they are written."""
    if name == "mode":
        return dict(Mode.choices)
    if name == "watched":
        return dict(WatchRole.choices)
    if name == "weekday":
        return {str(day + 1): word for day, word in WEEKDAYS.items()}
    if name == "month":
        return {str(month): word for month, word in MONTHS.items()}
    if name == "nice":
        return {str(number): number for number in range(1, 46)}
    if name == "office" and administration:
        return {row.code: row.name for row in Office.objects.of(administration)}
    return {}
