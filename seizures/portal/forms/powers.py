"""Appointing agents and deputies."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.accounts.choices import PowerScope
from seizures.portal.forms.recording import ADMINISTRATIONS
from seizures.portal.forms.uploads import one_file
from seizures.portal.parts.traders import countries

NAMES = {"kr": _("Korea Customs Service"), "cn": _("China Customs")}


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class PowerForm(forms.Form):
    """A power of attorney: the other party, what it covers, from when to when, the document."""

    agent = forms.ChoiceField(label=_("Agent"))
    principal = forms.CharField(
        label=_("Right holder"), max_length=200,
        help_text=_("Its name or business number, as in the power of attorney."),
    )  # fmt: skip
    country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("Only where the right holder is new here.")
    )
    scopes = forms.MultipleChoiceField(label=_("It covers"), choices=PowerScope.choices,
                                       widget=forms.CheckboxSelectMultiple)  # fmt: skip
    administrations = forms.MultipleChoiceField(
        label=_("To be accepted by"), choices=[(code, NAMES[code]) for code in ADMINISTRATIONS],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    valid_from = _day(_("First day"))
    valid_until = _day(_("Last day"))
    document = one_file(_("Signed power of attorney"))

    def __init__(self, *args: Any, agents: list[tuple[str, str]], by_agent: bool,
                 today: dt.date, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["agent"].choices = [("", "—"), *agents]
        self.fields["country"].choices = [("", "—"), *countries()]
        self.fields["document"].required = True
        self.fields["valid_from"].initial = today
        for name in ("agent",) if by_agent else ("principal", "country"):
            del self.fields[name]


class RevokeForm(forms.Form):
    """Why a power of attorney ends."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class DeputyForm(forms.Form):
    """Who answers notices while the own people are away, and when."""

    email = forms.EmailField(label=_("E-mail address of the deputy"))
    starts_on = _day(_("First day"))
    ends_on = _day(_("Last day"))
