"""Reading grants."""

from typing import Any

from django.db import models
from django.db.models import Q

from seizures.core import clock


class GrantQuerySet(models.QuerySet[Any]):
    """Grants between the administrations and to organisations."""

    def in_force(self) -> "GrantQuerySet":
        """Not recalled and not past their end."""
        now = clock.now()
        return self.filter(recalled_at=None).filter(Q(expires_at=None) | Q(expires_at__gt=now))

    def to_administration(self, code: str, kind: str) -> "GrantQuerySet":
        """What is opened of one kind of subject to an administration, in force."""
        return self.in_force().filter(grantee_administration=code, subject_kind=kind)

    def to_organisations(self, keys: list[int], kind: str) -> "GrantQuerySet":
        """What is opened of one kind of subject to these organisations, in force."""
        return self.in_force().filter(grantee_organisation_id__in=keys, subject_kind=kind)
