"""Reading who acts for whom: powers of attorney and deputies."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from seizures.core import clock

SCOPES = ("recordation", "cases", "securities")
#: What somebody who stands in for a holder may do without a power of attorney.
OF_DEPUTIES = ("", "cases")


class PowerQuerySet(models.QuerySet[Any]):
    """Powers of attorney."""

    def valid_on(self, day: dt.date) -> "PowerQuerySet":
        """Neither revoked nor outside their term."""
        return self.filter(revoked_at=None, valid_from__lte=day, valid_until__gte=day)

    def covering(self, scope: str) -> "PowerQuerySet":
        """That cover this kind of business; any where none is named."""
        return self.filter(**{f"for_{scope}": True}) if scope else self.all()

    def in_force(self, scope: str = "", administration: str = "") -> "PowerQuerySet":
        """Valid today and accepted: by this administration, or by any where none is named."""
        accepted = Q(acceptances__status="accepted")
        if administration:
            accepted &= Q(acceptances__administration=administration)
        day = clock.today(administration or "kr")
        return self.valid_on(day).covering(scope).filter(accepted).distinct()

    def visible_to(self, user: Any) -> "PowerQuerySet":
        """Officials see those lodged with their administration; outsiders their own."""
        if user.is_official:
            return self.filter(acceptances__administration=user.administration_id)
        own = user.organisation_id
        return self.filter(Q(principal=own) | Q(agent=own)) if own else self.none()


class DeputyQuerySet(models.QuerySet[Any]):
    """Deputies of right holders."""

    def in_force(self) -> "DeputyQuerySet":
        """Named for a period that has begun, has not passed and was not ended early."""
        day = clock.today("kr")
        return self.filter(ended_at=None, starts_on__lte=day, ends_on__gte=day)
