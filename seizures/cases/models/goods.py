"""Seized goods and where they moved."""

from django.db import models

from seizures.cases.querysets import CaseGoodsQuerySet
from seizures.core.models import Row


class CaseGoods(Row):
    """Seized goods of one line: what, how many, in which unit."""

    case = models.ForeignKey("cases.SeizureCase", on_delete=models.CASCADE, related_name="goods")
    line = models.ForeignKey(
        "cargo.GoodsLine", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    description = models.CharField(max_length=500)
    hs = models.CharField(max_length=13, blank=True)
    unit = models.CharField(max_length=12)
    quantity = models.DecimalField(max_digits=16, decimal_places=3)
    unit_value = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    gross_kg = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    place = models.ForeignKey("cases.StoragePlace", on_delete=models.PROTECT, null=True,
                              blank=True, related_name="goods")  # fmt: skip

    objects = CaseGoodsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "case goods"

    def __str__(self) -> str:
        return self.description[:60]

    @property
    def control_number(self) -> str:
        """What the label says and the scanner reads: the case's number and the line's own."""
        return f"{self.case.number}-G{self.pk}"


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
    order = models.ForeignKey("cases.DisposalOrder", on_delete=models.PROTECT, null=True,
                              blank=True, related_name="movements")  # fmt: skip
    count = models.ForeignKey("cases.StockCount", on_delete=models.PROTECT, null=True,
                              blank=True, related_name="movements")  # fmt: skip

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="movement_moves_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.goods_id} {self.source} -> {self.target} {self.quantity}"
