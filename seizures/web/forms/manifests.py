"""Forms of manifests and refused rows."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

LABELS = {
    "transport_document": _("Transport document"), "house_document": _("House document"),
    "container": _("Container"), "seal": _("Seal"), "mode": _("Mode of transport"),
    "origin": _("Origin"), "destination": _("Destination"), "departure_on": _("Departure"),
    "arrival_on": _("Arrival"), "shipper": _("Consignor"), "consignee": _("Consignee"),
    "notify": _("Notify party"), "description": _("Goods as declared"), "hs": _("HS code"),
    "quantity": _("Quantity"), "unit": _("Unit"), "packages": _("Packages"),
    "gross_kg": _("Gross weight (kg)"), "value": _("Value"), "currency": _("Currency"),
}  # fmt: skip


GROUPS = (
    (_("Goods"), ("description", "hs", "quantity", "unit", "packages", "gross_kg", "value",
                  "currency")),
    (_("Route"), ("mode", "origin", "destination", "departure_on", "arrival_on")),
    (_("Papers and containers"), ("transport_document", "house_document", "container", "seal")),
    (_("Parties"), ("shipper", "consignee", "notify")),
)  # fmt: skip


class UploadForm(forms.Form):
    """One manifest file; its format is told from its bytes."""

    file = forms.FileField(label=_("Manifest file"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "CSV, XLSX, UN/EDIFACT CUSCAR or JSON lines, up to %(size)s MB."
        ) % {"size": settings.MAX_MANIFEST_BYTES // (1024 * 1024)}


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

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The fields as people look for them: goods, route, papers, parties."""
        return [{"title": title, "fields": [self[name] for name in names]}
                for title, names in GROUPS]  # fmt: skip


class DiscardForm(forms.Form):
    """Why a refused row is set aside."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
