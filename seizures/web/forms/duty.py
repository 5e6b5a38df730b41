"""Forms of alerts that change hands, of service levels and of conflicts of interest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seizures.accounts.models import User
from seizures.reference.models import Office
from seizures.screening.choices import QueueKind
from seizures.screening.models import ServiceLevel
from seizures.web.forms.alerts import DecisionForm
from seizures.web.forms.queue import OFFICER_ROLES


def _colleagues(field: Any, user: Any) -> None:
    """The officers of the reader's administration, without the reader."""
    people = User.objects.filter(
        administration=user.administration_id, role__in=OFFICER_ROLES, is_active=True
    ).exclude(pk=user.pk)
    field.queryset = people.order_by("last_name", "first_name", "username")
    field.label_from_instance = lambda one: one.get_full_name() or one.username


class GiveForm(DecisionForm):
    """Which colleague decides."""

    officer = forms.ModelChoiceField(label=_("Officer"), queryset=User.objects.none())

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _colleagues(self.fields["officer"], user)


class TransferForm(DecisionForm):
    """Which office goes on, why, and where the goods are."""

    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.none())
    reason = forms.CharField(label=_("Reason"), max_length=300)
    whereabouts = forms.CharField(
        label=_("Where the goods are"), max_length=300,
        help_text=_("Yard, warehouse or vehicle, and who expects them."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["office"]
        field.queryset = Office.objects.of(user.administration_id)


class InterestForm(DecisionForm):
    """What an officer's conflict of interest is about."""

    about = forms.ChoiceField(label=_("About"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False,
        help_text=_("Senior officers read this."),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["about"]
        field.choices = choices


class HandoverForm(forms.Form):
    """Who goes on with what the officer has taken."""

    receiver = forms.ModelChoiceField(
        label=_("Colleague"), queryset=User.objects.none(), required=False,
        empty_label=_("Back to the queue, open to all"),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the next shift should know."),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _colleagues(self.fields["receiver"], user)


class LevelForm(forms.Form):
    """Within how many working hours the alerts of a queue are taken and decided."""

    queue = forms.ChoiceField(label=_("Queue"), choices=QueueKind.choices)
    office = forms.ModelChoiceField(
        label=_("Office"), queryset=Office.objects.none(), required=False,
        empty_label=_("Whole administration"),
    )  # fmt: skip
    take_hours = forms.IntegerField(label=_("Taken within working hours"), min_value=1)
    decide_hours = forms.IntegerField(label=_("Decided within working hours"), min_value=1)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["office"]
        field.queryset = Office.objects.of(user.administration_id)
        levels = ServiceLevel.objects.filter(administration=user.administration_id)
        rows = levels.order_by("pk").values_list("queue", "office_id", "version")
        self.fields["seen"].initial = " ".join(f"{q}:{o or ''}:{v}" for q, o, v in rows)

    def values(self) -> dict[str, Any]:
        """The level, with the version of it that the person last saw (0 where there was none)."""
        given = dict(self.cleaned_data)
        versions = dict(part.rsplit(":", 1) for part in given.pop("seen").split() if ":" in part)
        if "seen" not in self.data:
            return given
        version = versions.get(f"{given['queue']}:{given['office'].pk if given['office'] else ''}")
        return given | {"version": int(version) if (version or "").isdigit() else 0}
