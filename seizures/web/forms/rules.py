"""The builder of rules, the watch-list and shadow runs."""

import re
from dataclasses import dataclass
from dataclasses import field as kept
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from seizures.core.errors import Refused
from seizures.matching.rules import FIELDS, OPERATORS
from seizures.parties.names import fold
from seizures.reference.models import Port
from seizures.rights.models import Right
from seizures.screening.actions.ruling import RuleForm
from seizures.screening.choices import RuleEffect, WatchRole, WatchSource
from seizures.web.rule_words import FIELD_NAMES, OPERATOR_NAMES, choices_of

SPLIT = re.compile(r"[,;\n、，；]")
MONEY = ("unit_value", "value")
HINTS = {
    "place": _("Ports or countries, such as CNSZX, Shenzhen, CN"),
    "code": _("Beginning of the code, such as 42 or 640411"),
    "name": _("Words of the name, several with commas between"),
    "words": _("Words or phrases, several with commas between"),
    "right": _("Marks as recorded, several with commas between"),
    "number": _("A number"),
    "share": _("Per cent"),
    "money": _("Amount"),
}


TOLD = {"hx-post": ""}
"""A change is read aloud at once; what is written elsewhere meanwhile stays."""
REBUILT = {**TOLD, "hx-target": "#builder", "hx-select": "#builder"}
"""A change that asks for other fields."""


@dataclass(slots=True)
class Row:
    """One condition row of the builder as it stands on the page."""

    number: int
    field: str = ""
    op: str = ""
    values: list[str] = kept(default_factory=list)
    currency: str = "USD"
    administration: str = ""

    @property
    def fields(self) -> list[tuple[str, Any]]:
        """What may be asked about."""
        return list(FIELD_NAMES.items())

    @property
    def operators(self) -> list[tuple[str, Any]]:
        """How this field may be asked."""
        return [(op, OPERATOR_NAMES[op]) for op in OPERATORS.get(FIELDS.get(self.field, ""), ())]

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """What is chosen from, where the field has a list."""
        return list(choices_of(self.field, self.administration).items())

    @property
    def text(self) -> str:
        """What was written."""
        return ", ".join(self.values)

    @property
    def hint(self) -> Any:
        """What to write."""
        return HINTS.get(FIELDS.get(self.field, ""), "")

    @property
    def is_money(self) -> bool:
        """Asks for a currency too."""
        return self.field in MONEY


