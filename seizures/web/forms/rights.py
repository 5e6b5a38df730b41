"""Forms of the examination of a recordation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.rights.models import Alias, Right

LANGUAGES = {"ko": _("Korean"), "zh": _("Chinese"), "zh-hans": _("Chinese"),
             "en": _("Latin letters")}  # fmt: skip


class AcceptForm(forms.Form):
    """Which spellings are matched against cargo once the right is recorded."""

    aliases = forms.MultipleChoiceField(
        label=_("Aliases that are matched against cargo"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Take the mark off a spelling that is not used for these goods."),
    )  # fmt: skip
    added = forms.MultipleChoiceField(
        label=_("Suggested spellings"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Made from the sound of the mark. Mark those that people use."),
    )  # fmt: skip

    def __init__(self, *args: Any, right: Right, suggestions: list[tuple[str, str]],
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        known: list[Alias] = list(right.aliases.order_by("language", "text"))
        texts = {alias.text for alias in known}
        self._fill("aliases", [(str(alias.pk), _worded(alias.language, alias.text))
                               for alias in known])  # fmt: skip
        self._fill("added", [(f"{language}:{text}", _worded(language, text))
                             for language, text in suggestions if text not in texts])  # fmt: skip
        if "aliases" in self.fields:
            self.fields["aliases"].initial = [str(a.pk) for a in known if a.is_confirmed]
        self._known = [alias.pk for alias in known]

    def _fill(self, name: str, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def decision(self) -> dict[str, Any]:
        """What the action takes: keys confirmed and rejected, and (language, text) added."""
        chosen = {int(key) for key in self.cleaned_data.get("aliases", [])}
        added = [tuple(value.split(":", 1)) for value in self.cleaned_data.get("added", [])]
        rejected = [key for key in self._known if key not in chosen]
        return {"aliases_confirmed": sorted(chosen), "aliases_rejected": rejected,
                "aliases_added": added}  # fmt: skip


def _worded(language: str, text: str) -> str:
    return f"{text} · {LANGUAGES.get(language, language)}"


class SupplementForm(forms.Form):
    """What the holder still has to send."""

    text = forms.CharField(
        label=_("What is missing"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One thing on each line; the lines become the list in the letter."),
    )  # fmt: skip


class ExplanationForm(forms.Form):
    """What the holder has to explain: parallel imports, or why a trader is named."""

    text = forms.CharField(
        label=_("What is to be explained"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One thing on each line; the lines become the list in the letter."),
    )  # fmt: skip


class RefuseForm(forms.Form):
    """Why the right is not recorded."""

    reason = forms.CharField(
        label=_("Reason"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The right holder reads this in the letter."),
    )  # fmt: skip
