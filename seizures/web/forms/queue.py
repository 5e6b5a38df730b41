"""Forms around the queue: what a shift can do, decisions on many alerts, alerts by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.accounts.models import User
from seizures.cargo.choices import Mode
from seizures.reference.models import Office, Port
from seizures.rights.models import Right
from seizures.screening.actions.shifting import MOST
from seizures.screening.choices import Source
from seizures.web.forms.alerts import DismissForm, InspectForm, WaitForm

CHANNELS = [choice for choice in Source.choices if choice[0] not in ("", Source.OFFICER)]
OFFICER_ROLES = ("officer", "senior_officer", "trainee", "trainer")


class ShiftForm(forms.Form):
    """How many inspections this shift of an office can do."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    inspections = forms.IntegerField(label=_("Inspections this shift"), min_value=0, max_value=MOST)
    is_usual = forms.BooleanField(label=_("From now on for every shift"), required=False)


class AssignForm(forms.Form):
    """Which officer decides."""

    officer = forms.ModelChoiceField(label=_("Officer"), queryset=User.objects.none())

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(
            administration=user.administration_id, role__in=OFFICER_ROLES, is_active=True
        )
        field: Any = self.fields["officer"]
        field.queryset = people.order_by("last_name", "first_name", "username")
        field.label_from_instance = lambda one: one.get_full_name() or one.username
        field.initial = user.pk


def form_of(deed: str, data: Any, user: Any) -> forms.Form:
    """The form of a decision on many alerts; unbound without data."""
    if deed == "assign":
        return AssignForm(data, user=user)
    kinds: dict[str, type[forms.Form]] = {
        "dismiss": DismissForm,
        "snooze": WaitForm,
        "inspect": InspectForm,
    }
    return kinds[deed](data)


class FoundForm(forms.Form):
    """Goods that no manifest names: how they came to light, what they are, which right."""

    client_key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    right = forms.ModelChoiceField(
        label=_("Right"), queryset=Right.objects.none(), widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Search for the right and choose it.")},
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("How it came to light"), choices=CHANNELS)
    reference = forms.CharField(
        label=_("Item or document number"), max_length=100, required=False,
        help_text=_("The number on the parcel, the baggage tag or the tip-off."),
    )  # fmt: skip
    description = forms.CharField(label=_("Goods"), max_length=500)
    mode = forms.ChoiceField(label=_("Mode"), choices=Mode.choices)
    origin = forms.ModelChoiceField(label=_("Origin"), queryset=Port.objects.none())
    destination = forms.ModelChoiceField(label=_("Destination"), queryset=Port.objects.none())
    quantity = forms.DecimalField(
        label=_("Quantity"), min_value=0, max_digits=13, decimal_places=3, required=False
    )
    shipper = forms.CharField(label=_("Consignor"), max_length=500, required=False)
    consignee = forms.CharField(label=_("Consignee"), max_length=500, required=False)
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.none(), required=False
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What in the goods, the papers or the parties points to this right."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, found: list[Right], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name in ("origin", "destination"):
            fields[name].queryset = Port.objects.on_corridor()
        fields["office"].queryset = Office.objects.of(user.administration_id)
        fields["right"].queryset = Right.objects.visible_to(user)  # type: ignore[attr-defined]
        fields["right"].choices = [
            (right.pk, f"{right.mark} · {right.holder.name}") for right in found
        ]
