"""A case, its facts, and the steps taken or waiting for their second officer."""

from django.db import models

from seizures.cases.choices import Channel
from seizures.cases.querysets import CaseQuerySet
from seizures.core.models import Row


class SeizureCase(Row):
    """One consignment's suspected goods under one right, in one procedure edition for life.

    `channel` is how the goods came to light; `entry` what was said when it was opened by hand.
    """

    number = models.CharField(max_length=40, unique=True)
    administration = models.CharField(max_length=2)
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    officer = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    track = models.CharField(max_length=40)
    edition = models.DateField()
    stage = models.CharField(max_length=40)
    is_closed = models.BooleanField(default=False)
    direction = models.CharField(max_length=6)
    consignment = models.ForeignKey(
        "cargo.Consignment", on_delete=models.PROTECT, related_name="cases"
    )
    right = models.ForeignKey("rights.Right", on_delete=models.PROTECT, related_name="cases")
    recordation = models.ForeignKey(
        "rights.Recordation", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    inspection = models.ForeignKey(
        "inspections.Inspection", on_delete=models.PROTECT, null=True, blank=True,
        related_name="cases",
    )  # fmt: skip
    alert = models.ForeignKey(
        "screening.Alert", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    is_urgent = models.BooleanField(default=False)
    condition = models.CharField(max_length=12, default="normal")
    declaration_number = models.CharField(max_length=60, blank=True)
    storage_place = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.MANIFEST)
    entry = models.JSONField(default=dict, blank=True)
    value = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["administration", "is_closed", "next_due_on", "id"]),
            models.Index(fields=["administration", "stage", "-id"]),
        ]

    def __str__(self) -> str:
        return self.number


class CaseFact(Row):
    """A fact that holds in the case (a step's, a letter's, a missed clock's), with its details."""

    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="facts")
    code = models.CharField(max_length=60)
    at = models.DateTimeField()
    data = models.JSONField(default=dict, blank=True)
    taken = models.ForeignKey(
        "cases.StepTaken",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="facts_set",
    )
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["case", "code"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"


class StepTaken(Row):
    """One step taken in the case: from which stage to which, by whom, on what basis."""

    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="steps")
    code = models.CharField(max_length=60)
    stage_before = models.CharField(max_length=40)
    stage_after = models.CharField(max_length=40)
    at = models.DateTimeField()
    by_kind = models.CharField(max_length=10)
    by_name = models.CharField(max_length=150)
    second_name = models.CharField(max_length=150, blank=True)
    basis = models.CharField(max_length=200)
    answers = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True)
    is_corrected = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"


class PendingStep(Row):
    """A step that waits for its second officer; what was answered is kept with it."""

    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="pending_steps")
    code = models.CharField(max_length=60)
    answers = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True)
    proposed_by_id = models.CharField(max_length=80)
    proposed_by_name = models.CharField(max_length=150)
    is_settled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"], condition=models.Q(is_settled=False),
                name="one_pending_step_of_a_kind",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"
