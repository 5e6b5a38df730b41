"""Issued letters: the dispatch register."""

from django.db import models

from seizures.core.models import Row
from seizures.letters.choices import Channel, Recipient
from seizures.letters.querysets import LetterQuerySet


class Letter(Row):
    """A letter as issued: its content never changes; only sending, service and the letter that
    replaces it are noted later."""

    number = models.CharField(max_length=40, unique=True)
    key = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    administration = models.CharField(max_length=2)
    office = models.ForeignKey(
        "reference.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    translation_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    translation_language = models.CharField(max_length=8, blank=True)
    sha256 = models.CharField(max_length=64)
    signed_file = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by_name = models.CharField(max_length=200, blank=True)
    recipient_name = models.CharField(max_length=300)
    recipient_kind = models.CharField(max_length=12, choices=Recipient)
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.PORTAL)
    issued_at = models.DateTimeField()
    issued_by_name = models.CharField(max_length=150, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by_name = models.CharField(max_length=150, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    served_at = models.DateTimeField(null=True, blank=True)
    served_channel = models.CharField(max_length=12, choices=Channel, blank=True)
    served_by_name = models.CharField(max_length=150, blank=True)
    service_evidence = models.CharField(max_length=300, blank=True)
    service_proof = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"]),
            models.Index(fields=["administration", "-issued_at"]),
            models.Index(fields=["sha256"]),
            models.Index(fields=["signed_sha256"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.key}"

    @property
    def is_filed(self) -> bool:
        """A paper that stays in the office; nobody is served with it."""
        return self.recipient_kind == Recipient.INTERNAL
