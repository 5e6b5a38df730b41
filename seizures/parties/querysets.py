"""Reading parties."""

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
