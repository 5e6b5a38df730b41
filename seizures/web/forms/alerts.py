"""Forms of the decisions about an alert; each carries the version its reader saw."""

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.screening.choices import DismissReason

GIVEN_BY_PEOPLE = [choice for choice in DismissReason.choices if choice[0] != DismissReason.LAPSED]


class DecisionForm(forms.Form):
    """A decision that asks nothing more."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class InspectForm(DecisionForm):
    """Where to open the goods and what to look for."""

    place = forms.CharField(
        label=_("Place of inspection"), max_length=200, required=False,
        help_text=_("Warehouse, yard or counter where the goods are."),
    )  # fmt: skip
    instruction = forms.CharField(
        label=_("What to look for"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class DismissForm(DecisionForm):
    """Why the alert needs no inspection."""

    reason = forms.ChoiceField(label=_("Reason"), choices=GIVEN_BY_PEOPLE, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReferForm(DecisionForm):
    """What the other administration should know."""

    note = forms.CharField(
        label=_("Note to the other administration"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They see the goods and the route, not the names of the parties."),
    )  # fmt: skip
