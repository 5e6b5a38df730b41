"""The form of a procedure step, made from what the step asks."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.cases.duties import CONFIRMED, Duty
from seizures.cases.ledger import LineBalance, balance
from seizures.cases.models import SeizureCase
from seizures.core.languages import pick, reckoned
from seizures.law.formulas import figure
from seizures.law.procedures import Ask, Procedure, Step


class StepForm(forms.Form):
    """One field for each question of a step; quantities get a field for each goods line."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, case: SeizureCase, step: Step, procedure: Procedure,
                 goods: list[LineBalance] | None = None, duties: Sequence[Duty] = (),
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, auto_id=f"{step.code}_%s", **kwargs)
        self.case, self.step, self.goods = case, step, goods
        self.fields["version"].initial = case.version
        for ask in step.asks:
            if ask.kind == "quantity":
                self._add_quantities(ask)
            else:
                self.fields[ask.code] = _field(ask, procedure)
        if duties:
            self._name_duties(duties)
        self._suggest()

    def _add_quantities(self, ask: Ask) -> None:
        source = self.step.ledger.from_code if self.step.ledger else "stored"
        for line in balance(self.case) if self.goods is None else self.goods:
            there = line.under.get(source, Decimal(0))
            if there > 0:
                self.fields[f"{ask.code}-{line.goods.pk}"] = forms.DecimalField(
                    label=f"{line.goods.description[:60]} ({line.goods.unit})",
                    min_value=0, max_value=there, required=False, decimal_places=3,
                    initial=f"{there.normalize():f}",
                )  # fmt: skip

    def _name_duties(self, duties: Sequence[Duty]) -> None:
        """What is still open is named beside the box that says: close it all the same."""
        self.fields[CONFIRMED] = forms.BooleanField(
            label=_("Close the case all the same"), required=False,
            help_text=" ".join(str(duty.sentence) for duty in duties),
        )  # fmt: skip

    def _suggest(self) -> None:
        if "security_amount" in self.fields:
            row = self.case.securities.order_by("-id").first()
            if row:
                field = self.fields["security_amount"]
                field.initial = row.required
                field.help_text = _("At least %(amount)s %(currency)s: %(formula)s") % {
                    "amount": figure(row.required, row.currency), "currency": row.currency,
                    "formula": reckoned(row.formula, row.currency),
                }  # fmt: skip
        if "place" in self.fields and self.case.storage_place:
            self.fields["place"].initial = self.case.storage_place

    def answers(self) -> dict[str, Any]:
        """What the step's action takes."""
        found: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            ask, dash, goods = name.partition("-")
            if dash:
                found.setdefault(ask, {})[goods] = value
            elif name != "version":
                found[name] = value
        return found


def _field(ask: Ask, procedure: Procedure) -> forms.Field:
    common: dict[str, Any] = {"label": pick(ask.titles), "required": ask.required}
    if ask.kind == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **common)
    if ask.kind == "money":
        return forms.DecimalField(min_value=0, max_digits=18, decimal_places=2, **common)
    if ask.kind == "number":
        return forms.DecimalField(**common)
    if ask.kind == "file":
        return forms.FileField(**common)
    if ask.kind == "yes_no":
        return forms.BooleanField(**{**common, "required": ask.required})
    if ask.kind == "choice":
        choices = [(choice.code, pick(choice.titles)) for choice in ask.choices]
        if ask.code == "security_form" and not choices:
            choices = [(c.code, pick(c.titles)) for c in procedure.security.forms]
        return forms.ChoiceField(choices=[("", "—"), *choices], **common)
    long = ask.code in {"reasons", "remarks", "facts"}
    widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
    return forms.CharField(widget=widget, max_length=4000 if long else 300, **common)
