"""Rows of a table as plain values, for actions that write a great many."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import JSONField, Max, Model

from seizures.core import clock
from seizures.core.bulk import insert_rows, moment

BLOCK = 5000


class Table:
    """Rows of one table as plain values: every column has its default, named ones are set."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        fields = list(model._meta.concrete_fields)
        names = [str(column.column) for column in fields]
        self.columns = " ".join(names)
        self.places = {name: place for place, name in enumerate(names)}
        self.defaults = [_default(column) for column in fields]
        self.next_key = int(model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1
        self.count = 0

    def row(self, **values: Any) -> list[Any]:
        """A row with the next key; the key stands first."""
        made = self.defaults.copy()
        made[self.places["id"]] = self.next_key
        self.next_key += 1
        for name, value in values.items():
            made[self.places[name]] = value
        return made

    def put(self, rows: Sequence[Sequence[Any]]) -> None:
        """Inserts rows."""
        insert_rows(self.model, self.columns, rows)
        self.count += len(rows)


def _default(column: Any) -> Any:
    if column.name in ("created_at", "updated_at"):
        return moment(clock.now())
    value = column.get_default()
    if isinstance(column, JSONField):
        return json.dumps(value)
    return value.value if hasattr(value, "value") else value


@dataclass(slots=True)
class Filled:
    """How many rows went into which tables."""

    rows: dict[str, int] = field(default_factory=dict)

    def add(self, *tables: Table) -> None:
        """Counts what tables took in."""
        for table in tables:
            name = table.model._meta.label_lower
            self.rows[name] = self.rows.get(name, 0) + table.count
