"""A day that a form proposes stands in the browser's day field in every language."""

import datetime as dt

import pytest
from django import forms
from django.utils import translation


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_a_proposed_day_is_written_as_browsers_take_it(language: str) -> None:
    class Proposal(forms.Form):
        day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))

    with translation.override(language):
        shown = str(Proposal(initial={"day": dt.date(2026, 3, 5)})["day"])
        assert 'value="2026-03-05"' in shown
        sent = Proposal({"day": "2026-03-05"})
        assert sent.is_valid() and sent.cleaned_data["day"] == dt.date(2026, 3, 5)
