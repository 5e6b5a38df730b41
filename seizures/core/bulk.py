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
            from psycopg2.extras import execute_values  # type: ignore[import-untyped]

            command = f"{head} VALUES %s ON CONFLICT DO NOTHING"
            execute_values(cursor.cursor, command, rows, page_size=PAGE)
            return
        places = ", ".join(["%s"] * len(columns.split()))
        cursor.executemany(f"{head} VALUES ({places}) ON CONFLICT DO NOTHING", rows)


def update_rows(model: type[models.Model], change: str, rows: Sequence[Sequence[Any]]) -> None:
    """Runs one UPDATE for many rows: `change` is `SET ... WHERE ...` with `%s` for the values."""
    if not rows:
        return
    link = connection()
    command = f"UPDATE {link.ops.quote_name(model._meta.db_table)} {change}"
    with link.cursor() as cursor:
        if link.vendor == "postgresql":
            from psycopg2.extras import execute_batch

            execute_batch(cursor.cursor, command, rows, page_size=PAGE)
            return
        cursor.executemany(command, rows)


def moment(instant: Any) -> Any:
    """An instant in the form the database at hand stores."""
    return connection().ops.adapt_datetimefield_value(instant)
