"""How much a shift can inspect, and what it is offered at random."""

from django.db import models

from seizures.core.models import Row
from seizures.screening.choices import DrawKind, Outcome, ShiftPart
from seizures.screening.querysets import DrawQuerySet, ShiftQuerySet


class Capacity(Row):
    """How many inspections a shift of an office can do unless told otherwise; no office: all."""

    administration = models.CharField(max_length=2)
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    inspections = models.PositiveSmallIntegerField()
    set_by_name = models.CharField(max_length=150)

    class Meta:
        verbose_name_plural = "capacities"
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "office"], name="one_capacity_an_office"
            ),
            models.UniqueConstraint(
                fields=["administration"], condition=models.Q(office=None),
                name="one_capacity_of_all",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.administration} {self.office_id or 'all'}: {self.inspections}"


class Shift(Row):
    """One shift of an office (no office: the whole administration): what it can do and has done.

    The frame is what its random draw was made from: rows of the queue with keys in
    (`frame_from`, `frame_to`] beyond the line, and the lines of runs in (`lines_from`, `lines_to`].
    """

    administration = models.CharField(max_length=2)
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    day = models.DateField()
    part = models.CharField(max_length=5, choices=ShiftPart)
    capacity = models.PositiveSmallIntegerField()
    done = models.PositiveIntegerField(default=0)
    set_by_name = models.CharField(max_length=150, blank=True)
    version = models.PositiveIntegerField(default=1)
    seed = models.CharField(max_length=60, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    frame_from = models.BigIntegerField(default=0)
    frame_to = models.BigIntegerField(default=0)
    frame_size = models.PositiveIntegerField(default=0)
    lines_from = models.BigIntegerField(default=0)
    lines_to = models.BigIntegerField(default=0)
    lines_size = models.PositiveIntegerField(default=0)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "office", "day", "part"], name="one_shift_an_office"
            ),
            models.UniqueConstraint(
                fields=["administration", "day", "part"], condition=models.Q(office=None),
                name="one_shift_of_all",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.administration} {self.office_id or 'all'} {self.day} {self.part}"

    @property
    def left(self) -> int:
        """How many inspections the shift can still order."""
        return max(0, self.capacity - self.done)


class ExplorationDraw(Row):
    """An item offered to a shift at random, with the chance it had of being drawn.

    `outcome` is what an inspection found; without one the item was not looked at.
    """

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="draws")
    administration = models.CharField(max_length=2)
    kind = models.CharField(max_length=6, choices=DrawKind)
    disposition = models.ForeignKey(
        "screening.Disposition", on_delete=models.CASCADE, null=True, blank=True,
        related_name="draws",
    )  # fmt: skip
    line = models.ForeignKey(
        "cargo.GoodsLine", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    consignment = models.ForeignKey("cargo.Consignment", on_delete=models.CASCADE, related_name="+")
    probability = models.FloatField()
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, default="")
    outcome_at = models.DateTimeField(null=True, blank=True)

    objects = DrawQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shift", "disposition"], name="one_draw_of_an_alert"),
            models.UniqueConstraint(fields=["shift", "line"], name="one_draw_of_a_line"),
        ]
        indexes = [models.Index(fields=["administration", "created_at"], name="draws_by_day")]

    def __str__(self) -> str:
        return f"{self.shift} {self.kind} {self.probability:.4f}"
