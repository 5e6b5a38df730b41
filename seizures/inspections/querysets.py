"""Reading inspections."""

from typing import Any

from django.db import models
from django.db.models import Q


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

    def carrying(self, label: str) -> "InspectionQuerySet":
        """Orders whose consignment or container this label names, as scanned or typed."""
        text = label.strip()
        tidy = "".join(character for character in text if character not in " -").upper()
        spellings = {text, text.upper(), tidy}
        return self.filter(
            Q(number__in=spellings) | Q(consignment__reference__in=spellings)
            | Q(consignment__transport_document__in=spellings)
            | Q(consignment__house_document__in=spellings)
            | Q(consignment__containers__number__in=spellings)
        ).distinct()  # fmt: skip
