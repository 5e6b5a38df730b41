"""What a declarant fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.declaring import kind_of_step
from seizures.cases.choices import SubmissionKind
from seizures.cases.models import Security
from seizures.law.procedures import Step
from seizures.portal.forms.steps import StepForm
from seizures.portal.forms.uploads import ManyFilesField


class DeclarantStepForm(StepForm):
    """A step of the declarant: what the procedure asks, further papers, a second confirmation."""

    def __init__(self, *args: Any, version: int, step: Step, security: Security | None = None,
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, version=version, step=step, security=security, **kwargs)
        self.kind = kind_of_step(step)
        if self.kind == SubmissionKind.CONTEST:
            self.fields.pop("evidence", None)  # any number of papers instead of one
            self.fields["papers"] = ManyFilesField(
                label=_("Documents"),
                help_text=_("Invoices, contracts, purchase records, photos: up to 10 files (PDF, "
                            "pictures, Word, Excel)."),
            )  # fmt: skip
        if self.kind == SubmissionKind.CONSENT:
            self.fields["confirmed"] = forms.BooleanField(
                label=_("I understand that customs will destroy the goods and that this cannot be "
                        "undone once it is done."),
            )  # fmt: skip

    @property
    def papers(self) -> list[Any]:
        """The further files chosen."""
        return list(self.cleaned_data.get("papers") or [])


class LicenceForm(forms.Form):
    """A licence that is put to the right holder."""

    trader = forms.CharField(
        label=_("Licensed firm"), max_length=300,
        help_text=_("The right holder will read this name and the documents you attach."),
    )  # fmt: skip
    country = forms.CharField(label=_("Country (two letters)"), max_length=2, min_length=2,
                              required=False)  # fmt: skip
    number = forms.CharField(label=_("Number of the licence"), max_length=100, required=False)
    valid_until = forms.DateField(label=_("Valid until"), required=False,
                                  widget=forms.DateInput(attrs={"type": "date"}))  # fmt: skip
    text = forms.CharField(label=_("Remarks"), max_length=4000, required=False,
                           widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    files = ManyFilesField(label=_("Licence or other proof"))

    def clean_country(self) -> str:
        """The country in capitals."""
        return str(self.cleaned_data["country"]).upper()
