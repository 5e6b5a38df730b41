"""Screening runs, alerts with their hits, each side's disposition, and referrals."""

from django.db import models

from seizures.cargo.choices import Mode
from seizures.core.models import Row
from seizures.screening.choices import (
    DismissReason,
    DispositionStatus,
    Outcome,
    RunKind,
    Side,
    Tier,
)
from seizures.screening.querysets import AlertQuerySet, DispositionQuerySet, RunQuerySet


class ScreeningRun(Row):
    """One pass of the engine: a manifest, or changed rights over open cargo."""

    kind = models.CharField(max_length=10, choices=RunKind, default=RunKind.MANIFEST)
    manifest = models.ForeignKey(
        "cargo.Manifest", on_delete=models.CASCADE, null=True, blank=True, related_name="runs"
    )
    recipe = models.CharField(max_length=40)
    data_version = models.CharField(max_length=60)
    index_version = models.CharField(max_length=120)
    up_to_change = models.BigIntegerField(default=0)
    is_complete = models.BooleanField(default=False)
    lines_screened = models.PositiveIntegerField(default=0)
    alerts_raised = models.PositiveIntegerField(default=0)
    cpu_seconds = models.FloatField(default=0)
    job = models.OneToOneField("core.Job", on_delete=models.PROTECT, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["manifest", "recipe"], condition=models.Q(kind="manifest"),
                name="one_run_per_manifest_and_recipe",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.manifest_id or ''} {self.recipe}"


class Alert(Row):
    """One consignment may infringe one right; the score is that of its strongest hit."""

    number = models.CharField(max_length=40, blank=True, db_index=True)
    consignment = models.ForeignKey(
        "cargo.Consignment", on_delete=models.CASCADE, related_name="alerts"
    )
    right = models.ForeignKey("rights.Right", on_delete=models.PROTECT, related_name="alerts")
    run = models.ForeignKey(
        ScreeningRun, on_delete=models.PROTECT, null=True, blank=True, related_name="alerts"
    )
    score = models.FloatField()
    tier = models.CharField(max_length=8, choices=Tier)
    is_by_hand = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    export_side = models.CharField(max_length=2, blank=True)
    import_side = models.CharField(max_length=2, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consignment", "right"], name="one_alert_a_right")
        ]

    def __str__(self) -> str:
        return self.number or f"alert {self.pk}"


class AlertHit(models.Model):
    """One goods line's match with the right: score, reasons, and where in the text."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="hits")
    line = models.ForeignKey("cargo.GoodsLine", on_delete=models.CASCADE, related_name="+")
    recipe = models.CharField(max_length=40)
    data_version = models.CharField(max_length=60)
    index_version = models.CharField(max_length=120)
    score = models.FloatField()
    tier = models.CharField(max_length=8, choices=Tier)
    reasons = models.JSONField(default=list)
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "line", "recipe", "index_version"], name="one_hit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.alert_id} line {self.line_id} {self.score:.2f}"


class Disposition(Row):
    """What one administration does about an alert: its row in that administration's queue.

    `mode` repeats the consignment's, so that the queue is narrowed from its index alone.
    """

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="dispositions")
    administration = models.CharField(max_length=2)
    side = models.CharField(max_length=6, choices=Side)
    mode = models.CharField(max_length=8, choices=Mode, blank=True)
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(
        max_length=10, choices=DispositionStatus, default=DispositionStatus.OPEN
    )
    score = models.FloatField()
    tier = models.CharField(max_length=8, choices=Tier)
    assignee = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=12, choices=DismissReason, blank=True)
    note = models.TextField(blank=True)
    decided_by_name = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DispositionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "administration"], name="one_disposition_a_side"
            )
        ]
        indexes = [
            models.Index(
                fields=[
                    "administration",
                    "status",
                    "-score",
                    "-id",
                    "tier",
                    "side",
                    "mode",
                    "office",
                ],
                name="queue_with_filters",
            ),
            models.Index(fields=["administration", "-score", "-id"], name="queue_all"),
            models.Index(
                fields=["administration", "created_at", "tier", "status"], name="queue_by_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alert} {self.administration} {self.status}"


class Referral(Row):
    """One administration hands an alert to the other, before departure where it can."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="referrals")
    sender = models.CharField(max_length=2)
    receiver = models.CharField(max_length=2)
    note = models.TextField(blank=True)
    by_name = models.CharField(max_length=150)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["receiver", "-id"], name="referrals_received")]

    def __str__(self) -> str:
        return f"{self.alert} {self.sender} -> {self.receiver}"
