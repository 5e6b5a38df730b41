"""Guarantees for many cases: the general guarantee of China, Korea's comprehensive security."""

from django.db import models

from seizures.cases.choices import GuaranteeKind, GuaranteeStatus
from seizures.cases.querysets import GuaranteeQuerySet
from seizures.core.models import Row


class Guarantee(Row):
    """One letter or deposit of a right holder that stands for the securities of many cases.

    `past_costs` are last year's storage, custody and disposal costs, `expected_costs` this year's;
    `covers_until` is the last day a case can be put under it, `letter_until` the letter's own.
    """

    number = models.CharField(max_length=40, unique=True)
    administration = models.CharField(max_length=2)
    holder = models.ForeignKey("rights.Holder", on_delete=models.PROTECT,
                               related_name="guarantees")  # fmt: skip
    kind = models.CharField(max_length=14, choices=GuaranteeKind)
    status = models.CharField(max_length=10, choices=GuaranteeStatus,
                              default=GuaranteeStatus.APPLIED)  # fmt: skip
    version = models.PositiveIntegerField(default=1)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    minimum = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    currency = models.CharField(max_length=3)
    form = models.CharField(max_length=40)
    guarantor = models.CharField(max_length=200)
    reference = models.CharField(max_length=100)
    past_costs = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    expected_costs = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    covers_from = models.DateField(null=True, blank=True)
    covers_until = models.DateField(null=True, blank=True)
    letter_until = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200)
    applied_by_name = models.CharField(max_length=150)
    applied_at = models.DateTimeField()
    proposed_by_id = models.CharField(max_length=80, blank=True)
    proposed_by_name = models.CharField(max_length=150, blank=True)
    accepted_by_name = models.CharField(max_length=150, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = GuaranteeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["administration", "status", "-id"]),
                   models.Index(fields=["holder", "administration", "status"])]  # fmt: skip

    def __str__(self) -> str:
        return self.number
