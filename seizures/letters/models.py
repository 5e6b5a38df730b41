"""Issued letters: the dispatch register."""

from django.db import models

from seizures.core.models import Row
from seizures.letters.choices import Channel, Recipient
from seizures.letters.querysets import LetterQuerySet


class Letter(Row):
    """A letter as issued: never changed, only superseded by a new one."""

    number = models.CharField(max_length=40, unique=True)
    key = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    administration = models.CharField(max_length=2)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    translation_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sha256 = models.CharField(max_length=64)
    recipient_name = models.CharField(max_length=300)
    recipient_kind = models.CharField(max_length=12, choices=Recipient)
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.PORTAL)
    issued_at = models.DateTimeField()
    issued_by_name = models.CharField(max_length=150, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)
    service_evidence = models.CharField(max_length=300, blank=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "id"]),
                   models.Index(fields=["administration", "-issued_at"])]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} {self.key}"
