"""The clocks that run in a case."""

from django.db import models

from seizures.cases.choices import ClockStatus
from seizures.cases.querysets import DueDateQuerySet
from seizures.core.models import Row


class DueDate(Row):
    """A running clock: rule, start with proof, how it was counted, when it ends, what then.

    `other_day` is the last day if the first one counted, where the law does not say; `stops` holds
    {first, last, reason, question} of days that do not count; `told` the reminders given;
    `asks_officer` says that it ran out and the law leaves it to an officer what follows.
    """

    case = models.ForeignKey(
        "cases.SeizureCase", on_delete=models.CASCADE, related_name="due_dates"
    )
    rule = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    starts_on = models.DateField()
    evidence = models.CharField(max_length=300, blank=True)
    begun_by = models.ForeignKey(
        "cases.StepTaken", on_delete=models.SET_NULL, null=True, blank=True,
        related_name="clocks_begun",
    )  # fmt: skip
    ended_by = models.ForeignKey(
        "cases.StepTaken", on_delete=models.SET_NULL, null=True, blank=True,
        related_name="clocks_ended",
    )  # fmt: skip
    counting = models.CharField(max_length=12)
    due_on = models.DateField()
    opens_on = models.DateField(null=True, blank=True)
    other_day = models.DateField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False)
    is_extended = models.BooleanField(default=False)
    extension_reason = models.CharField(max_length=300, blank=True)
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
    asks_officer = models.BooleanField(default=False)
    decision = models.CharField(max_length=500, blank=True)
    decided_by_name = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DueDateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["status", "due_on"]),
                   models.Index(fields=["case", "status"]),
                   models.Index(fields=["calendar", "due_on"], name="clocks_for_an_officer",
                                condition=models.Q(asks_officer=True))]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} {self.rule} {self.due_on}"
