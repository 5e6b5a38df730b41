"""Where seized goods lie, how they moved between places, and when they were counted."""

from django.db import models

from seizures.cases.choices import CountStatus
from seizures.cases.querysets import StockCountQuerySet, StoragePlaceQuerySet
from seizures.core.models import Row


class StoragePlace(Row):
    """A shelf of a goods store; its code stands on the label at the shelf."""

    administration = models.CharField(max_length=2)
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    shelf = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)

    objects = StoragePlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["administration", "code"], name="one_place_per_code")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.shelf}".strip()


class GoodsRelocation(Row):
    """Goods were carried from one storage place to another; the ledger does not change."""

    goods = models.ForeignKey("cases.CaseGoods", on_delete=models.CASCADE,
                              related_name="relocations")  # fmt: skip
    source = models.ForeignKey(StoragePlace, on_delete=models.PROTECT, null=True, blank=True,
                               related_name="+")  # fmt: skip
    target = models.ForeignKey(StoragePlace, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by_name = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"{self.goods_id} -> {self.target_id}"


class StockCount(Row):
    """A stocktake of one storage place: what should be there, what was counted, by which two."""

    number = models.CharField(max_length=40, unique=True)
    administration = models.CharField(max_length=2)
    place = models.ForeignKey(StoragePlace, on_delete=models.PROTECT, related_name="counts")
    status = models.CharField(max_length=8, choices=CountStatus, default=CountStatus.OPEN)
    counted_by_id = models.CharField(max_length=80)
    counted_by_name = models.CharField(max_length=150)
    counted_at = models.DateTimeField(null=True, blank=True)
    second_name = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = StockCountQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["administration", "status", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=~models.Q(status="closed"),
                name="one_stocktake_of_a_place",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class StockCountLine(Row):
    """One goods line in a stocktake: expected, counted, and why they differ."""

    count = models.ForeignKey(StockCount, on_delete=models.CASCADE, related_name="lines")
    goods = models.ForeignKey("cases.CaseGoods", on_delete=models.PROTECT, related_name="counts")
    expected = models.DecimalField(max_digits=16, decimal_places=3)
    counted = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["count", "goods"], name="counted_once")]

    def __str__(self) -> str:
        return f"{self.count_id} {self.goods_id} {self.expected} {self.counted}"
