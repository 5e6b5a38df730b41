"""May this person see these fields of that record?"""

from typing import Any

from seizures.grants.models import Grant


def may_see_field(user: Any, *, kind: str, key: object, owner: str, field: str) -> bool:
    """Own administration's records are open; others' fields need a grant that lists them."""
    if user.administration_id and user.administration_id == owner:
        return True
    grants = Grant.objects.in_force().filter(subject_kind=kind, subject_id=str(key))
    if user.administration_id:
        grants = grants.filter(grantee_administration=user.administration_id)
    else:
        grants = grants.filter(grantee_organisation_id__in=user.represented_ids())
    return any(field in grant.fields for grant in grants)
