"""Reading attachments."""

from typing import Any

from django.db import models


class AttachmentQuerySet(models.QuerySet[Any]):
    """Files on records."""

    def on(self, kind: str, key: int) -> "AttachmentQuerySet":
        """Files of one record in the order they came, with their bytes' row."""
        return self.filter(subject_kind=kind, subject_id=key).select_related("file").order_by("id")

    def pictures(self) -> "AttachmentQuerySet":
        """Those that can be shown as pictures."""
        return self.filter(file__media_type__startswith="image/")
