"""Forms of the inspection page; made for a phone."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.cargo.models import GoodsLine
from seizures.core import clock
from seizures.inspections.choices import Verdict
from seizures.inspections.coverage import covered
from seizures.inspections.models import Inspection
from seizures.rights.models import Right
from seizures.web.yard import LONGEST_KEPT


class FindingForm(forms.Form):
    """What was found, of which line and right, and how much."""

    verdict = forms.ChoiceField(
        label=_("What did you find?"), choices=Verdict, widget=forms.RadioSelect
    )
    line = forms.ModelChoiceField(label=_("Goods line"), queryset=None, required=False)
    right = forms.ModelChoiceField(label=_("Right concerned"), queryset=None, required=False)
    quantity = forms.DecimalField(label=_("Quantity"), min_value=0, max_digits=16,
                                  decimal_places=3, required=False)  # fmt: skip
    unit = forms.CharField(label=_("Unit"), max_length=12, required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}),
                           required=False)  # fmt: skip
    client_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [target.pk for target, _alert in covered(inspection)]
        lines = GoodsLine.objects.filter(consignment__in=places)
        lines = lines.order_by("consignment", "position")
        rights = Right.objects.filter(alerts__consignment__in=places).distinct()
        self.fields["line"].queryset = lines  # type: ignore[attr-defined]
        self.fields["right"].queryset = rights  # type: ignore[attr-defined]
        if inspection.alert_id:
            self.fields["right"].initial = inspection.alert.right_id  # type: ignore[union-attr]
            hit = inspection.alert.hits.select_related("line").order_by("-score").first()  # type: ignore[union-attr]
            if hit:
                self.fields["line"].initial = hit.line_id
                self.fields["unit"].initial = hit.line.unit


class PhotoForm(forms.Form):
    """One photo; `age` are the seconds since it was taken, by the phone that kept it."""

    photo = forms.FileField(label=_("Photo"))
    note = forms.CharField(label=_("What it shows"), max_length=300, required=False)
    client_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    age = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0,
                             max_value=int(LONGEST_KEPT.total_seconds()))  # fmt: skip

    def taken_at(self) -> dt.datetime:
        """When the photo was taken, told by the house's clock and not by the phone's."""
        return clock.now() - dt.timedelta(seconds=self.cleaned_data["age"] or 0)


class CancelForm(forms.Form):
    """Why the inspection is called off."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
