"""Forms of disposal orders."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.cases import ladder
from seizures.cases.choices import CostPayer, DisposalMethod, PhotoStage
from seizures.cases.ledger import balance
from seizures.cases.models import SeizureCase
from seizures.core.languages import pick
from seizures.law.procedures import Step

DAY = forms.DateInput(attrs={"type": "date"})
LINES = forms.Textarea(attrs={"rows": 2})


class OrderForm(forms.Form):
    """What is ordered under one disposing step."""

    method = forms.ChoiceField(label=_("Method"))
    place = forms.CharField(label=_("Place"), max_length=200)
    planned_on = forms.DateField(label=_("Planned for"), widget=DAY)
    officers = forms.CharField(label=_("Officers"), widget=LINES,
                               help_text=_("At least two, one name a line."))  # fmt: skip
    witnesses = forms.CharField(label=_("Witnesses"), widget=LINES, required=False,
                                help_text=_("One name a line."))  # fmt: skip
    recipient = forms.CharField(label=_("Recipient or buyer"), max_length=200, required=False)
    grounds = forms.CharField(label=_("Why no earlier choice of the law is possible"),
                              max_length=300, required=False)  # fmt: skip
    exception_reason = forms.CharField(label=_("Special case"), max_length=300, required=False)
    approval_reference = forms.CharField(label=_("Approval of KCS headquarters"), max_length=100,
                                         required=False)  # fmt: skip
    is_immediate = forms.BooleanField(label=_("Destroy at once: counterfeit goods"), required=False)

    def __init__(self, *args: Any, case: SeizureCase, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert step.ledger is not None
        methods = ladder.METHODS[step.ledger.to_code]
        self.fields["method"].choices = [(m.value, m.label) for m in methods]  # type: ignore[attr-defined]
        self._drop(case, methods)
        if step.ledger.scope == "asked":
            for line in balance(case):
                there = line.under.get(step.ledger.from_code, Decimal(0))
                if there > 0:
                    self.fields[f"quantities-{line.goods.pk}"] = forms.DecimalField(
                        label=f"{line.goods.description[:60]} ({line.goods.unit})", min_value=0,
                        max_value=there, decimal_places=3, required=False,
                        initial=f"{there.normalize():f}",
                    )  # fmt: skip

    def _drop(self, case: SeizureCase, methods: tuple[DisposalMethod, ...]) -> None:
        """Leaves out what this country or way of disposal does not know."""
        destroys = methods[0] in ladder.DESTRUCTIONS
        wanted = {
            "is_immediate": case.administration == "kr" and destroys,
            "approval_reference": case.administration == "kr" and not destroys,
            "grounds": case.administration == "cn",
            "exception_reason": DisposalMethod.AUCTION in methods,
            "recipient": not destroys,
        }
        for name, is_wanted in wanted.items():
            if not is_wanted:
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        for name in ("officers", "witnesses"):
            data[name] = data[name].splitlines()
        quantities = {int(name.partition("-")[2]): data.pop(name) or Decimal(0)
                      for name in list(data) if name.startswith("quantities-")}  # fmt: skip
        return {**data, "quantities": quantities}


class CarryOutForm(forms.Form):
    """When it was done, and what the step asks that the order does not say."""

    BEYOND = ("authority", "reference", "reasons")

    done_on = forms.DateField(label=_("Done on"), widget=DAY)
    proceeds_amount = forms.DecimalField(label=_("Proceeds"), min_value=0, max_digits=18,
                                         decimal_places=2, required=False)  # fmt: skip

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {ask.code: ask for ask in step.asks}
        if "proceeds_amount" not in asked:
            del self.fields["proceeds_amount"]
        for code in self.BEYOND:
            if code in asked and asked[code].required:
                self.fields[code] = forms.CharField(label=pick(asked[code].titles), max_length=300)


class RemovalForm(forms.Form):
    """That the marks were removed."""

    on = forms.DateField(label=_("Removed on"), widget=DAY)
    method = forms.CharField(label=_("How"), max_length=200)
    goods = forms.BooleanField(label=_("Every mark on the goods is gone"), required=False)
    packaging = forms.BooleanField(label=_("Every mark on the packaging is gone"), required=False)


class StagePhotoForm(forms.Form):
    """A photograph of one stage."""

    stage = forms.ChoiceField(label=_("Stage"), choices=PhotoStage)
    photo = forms.FileField(label=_("Photo"))
    client_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class ReportForm(forms.Form):
    """What came of it."""

    weight_kg = forms.DecimalField(label=_("Weight (kg)"), min_value=0, max_digits=14,
                                   decimal_places=3, required=False)  # fmt: skip
    has_residue = forms.TypedChoiceField(
        label=_("Is anything of value left?"), required=False, empty_value=None,
        choices=[("", "—"), ("no", _("No")), ("yes", _("Yes"))], coerce=lambda text: text == "yes",
    )  # fmt: skip
    residue_note = forms.CharField(label=_("What happens to it"), max_length=300, required=False)
    cost = forms.DecimalField(label=_("Costs"), min_value=0, max_digits=18, decimal_places=2,
                              required=False)  # fmt: skip
    cost_payer = forms.ChoiceField(label=_("Owed by"), required=False,
                                   choices=[("", "—"), *CostPayer.choices])  # fmt: skip


class CancelOrderForm(forms.Form):
    """Why it is called off."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
