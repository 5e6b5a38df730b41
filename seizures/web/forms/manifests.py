"""Forms of manifests and refused rows."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LABELS = {
    "transport_document": _("Transport document"), "house_document": _("House document"),
    "container": _("Container"), "seal": _("Seal"), "mode": _("Mode of transport"),
    "origin": _("Origin"), "destination": _("Destination"), "departure_on": _("Departure"),
    "arrival_on": _("Arrival"), "shipper": _("Shipper"), "consignee": _("Consignee"),
    "notify": _("Notify party"), "description": _("Goods as declared"), "hs": _("HS code"),
    "quantity": _("Quantity"), "unit": _("Unit"), "packages": _("Packages"),
    "gross_kg": _("Gross weight (kg)"), "value": _("Value"), "currency": _("Currency"),
}  # fmt: skip


class UploadForm(forms.Form):
    """One manifest file; its format is told from its bytes."""

    file = forms.FileField(
        label=_("Manifest file"),
        help_text=_("CSV, XLSX, UN/EDIFACT CUSCAR or JSON lines, up to 300 MB."),
    )


class RowForm(forms.Form):
    """The cells of a refused row, to be corrected."""

    def __init__(self, *args: Any, values: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            widget = forms.Textarea(attrs={"rows": 2}) if name == "description" else None
            self.fields[name] = forms.CharField(
                label=label, required=False, max_length=20_000, widget=widget,
                initial=values.get(name, ""),
            )  # fmt: skip


class DiscardForm(forms.Form):
    """Why a refused row is set aside."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
