"""Reading holders, rights and recordations."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from seizures.core.prefixes import begins
from seizures.grants.models import Grant
from seizures.parties.names import fold

IN_FORCE = "recorded"


def _open_to(administration: str) -> Q:
    """In force anywhere, or filed with this administration and no draft.

    Said by two refusals, so that a list is read in its own order: an "or" makes the database
    collect and sort every row of both sides.
    """
    closed = ~Q(status=IN_FORCE) & ~Q(administration=administration)
    return ~Q(status="draft") & ~closed


class HolderQuerySet(models.QuerySet[Any]):
    """Right holders."""

    def visible_to(self, user: Any) -> "HolderQuerySet":
        """Officials see all holders; outsiders those they represent."""
        if user.is_official:
            return self.all()
        return self.filter(organisation_id__in=user.represented_ids())


class RightQuerySet(models.QuerySet[Any]):
    """Rights, whoever holds them."""

    def visible_to(self, user: Any) -> "RightQuerySet":
        """Officials see what is recorded or filed with their administration; outsiders their own.

        What is recorded with the other administration is open too, under the agreement on
        joint protection; drafts are seen by their holder alone.
        """
        if not user.is_official:
            return self.filter(holder__organisation_id__in=user.represented_ids())
        recordation = self.model._meta.get_field("recordations").related_model
        seen = recordation.objects.filter(right=models.OuterRef("pk")).filter(
            _open_to(user.administration_id)
        )
        return self.filter(models.Exists(seen))

    def pledged_to(self, user: Any) -> "RightQuerySet":
        """Rights opened to this person's organisation as security for a loan."""
        grants = Grant.objects.to_organisations(user.represented_ids(), "right").annotate(
            number=models.functions.Cast("subject_id", models.BigIntegerField())
        )
        return self.filter(pk__in=grants.values("number"))

    def recorded_with(self, administration: str) -> "RightQuerySet":
        """Rights whose recordation with this administration is in force."""
        return self.filter(
            recordations__administration=administration, recordations__status=IN_FORCE
        )

    def written_like(self, text: str) -> "RightQuerySet":
        """Rights whose mark begins with the text, whatever its case and spacing."""
        return self.filter(begins("mark_key", fold(text)))


class RecordationQuerySet(models.QuerySet[Any]):
    """Recordations with either administration."""

    def visible_to(self, user: Any) -> "RecordationQuerySet":
        """Own administration's (not drafts), recorded ones of the other, or one's own."""
        if user.is_official:
            return self.filter(_open_to(user.administration_id))
        return self.filter(right__holder__organisation_id__in=user.represented_ids())

    def seen_with(self, administration: str, user: Any) -> "RecordationQuerySet":
        """What an official sees of one administration: the own side's filings, else what is in
        force. The same as `visible_to` narrowed to it, in a form one index answers."""
        rows = self.filter(administration=administration)
        if administration == user.administration_id:
            return rows.exclude(status="draft")
        return rows.filter(status=IN_FORCE)

    def recorded(self) -> "RecordationQuerySet":
        """In force."""
        return self.filter(status=IN_FORCE)

    def awaiting_examiner(self, administration: str) -> "RecordationQuerySet":
        """Submitted to this administration and not decided, the most urgent first."""
        return self.filter(administration=administration, status="submitted").order_by(
            "examine_by", "id"
        )

    def expired_before(self, day: dt.date) -> "RecordationQuerySet":
        """Still marked as recorded although their term ended before the day."""
        return self.filter(status=IN_FORCE, expires_on__lt=day)


class RightPictureQuerySet(models.QuerySet[Any]):
    """Pictures of rights that the look-up finds."""

    def visible_to(self, user: Any) -> "RightPictureQuerySet":
        """Those of rights the reader may see."""
        rights = self.model._meta.get_field("right").related_model
        return self.filter(right__in=rights.objects.visible_to(user))

    def readable(self) -> "RightPictureQuerySet":
        """Those that have prints."""
        return self.exclude(prints=b"")
