"""How soon alerts are dealt with, who hands them to whom, and who must keep away from them."""

from django.db import models

from seizures.core.models import Row
from seizures.screening.choices import QueueKind
from seizures.screening.querysets import ConflictQuerySet, HandoverQuerySet, KeptQuerySet


class ServiceLevel(Row):
    """Within how many working hours an alert of a queue is taken and decided; no office: all."""

    administration = models.CharField(max_length=2)
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    queue = models.CharField(max_length=8, choices=QueueKind)
    take_hours = models.PositiveSmallIntegerField()
    decide_hours = models.PositiveSmallIntegerField()
    set_by_name = models.CharField(max_length=150)
    version = models.PositiveIntegerField(default=1)

    objects = KeptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "office", "queue"], name="one_level_an_office"
            ),
            models.UniqueConstraint(
                fields=["administration", "queue"], condition=models.Q(office=None),
                name="one_level_of_all",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.administration} {self.office_id or 'all'} {self.queue}"


class Handover(Row):
    """At the end of a shift an officer hands what is taken to a colleague, or back to all."""

    administration = models.CharField(max_length=2)
    sender = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=500, blank=True)
    size = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["receiver", "-id"], name="handovers_received"),
            models.Index(fields=["administration", "-id"], name="handovers_listed"),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk} of {self.size}"


class HandoverItem(models.Model):
    """One row of the queue that was handed over."""

    handover = models.ForeignKey(
        Handover, on_delete=models.CASCADE, related_name="items", db_index=False
    )
    disposition = models.ForeignKey(
        "screening.Disposition", on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "disposition"], name="handed_over_once")
        ]

    def __str__(self) -> str:
        return f"{self.handover_id}: {self.disposition_id}"


class Transfer(Row):
    """An alert moved to another office of the administration: why, and where the goods are."""

    disposition = models.ForeignKey(
        "screening.Disposition", on_delete=models.CASCADE, related_name="transfers"
    )
    origin = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    destination = models.ForeignKey("reference.Office", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    whereabouts = models.CharField(max_length=300)
    by_name = models.CharField(max_length=150)

    objects = KeptQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.disposition_id} to {self.destination_id}"


class Conflict(Row):
    """An officer's interest in a party, a holder or a right: it keeps this officer away."""

    administration = models.CharField(max_length=2)
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(
        "parties.Party", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    holder = models.ForeignKey(
        "rights.Holder", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    right = models.ForeignKey(
        "rights.Right", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=150, blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["officer", "ended_at"], name="conflicts_of_an_officer"),
            models.Index(fields=["administration", "-id"], name="conflicts_listed"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.party_id or self.holder_id or self.right_id}"
