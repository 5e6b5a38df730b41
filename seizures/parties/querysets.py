"""Reading parties."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from seizures.core.prefixes import begins
from seizures.parties.names import fold


class PartyQuerySet(models.QuerySet[Any]):
    """Parties in trade."""

    def named(self, name: str) -> "PartyQuerySet":
        """Parties with this name, whatever its case, spacing or width."""
        return self.filter(key=fold(name))

    def starting(self, text: str) -> "PartyQuerySet":
        """Parties whose folded name begins with the folded text."""
        return self.filter(begins("key", fold(text)))

    def listed(self, administration: str) -> "PartyQuerySet":
        """Without the spellings that an administration lists under another one."""
        merged = self.model._meta.get_field("merged_as").related_model.objects
        under = merged.filter(party=models.OuterRef("pk"), administration=administration)
        return self.exclude(models.Exists(under.exclude(head=models.OuterRef("pk"))))


class AddressQuerySet(models.QuerySet[Any]):
    """Addresses given on cargo."""

    def visible_to(self, user: Any) -> "AddressQuerySet":
        """Those given on the cargo of one's own administration."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)


class MergeQuerySet(models.QuerySet[Any]):
    """Bonds between spellings."""

    def visible_to(self, user: Any) -> "MergeQuerySet":
        """Those of one's own administration."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)

    def in_force(self, administration: str) -> "MergeQuerySet":
        """Bonds of an administration that nobody has undone."""
        return self.filter(administration=administration, undone_at=None)

    def touching(self, parties: Iterable[int]) -> "MergeQuerySet":
        """Bonds of any of these spellings."""
        keys = list(parties)
        return self.filter(models.Q(one__in=keys) | models.Q(other__in=keys))


class SpellingQuerySet(models.QuerySet[Any]):
    """Spellings of merged parties."""

    def of(self, administration: str) -> "SpellingQuerySet":
        """As one administration merged them."""
        return self.filter(administration=administration)
