"""Reading the journal."""

from typing import Any

from django.db import models


class EntryQuerySet(models.QuerySet[Any]):
    """Entries, newest last unless told otherwise."""

    def about(self, kind: str, key: object) -> "EntryQuerySet":
        """Entries about one subject, oldest first: its timeline."""
        return self.filter(subject_kind=kind, subject_id=str(key)).order_by("id")

    def of_chain(self, chain: str) -> "EntryQuerySet":
        """One administration's chain from its first link."""
        return self.filter(chain=chain).order_by("sequence")

    def after(self, cursor: int) -> "EntryQuerySet":
        """What a reader with this cursor has not seen yet."""
        return self.filter(pk__gt=cursor).order_by("pk")
