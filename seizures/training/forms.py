"""Forms of training: which scenario to start, and the code to join by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.core.languages import pick
from seizures.training import scenario


class StartForm(forms.Form):
    """Which scenario the exercise plays."""

    scenario = forms.ChoiceField(label=_("Scenario"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scenario"].choices = [  # type: ignore[attr-defined]
            (name, pick(scenario.load(name).titles)) for name in scenario.names()
        ]


class JoinForm(forms.Form):
    """The code the trainer hands out."""

    code = forms.CharField(
        label=_("Code of the exercise"), max_length=8,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off",
                                      "spellcheck": "false"}),
    )  # fmt: skip