class HeadForm(forms.Form):
    """What a rule is called, what it does, and when."""

    name = forms.CharField(label=_("Name of the rule"), max_length=120)
    effect = forms.ChoiceField(
        label=_("What the rule does"), choices=RuleEffect.choices,
        widget=forms.Select(attrs=REBUILT),
    )  # fmt: skip
    strength = forms.FloatField(
        label=_("How much"), required=False, min_value=0, max_value=6,
        widget=forms.NumberInput(attrs={**TOLD, "step": "0.1"}),
        help_text=_("1 is a clear hint, 3 decides almost alone; at most 6."),
    )  # fmt: skip
    right = forms.CharField(
        label=_("Right"), max_length=300, required=False, help_text=_("The mark as recorded."),
        widget=forms.TextInput(attrs=TOLD),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why no alert is raised"), max_length=300, required=False,
        widget=forms.TextInput(attrs=TOLD),
    )  # fmt: skip
    valid_from = forms.DateField(
        label=_("Valid from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    valid_until = forms.DateField(
        label=_("Valid until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def rows_of(data: QueryDict, administration: str) -> list[Row]:
    """The condition rows of a posted builder, without those taken away."""
    gone = data.get("remove", "")
    numbers = sorted({int(key[6:]) for key in data if re.fullmatch(r"field-\d{1,3}", key)})
    found = []
    for number in numbers:
        if str(number) == gone:
            continue
        name, op = data.get(f"field-{number}", ""), data.get(f"op-{number}", "")
        if op not in OPERATORS.get(FIELDS.get(name, ""), ()):
            op = next(iter(OPERATORS.get(FIELDS.get(name, ""), ("",))))
        row = Row(len(found), name, op, administration=administration,
                  currency=data.get(f"currency-{number}", "USD").strip().upper())  # fmt: skip
        row.values = _written(row, data.getlist(f"value-{number}"))
        found.append(row)
    return found


def _written(row: Row, values: list[str]) -> list[str]:
    known = choices_of(row.field, row.administration)
    if known:
        return [value for value in values if value in known]
    if FIELDS.get(row.field) in ("number", "money", "share"):
        return [value.strip().replace(",", "") for value in values if value.strip()]
    parts = [part.strip() for value in values for part in SPLIT.split(value)]
    return [part for part in parts if part]


def rows_from(conditions: list[dict[str, Any]], administration: str) -> list[Row]:
    """The rows of a kept rule."""
    found = []
    for number, part in enumerate(conditions):
        values = list(part["values"])
        row = Row(number, part["field"], part["op"], values, administration=administration)
        if row.is_money:
            row.values, row.currency = values[:1], values[1]
        if row.field == "right":
            row.values = [f"#{value}" for value in values]
        found.append(row)
    return found


def conditions_of(rows: list[Row], user: Any) -> list[dict[str, Any]]:
    """Rows as conditions of a rule: marks become rights this person may see, names of ports their
    codes."""
    found = []
    for row in rows:
        values = list(row.values)
        if row.field == "right":
            values = [str(right_named(value, user).pk) for value in values]
        elif FIELDS.get(row.field) == "place":
            values = [_place(value) for value in values]
        elif FIELDS.get(row.field) == "code":
            values = [value.replace(".", "").replace(" ", "") for value in values]
        elif row.is_money:
            values = [*values[:1], row.currency]
        if row.is_money and len(values) == 1:
            values = []
        found.append({"field": row.field, "op": row.op, "values": values})
    return found


def _place(text: str) -> str:
    code = text.upper()
    if re.fullmatch(r"[A-Z]{2}([A-Z0-9]{3})?", code) and text.isascii():
        named = None if len(code) == 2 else Port.objects.lookup(text)
        return named.pk if named else code
    port = Port.objects.lookup(text)
    return str(port.pk) if port else code


def right_named(text: str, user: Any) -> Right:
    """The right meant by a mark or by #number among those this person may see; refused where none
    or several are."""
    text, rights = text.strip(), Right.objects.visible_to(user)
    if re.fullmatch(r"#\d{1,18}", text):
        found = list(rights.filter(pk=int(text[1:])))
    else:
        found = list(rights.filter(mark_key=fold(text)).order_by("pk")[:2])
    if not found:
        raise Refused(_("No right is called “%(mark)s”. Write the mark as recorded."), mark=text)
    if len(found) > 1:
        raise Refused(_("Several rights are called “%(mark)s”. Write the number of the right, "
                        "such as #%(number)s."), mark=text, number=found[0].pk)  # fmt: skip
    return found[0]


def rule_form(head: HeadForm, rows: list[Row], user: Any) -> RuleForm:
    """What the builder says, for the action; raises `Refused`."""
    data = head.cleaned_data
    right = None
    if data["effect"] == RuleEffect.ALERT and data["right"].strip():
        right = right_named(data["right"], user)
    return RuleForm(
        name=data["name"], conditions=conditions_of(rows, user), effect=data["effect"],
        strength=data["strength"] or 0.0, reason=data["reason"], right=right, note=data["note"],
        valid_from=data["valid_from"], valid_until=data["valid_until"],
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why something ends or is refused."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class NoteForm(forms.Form):
    """A proposal with what the second officer should know."""

    note = forms.CharField(
        label=_("Note to the second officer"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class EntryForm(forms.Form):
    """A party of the watch-list."""

    name = forms.CharField(label=_("Name of the party"), max_length=300)
    spellings = forms.CharField(
        label=_("Other spellings"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, in any script."),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Why it stands on the list"), choices=WatchRole.choices)
    rights = forms.CharField(
        label=_("Rights concerned"), required=False, max_length=1000,
        help_text=_("Marks as recorded, several with commas between. Leave empty for any right."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    source = forms.ChoiceField(label=_("Source"), choices=WatchSource.choices)
    valid_from = forms.DateField(
        label=_("Valid from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    valid_until = forms.DateField(
        label=_("Valid until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ShadowForm(forms.Form):
    """Which days are compared, and with what."""

    first_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    last_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    recipe = forms.ChoiceField(label=_("Recipe"))
    data_version = forms.ChoiceField(label=_("Learned data"), required=False)
    rules = forms.MultipleChoiceField(
        label=_("Rules"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Take the mark off a live rule to try without it."),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, Any]]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        if not choices["rules"]:
            del self.fields["rules"]
