"""Forms of the goods store."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.cases.models import StockCount, StoragePlace


class ScanForm(forms.Form):
    """A label, and the place it is carried to; scanners type what they read."""

    label = forms.CharField(label=_("Label of the goods"), max_length=200,
                            widget=forms.TextInput(attrs={"data-scan": True}))  # fmt: skip
    place = forms.CharField(label=_("Label of the place"), max_length=200, required=False,
                            widget=forms.TextInput(attrs={"data-scan": True}),
                            help_text=_("Leave empty to look the goods up."))  # fmt: skip


class CarryForm(forms.Form):
    """Where the goods are put."""

    place = forms.ModelChoiceField(label=_("New place"), queryset=None)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = StoragePlace.objects.visible_to(user).active()
        self.fields["place"].queryset = places  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """A new storage place."""

    code = forms.CharField(
        label=_("Code"), max_length=40,
        help_text=_("Letters, figures and hyphens, such as icn-a-01."),
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=120)
    shelf = forms.CharField(label=_("Shelf"), max_length=40, required=False)


class CountForm(forms.Form):
    """What was counted, a pair of fields for each goods line."""

    def __init__(self, *args: Any, count: StockCount, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(count.lines.select_related("goods__case").order_by("id"))
        for line in self.lines:
            self.fields[f"counted-{line.pk}"] = forms.DecimalField(
                label=_("Counted"), min_value=0, max_digits=16, decimal_places=3,
                initial=line.counted,
            )  # fmt: skip
            self.fields[f"reason-{line.pk}"] = forms.CharField(
                label=_("Reason of a difference"), max_length=300, required=False,
                initial=line.reason,
            )  # fmt: skip

    def rows(self) -> list[dict[str, Any]]:
        """Each line with its two fields."""
        return [{"line": line, "counted": self[f"counted-{line.pk}"],
                 "reason": self[f"reason-{line.pk}"]} for line in self.lines]  # fmt: skip

    def counted(self) -> dict[int, Decimal]:
        """What was counted, by the line's key."""
        return {line.pk: self.cleaned_data[f"counted-{line.pk}"] for line in self.lines}

    def reasons(self) -> dict[int, str]:
        """Why it differs, by the line's key."""
        return {line.pk: self.cleaned_data[f"reason-{line.pk}"] for line in self.lines}
