"""The holder's application for a guarantee for many cases."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.core.languages import pick
from seizures.law import guarantees
from seizures.rights.models import Holder

PLACES = (("kr", _("KCS Korea")), ("cn", _("GACC China")))


def _amount(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=18, decimal_places=2, **more)


def _day(label: Any, help_text: Any) -> forms.DateField:
    return forms.DateField(label=label, help_text=help_text, required=False,
                           widget=forms.DateInput(attrs={"type": "date"}))  # fmt: skip


class ApplicationForm(forms.Form):
    """One letter for many cases, with the administration it is meant for."""

    holder = forms.ModelChoiceField(label=_("Right holder"), queryset=Holder.objects.none())
    administration = forms.ChoiceField(label=_("Administration"), choices=PLACES)
    amount = _amount(_("Amount"), help_text=_("Korea in won, China in yuan (at least 200,000)."))
    form = forms.ChoiceField(label=_("Form of security"))
    guarantor = forms.CharField(label=_("Bank or guarantor"), max_length=200)
    reference = forms.CharField(label=_("Number of the letter"), max_length=100)
    past_costs = _amount(_("Costs of last year"), initial=Decimal(0))
    expected_costs = _amount(_("Costs expected this year"), initial=Decimal(0))
    covers_from = _day(_("Covers from"), _("Korea only."))
    covers_until = _day(_("Covers until"), _("Korea only; in China it ends on 31 December."))
    letter_until = _day(_("Letter valid until"), _("China: 30 June of the next year or later."))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder: Any = self.fields["holder"]
        holder.queryset = Holder.objects.visible_to(user).order_by("name")
        holder.empty_label = None
        accepted = [row for place, _label in PLACES
                    for row in guarantees.forms(f"{place}/guarantee") if row.accepted]  # fmt: skip
        forms_known = {row.choice.code: pick(row.choice.titles) for row in accepted}
        self.fields["form"].choices = list(forms_known.items())  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the action takes beside the holder."""
        return {name: value for name, value in self.cleaned_data.items() if name != "holder"}
