"""Creates people and organisations, and forgets sign-ins long past."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seizures.accounts.choices import OFFICIALS, Role
from seizures.accounts.models import Organisation, User
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
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


def admit(*, username: str, role: str, by: Actor, **fields: Any) -> User:
    """An administrator lets a person of the own administration in; they choose their password
    through the mail the sign-in page sends."""
    _require_administrator(by, by.administration)
    _require_role(role)
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("Somebody signs in by this name already; choose another."),
                      field="username")  # fmt: skip
    return create_user(username=username, password=None, role=role,
                       administration_id=by.administration, by=by, **fields)  # fmt: skip


def change_person(person: User, *, role: str, office: Any, is_active: bool, by: Actor) -> User:
    """Another role or office, or no longer here; who is not active is signed out everywhere."""
    _require_administrator(by, person.administration_id or "")
    _require_role(role)
    if by.id == str(person.pk):
        raise Refused(_("Nobody changes their own role. Ask another administrator."))
    if office is not None and office.administration_id != person.administration_id:
        raise Refused(_("This office belongs to the other administration."), field="office")
    with atomic():
        row: User = hold(User.objects.all(), pk=person.pk)
        given = {"role": role, "office_id": office.pk if office else None, "is_active": is_active}
        before = {name: getattr(row, name) for name in given}
        if before == given:
            return row
        for name, value in given.items():
            setattr(row, name, value)
        row.save(update_fields=list(given))
        record("user.changed", kind="user", key=row.pk, by=by, reference=row.username,
               before=before, after=given)  # fmt: skip
    return row


def _require_administrator(by: Actor, administration: str) -> None:
    if by.role != Role.ADMINISTRATOR or not administration or by.administration != administration:
        raise NotAllowed(_("Only an administrator of this administration may do this."))


def _require_role(role: str) -> None:
    if role not in OFFICIALS:
        raise Refused(_("Choose a role of the administration."), field="role")


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


def forget_sign_ins(*, at_once: int = 5000) -> int:
    """Removes sign-ins older than SIGN_IN_LOG_DAYS, and wrong passwords whose pause is over;
    returns how many sign-ins. The journal is not touched: it is kept for good.
    """
    pause = clock.now() - dt.timedelta(hours=settings.AXES_COOLOFF_TIME)
    apps.get_model("axes", "AccessAttempt").objects.filter(attempt_time__lt=pause).delete()
    if not settings.SIGN_IN_LOG_DAYS:
        return 0
    before = clock.now() - dt.timedelta(days=settings.SIGN_IN_LOG_DAYS)
    sign_ins, forgotten = apps.get_model("axes", "AccessLog").objects.order_by("pk"), 0
    while True:
        batch = list(sign_ins.values_list("pk", "attempt_time")[:at_once])
        old = [key for key, at in batch if at < before]
        forgotten += sign_ins.filter(pk__in=old).delete()[0] if old else 0
        if len(old) < at_once:
            return forgotten
