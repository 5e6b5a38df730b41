"""Seizure cases and all that hangs on them."""

from django.db import models

from seizures.cases.choices import ClockStatus, HolderVerdict, SecurityKind, SecurityStatus
from seizures.cases.querysets import CaseQuerySet, DueDateQuerySet
from seizures.core.models import Row


class SeizureCase(Row):
    """One consignment's suspected goods under one right, in one procedure edition for life."""

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

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"


class DueDate(Row):
    """A running clock: rule, start with proof, how it was counted, when it ends, what then."""

    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="due_dates")
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


class Security(Row):
    """A security in the case: how much the law asks, what was lodged, where it is now."""

    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="securities")
    kind = models.CharField(max_length=8, choices=SecurityKind)
    status = models.CharField(
        max_length=10, choices=SecurityStatus, default=SecurityStatus.REQUIRED
    )
    required = models.DecimalField(max_digits=18, decimal_places=2)
    lodged = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    currency = models.CharField(max_length=3)
    basis = models.CharField(max_length=200)
    formula = models.CharField(max_length=200)
    form = models.CharField(max_length=40, blank=True)
    provider = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    lodged_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "securities"

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.required} {self.currency}"


class CaseGoods(Row):
    """Seized goods of one line: what, how many, in which unit."""

    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="goods")
    line = models.ForeignKey(
        "cargo.GoodsLine", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    description = models.CharField(max_length=500)
    hs = models.CharField(max_length=13, blank=True)
    unit = models.CharField(max_length=12)
    quantity = models.DecimalField(max_digits=16, decimal_places=3)
    unit_value = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    gross_kg = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)

    class Meta:
        verbose_name_plural = "case goods"

    def __str__(self) -> str:
        return self.description[:60]


class GoodsMovement(Row):
    """Goods move from one code of `law.goods` to another; the ledger is their sum."""

    goods = models.ForeignKey(CaseGoods, on_delete=models.CASCADE, related_name="movements")
    source = models.CharField(max_length=40, blank=True)
    target = models.CharField(max_length=40)
    quantity = models.DecimalField(max_digits=16, decimal_places=3)
    at = models.DateTimeField()
    step = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=200, blank=True)
    witness = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="movement_moves_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.goods_id} {self.source} -> {self.target} {self.quantity}"


class HolderAnswer(Row):
    """The right holder's structured answer to a notice."""

    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="answers")
    verdict = models.CharField(max_length=12, choices=HolderVerdict)
    features = models.TextField(blank=True)
    wants_suspension = models.BooleanField(default=False)
    wants_sample = models.BooleanField(default=False)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} {self.verdict}"


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
