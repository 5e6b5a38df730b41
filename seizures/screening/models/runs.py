"""Passes of the engine."""

from django.db import models

from seizures.core.choices import JobStatus
from seizures.core.models import Row
from seizures.screening.choices import (
    RunKind,
)
from seizures.screening.querysets import RunQuerySet


class ScreeningRun(Row):
    """One pass of the engine: a manifest, or changed rights over open cargo."""

    kind = models.CharField(max_length=10, choices=RunKind, default=RunKind.MANIFEST)
    manifest = models.ForeignKey(
        "cargo.Manifest", on_delete=models.CASCADE, null=True, blank=True, related_name="runs"
    )
    recipe = models.CharField(max_length=40)
    data_version = models.CharField(max_length=60)
    index_version = models.CharField(max_length=120)
    engine = models.ForeignKey(
        "screening.RecipeInForce", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    up_to_change = models.BigIntegerField(default=0)
    is_complete = models.BooleanField(default=False)
    lines_screened = models.PositiveIntegerField(default=0)
    alerts_raised = models.PositiveIntegerField(default=0)
    cpu_seconds = models.FloatField(default=0)
    job = models.OneToOneField("core.Job", on_delete=models.PROTECT, related_name="+")

    objects = RunQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "-up_to_change", "-id"], name="runs_by_kind_and_change")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["manifest", "recipe"], condition=models.Q(kind="manifest"),
                name="one_run_per_manifest_and_recipe",
            )
        ]  # fmt: skip

    @property
    def is_stopped(self) -> bool:
        """Given up before the end: a person has to look."""
        return not self.is_complete and self.job.status == JobStatus.FAILED

    def __str__(self) -> str:
        return f"{self.kind} {self.manifest_id or ''} {self.recipe}"
