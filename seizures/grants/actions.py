"""Makes and recalls grants."""

import datetime as dt
from collections.abc import Mapping, Sequence

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


def make_grants(*, kind: str, keys: Sequence[object], owner: str, to_administration: str,
                fields: list[str], agreement: Agreement, by: Actor) -> int:  # fmt: skip
    """Opens the same fields of many records under an agreement, with one journal entry.

    Records already open to this administration under the agreement are left alone; returns how
    many grants are new.
    """
    wanted = [str(key) for key in keys]
    with atomic():
        open_to = Grant.objects.to_administration(to_administration, kind).filter(
            subject_id__in=wanted, agreement=agreement
        )
        known = set(open_to.values_list("subject_id", flat=True))
        fresh = [key for key in dict.fromkeys(wanted) if key not in known]
        if not fresh:
            return 0
        Grant.objects.bulk_create([
            Grant(subject_kind=kind, subject_id=key, owner=owner, fields=fields,
                  basis=agreement.code, grantee_administration=to_administration,
                  agreement=agreement)
            for key in fresh
        ], batch_size=500)  # fmt: skip
        record("grants.made", kind="agreement", key=agreement.code, by=by, basis=agreement.code,
               administration=owner, to=to_administration, subject=kind, subjects=fresh,
               fields=fields)  # fmt: skip
    return len(fresh)


def ensure_agreement(code: str, *, names: Mapping[str, str], signed_on: dt.date) -> Agreement:
    """The standing agreement with this code, entered on first use."""
    agreement, _is_new = Agreement.objects.get_or_create(
        code=code, defaults={"names": dict(names), "signed_on": signed_on}
    )
    return agreement


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
