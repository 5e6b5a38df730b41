"""The form that opens a case on goods without a manifest."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from seizures.cargo.choices import Mode
from seizures.cases.actions import Found
from seizures.cases.choices import Channel
from seizures.core.languages import pick
from seizures.formats.lines import ManifestLine
from seizures.reference.models import Country
from seizures.rights.models import Right
from seizures.web.forms.cases import CONDITIONS, CURRENCIES, track_choices

LINES = 4
CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.MANIFEST]
UNITS = ["PCE", "PR", "SET", "KGM", "CT"]


class ByHandForm(forms.Form):
    """How the goods came to light, the right, the parties, the goods, the procedure."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    right = forms.ModelChoiceField(
        label=_("Right"), queryset=Right.objects.none(), widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Search for the right and choose it.")},
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("How the goods came to light"), choices=CHANNELS)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What in the goods points to this right. Do not name an informant."),
    )  # fmt: skip
    track = forms.ChoiceField(label=_("Procedure"), widget=forms.RadioSelect)
    condition = forms.ChoiceField(label=_("Condition of the goods"), choices=CONDITIONS)
    reference = forms.CharField(label=_("Number of the parcel or baggage tag"), max_length=100,
                                required=False)  # fmt: skip
    declaration_number = forms.CharField(label=_("Declaration number"), max_length=60,
                                         required=False)  # fmt: skip
    shipper = forms.CharField(label=_("Sender"), max_length=300, required=False)
    consignee = forms.CharField(label=_("Addressee or traveller"), max_length=300)
    from_country = forms.ChoiceField(label=_("From"))
    to_country = forms.ChoiceField(label=_("To"))
    mode = forms.ChoiceField(
        label=_("Transport"), choices=Mode.choices, required=False,
        help_text=_("Only for a tip-off or a market; the counter says it otherwise."),
    )  # fmt: skip
    is_gift = forms.BooleanField(label=_("Sent as a gift or without payment"), required=False)
    commercial = forms.BooleanField(label=_("The articles are for trade"), required=False)
    reasonable = forms.IntegerField(
        label=_("Pieces reasonable for personal use"), required=False, min_value=0,
        max_value=9999,
    )  # fmt: skip
    storage_place = forms.CharField(label=_("Storage place"), max_length=200)

    def __init__(self, *args: Any, user: Any, found: list[Right], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        administration = user.administration_id
        right: Any = self.fields["right"]
        right.queryset = Right.objects.visible_to(user)
        right.choices = [(row.pk, f"{row.mark} · {row.holder.name}") for row in found]
        tracks = track_choices(administration)
        self.fields["track"].choices = tracks  # type: ignore[attr-defined]
        self.fields["track"].initial = tracks[0][0] if tracks else None
        self._places(administration)
        if administration != "cn":
            del self.fields["reasonable"]
        if administration != "kr":
            del self.fields["is_gift"]
        for number in range(1, LINES + 1):
            self._add_line(number, CURRENCIES.get(administration, ""))

    def _places(self, administration: str) -> None:
        countries = sorted(((row.pk, pick(row.names)) for row in Country.objects.all()),
                           key=lambda pair: pair[1])  # fmt: skip
        for name in ("from_country", "to_country"):
            self.fields[name].choices = countries  # type: ignore[attr-defined]
        own, other = ("KR", "CN") if administration == "kr" else ("CN", "KR")
        self.fields["from_country"].initial, self.fields["to_country"].initial = other, own

    def _add_line(self, number: int, currency: str) -> None:
        first = number == 1
        self.fields |= {
            f"description_{number}": forms.CharField(label=_("Goods"), max_length=500,
                                                     required=first),
            f"hs_{number}": forms.CharField(
                label="HS", max_length=10, required=False,
                validators=[RegexValidator(r"^\d{2,10}$", _("Digits only."))],
            ),
            f"quantity_{number}": forms.DecimalField(label=_("Quantity"), min_value=0,
                                                     max_digits=13, decimal_places=3,
                                                     required=first),
            f"unit_{number}": forms.ChoiceField(label=_("Unit"),
                                                choices=[(unit, unit) for unit in UNITS]),
            f"value_{number}": forms.DecimalField(
                label=_("Value (%(currency)s)") % {"currency": currency}, min_value=0,
                max_digits=16, decimal_places=2, required=first,
            ),
        }  # fmt: skip
        self.currency = currency

    def head(self) -> list[Any]:
        """The fields above and below the goods, bound."""
        return [field for field in self if not field.name[-1].isdigit()]

    def goods(self) -> list[list[Any]]:
        """The fields of each line of goods, bound."""
        names = ("description", "hs", "quantity", "unit", "value")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, LINES + 1)]

    def lines(self) -> list[ManifestLine]:
        """The lines that say something."""
        data, found = self.cleaned_data, []
        for number in range(1, LINES + 1):
            if data.get(f"description_{number}"):
                found.append(ManifestLine(
                    position=number, description=data[f"description_{number}"],
                    hs=data[f"hs_{number}"], quantity=data[f"quantity_{number}"],
                    unit=data[f"unit_{number}"], value=data[f"value_{number}"],
                    currency=self.currency,
                ))  # fmt: skip
        return found

    def found(self) -> Found:
        """How the goods came to light, as the action takes it."""
        data = self.cleaned_data
        names = ("channel", "reason", "shipper", "consignee", "from_country", "to_country",
                 "reference", "mode", "is_gift", "commercial", "reasonable")  # fmt: skip
        return Found(client_key=data["key"], **{
            name: data[name] for name in names if data.get(name) not in (None, "")
        })  # fmt: skip
