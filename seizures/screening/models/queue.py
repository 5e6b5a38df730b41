"""What each administration does about an alert."""

from django.db import models

from seizures.cargo.choices import Mode
from seizures.core.models import Row
from seizures.screening.choices import (
    DismissReason,
    DispositionStatus,
    Escalation,
    Side,
    Tier,
)
from seizures.screening.querysets import DispositionQuerySet


class Disposition(Row):
    """What one administration does about an alert: its row in that administration's queue.

    `mode` repeats the consignment's, so that the queue is narrowed from its index alone.
    `is_covered` rows stand in the queue by the lead of their bundle; `is_arranged` says that
    bundles and snoozes were looked at; `held_status` is where a snoozed, merged or proposed row
    returns to; `proposer` is the key of who proposed a dismissal; `escalation` is what it waited
    too long for.
    """

    alert = models.ForeignKey(
        "screening.Alert", on_delete=models.CASCADE, related_name="dispositions"
    )
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
    taken_at = models.DateTimeField(null=True, blank=True)
    escalation = models.CharField(
        max_length=6, choices=Escalation, blank=True, default="", db_default=""
    )
    escalated_at = models.DateTimeField(null=True, blank=True)
    held_status = models.CharField(max_length=10, blank=True, default="", db_default="")
    proposer = models.CharField(max_length=80, blank=True, default="", db_default="")
    bundle = models.ForeignKey(
        "screening.Bundle", on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    is_covered = models.BooleanField(default=False, db_default=False)
    is_arranged = models.BooleanField(default=False, db_default=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    snooze = models.ForeignKey(
        "screening.Snooze", on_delete=models.PROTECT, null=True, blank=True, related_name="rows"
    )

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
                    "is_covered",
                    "-score",
                    "-id",
                    "tier",
                    "side",
                    "mode",
                    "office",
                ],
                name="queue_ranked",
            ),
            models.Index(
                fields=["office", "status", "is_covered", "-score", "-id", "tier"],
                name="queue_of_office",
            ),
            models.Index(fields=["administration", "-score", "-id"], name="queue_all"),
            models.Index(fields=["id"], condition=models.Q(is_arranged=False), name="queue_new"),
            models.Index(fields=["administration", "status", "decided_at"], name="queue_decided"),
            models.Index(
                fields=["administration", "created_at", "tier", "status"], name="queue_by_day"
            ),
            models.Index(
                fields=["administration", "-score", "-id"],
                condition=models.Q(escalated_at__isnull=False),
                name="queue_late",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alert} {self.administration} {self.status}"


class Referral(Row):
    """One administration hands an alert to the other, before departure where it can."""

    alert = models.ForeignKey("screening.Alert", on_delete=models.CASCADE, related_name="referrals")
    sender = models.CharField(max_length=2)
    receiver = models.CharField(max_length=2)
    note = models.TextField(blank=True)
    by_name = models.CharField(max_length=150)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["receiver", "-id"], name="referrals_received")]

    def __str__(self) -> str:
        return f"{self.alert} {self.sender} -> {self.receiver}"
