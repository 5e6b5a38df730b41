"""Makes and recalls grants."""

import datetime as dt

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.grants.models import Agreement, Grant
from seizures.journal.actions import record


def make_grant(*, kind: str, key: object, owner: str, fields: list[str], basis: str, by: Actor,
               to_administration: str = "", to_organisation: int | None = None, purpose: str = "",
               agreement: Agreement | None = None,
               expires_at: dt.datetime | None = None) -> Grant:  # fmt: skip
    """Opens fields of a record; making the same grant again answers the first one."""
    with atomic():
        same: Grant | None = Grant.objects.in_force().filter(
            subject_kind=kind, subject_id=str(key), grantee_administration=to_administration,
            grantee_organisation_id=to_organisation, basis=basis,
        ).first()  # fmt: skip
        if same and set(fields) <= set(same.fields):
            return same
        grant = Grant.objects.create(
            subject_kind=kind, subject_id=str(key), owner=owner, fields=fields, basis=basis,
            grantee_administration=to_administration, grantee_organisation_id=to_organisation,
            purpose=purpose, agreement=agreement, expires_at=expires_at,
        )  # fmt: skip
        record("grant.made", kind=kind, key=key, by=by, basis=basis, administration=owner,
               to=to_administration or to_organisation, fields=fields, grant=grant.pk)  # fmt: skip
    return grant


def recall_grant(grant: Grant, *, reason: str, by: Actor) -> Grant:
    """Closes a grant at once; what it opened is hidden from the next read on."""
    with atomic():
        grant = hold(Grant.objects.all(), pk=grant.pk)
        if grant.recalled_at is None:
            grant.recalled_at = clock.now()
            grant.save(update_fields=["recalled_at"])
            record("grant.recalled", kind=grant.subject_kind, key=grant.subject_id, by=by,
                   administration=grant.owner, reason=reason, grant=grant.pk)  # fmt: skip
    return grant
