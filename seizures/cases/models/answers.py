"""What the right holder answered."""

from django.db import models

from seizures.cases.choices import HolderVerdict
from seizures.core.models import Row


class HolderAnswer(Row):
    """The right holder's structured answer to a notice."""

    case = models.ForeignKey("cases.SeizureCase", on_delete=models.CASCADE, related_name="answers")
    verdict = models.CharField(max_length=12, choices=HolderVerdict)
    features = models.TextField(blank=True)
    wants_suspension = models.BooleanField(default=False)
    wants_sample = models.BooleanField(default=False)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} {self.verdict}"
