"""Many rows into one table at once; used by actions inside their transaction."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from seizures.core.database import connection

PAGE = 1000


def insert_rows(model: type[models.Model], columns: str, rows: Sequence[Sequence[Any]]) -> None:
    """Inserts rows of plain values; what a unique key already holds is left alone.

    `columns` are the names of the columns with blanks between them.

    Values are what the database takes: text for JSON, `moment()` for instants, ISO text for days.
    """
    if not rows:
        return
    link = connection()
    quoted = ", ".join(link.ops.quote_name(name) for name in columns.split())
    head = f"INSERT INTO {link.ops.quote_name(model._meta.db_table)} ({quoted})"
    with link.cursor() as cursor:
        if link.vendor == "postgresql":
            types = [_array_of(model, name) for name in columns.split()]
            given = ", ".join(f"%s::{kind}[]" for kind in types)
            command = f"{head} SELECT * FROM unnest({given}) ON CONFLICT DO NOTHING"
            for start in range(0, len(rows), PAGE):
                page = rows[start : start + PAGE]
                cursor.execute(command, [_array(values) for values in zip(*page, strict=True)])
            return
        places = ", ".join(["%s"] * len(columns.split()))
        cursor.executemany(f"{head} VALUES ({places}) ON CONFLICT DO NOTHING", rows)


def _array_of(model: type[models.Model], column: str) -> str:
    """The type of PostgreSQL a column's values are sent as; text of any length is plain text."""
    fields = {field.column: field for field in model._meta.concrete_fields}
    kind = str(fields[column].rel_db_type(connection()))
    return "text" if kind.startswith("varchar") else kind


def _array(values: Sequence[Any]) -> str:
    """Values as one array literal: the server reads it far quicker than as many literals."""
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, bool | int | float):
        return str(value)
    return f'"{value}"'


def update_rows(model: type[models.Model], change: str, rows: Sequence[Sequence[Any]]) -> None:
    """Runs one UPDATE for many rows: `change` is `SET ... WHERE ...` with `%s` for the values."""
    if not rows:
        return
    link = connection()
    command = f"UPDATE {link.ops.quote_name(model._meta.db_table)} {change}"
    with link.cursor() as cursor:
        if link.vendor == "postgresql":
            from psycopg2.extras import execute_batch  # type: ignore[import-untyped]

            execute_batch(cursor.cursor, command, rows, page_size=PAGE)
            return
        cursor.executemany(command, rows)


def moment(instant: Any) -> Any:
    """An instant in the form the database at hand stores."""
    return connection().ops.adapt_datetimefield_value(instant)
