"""Deputies of right holders: who answers notices while the holder's own people are away."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from seizures.accounts.choices import Role
from seizures.accounts.models import Deputy, Organisation, User
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.actions import record
from seizures.rights.policies import stands_for

LONGEST = dt.timedelta(days=92)


def name_deputy(organisation: Organisation, email: str, *, starts_on: dt.date, ends_on: dt.date,
                by: Actor) -> Deputy:  # fmt: skip
    """Lets somebody of another right holder (a sister company) answer notices for a period.

    The person is named by e-mail address; agents need a power of attorney instead. The same
    deputy for the same days is named once.
    """
    _require_own(by, organisation)
    _require_period(starts_on, ends_on)
    person = User.objects.filter(email__iexact=email.strip()).first() if email.strip() else None
    if person is None or not person.is_active or person.is_official:
        raise Refused(_("Nobody with this address has an account here. Ask them to open one."),
                      field="email")  # fmt: skip
    if person.role != Role.HOLDER:
        raise Refused(_("An agent needs a power of attorney. Appoint it above."), field="email")
    if person.organisation_id == organisation.pk:
        raise Refused(_("Your own people may answer without being named."), field="email")
    with atomic():
        hold(Organisation.objects.all(), pk=organisation.pk)
        row, is_new = Deputy.objects.get_or_create(
            organisation=organisation, person=person, starts_on=starts_on, ends_on=ends_on,
            ended_at=None, defaults={"named_by_name": by.name},
        )  # fmt: skip
        if is_new:
            record("deputy.named", kind="organisation", key=organisation.pk, by=by,
                   reference=organisation.name, name=person.get_full_name(),
                   starts_on=starts_on, ends_on=ends_on)  # fmt: skip
    return row


def end_deputy(deputy: Deputy, *, by: Actor) -> Deputy:
    """Ends a deputyship at once; ending it twice is once."""
    _require_own(by, deputy.organisation)
    with atomic():
        row: Deputy = hold(Deputy.objects.select_related("person"), pk=deputy.pk)
        if row.ended_at is None:
            row.ended_at = clock.now()
            row.save(update_fields=["ended_at"])
            record("deputy.ended", kind="organisation", key=row.organisation_id, by=by,
                   reference=row.organisation.name, name=row.person.get_full_name())  # fmt: skip
    return row


def _require_own(by: Actor, organisation: Organisation) -> None:
    if by.kind != "system" and not stands_for(by, organisation):
        raise NotAllowed(_("Only the right holder itself names its deputy."))


def _require_period(first: dt.date, last: dt.date) -> None:
    if last < first:
        raise Refused(_("The last day lies before the first."), field="ends_on")
    if last < clock.today("kr"):
        raise Refused(_("These days have passed."), field="ends_on")
    if last - first > LONGEST:
        raise Refused(_("A deputy is named for three months at most."), field="ends_on")
