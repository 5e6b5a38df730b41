"""Forms of official holiday notices and system outages."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.reference.choices import DayKind

MOST_DAYS = 60


class DaysField(forms.CharField):
    """Days one a line, with a name behind the day: `2027-02-06 Spring Festival`."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """A list of (day, name)."""
        found = []
        for line in (super().to_python(value) or "").splitlines():
            text, _gap, name = line.strip().partition(" ")
            if not text:
                continue
            try:
                found.append((dt.date.fromisoformat(text), name.strip()[:100]))
            except ValueError as error:
                raise forms.ValidationError(
                    _("“%(line)s” does not begin with a day as year-month-day."),
                    params={"line": line.strip()[:60]},
                ) from error
        if len(found) > MOST_DAYS:
            raise forms.ValidationError(_("A notice names at most 60 days."))
        return found


class NoticeForm(forms.Form):
    """An official notice of days off and adjusted working days."""

    source = forms.CharField(label=_("Notice"), max_length=300,
                             help_text=_("Who published it, under which number."))  # fmt: skip
    published_on = forms.DateField(label=_("Published on"),
                                   widget=forms.DateInput(attrs={"type": "date"}))  # fmt: skip
    off = DaysField(label=_("Days off"), required=False, max_length=6000,
                    help_text=_("One a line: the day, then its name."))  # fmt: skip
    work = DaysField(label=_("Working weekends"), required=False, max_length=6000,
                     help_text=_("Weekend days on which work is done instead."))  # fmt: skip
    completes_year = forms.BooleanField(
        label=_("All days of the year are now known"), required=False,
        help_text=_("The calendar of this year is published from then on."),
    )  # fmt: skip

    def days(self) -> list[tuple[dt.date, str, dict[str, str]]]:
        """Every day of the notice with its kind and its name in each language."""
        words = {DayKind.OFF: {"en": "Day off", "ko": "휴무일", "zh-hans": "放假"},
                 DayKind.WORK: {"en": "Adjusted working day", "ko": "대체 근무일",
                                "zh-hans": "调休上班"}}  # fmt: skip
        found = []
        for field, kind in (("off", DayKind.OFF), ("work", DayKind.WORK)):
            for day, name in self.cleaned_data[field] or []:
                names = {code: name or words[kind][code] for code in words[kind]}
                found.append((day, kind.value, names))
        return found


class OutageForm(forms.Form):
    """A failure of the customs system."""

    first = forms.DateField(label=_("Down since"),
                            widget=forms.DateInput(attrs={"type": "date"}))  # fmt: skip
    restored_on = forms.DateField(
        label=_("Back on"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave empty while the system is down."),
    )  # fmt: skip
    reason = forms.CharField(label=_("What failed"), max_length=300)
    source = forms.CharField(label=_("Announcement"), max_length=300, required=False)


class RestoredForm(forms.Form):
    """The day the system came back."""

    restored_on = forms.DateField(label=_("Back on"),
                                  widget=forms.DateInput(attrs={"type": "date"}))  # fmt: skip
