"""What inspections and right holders taught the engine, as data versions of their own."""

from django.db import models

from seizures.core.models import Row
from seizures.screening.querysets import OwnQuerySet


class LearnedVersion(Row):
    """A data version estimated from outcomes and traffic; named once, never changed.

    `file` is what the matcher reads (`matching.learned`); `summary` says from how much it was
    learned and how well it fits. Without a file it is still being estimated.
    """

    name = models.CharField(max_length=60, unique=True)
    administration = models.CharField(max_length=2)
    recipe = models.CharField(max_length=40)
    base_version = models.CharField(max_length=60)
    file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    summary = models.JSONField(default=dict)
    is_complete = models.BooleanField(default=False)
    job = models.OneToOneField("core.Job", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=150)

    objects = OwnQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["administration", "-id"], name="learned_of")]

    def __str__(self) -> str:
        return self.name
