"""Corrections of a case: proposed with a reason, counted once a second officer confirms."""

from django.db import models

from seizures.cases.choices import CorrectionKind, CorrectionStatus
from seizures.core.models import Row


class Correction(Row):
    """Something to be put right by a compensating entry; what was written stays as it is."""

    case = models.ForeignKey(
        "cases.SeizureCase", on_delete=models.CASCADE, related_name="corrections"
    )
    kind = models.CharField(max_length=8, choices=CorrectionKind)
    status = models.CharField(
        max_length=10, choices=CorrectionStatus, default=CorrectionStatus.PROPOSED
    )
    reason = models.TextField()
    data = models.JSONField(default=dict, blank=True)
    proposed_by_id = models.CharField(max_length=80)
    proposed_by_name = models.CharField(max_length=150)
    settled_by_name = models.CharField(max_length=150, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=models.Q(status="proposed"),
                name="one_waiting_correction_of_a_kind",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.status}"
