"""Issuing one-time links, and deciding on powers of attorney."""

from django import forms
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("ko", "한국어"), ("zh-hans", "简体中文"), ("en", "English")]


class LinkForm(forms.Form):
    """For whom a link is, in which language, and how long it works."""

    recipient = forms.CharField(label=_("Recipient"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    days = forms.IntegerField(label=_("Valid for days"), min_value=1, max_value=60, initial=14)


class DecisionForm(forms.Form):
    """Accepts a power of attorney, or refuses it with a reason."""

    reason = forms.CharField(label=_("Reason, where it is refused"), max_length=300,
                             required=False)  # fmt: skip
