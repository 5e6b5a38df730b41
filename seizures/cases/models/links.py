"""Further alerts that a case deals with."""

from django.db import models

from seizures.cases.models.case import SeizureCase
from seizures.core.models import Row


class LinkedAlert(Row):
    """An alert an officer joined to a case that was opened for another one."""

    case = models.ForeignKey(SeizureCase, on_delete=models.CASCADE, related_name="linked_alerts")
    alert = models.ForeignKey(
        "screening.Alert", on_delete=models.PROTECT, related_name="linked_cases"
    )
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "alert"], name="one_link_an_alert")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.alert_id}"
