"""Reading cargo: an administration sees its own manifests, and what was referred to it."""

from typing import Any

from django.db import models
from django.db.models import Q

from seizures.cargo.choices import OPEN_STATUSES
from seizures.grants.models import Grant


class ManifestQuerySet(models.QuerySet[Any]):
    """Received manifests."""

    def visible_to(self, user: Any) -> "ManifestQuerySet":
        """Those one's own administration received; outsiders see none."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)

    def newest_first(self) -> "ManifestQuerySet":
        """As they came, the latest on top."""
        return self.order_by("-id")

    def waiting(self) -> "ManifestQuerySet":
        """Received but not read to the end."""
        return self.filter(status__in=["waiting", "reading"])

    def screenable(self) -> "ManifestQuerySet":
        """Read completely, or incomplete and accepted by an officer."""
        return self.filter(Q(status="read") | Q(status="incomplete", is_accepted=True))


class ConsignmentQuerySet(models.QuerySet[Any]):
    """Consignments on their way."""

    def visible_to(self, user: Any) -> "ConsignmentQuerySet":
        """One's own administration's, and those a grant opens to it; outsiders see none."""
        if not user.is_official:
            return self.none()
        code = user.administration_id
        key = models.functions.Cast(models.OuterRef("pk"), models.CharField())
        granted = Grant.objects.to_administration(code, "consignment").filter(subject_id=key)
        return self.filter(Q(administration=code) | models.Exists(granted))

    def open(self) -> "ConsignmentQuerySet":
        """Not yet released: still within customs' reach."""
        return self.filter(status__in=OPEN_STATUSES)


class LineQuerySet(models.QuerySet[Any]):
    """Goods lines."""

    def visible_to(self, user: Any) -> "LineQuerySet":
        """Lines of the consignments this person sees."""
        if not user.is_official:
            return self.none()
        code = user.administration_id
        key = models.functions.Cast(models.OuterRef("consignment_id"), models.CharField())
        granted = Grant.objects.to_administration(code, "consignment").filter(subject_id=key)
        return self.filter(Q(consignment__administration=code) | models.Exists(granted))


class RefusedRowQuerySet(models.QuerySet[Any]):
    """Rows that could not be read."""

    def visible_to(self, user: Any) -> "RefusedRowQuerySet":
        """Those of one's own administration's manifests."""
        if not user.is_official:
            return self.none()
        return self.filter(manifest__administration=user.administration_id)

    def open(self) -> "RefusedRowQuerySet":
        """Still to be corrected or set aside."""
        return self.filter(status="open")
