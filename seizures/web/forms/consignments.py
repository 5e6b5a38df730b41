"""Forms around one consignment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.cargo.choices import ConsignmentStatus
from seizures.rights.models import Right

WAY = (ConsignmentStatus.EXPECTED, ConsignmentStatus.DEPARTED, ConsignmentStatus.ARRIVED)


class ReasonForm(forms.Form):
    """Why goods are held or let go."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class TrackForm(forms.Form):
    """Where the consignment is now."""

    status = forms.ChoiceField(
        label=_("Where it is now"), choices=[(status.value, status.label) for status in WAY]
    )


class RaiseForm(forms.Form):
    """Which right the officer sees infringed, and why."""

    right = forms.ModelChoiceField(
        label=_("Right"), queryset=Right.objects.none(), widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Search for the right and choose it.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What in the goods, the papers or the parties points to this right."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, found: list[Right], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["right"]
        field.queryset = Right.objects.visible_to(user)  # type: ignore[attr-defined]
        field.choices = [(right.pk, f"{right.mark} · {right.holder.name}") for right in found]  # type: ignore[attr-defined]
