"""Forms of the decisions about an alert; each carries the version its reader saw."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.screening.choices import DismissReason

GIVEN_BY_PEOPLE = [choice for choice in DismissReason.choices if choice[0] != DismissReason.LAPSED]
DAYS = [(1, _("1 day")), (3, _("3 days")), (7, _("7 days")), (14, _("14 days")),
        (30, _("30 days")), (90, _("90 days"))]  # fmt: skip


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


class NoteForm(DecisionForm):
    """A decision with a word of explanation."""

    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class WaitForm(DecisionForm):
    """For how long something is put aside, and why."""

    days = forms.TypedChoiceField(label=_("For how long"), choices=DAYS, coerce=int, initial=7)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def clean(self) -> dict[str, Any]:
        """Adds the instant at which it comes back."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("days"):
            data["until"] = clock.now() + dt.timedelta(days=data["days"])
        return data


class SnoozeForm(WaitForm):
    """What else is put aside with an alert: of the party, of the right, with these words."""

    party = forms.ChoiceField(
        label=_("Also others of"), required=False,
        choices=[("", _("Nobody: this alert alone")), ("sender", _("This consignor")),
                 ("receiver", _("This consignee"))],
    )  # fmt: skip
    right = forms.BooleanField(label=_("Only of this right, or all of this right"), required=False)
    pattern = forms.CharField(
        label=_("Only with these words in the goods text"), max_length=100, required=False,
        help_text=_("All that you give must apply; new alerts are put aside as they come."),
    )  # fmt: skip


class MergeForm(DecisionForm):
    """Which other alert is about the same goods."""

    into = forms.CharField(
        label=_("Number of the other alert"), max_length=40,
        help_text=_("The same goods announced twice: the other alert is decided for both."),
    )  # fmt: skip


class JoinForm(NoteForm):
    """Which open case deals with the alert."""

    case = forms.CharField(label=_("Number of the case"), max_length=40)
    field_order = ["version", "case", "note"]
