"""Forms about parties: which spellings are one, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.parties.models import Party


class MergeForm(forms.Form):
    """The other spellings of a party."""

    others = forms.ModelMultipleChoiceField(
        label=_("Other spellings of this party"), queryset=Party.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the spellings that are this party.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why they are one"), max_length=300,
        help_text=_("For example the same address, business number or telephone."),
    )  # fmt: skip

    def __init__(self, *args: Any, parties: Any, choices: list[tuple[Any, Any]],
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        field: Any = self.fields["others"]
        field.queryset = parties
        field.choices = choices


class UndoForm(forms.Form):
    """Why a merge is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
