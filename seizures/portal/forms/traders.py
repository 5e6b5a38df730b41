"""Who may deal in the goods: one firm, or many pasted lines."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from seizures.core.languages import CODES
from seizures.rights.choices import TraderRole

MOST_LINES = 1000
COLUMNS = re.compile(r"\t|;|；|\|")


@dataclass(frozen=True, slots=True)
class Trader:
    """One pasted firm: its name, role and country code (empty when not given)."""

    name: str
    role: str
    country: str


def role_words() -> dict[str, str]:
    """Every word for a role in the three languages, and its code."""
    words = {role.value: role.value for role in TraderRole}
    for code in CODES:
        with override(code):
            words |= {str(role.label).casefold(): role.value for role in TraderRole}
    return words


class TradersForm(forms.Form):
    """Part 4: authorised traders, which raise no alerts."""

    name = forms.CharField(label=_("Name of the firm"), max_length=300, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=TraderRole.choices)
    country = forms.ChoiceField(label=_("Country"), required=False)
    valid_until = forms.DateField(
        label=_("Authorised until"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    lines = forms.CharField(
        label=_("Many at once"), required=False, max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One firm a line: name; role; country. Paste rows from a spreadsheet. Where "
                    "role or country are missing, those chosen above are taken."),
    )  # fmt: skip

    def __init__(self, *args: Any, countries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.countries = countries
        self.fields["country"].choices = [("", "—"), *countries]

    def clean_lines(self) -> list[Trader]:
        """Firms of the pasted lines; names the first line that cannot be read."""
        lines = [line for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Paste at most %(most)s lines at once."),
                                        params={"most": MOST_LINES})  # fmt: skip
        words, known = role_words(), {code for code, _name in self.countries}
        named = {name.casefold(): code for code, name in self.countries}
        return [self._read(number, line, words, known, named)
                for number, line in enumerate(lines, start=1)]  # fmt: skip

    def _read(self, number: int, line: str, words: dict[str, str], known: set[str],
              named: dict[str, str]) -> Trader:  # fmt: skip
        name, role, country = ([part.strip() for part in COLUMNS.split(line)] + ["", ""])[:3]
        chosen = words.get(role.casefold(), "") if role else self.cleaned_data.get("role", "")
        place = country.upper() if country.upper() in known else named.get(country.casefold(), "")
        if not name or not chosen or (country and not place):
            raise forms.ValidationError(
                _("Line %(number)s cannot be read: “%(line)s”. Write name; role; country."),
                params={"number": number, "line": line[:80]},
            )
        return Trader(name, chosen, place or self.cleaned_data.get("country", ""))
