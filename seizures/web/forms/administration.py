"""Forms of the administration: who works here, and where an office takes deposits."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from seizures.accounts.choices import OFFICIALS, Role
from seizures.accounts.models import User
from seizures.core.languages import LANGUAGE_OF
from seizures.reference.models import Office

ROLES = [(role.value, role.label) for role in Role if role in OFFICIALS]


class ChangeForm(forms.Form):
    """What a person of the administration may do, and where."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    office = forms.ModelChoiceField(label=_("Office"), queryset=None, required=False)
    is_active = forms.BooleanField(label=_("May sign in"), required=False)

    def __init__(self, *args: Any, administration: str, row: User | None = None,
                 **kwargs: Any) -> None:  # fmt: skip
        initial = {"role": row.role, "office": row.office_id, "is_active": row.is_active}\
            if row else {"role": Role.OFFICER}  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        offices = Office.objects.filter(administration=administration).order_by("code")
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]


class AdmitForm(ChangeForm):
    """A new person of the administration."""

    username = forms.CharField(label=_("Username"), max_length=150,
                               validators=[UnicodeUsernameValidator()])  # fmt: skip
    last_name = forms.CharField(label=_("Family name"), max_length=150)
    first_name = forms.CharField(label=_("Given name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    field_order = ["username", "last_name", "first_name", "email", "language", "role", "office"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_active"]
        self.fields["language"].initial = LANGUAGE_OF[kwargs["administration"]]


class AccountForm(forms.Form):
    """The account for deposits as letters name it."""

    account = forms.CharField(
        label=_("Account for deposits"), max_length=200, required=False,
        help_text=_("Bank, number and holder of the account, as letters are to name it."),
    )  # fmt: skip
