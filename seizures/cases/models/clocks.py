"""The clocks that run in a case."""

from django.db import models

from seizures.cases.choices import ClockStatus
from seizures.cases.querysets import DueDateQuerySet
from seizures.core.models import Row


class DueDate(Row):
    """A running clock: rule, start with proof, how it was counted, when it ends, what then."""

    case = models.ForeignKey(
        "cases.SeizureCase", on_delete=models.CASCADE, related_name="due_dates"
    )
    rule = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    starts_on = models.DateField()
    evidence = models.CharField(max_length=300, blank=True)
    counting = models.CharField(max_length=12)
    due_on = models.DateField()
    is_urgent = models.BooleanField(default=False)
    is_extended = models.BooleanField(default=False)
    is_provisional = models.BooleanField(default=False)
    calendar = models.CharField(max_length=2)
    calendar_version = models.CharField(max_length=64, blank=True)
    stops = models.JSONField(default=list, blank=True)
    trail = models.JSONField(default=list, blank=True)
    basis = models.CharField(max_length=200)
    if_missed = models.CharField(max_length=60, blank=True)
    told = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=10, choices=ClockStatus, default=ClockStatus.RUNNING)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DueDateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["status", "due_on"]),
                   models.Index(fields=["case", "status"])]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} {self.rule} {self.due_on}"
