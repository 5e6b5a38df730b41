"""The answer to a notice: what the goods are, why, and what the holder wants."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.cases.choices import HolderVerdict, PointState
from seizures.cases.models import Security
from seizures.core.languages import pick
from seizures.law.procedures import Step
from seizures.portal.forms.steps import AskForm

LATER = "later"


class AnswerForm(forms.Form):
    """The verdict with its features, and the step that is wanted."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    verdict = forms.ChoiceField(label=_("What are these goods?"), choices=HolderVerdict.choices,
                                widget=forms.RadioSelect)  # fmt: skip
    features = forms.CharField(
        label=_("How can you tell?"), required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name what differs from genuine goods or matches them: label, stitching, "
                    "packaging, numbers. Officers and courts read this."),
    )  # fmt: skip
    sample_kind = forms.ChoiceField(
        label=_("Would you like to see the goods or a sample?"), required=False,
        help_text=_("Customs decides on it separately."),
    )  # fmt: skip
    want = forms.ChoiceField(label=_("What do you want?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, version: int, steps: list[tuple[str, Step]],
                 samples: list[tuple[str, str]] | None = None,
                 features: Sequence[str] = (), **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.known = list(features)
        for number, text in enumerate(self.known):
            self.fields[f"point_{number}"] = forms.ChoiceField(
                label=text, required=False, choices=[("", "—"), *PointState.choices]
            )
        if samples:
            self.fields["sample_kind"].choices = [("", _("No")), *samples]
        else:
            del self.fields["sample_kind"]
        self.fields["version"].initial = version
        if steps:
            wants = [(want, pick(step.titles)) for want, step in steps]
            self.fields["want"].choices = [*wants, (LATER, _("Only tell what the goods are"))]
        else:
            del self.fields["want"]

    @property
    def point_fields(self) -> list[Any]:
        """The fields of the product card's features."""
        return [self[f"point_{number}"] for number in range(len(self.known))]

    def points(self) -> list[dict[str, str]]:
        """What was said of each feature of the product card."""
        said = [(text, self.cleaned_data.get(f"point_{n}")) for n, text in enumerate(self.known)]
        return [{"text": text, "state": str(state)} for text, state in said if state]

    @property
    def wanted(self) -> str:
        """The step wanted: "request", "decline", or "later" for none."""
        return str(self.cleaned_data.get("want") or LATER)


class WantForm(AskForm):
    """The fields of the wanted step; reasons left empty are those of the answer."""

    def __init__(self, *args: Any, step: Step, security: Security | None = None,
                 features: str = "", **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, step=step, security=security, **kwargs)
        self.features = features
        if "reasons" in self.fields:
            self.fields["reasons"].required = False
            self.fields["reasons"].help_text = _("Left empty, what you wrote above is used.")

    def clean(self) -> dict[str, Any]:
        """The reasons, from here or from above."""
        given = super().clean() or {}
        if "reasons" in self.fields and not given.get("reasons"):
            if not self.features.strip():
                self.add_error("reasons", _("Say why, here or above."))
            given["reasons"] = self.features
        return given
