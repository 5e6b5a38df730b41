"""What the right holder answered, and what it marked on the pictures."""

from django.db import models

from seizures.cases.choices import ActingAs, HolderVerdict
from seizures.core.models import Row


class HolderAnswer(Row):
    """The right holder's structured answer to a notice.

    `points` are {text, state} for features of the product card; `digest` is the SHA-256 of all
    that was sent, as written in the receipt.
    """

    case = models.ForeignKey("cases.SeizureCase", on_delete=models.CASCADE, related_name="answers")
    verdict = models.CharField(max_length=12, choices=HolderVerdict)
    features = models.TextField(blank=True)
    wants_suspension = models.BooleanField(default=False)
    wants_sample = models.BooleanField(default=False)
    points = models.JSONField(default=list, blank=True)
    acting_as = models.CharField(max_length=8, choices=ActingAs, default=ActingAs.HOLDER)
    acting_for = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} {self.verdict}"


class PictureMark(Row):
    """A point or rectangle on a picture of the goods with what it shows; all in per cent of the
    picture. A point has neither width nor height."""

    answer = models.ForeignKey(HolderAnswer, on_delete=models.CASCADE, related_name="marks")
    attachment = models.ForeignKey("files.Attachment", on_delete=models.PROTECT, related_name="+")
    left = models.DecimalField(max_digits=5, decimal_places=1)
    top = models.DecimalField(max_digits=5, decimal_places=1)
    width = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    height = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    note = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.attachment_id} {self.left},{self.top}"

    @property
    def is_point(self) -> bool:
        """Whether it marks a point and not a rectangle."""
        return not self.width and not self.height
