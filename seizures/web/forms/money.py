"""Forms of money: costs, payments, top-ups, the value for a fine, guarantees for many cases."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.cases.choices import CostKind, CostPayer
from seizures.cases.models import Guarantee
from seizures.core.languages import pick
from seizures.law import guarantees
from seizures.parties.names import fold
from seizures.rights.models import Holder


def amount_field(label: Any, **more: Any) -> forms.DecimalField:
    """An amount of money from zero up."""
    return forms.DecimalField(label=label, min_value=0, max_digits=18, decimal_places=2, **more)


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day of the calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class Seen(forms.Form):
    """Carries the version of the record that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


class CostForm(Seen):
    """A cost of the case: days times rate."""

    kind = forms.ChoiceField(label=_("Cost of"), choices=CostKind.choices)
    first = day_field(_("First day"))
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=3660, initial=1)
    rate = amount_field(_("Rate a day, or the amount"))
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3)
    payer = forms.ChoiceField(
        label=_("Owed by"), choices=[("", _("As the law says")), *CostPayer.choices],
        required=False,
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def clean_currency(self) -> str:
        """Codes are written in capitals."""
        return str(self.cleaned_data["currency"]).upper()


class PaymentForm(Seen):
    """What a party paid."""

    payer = forms.ChoiceField(label=_("Paid by"), choices=[
        ("holder", CostPayer.HOLDER.label), ("owner", CostPayer.OWNER.label),
        ("fine", _("Fine"))])  # fmt: skip
    amount = amount_field(_("Amount"))
    reference = forms.CharField(label=_("Receipt number"), max_length=100)


class TopUpForm(Seen):
    """What was lodged in addition to a security that fell short."""

    amount = amount_field(_("Amount"))
    reference = forms.CharField(label=_("Receipt number"), max_length=100)


class StrikeForm(Seen):
    """Which cost was charged wrongly, and why."""

    cost = forms.ChoiceField(label=_("Cost of"))
    reason = forms.CharField(label=_("What is wrong, and how you know"), max_length=200)

    def __init__(self, *args: Any, costs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cost"].choices = costs  # type: ignore[attr-defined]


class PenaltyValueForm(Seen):
    """What a fine is measured by."""

    dutiable = amount_field(_("Dutiable value"))
    duty = amount_field(_("Duty"), initial=Decimal(0))
    taxes = amount_field(_("Import taxes"), initial=Decimal(0))


class CoverForm(Seen):
    """Under which guarantee the case is put, and what it is expected to need."""

    guarantee = forms.ModelChoiceField(label=_("Guarantee"), queryset=Guarantee.objects.none())
    amount = amount_field(
        _("Costs expected of this case"), required=False,
        help_text=_("Empty: the average of this holder’s cases."),
    )  # fmt: skip

    def __init__(self, *args: Any, rows: list[Guarantee], asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["guarantee"]
        field.queryset = Guarantee.objects.filter(pk__in=[row.pk for row in rows])
        field.initial = rows[0].pk if rows else None
        field.empty_label = None
        if not asks:
            del self.fields["amount"]


class GuaranteeForm(forms.Form):
    """An application for a guarantee as it came on paper."""

    holder = forms.CharField(label=_("Right holder"), max_length=300)
    amount = amount_field(_("Amount"))
    form = forms.ChoiceField(label=_("Form of security"))
    guarantor = forms.CharField(label=_("Bank or guarantor"), max_length=200)
    reference = forms.CharField(label=_("Number of the letter"), max_length=100)
    past_costs = amount_field(_("Costs of last year"), initial=Decimal(0))
    expected_costs = amount_field(_("Costs expected this year"), initial=Decimal(0))
    covers_from = day_field(_("Covers from"))
    covers_until = day_field(_("Covers until"))
    letter_until = day_field(_("Letter valid until"))

    def __init__(self, *args: Any, administration: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.administration = administration
        self.fields["form"].choices = [  # type: ignore[attr-defined]
            (row.choice.code, pick(row.choice.titles))
            for row in guarantees.forms(f"{administration}/guarantee") if row.accepted
        ]  # fmt: skip
        dropped = ("letter_until",) if administration == "kr" else ("covers_from", "covers_until")
        for name in dropped:
            del self.fields[name]

    def clean_holder(self) -> Holder:
        """The holder of exactly this name."""
        key = fold(self.cleaned_data["holder"])
        found = Holder.objects.filter(name_key=key).order_by("pk").first() if key else None
        if found is None:
            raise forms.ValidationError(_("No right holder has this name."))
        return found

    def values(self) -> dict[str, Any]:
        """What the action takes beside the holder."""
        return {name: value for name, value in self.cleaned_data.items() if name != "holder"}


class RaiseForm(Seen):
    """A further letter that raises a guarantee."""

    amount = amount_field(_("Raise by"))
    reference = forms.CharField(label=_("Number of the letter"), max_length=100)


class RefuseForm(forms.Form):
    """Why an application is refused."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
