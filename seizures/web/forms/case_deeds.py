"""Forms of deeds on a case beside the steps: clocks, questions, corrections."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.cases.choices import AskedParty, CorrectionKind
from seizures.core.languages import pick
from seizures.reference.models import Office
from seizures.web.forms.uploads import ManyFilesField


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _lines(label: Any, most: int, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(
        attrs={"rows": rows}), **more)  # fmt: skip


class StopForm(forms.Form):
    """Days on which a clock stands still, both included."""

    first = _day(_("First day"))
    last = _day(_("Last day"))
    reason = forms.CharField(
        label=_("Why the clock stands still"), max_length=200,
        help_text=_("Supplement, opinion, test or appraisal: name it."),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """A reason, nothing else."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class DecideForm(forms.Form):
    """What an officer decided about a clock that ran out."""

    decision = _lines(_("What you decided, and why"), 500)


class QuestionForm(forms.Form):
    """A formal question to a party."""

    party = forms.ChoiceField(label=_("Who is asked"), choices=AskedParty.choices)
    recipient = forms.CharField(
        label=_("Name"), max_length=300, required=False,
        help_text=_("Only for an expert, or where the declarant is somebody else."),
    )  # fmt: skip
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.none(), required=False,
        help_text=_("Only for another office."),
    )  # fmt: skip
    text = _lines(_("Question"), 4000, rows=4)
    days = forms.IntegerField(label=_("Answer within working days"), min_value=1, max_value=90,
                              initial=10)  # fmt: skip
    stops_clocks = forms.BooleanField(
        label=_("The decision period stands still until the answer is in"), required=False
    )

    def __init__(self, *args: Any, administration: str, may_stop: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office: Any = self.fields["office"]
        office.queryset = Office.objects.of(administration)
        office.label_from_instance = lambda row: pick(row.names)
        if not may_stop:
            del self.fields["stops_clocks"]


class AnswerForm(forms.Form):
    """An answer that came by another way than the portal, entered by an officer."""

    answer = _lines(_("Answer"), 4000)
    answered_by = forms.CharField(label=_("Given by"), max_length=150, required=False)
    files = ManyFilesField(label=_("Papers"))


class CorrectionForm(forms.Form):
    """What is to be put right, and why."""

    kind = forms.ChoiceField(label=_("Correct"), choices=CorrectionKind.choices)
    movement = forms.ChoiceField(label=_("Movement"), required=False,
                                 help_text=_("Only for a movement of goods."))  # fmt: skip
    value = forms.DecimalField(label=_("Right customs value"), min_value=0, max_digits=18,
                               decimal_places=2, required=False,
                               help_text=_("Only for the customs value."))  # fmt: skip
    reason = _lines(_("What is wrong, and how you know"), 1000)

    def __init__(self, *args: Any, movements: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["movement"].choices = [("", "—"), *movements]  # type: ignore[attr-defined]

    def data_given(self) -> dict[str, Any]:
        """What the correction is about, beside its reason."""
        kind, data = self.cleaned_data["kind"], self.cleaned_data
        if kind == CorrectionKind.GOODS:
            return {"movement": int(data["movement"] or 0)}
        if kind == CorrectionKind.VALUE:
            return {"value": str(data["value"]) if data["value"] is not None else ""}
        return {}
