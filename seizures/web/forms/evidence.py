"""Forms of the evidence room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.accounts.models import User
from seizures.cases.choices import Audience, Hides, ItemKind
from seizures.cases.models import CaseGoods, EvidenceItem, SeizureCase
from seizures.web.forms.uploads import ManyFilesField

LONG = forms.Textarea(attrs={"rows": 2})


class EnterFilesForm(forms.Form):
    """Photos and papers to be entered as items, all from one place."""

    files = ManyFilesField(label=_("Photos and papers"))
    title = forms.CharField(label=_("What they show"), max_length=200, required=False)
    place = forms.CharField(label=_("Where they were taken"), max_length=200, required=False)
    client_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=56)

    def clean_files(self) -> Any:
        """At least one file."""
        files = self.cleaned_data["files"]
        if not files:
            raise forms.ValidationError(_("Choose at least one file."))
        return files


class EnterObjectForm(forms.Form):
    """A thing without bytes."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(k.value, k.label) for k in (ItemKind.OBJECT, ItemKind.SAMPLE)]
    )
    title = forms.CharField(label=_("What it is"), max_length=200)
    place = forms.CharField(label=_("Where it is"), max_length=200, required=False)
    seal = forms.CharField(label=_("Seal number"), max_length=60, required=False)
    client_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class SampleForm(forms.Form):
    """The record of a sample."""

    goods = forms.ModelChoiceField(label=_("Goods"), queryset=None)
    quantity = forms.DecimalField(label=_("Quantity"), max_digits=16, decimal_places=3)
    requester = forms.CharField(label=_("Who asked for it"), max_length=200)
    requester_role = forms.CharField(label=_("As what"), max_length=60)
    basis = forms.CharField(label=_("Legal basis"), max_length=200)
    purpose = forms.CharField(label=_("Purpose"), max_length=200)
    seal = forms.CharField(label=_("Seal number"), max_length=60, required=False)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    witness = forms.CharField(label=_("Witness"), max_length=150, required=False)
    is_party_present = forms.BooleanField(label=_("The party is present"), required=False)
    signatures = forms.CharField(label=_("Signed by"), widget=LONG, required=False,
                                 help_text=_("One name a line."))  # fmt: skip
    is_secret_checked = forms.BooleanField(label=_("Checked for trade secrets"), required=False)
    return_due_on = forms.DateField(label=_("To be returned by"), required=False,
                                    widget=forms.DateInput(attrs={"type": "date"}))  # fmt: skip
    client_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, case: SeizureCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goods"].queryset = CaseGoods.objects.filter(case=case)  # type: ignore[attr-defined]

    def clean_signatures(self) -> list[str]:
        """The names, one a line."""
        return [line.strip() for line in self.cleaned_data["signatures"].splitlines() if line]


class ReturnForm(forms.Form):
    """The return of a sample."""

    quantity = forms.DecimalField(label=_("Quantity"), max_digits=16, decimal_places=3)
    to = forms.CharField(label=_("Given to"), max_length=200)


class CorrectForm(forms.Form):
    """A correction by a new entry."""

    field = forms.ChoiceField(label=_("What is corrected"), choices=[
        ("title", _("Title")), ("description", _("Description")),
        ("collected_place", _("Where it was taken"))])  # fmt: skip
    text = forms.CharField(label=_("Correct text"), max_length=4000, widget=LONG)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class SealForm(forms.Form):
    """A new seal, or an opened one."""

    seal = forms.CharField(label=_("New seal number"), max_length=60, required=False,
                           help_text=_("Leave empty when the seal was opened."))  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=300)


class MoveItemForm(forms.Form):
    """The item lies elsewhere."""

    place = forms.CharField(label=_("New place"), max_length=200)


class OfferForm(forms.Form):
    """A hand-over, signed by the giver."""

    to = forms.ModelChoiceField(label=_("Colleague"), queryset=None, required=False)
    receiver = forms.CharField(label=_("Or an outside receiver"), max_length=150, required=False)
    receiver_role = forms.CharField(label=_("Role of the outside receiver"), max_length=60,
                                    required=False)  # fmt: skip
    receiver_office = forms.CharField(label=_("Office of the outside receiver"), max_length=150,
                                      required=False)  # fmt: skip
    place = forms.CharField(label=_("Place"), max_length=200)
    condition = forms.CharField(label=_("Condition"), max_length=300)
    seal_before = forms.CharField(label=_("Seal found"), max_length=60, required=False)
    seal_after = forms.CharField(label=_("New seal"), max_length=60, required=False)
    purpose = forms.CharField(label=_("Purpose"), max_length=200, required=False)

    def __init__(self, *args: Any, item: EvidenceItem, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = User.objects.filter(
            administration_id=item.case.administration, is_active=True
        ).exclude(pk=user.pk).order_by("last_name", "username")  # fmt: skip
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]


class ReceiptForm(forms.Form):
    """The signed receipt of an outside receiver."""

    signatory = forms.CharField(label=_("Name as signed"), max_length=150)
    receipt = forms.FileField(label=_("Signed receipt"))


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class RedactForm(forms.Form):
    """A version for one side: parts of a picture, or pages of a document."""

    audience = forms.ChoiceField(label=_("For whom"), choices=Audience)
    hides = forms.ChoiceField(label=_("What is hidden"), choices=Hides, initial=Hides.NAMES)
    marks = forms.CharField(
        label=_("Parts to black out"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One part a line: left, top, width, height in per cent. Drawing on the "
                    "picture fills this in."),
    )  # fmt: skip
    pages = forms.CharField(label=_("Pages to keep"), max_length=200, required=False,
                            help_text=_("For example 1, 3-5."))  # fmt: skip
    reason = forms.CharField(label=_("What is hidden and why"), max_length=300)

    def __init__(self, *args: Any, is_picture: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["pages" if is_picture else "marks"]

    def clean_marks(self) -> list[list[float]]:
        """The parts as fractions."""
        found = []
        for line in self.cleaned_data["marks"].splitlines():
            if not line.strip():
                continue
            try:
                box = [float(part) / 100 for part in line.replace(";", ",").split(",")]
            except ValueError:
                box = []
            if len(box) != 4:
                raise forms.ValidationError(_("Each line needs four numbers with commas between."))
            found.append(box)
        return found

    def clean_pages(self) -> list[int]:
        """The pages as numbers."""
        found: list[int] = []
        try:
            for part in filter(str.strip, self.cleaned_data["pages"].split(",")):
                first, _dash, last = part.partition("-")
                found += range(int(first), min(int(last or first), 5000) + 1)
        except ValueError:
            raise forms.ValidationError(_("Name pages such as 1, 3-5.")) from None
        return found


class ReleaseForm(forms.Form):
    """On what basis a version is shown."""

    basis = forms.CharField(label=_("Legal basis"), max_length=200)
