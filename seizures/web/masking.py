"""Whose parties may be named on a page: asked once for all consignments shown."""

from collections.abc import Iterable
from typing import Any

from seizures.cargo.models import Consignment
from seizures.cargo.policies import PARTIES
from seizures.grants.models import Grant


def named(user: Any, consignments: Iterable[Consignment]) -> set[int]:
    """Keys of the consignments whose sender and receiver this official may read.

    The bulk form of `cargo.policies.may_see_parties`: own ones, and those a grant opens.
    """
    seen, foreign = set(), []
    for row in consignments:
        if row.administration == user.administration_id:
            seen.add(row.pk)
        else:
            foreign.append(str(row.pk))
    if not foreign:
        return seen
    grants = Grant.objects.to_administration(user.administration_id, "consignment")
    rows = grants.filter(subject_id__in=foreign).values_list("subject_id", "fields")
    return seen | {int(key) for key, fields in rows if PARTIES in fields}
