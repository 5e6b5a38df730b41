"""Reading the dispatch register."""

from typing import Any, Self

from django.db import models


class LetterQuerySet(models.QuerySet[Any]):
    """The adjectives of issued letters."""

    def about(self, kind: str, key: int) -> Self:
        """Letters on one subject, such as a case or a recordation, oldest first."""
        return self.filter(subject_kind=kind, subject_id=key).order_by("id")

    def standing(self) -> Self:
        """Letters no later letter has replaced."""
        return self.filter(superseded_by__isnull=True)

    def served(self) -> Self:
        """Letters whose service on the recipient is on record."""
        return self.filter(served_at__isnull=False)
