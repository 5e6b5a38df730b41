"""Stored bytes, and what they are attached to."""

from django.db import models

from seizures.core.models import Row
from seizures.files.choices import Purpose, ScanState
from seizures.files.querysets import AttachmentQuerySet


class StoredFile(Row):
    """Bytes kept once under their SHA-256; `shown_path` is a picture re-encoded for showing."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=80)
    path = models.CharField(max_length=200)
    shown_path = models.CharField(max_length=200, blank=True)
    thumbnail_path = models.CharField(max_length=200, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    camera_data = models.JSONField(default=dict, blank=True)
    scan = models.CharField(max_length=12, choices=ScanState, default=ScanState.OFF, blank=True)

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"

    @property
    def is_picture(self) -> bool:
        """Can be shown as a picture."""
        return self.media_type.startswith("image/")


class Attachment(Row):
    """This file belongs to that record, under this name and for this purpose."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.OTHER)
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    client_key = models.CharField(max_length=64, blank=True)
    by_name = models.CharField(max_length=150, blank=True)
    by_administration = models.CharField(max_length=2, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "purpose"])]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "client_key"],
                condition=~models.Q(client_key=""), name="one_attachment_per_client_key",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
