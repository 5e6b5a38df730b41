"""Formal questions to a party of a case."""

from django.db import models

from seizures.cases.choices import AskedParty, QuestionStatus
from seizures.core.models import Row


class Question(Row):
    """What was formally asked of whom, until when, and what came back.

    `counting` is a way of counting of the law, `trail` how the last day was counted; `files` are
    {attachment, name} of what came with the answer; `stops_clocks` says that the case's own period
    stands still until the answer is in; `about` is what the house itself asks for (`top_up`).
    """

    case = models.ForeignKey(
        "cases.SeizureCase", on_delete=models.CASCADE, related_name="questions"
    )
    party = models.CharField(max_length=10, choices=AskedParty)
    recipient = models.CharField(max_length=300)
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    status = models.CharField(max_length=10, choices=QuestionStatus, default=QuestionStatus.OPEN)
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=150)
    days = models.PositiveSmallIntegerField()
    counting = models.CharField(max_length=12)
    due_on = models.DateField()
    trail = models.JSONField(default=list, blank=True)
    stops_clocks = models.BooleanField(default=False)
    chased_at = models.DateTimeField(null=True, blank=True)
    chasers = models.PositiveSmallIntegerField(default=0)
    answer = models.TextField(blank=True)
    files = models.JSONField(default=list, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=150, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["status", "due_on"]),
                   models.Index(fields=["case", "status"])]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} {self.party} {self.due_on}"
