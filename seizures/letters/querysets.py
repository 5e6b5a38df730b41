"""Reading the dispatch register."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q


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

    def visible_to(self, user: Any) -> Self:
        """Letters of the reader's own administration; nobody else sees a register."""
        if not user.is_official or not user.administration_id:
            return self.none()
        return self.filter(administration=user.administration_id)

    def dispatched(self) -> Self:
        """Letters that go to somebody, without papers that stay in the file."""
        return self.exclude(recipient_kind="internal")

    def issued_between(self, first: dt.datetime, end: dt.datetime) -> Self:
        """Letters issued from `first` until before `end`."""
        return self.filter(issued_at__gte=first, issued_at__lt=end)

    def at_office(self, office: int) -> Self:
        """Letters of one customs office."""
        return self.filter(office_id=office)

    def unsent(self) -> Self:
        """Letters whose sending is not on record."""
        return self.filter(sent_at__isnull=True, served_at__isnull=True)

    def under_way(self) -> Self:
        """Letters sent whose receipt is not on record."""
        return self.filter(sent_at__isnull=False, served_at__isnull=True)

    def with_bytes(self, sha256: str) -> Self:
        """Letters that these very bytes are: as set, as signed, or the translation beside."""
        return self.filter(
            Q(sha256=sha256) | Q(signed_sha256=sha256) | Q(translation_file__sha256=sha256)
        )

    def unsigned(self) -> Self:
        """Letters that still wait for the signature of the administration."""
        return self.filter(signed_file__isnull=True)
