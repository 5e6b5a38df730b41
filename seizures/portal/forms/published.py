"""What the IP office published of an invention or design: optional, for the comparison."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.matching.documents import class_forms
from seizures.rights.choices import INVENTIONS, RightKind
from seizures.rights.models import Right

LONG = 20_000
PUBLISHED = ("classes", "priority_on", "published_on", "abstract", "claims")
LIST_ENDS = re.compile(r"[\n,;、，；]+")


def listed(text: str) -> list[str]:
    """The entries of a text with one a line or separated by commas, each once."""
    return list(dict.fromkeys(part.strip() for part in LIST_ENDS.split(text) if part.strip()))


def published_of(right: Right) -> dict[str, Any]:
    """What is known of it, for the fields."""
    told = getattr(right, "specification", None) if right.kind in INVENTIONS else None
    if told is None:
        return {}
    return {"classes": ", ".join(told.classes), "priority_on": told.priority_on,
            "published_on": told.published_on, "abstract": told.abstract,
            "claims": told.claims}  # fmt: skip


class PublishedForm(forms.Form):
    """Classes, days, abstract and claims; other kinds of rights have none of them."""

    classes = forms.CharField(label=_("IPC classes"), required=False, max_length=1000)
    priority_on = forms.DateField(
        label=_("Day of priority"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    published_on = forms.DateField(
        label=_("Day of publication"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    abstract = forms.CharField(label=_("Abstract"), required=False, max_length=LONG,
                               widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    claims = forms.CharField(label=_("Claims"), required=False, max_length=LONG,
                             widget=forms.Textarea(attrs={"rows": 4}))  # fmt: skip

    def keep_published(self, right: Right) -> None:
        """Leaves what this kind of right has, in its words."""
        if right.kind not in INVENTIONS:
            for name in PUBLISHED:
                del self.fields[name]
        elif right.kind == RightKind.DESIGN:
            del self.fields["claims"]
            self.fields["classes"].label = _("Locarno classes")
            self.fields["abstract"].label = _("Description")

    def clean_classes(self) -> list[str]:
        """Each class as it is written, once it can be read."""
        codes = listed(self.cleaned_data["classes"])
        for code in codes:
            if not class_forms(code):
                raise forms.ValidationError(
                    _("“%(code)s” is no class. Write an IPC class like H01M 10/0525, a Locarno "
                      "class like 02-04."),
                    params={"code": code},
                )  # fmt: skip
        return codes

    def published(self) -> dict[str, Any]:
        """What was given of it."""
        return {name: self.cleaned_data[name] for name in PUBLISHED if name in self.fields}

    def published_fields(self) -> list[forms.BoundField]:
        """What the IP office published, beside the particulars of the card."""
        return [self[name] for name in PUBLISHED if name in self.fields]
