"""Alerts that belong together and are decided as one."""

from django.db import models

from seizures.core.models import Row
from seizures.screening.querysets import BundleQuerySet


class Bundle(Row):
    """Rows of one administration's queue about one right that are decided together.

    `lead` stands for all of them in the list; `reasons` are codes of `BundleReason`. An open
    bundle takes further members; a decided one does not.
    """

    administration = models.CharField(max_length=2)
    right = models.ForeignKey("rights.Right", on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(
        "screening.Disposition", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    size = models.PositiveIntegerField(default=0)
    reasons = models.JSONField(default=list)
    is_open = models.BooleanField(default=True)

    objects = BundleQuerySet.as_manager()

    def __str__(self) -> str:
        return f"bundle {self.pk} of {self.size}"


class BundleKey(models.Model):
    """One thing a row of the queue may have in common with others: a short hash, with its kind."""

    disposition = models.ForeignKey(
        "screening.Disposition", on_delete=models.CASCADE, related_name="bundle_keys",
        db_index=False,
    )  # fmt: skip
    administration = models.CharField(max_length=2)
    key = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disposition", "key"], name="one_key_a_row")]
        indexes = [
            models.Index(fields=["administration", "key", "-disposition"], name="rows_of_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.disposition_id} {self.key}"
