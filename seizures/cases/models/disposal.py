"""Orders to dispose of goods: which step, how, what, by whom, and what came of it."""

from django.db import models

from seizures.cases.choices import CostPayer, DisposalMethod, OrderStatus, PhotoStage
from seizures.core.models import Row


class DisposalOrder(Row):
    """One order under one disposing step of the case's procedure; that step moves the goods."""

    case = models.ForeignKey("cases.SeizureCase", on_delete=models.CASCADE,
                             related_name="disposal_orders")  # fmt: skip
    number = models.CharField(max_length=40, unique=True)
    step = models.CharField(max_length=60)
    method = models.CharField(max_length=20, choices=DisposalMethod)
    status = models.CharField(max_length=12, choices=OrderStatus, default=OrderStatus.DRAFT)
    version = models.PositiveIntegerField(default=1)
    place = models.CharField(max_length=200)
    planned_on = models.DateField()
    officers = models.JSONField(default=list)
    witnesses = models.JSONField(default=list, blank=True)
    recipient = models.CharField(max_length=200, blank=True)
    grounds = models.CharField(max_length=300, blank=True)
    is_immediate = models.BooleanField(default=False)
    approval_reference = models.CharField(max_length=100, blank=True)
    exception_reason = models.CharField(max_length=300, blank=True)
    removal_on = models.DateField(null=True, blank=True)
    removal_method = models.CharField(max_length=200, blank=True)
    is_removed_from_goods = models.BooleanField(default=False)
    is_removed_from_packaging = models.BooleanField(default=False)
    drafted_by_id = models.CharField(max_length=80)
    drafted_by_name = models.CharField(max_length=150)
    approved_by_name = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    pending = models.ForeignKey("cases.PendingStep", on_delete=models.PROTECT, null=True,
                                blank=True, related_name="+")  # fmt: skip
    taken = models.OneToOneField("cases.StepTaken", on_delete=models.PROTECT, null=True,
                                 blank=True, related_name="disposal_order")  # fmt: skip
    done_on = models.DateField(null=True, blank=True)
    weight_kg = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    has_residue = models.BooleanField(null=True, blank=True)
    residue_note = models.CharField(max_length=300, blank=True)
    cost = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    cost_payer = models.CharField(max_length=8, choices=CostPayer, blank=True)
    proceeds = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by_name = models.CharField(max_length=150, blank=True)
    report = models.ForeignKey("files.Attachment", on_delete=models.PROTECT, null=True,
                               blank=True, related_name="+")  # fmt: skip
    certificate = models.ForeignKey("letters.Letter", on_delete=models.PROTECT, null=True,
                                    blank=True, related_name="+")  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["case", "status"])]

    def __str__(self) -> str:
        return self.number


class DisposalLine(Row):
    """How much of one goods line an order disposes of."""

    order = models.ForeignKey(DisposalOrder, on_delete=models.CASCADE, related_name="lines")
    goods = models.ForeignKey("cases.CaseGoods", on_delete=models.PROTECT,
                              related_name="disposal_lines")  # fmt: skip
    quantity = models.DecimalField(max_digits=16, decimal_places=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "goods"], name="one_line_per_goods"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0),
                                   name="order_disposes_of_something"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.order_id} {self.goods_id} {self.quantity}"


class DisposalPhoto(Row):
    """A photograph of one stage of a disposal."""

    order = models.ForeignKey(DisposalOrder, on_delete=models.CASCADE, related_name="photos")
    stage = models.CharField(max_length=12, choices=PhotoStage)
    attachment = models.ForeignKey("files.Attachment", on_delete=models.PROTECT,
                                   related_name="+")  # fmt: skip

    def __str__(self) -> str:
        return f"{self.order_id} {self.stage}"
