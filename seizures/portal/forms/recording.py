"""The parts of the guide that records a right; everything may be left for later."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.portal.forms.published import PUBLISHED, PublishedForm, listed, published_of
from seizures.portal.forms.uploads import PICTURES, ManyFilesField, one_file
from seizures.rights.choices import RightKind
from seizures.rights.models import Recordation, Right
from seizures.rights.suggestions import suggest_aliases

LONG = 20_000
ADMINISTRATIONS = ("kr", "cn")
CURRENCIES = ("KRW", "CNY", "USD", "EUR", "JPY", "HKD", "GBP")
WITH_PRODUCT = {RightKind.PATENT, RightKind.DESIGN, RightKind.VARIETY}


class StartForm(forms.Form):
    """What is to be recorded and for whom; enough to begin a draft."""

    holder = forms.ChoiceField(label=_("Right holder"))
    kind = forms.ChoiceField(label=_("What is protected?"), choices=RightKind.choices,
                             initial=RightKind.TRADEMARK, widget=forms.RadioSelect)  # fmt: skip
    mark = forms.CharField(
        label=_("Mark or title"), max_length=300,
        help_text=_("As it is registered: the word of the mark, or the title of the invention or "
                    "design. For a picture without words, what people call it."),
    )  # fmt: skip

    def __init__(self, *args: Any, holders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["holder"]
        field.choices = holders if len(holders) == 1 else [("", "—"), *holders]
        if len(holders) == 1:
            field.initial, field.widget = holders[0][0], forms.HiddenInput()


class WhatForm(PublishedForm):
    """Part 1: the right itself; a mark has classes, a product has a card."""

    mark = forms.CharField(label=_("Mark or title"), max_length=300)
    nice = forms.TypedMultipleChoiceField(
        label=_("Classes in which the mark is registered"), coerce=int, required=False,
        choices=[(n, str(n)) for n in range(1, 46)], widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    hs = forms.CharField(
        label=_("HS headings of the product"), required=False, max_length=500,
        help_text=_("Four to ten digits, separated by commas. They tell officers where to look."),
    )  # fmt: skip
    models_made = forms.CharField(
        label=_("Model and type numbers"), required=False, max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line."),
    )  # fmt: skip
    terms = forms.CharField(
        label=_("Words the goods are declared by"), required=False, max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Technical and everyday words, in any language. One a line."),
    )  # fmt: skip
    goods = forms.CharField(label=_("Designated goods"), required=False, max_length=LONG,
                            widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    picture = ManyFilesField(label=_("Picture of the mark"), accept=PICTURES)

    def __init__(self, *args: Any, right: Right, **kwargs: Any) -> None:
        super().__init__(*args, initial={
            "mark": right.mark, "nice": right.nice, "goods": right.goods,
            "hs": ", ".join(right.hs), "terms": "\n".join(right.terms),
            "models_made": "\n".join(right.models_made), **published_of(right),
        }, **kwargs)  # fmt: skip
        self.keep_published(right)

        if right.kind in WITH_PRODUCT:
            del self.fields["nice"]
            self.fields["goods"].label = _("What can be seen on the product")
            self.fields["picture"].label = _("Drawings or pictures of the product")
        else:
            for name in ("hs", "models_made", "terms"):
                del self.fields[name]
            if right.kind != RightKind.TRADEMARK:
                del self.fields["nice"]
                self.fields["picture"].label = _("Picture of the work or product")

    def clean_hs(self) -> list[str]:
        """Digits of each heading."""
        codes = [re.sub(r"[\s.]", "", part) for part in listed(self.cleaned_data["hs"])]
        for code in codes:
            if not re.fullmatch(r"\d{4,10}", code):
                raise forms.ValidationError(
                    _("“%(code)s” is no HS heading. Write four to ten digits."),
                    params={"code": code},
                )
        return codes

    def fields_of_right(self) -> dict[str, Any]:
        """The columns of the right that were asked here."""
        asked = [name for name in self.fields if name != "picture" and name not in PUBLISHED]
        given = {name: self.cleaned_data[name] for name in asked}
        if published := self.published():
            given["specification"] = published
        for name in ("terms", "models_made"):
            if name in given:
                given[name] = listed(given[name])
        return given


class WhereForm(forms.Form):
    """Part 2: the administrations, and the registration each recordation rests on."""

    def __init__(self, *args: Any, right: Right, rows: list[Recordation], by_agent: bool,
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.rows = {row.administration: row for row in rows}
        for code in ADMINISTRATIONS:
            self._add(code, self.rows.get(code))
        if by_agent:
            self.fields["power_of_attorney"] = one_file(
                _("Power of attorney"), _("Signed by the right holder. A PDF or a picture.")
            )

    def _add(self, code: str, row: Recordation | None) -> None:
        if row and row.status not in {"draft", "deficient"}:
            return
        if not row or row.status == "draft":
            self.fields[f"{code}_chosen"] = forms.BooleanField(
                label=_("Record here"), required=False, initial=bool(row)
            )
        self.fields[f"{code}_registration_number"] = forms.CharField(
            label=_("Registration number"), max_length=60, required=False,
            initial=row.registration_number if row else "",
        )  # fmt: skip
        for name, label in (("filed_on", _("Filed on")), ("registered_on", _("Registered on")),
                            ("right_expires_on", _("The right expires on"))):  # fmt: skip
            self.fields[f"{code}_{name}"] = forms.DateField(
                label=label, required=False, initial=getattr(row, name) if row else None,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )  # fmt: skip
        self.fields[f"{code}_certificate"] = one_file(
            _("Registration certificate"), _("A PDF or a picture of every page, at most 20 MB.")
        )

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        given = super().clean() or {}
        for code in ADMINISTRATIONS:
            filed, made = given.get(f"{code}_filed_on"), given.get(f"{code}_registered_on")
            ends = given.get(f"{code}_right_expires_on")
            if filed and made and made < filed:
                self.add_error(f"{code}_registered_on",
                               _("This day lies before the day of filing."))  # fmt: skip
            if made and ends and ends <= made:
                self.add_error(f"{code}_right_expires_on",
                               _("This day must come after the registration."))  # fmt: skip
        return given

    def chosen(self) -> list[str]:
        """Administrations asked for, those already under way included."""
        return [code for code in ADMINISTRATIONS
                if self.cleaned_data.get(f"{code}_chosen", code in self.rows)]  # fmt: skip

    def fields_of(self, code: str) -> dict[str, Any]:
        """The columns of one recordation."""
        names = ("registration_number", "filed_on", "registered_on", "right_expires_on")
        return {name: self.cleaned_data[f"{code}_{name}"] for name in names
                if f"{code}_{name}" in self.cleaned_data}  # fmt: skip


def language_of(text: str) -> str:
    """The language a spelling is kept under, told by its script."""
    if re.search(r"[가-힣]", text):
        return "ko"
    return "zh" if re.search(r"[\u3400-\u9fff]", text) else "en"


class NamesForm(forms.Form):
    """Part 3: other spellings; suggestions to confirm or mend, and one's own."""

    more = forms.CharField(
        label=_("Other spellings"), required=False, max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Names in trade, abbreviations, frequent misspellings. One a line, in any "
                    "script."),
    )  # fmt: skip

    def __init__(self, *args: Any, right: Right, known: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggested: list[tuple[str, str, str]] = []
        if right.kind != RightKind.TRADEMARK:
            return
        for number, (language, text) in enumerate(suggest_aliases(right.mark)):
            if text.casefold() in known:
                continue
            self.suggested.append((language, f"use_{number}", f"text_{number}"))
            self.fields[f"use_{number}"] = forms.BooleanField(required=False, label=text)
            self.fields[f"text_{number}"] = forms.CharField(
                required=False, max_length=200, initial=text, label=_("Spelling")
            )

    def rows(self) -> list[tuple[str, Any, Any]]:
        """(language, tick, text) of each suggestion, as bound fields."""
        return [(language, self[tick], self[text]) for language, tick, text in self.suggested]

    def clean_more(self) -> list[str]:
        """One spelling a line."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["more"].splitlines()]
        if any(len(line) > 200 for line in lines):
            raise forms.ValidationError(_("Write the other spelling, at most 200 characters."))
        return list(dict.fromkeys(line for line in lines if line))

    def chosen(self) -> list[tuple[str, str]]:
        """(language, text) of everything to be added."""
        given = self.cleaned_data
        ticked = [given.get(text, "").strip() for _of, tick, text in self.suggested
                  if given.get(tick)]  # fmt: skip
        return [(language_of(text), text) for text in [*ticked, *given["more"]] if text]


class CardForm(forms.Form):
    """How to tell genuine goods from fakes, and their price; changed at any time."""

    identification = forms.CharField(
        label=_("How to tell genuine from fake"), required=False, max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One feature a line: where to look, what genuine goods have, what fakes "
                    "have. Officers see these lines as a checklist."),
    )  # fmt: skip
    genuine_price = forms.DecimalField(
        label=_("Price of genuine goods"), required=False, min_value=0, max_digits=14,
        decimal_places=2,
    )  # fmt: skip
    genuine_currency = forms.ChoiceField(
        label=_("Currency"), required=False, choices=[(code, code) for code in CURRENCIES]
    )

    def __init__(self, *args: Any, right: Right, **kwargs: Any) -> None:
        super().__init__(*args, initial={
            "identification": right.identification, "genuine_price": right.genuine_price,
            "genuine_currency": right.genuine_currency or "KRW",
        }, **kwargs)  # fmt: skip

    def fields_of_right(self) -> dict[str, Any]:
        """The columns of the right that were asked here."""
        names = ("identification", "genuine_price", "genuine_currency")
        return {name: self.cleaned_data[name] for name in names}


class GenuineForm(CardForm):
    """Part 5: the card with the pictures that go with it."""

    genuine = ManyFilesField(label=_("Pictures of genuine goods"), accept=PICTURES)
    fake = ManyFilesField(label=_("Pictures of fake goods"), accept=PICTURES)
