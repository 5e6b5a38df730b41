"""A firm or person that appears on cargo."""

from django.db import models

from seizures.core.models import Row
from seizures.parties.querysets import PartyQuerySet


class Party(Row):
    """One spelling of a firm's or person's name in trade; `key` is its folded form."""

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=300)
    country = models.CharField(max_length=2, blank=True)
    consignments = models.PositiveIntegerField(default=0)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.name
