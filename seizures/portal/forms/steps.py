"""The holder's own steps in a case as forms, made from what the procedure asks."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.cases.models import Security
from seizures.core.languages import pick, reckoned
from seizures.law.formulas import figure
from seizures.law.procedures import Ask, Step
from seizures.portal.forms.uploads import one_file

LONG_TEXTS = {"reasons", "remarks", "facts"}
KNOWN_HERE = {"reply_channel": "portal"}
"""What nobody is asked in the portal, because the portal itself is the answer."""


class AskForm(forms.Form):
    """One field for each question of a step; `security` suggests the amount it asks for."""

    def __init__(self, *args: Any, step: Step, security: Security | None = None,
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.step = step
        for ask in step.asks:
            if ask.kind != "quantity" and ask.code not in KNOWN_HERE:  # holders move no goods
                self.fields[ask.code] = field_for(ask)
        if security and "security_amount" in self.fields:
            self._suggest(security)

    def _suggest(self, security: Security) -> None:
        field = self.fields["security_amount"]
        field.initial = security.required
        field.help_text = _("At least %(amount)s %(currency)s: %(formula)s") % {
            "amount": figure(security.required, security.currency), "currency": security.currency,
            "formula": reckoned(security.formula, security.currency),
        }  # fmt: skip

    def answers(self) -> dict[str, Any]:
        """What the step's action takes."""
        given = KNOWN_HERE | self.cleaned_data
        return {ask.code: given[ask.code] for ask in self.step.asks if ask.code in given}


class StepForm(AskForm):
    """A step of the holder on the page of the case."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, version: int, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, step=step, auto_id=f"{step.code}_%s", **kwargs)
        self.fields["version"].initial = version


def field_for(ask: Ask) -> forms.Field:
    """The form field of one question."""
    label = pick(ask.titles)
    common: dict[str, Any] = {"label": label, "required": ask.required}
    if ask.kind == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **common)
    if ask.kind == "money":
        return forms.DecimalField(min_value=Decimal(0), max_digits=18, decimal_places=2, **common)
    if ask.kind == "number":
        return forms.DecimalField(**common)
    if ask.kind == "file":
        field = one_file(label)
        field.required = ask.required
        return field
    if ask.kind == "yes_no":
        return forms.BooleanField(**common)
    if ask.kind == "choice":
        choices = [(choice.code, pick(choice.titles)) for choice in ask.choices]
        return forms.ChoiceField(choices=[("", "—"), *choices], **common)
    if ask.code in LONG_TEXTS:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=8000, **common)
    return forms.CharField(max_length=300, **common)
