"""Alerts put aside until a day."""

from django.db import models

from seizures.core.models import Row
from seizures.screening.querysets import SnoozeQuerySet


class Snooze(Row):
    """Puts one alert aside, or all that meet its conditions, until an instant.

    Of `party` (sender or receiver), `right` and `pattern` (words in the goods text, folded) all
    that are given must hold; `alert` alone is one alert. Suppressed alerts are stored as ever.
    """

    administration = models.CharField(max_length=2)
    alert = models.ForeignKey(
        "screening.Alert", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    party = models.ForeignKey(
        "parties.Party", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    right = models.ForeignKey(
        "rights.Right", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pattern = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=300)
    until = models.DateTimeField()
    by_name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=150, blank=True)

    objects = SnoozeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["until"], condition=models.Q(is_active=True), name="snoozes_to_end"
            ),
            models.Index(fields=["administration", "is_active", "-id"], name="snoozes_listed"),
        ]

    def __str__(self) -> str:
        return f"snooze {self.pk} until {self.until:%Y-%m-%d}"
