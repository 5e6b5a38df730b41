"""Alerts and the hits they rest on."""

from django.db import models

from seizures.core.models import Row
from seizures.screening.choices import (
    Outcome,
    Source,
    Tier,
)
from seizures.screening.querysets import AlertQuerySet


class Alert(Row):
    """One consignment may infringe one right; the score is that of its strongest hit."""

    number = models.CharField(max_length=40, blank=True, db_index=True)
    consignment = models.ForeignKey(
        "cargo.Consignment", on_delete=models.CASCADE, related_name="alerts"
    )
    right = models.ForeignKey("rights.Right", on_delete=models.PROTECT, related_name="alerts")
    run = models.ForeignKey(
        "screening.ScreeningRun",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="alerts",
    )
    score = models.FloatField()
    tier = models.CharField(max_length=8, choices=Tier)
    is_by_hand = models.BooleanField(default=False)
    source = models.CharField(max_length=10, choices=Source, blank=True, default="", db_default="")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    export_side = models.CharField(max_length=2, blank=True)
    import_side = models.CharField(max_length=2, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consignment", "right"], name="one_alert_a_right")
        ]
        indexes = [
            models.Index(
                fields=["-updated_at"], condition=~models.Q(outcome=""), name="judged_lately"
            )
        ]

    def __str__(self) -> str:
        return self.number or f"alert {self.pk}"


class AlertHit(models.Model):
    """One goods line's match with the right: score, reasons, and where in the text.

    `features` and the two sets of facts are what the score was made of, `rules` what officers'
    rules added to it, so that it can be replayed whatever became of right and line since.
    """

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="hits")
    line = models.ForeignKey("cargo.GoodsLine", on_delete=models.CASCADE, related_name="+")
    recipe = models.CharField(max_length=40)
    data_version = models.CharField(max_length=60)
    index_version = models.CharField(max_length=120)
    score = models.FloatField()
    tier = models.CharField(max_length=8, choices=Tier)
    reasons = models.JSONField(default=list)
    features = models.JSONField(default=dict)
    rules = models.JSONField(default=list)
    context_version = models.CharField(max_length=40, default="", db_default="")
    right_facts = models.JSONField(default=dict)
    line_facts = models.JSONField(default=dict)
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
