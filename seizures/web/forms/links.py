"""Issuing one-time links, and deciding on powers of attorney."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("ko", "한국어"), ("zh-hans", "简体中文"), ("en", "English")]


class LanguageSelect(forms.Select):
    """Languages named in themselves, each marked as what it is."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        option["attrs"]["lang"] = str(option["value"])
        return option


class LinkForm(forms.Form):
    """For whom a link is, in which language, and how long it works."""

    recipient = forms.CharField(label=_("Recipient"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=LanguageSelect)
    days = forms.IntegerField(label=_("Valid for days"), min_value=1, max_value=60, initial=14)


class DecisionForm(forms.Form):
    """Accepts a power of attorney, or refuses it with a reason."""

    reason = forms.CharField(label=_("Reason, where it is refused"), max_length=300,
                             required=False)  # fmt: skip
