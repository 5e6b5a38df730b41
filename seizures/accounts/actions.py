"""Creates people and organisations."""

from typing import Any

from django.apps import apps

from seizures.accounts.models import Organisation, User
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.journal.actions import record


def create_organisation(*, by: Actor, **fields: Any) -> Organisation:
    """A new organisation; fields as on the model."""
    with atomic():
        organisation = Organisation.objects.create(**fields)
        record("organisation.created", kind="organisation", key=organisation.pk, by=by,
               reference=organisation.name)  # fmt: skip
    return organisation


def create_user(*, username: str, password: str | None, by: Actor, **fields: Any) -> User:
    """A new person; without a password nobody can sign in as them by password."""
    with atomic():
        user = User.objects.create_user(username=username, password=password, **fields)
        record("user.created", kind="user", key=user.pk, by=by, reference=username,
               role=user.role, administration_of_user=user.administration_id)  # fmt: skip
    return user


def issue_token(user: User, *, by: Actor) -> str:
    """The API token of a person, made on first asking."""
    with atomic():
        token, is_new = apps.get_model("authtoken", "Token").objects.get_or_create(user=user)
        if is_new:
            record("token.issued", kind="user", key=user.pk, by=by, reference=user.username)
    return str(token.key)


def set_language(user: User, language: str) -> None:
    """Remembers the language a person reads in."""
    User.objects.filter(pk=user.pk).update(language=language)
