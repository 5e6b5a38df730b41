"""Reading inspections."""

from typing import Any

from django.db import models


class InspectionQuerySet(models.QuerySet[Any]):
    """Inspection orders."""

    def visible_to(self, user: Any) -> "InspectionQuerySet":
        """One's own administration's; outsiders see none."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)

    def open(self) -> "InspectionQuerySet":
        """Ordered or begun, not finished."""
        return self.filter(status__in=["ordered", "started"])
