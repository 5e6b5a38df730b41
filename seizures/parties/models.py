"""Firms and persons on cargo, and the spellings that officers merged into one party."""

from django.db import models

from seizures.core.models import Row
from seizures.parties.querysets import (
    AddressQuerySet,
    MergeQuerySet,
    PartyQuerySet,
    SpellingQuerySet,
)


class Party(Row):
    """One spelling of a firm's or person's name in trade; `key` is its folded form."""

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=300)
    country = models.CharField(max_length=2, blank=True)
    consignments = models.PositiveIntegerField(default=0)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "parties"
        indexes = [models.Index(fields=["-consignments", "-id"], name="parties_busiest")]

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """An address a party gave on cargo; `key` is its folded form."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="addresses",
                              db_index=False)  # fmt: skip
    administration = models.CharField(max_length=2)
    key = models.CharField(max_length=200)
    text = models.CharField(max_length=300)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["party", "administration", "key"], name="one_address_of_a_party"
            )
        ]
        indexes = [models.Index(fields=["administration", "key"], name="parties_at_address")]

    def __str__(self) -> str:
        return self.text


class MergeEvent(Row):
    """An officer says that two spellings are one party: a bond that holds until it is undone.

    The party is what bonds in force connect; so every bond can be undone, in any order.
    """

    administration = models.CharField(max_length=2)
    one = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    by_name = models.CharField(max_length=150)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_name = models.CharField(max_length=150, blank=True)
    undone_reason = models.CharField(max_length=300, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "one", "other"],
                condition=models.Q(undone_at=None),
                name="one_bond_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.one_id} = {self.other_id}"


class Spelling(models.Model):
    """A spelling of a merged party and the spelling it is listed under; worked out from bonds."""

    administration = models.CharField(max_length=2)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="merged_as",
                              db_index=False)  # fmt: skip
    head = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = SpellingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "administration"], name="one_head_a_spelling")
        ]
        indexes = [models.Index(fields=["head", "administration"], name="spellings_of_a_head")]

    def __str__(self) -> str:
        return f"{self.party_id} under {self.head_id}"
