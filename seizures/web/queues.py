"""Ranked lists put together from several parts of one table, each read through its own index."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from seizures.screening.ranking import first_of


class Ranked:
    """Disjoint parts of a table as one ordered list that `keyset_page` can turn the pages of.

    A queue shows several states at once; asked for in one condition the database would sort all
    of them, asked part by part it merges what the index has already sorted. The keys are found
    first, so that joins and annotations of `rows` cost only what is shown.
    """

    def __init__(self, parts: Sequence["QuerySet[Any]"], rows: "QuerySet[Any]") -> None:
        self.parts = list(parts)
        self.rows = rows
        self.order: tuple[str, ...] = ()

    def order_by(self, *names: str) -> "Ranked":
        """The same list in this order; the last name is unique."""
        found = Ranked(self.parts, self.rows)
        found.order = names
        return found

    def filter(self, *conditions: Any, **values: Any) -> "Ranked":
        """Only rows that meet the conditions."""
        found = Ranked([part.filter(*conditions, **values) for part in self.parts], self.rows)
        found.order = self.order
        return found

    def __getitem__(self, part: slice) -> list[Any]:
        """The first rows, at most as many as the slice says."""
        keys = self._keys(part)
        found = self.rows.in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def _keys(self, part: slice) -> list[Any]:
        rows = first_of(self.parts, self.order, part.stop)
        return [row[-1] for row in rows[part.start or 0 :]]
