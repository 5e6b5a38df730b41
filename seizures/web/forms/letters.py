"""Forms of letters: how one was sent or received, what a correction changes."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.letters.choices import Channel
from seizures.letters.models import Letter

LONG = {"facts", "reason", "remarks"}
CORRECTABLE = {
    "recipient.name": _("Recipient"), "recipient.address": _("Address of the recipient"),
    "declaration.number": _("Declaration number"),
    "declaration.storage_place": _("Storage place"), "right.name": _("Mark or title"),
    "reason": _("Reasons"), "facts": _("Facts"), "remarks": _("Remarks"),
}  # fmt: skip


class ServiceForm(forms.Form):
    """When a letter was sent or reached its recipient, on which way, with what proof."""

    what = forms.ChoiceField(label=_("What happened"), choices=[
        ("received", _("The recipient has received it")), ("sent", _("It was sent")),
    ])  # fmt: skip
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices)
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Arrival, handing over, or posting of a public notice."),
    )  # fmt: skip
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}))
    evidence = forms.CharField(
        label=_("Proof"), max_length=300, required=False,
        help_text=_("Number of the delivery receipt, name of the person who took it, fax report."),
    )  # fmt: skip
    proof = forms.FileField(label=_("Proof as a file"), required=False)
    consent = forms.BooleanField(
        label=_("The recipient agreed in writing to be served in this way"), required=False
    )

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.issued_at = clock.zone(letter.administration), letter.issued_at
        now = clock.now().astimezone(self.zone)
        self.fields["day"].initial, self.fields["time"].initial = now.date(), f"{now:%H:%M}"
        self.fields["channel"].initial = letter.channel

    def moment(self) -> dt.datetime:
        """The moment given, in the administration's time. Given to the minute: the last one counts
        as now, and the one in which the letter was issued as the moment of its issue.
        """
        given = dt.datetime.combine(
            self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=self.zone
        )
        now, minute = clock.now(), dt.timedelta(minutes=1)
        if given <= self.issued_at < given + minute:
            return self.issued_at
        return now if now - minute < given <= now else given


class CorrectForm(forms.Form):
    """The texts of a letter that a correction may change, and why it is corrected."""

    why = forms.CharField(label=_("Why is the letter corrected?"), max_length=300,
                          help_text=_("Kept in the journal."))  # fmt: skip

    def __init__(self, *args: Any, letter: Letter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter = letter
        for path, label in CORRECTABLE.items():
            value = text_at(letter.data, path, letter.language)
            if value is None:
                continue
            long = path in LONG
            widget = forms.Textarea(attrs={"rows": 3}) if long else forms.TextInput()
            self.fields[_name(path)] = forms.CharField(
                label=label, initial=value, widget=widget, max_length=4000 if long else 300,
                required=path in {"recipient.name", "declaration.number", "right.name"},
            )  # fmt: skip

    def changes(self) -> dict[str, str]:
        """The paths whose text was changed."""
        return {
            path: self.cleaned_data[_name(path)]
            for path in CORRECTABLE
            if _name(path) in self.cleaned_data
            and self.cleaned_data[_name(path)] != self.fields[_name(path)].initial
        }


def text_at(data: Mapping[str, Any], path: str, language: str) -> str | None:
    """The text of a letter at a path in its language; None where it has no such block."""
    value: Any = data
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    if isinstance(value, Mapping):
        return str(value.get(language) or value.get("en") or "")
    return None if value is None else str(value)


def _name(path: str) -> str:
    return path.replace(".", "_")
