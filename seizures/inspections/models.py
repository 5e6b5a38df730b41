"""Inspection orders, their checklists and findings."""

import datetime as dt

from django.db import models

from seizures.core.models import Row
from seizures.inspections.choices import InspectionStatus, Verdict
from seizures.inspections.querysets import InspectionQuerySet

NOTICEABLE = dt.timedelta(minutes=1)
"""What a phone kept shorter than this counts as sent at once."""


class Inspection(Row):
    """An order to open a consignment, for an alert or on an officer's own motion."""

    number = models.CharField(max_length=40, unique=True)
    administration = models.CharField(max_length=2)
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consignment = models.ForeignKey(
        "cargo.Consignment", on_delete=models.PROTECT, related_name="inspections"
    )
    alert = models.ForeignKey(
        "screening.Alert", on_delete=models.PROTECT, null=True, blank=True,
        related_name="inspections",
    )  # fmt: skip
    bundle = models.ForeignKey(
        "screening.Bundle", on_delete=models.PROTECT, null=True, blank=True,
        related_name="inspections",
    )  # fmt: skip
    status = models.CharField(
        max_length=10, choices=InspectionStatus, default=InspectionStatus.ORDERED
    )
    place = models.CharField(max_length=200, blank=True)
    instruction = models.TextField(blank=True)
    ordered_by_name = models.CharField(max_length=150)
    officer = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Verdict, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["administration", "status", "-id"])]

    def __str__(self) -> str:
        return self.number


class ChecklistItem(models.Model):
    """One thing to look at; `code` names the standard item, `text` one from the product card."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="checklist")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=300, blank=True)
    is_done = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code or self.text


class Finding(Row):
    """What was found of one right on one goods line: verdict, quantity, note."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="findings")
    right = models.ForeignKey(
        "rights.Right", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    line = models.ForeignKey(
        "cargo.GoodsLine", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verdict = models.CharField(max_length=10, choices=Verdict)
    description = models.CharField(max_length=300, blank=True)
    quantity = models.DecimalField(max_digits=16, decimal_places=3, default=0)
    unit = models.CharField(max_length=12, blank=True)
    unit_value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    note = models.TextField(blank=True)
    found_by_name = models.CharField(max_length=150, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)
    client_key = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "client_key"], condition=~models.Q(client_key=""),
                name="one_finding_per_client_key",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.verdict} {self.quantity}"

    @property
    def was_kept(self) -> bool:
        """Written down on a phone without a network and received noticeably later."""
        return self.found_at is not None and self.created_at - self.found_at >= NOTICEABLE
