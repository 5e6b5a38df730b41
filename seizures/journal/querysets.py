"""Reading the journal."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Max, Min


class EntryQuerySet(models.QuerySet[Any]):
    """Entries, newest last unless told otherwise."""

    def about(self, kind: str, key: object) -> "EntryQuerySet":
        """Entries about one subject, oldest first: its timeline."""
        return self.filter(subject_kind=kind, subject_id=str(key)).order_by("id")

    def of_chain(self, chain: str) -> "EntryQuerySet":
        """One administration's chain from its first link."""
        return self.filter(chain=chain).order_by("sequence")

    def by_actor(self, kind: str, key: str) -> "EntryQuerySet":
        """What one person, link or the house itself did."""
        return self.filter(actor_kind=kind, actor_id=key)

    def referring_to(self, reference: str) -> "EntryQuerySet":
        """Entries about the record with this reference, written so or else in capitals."""
        rows = self.filter(subject_reference=reference)
        return rows if rows.exists() else self.filter(subject_reference=reference.upper())

    def between(self, chain: str, begin: dt.datetime | None,
                end: dt.datetime | None) -> "EntryQuerySet":  # fmt: skip
        """Entries of one chain from `begin` on and before `end`; None leaves a side open.

        The links are narrowed first, so that a page of them is found in their order.
        """
        rows = self.filter(chain=chain)
        rows = rows.filter(at__gte=begin) if begin else rows
        rows = rows.filter(at__lt=end) if end else rows
        if begin is None and end is None:
            return rows
        found = rows.order_by().aggregate(first=Min("sequence"), last=Max("sequence"))
        if found["first"] is None:
            return self.none()
        return rows.filter(sequence__gte=found["first"], sequence__lte=found["last"])

    def after(self, cursor: int) -> "EntryQuerySet":
        """What a reader with this cursor has not seen yet."""
        return self.filter(pk__gt=cursor).order_by("pk")
