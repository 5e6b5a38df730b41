"""Forms around seizure cases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.languages import pick
from seizures.law.procedures import load, tracks

CONDITIONS = [("normal", _("Normal")), ("perishable", _("Perishable")),
              ("dangerous", _("Dangerous")), ("urgent", _("Otherwise urgent"))]  # fmt: skip


CURRENCIES = {"kr": "KRW", "cn": "CNY"}


def track_choices(administration: str) -> list[tuple[str, str]]:
    """Procedures of an administration that a case can go through, in its order of use."""
    today = clock.today(administration)
    found = [load(track, today) for track in tracks() if track.startswith(f"{administration}/")]
    first = {"kr/on_request": 0, "cn/ex_officio": 0}
    usable = [procedure for procedure in found if procedure.stages]
    usable.sort(key=lambda procedure: first.get(procedure.track, 1))
    return [(procedure.track, pick(procedure.titles)) for procedure in usable]


class OpenCaseForm(forms.Form):
    """What an officer decides when a case is opened; the rest is taken from the inspection."""

    track = forms.ChoiceField(label=_("Procedure"), widget=forms.RadioSelect)
    condition = forms.ChoiceField(label=_("Condition of the goods"), choices=CONDITIONS)
    declaration_number = forms.CharField(
        label=_("Declaration number"), max_length=60, required=False
    )
    storage_place = forms.CharField(label=_("Storage place"), max_length=200)
    value = forms.DecimalField(
        label=_("Customs value"), min_value=0, max_digits=18, decimal_places=2, required=False,
        help_text=_("Leave empty to use the declared value of the goods found."),
    )  # fmt: skip

    def __init__(self, *args: Any, administration: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].label = _("Customs value (%(currency)s)") % {
            "currency": CURRENCIES.get(administration, "")
        }
        choices = track_choices(administration)
        self.fields["track"].choices = choices  # type: ignore[attr-defined]
        self.fields["track"].initial = choices[0][0] if choices else None
