"""What was asked and lodged in a case."""

from django.db import models

from seizures.cases.choices import SecurityKind, SecurityStatus
from seizures.core.models import Row


class Security(Row):
    """A security in the case: how much the law asks, what was lodged, where it is now."""

    case = models.ForeignKey(
        "cases.SeizureCase", on_delete=models.CASCADE, related_name="securities"
    )
    kind = models.CharField(max_length=8, choices=SecurityKind)
    status = models.CharField(
        max_length=10, choices=SecurityStatus, default=SecurityStatus.REQUIRED
    )
    required = models.DecimalField(max_digits=18, decimal_places=2)
    lodged = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    currency = models.CharField(max_length=3)
    basis = models.CharField(max_length=200)
    formula = models.CharField(max_length=200)
    form = models.CharField(max_length=40, blank=True)
    provider = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    lodged_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "securities"

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.required} {self.currency}"
