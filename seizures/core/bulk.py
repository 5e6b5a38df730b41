"""Many rows into one table at once; used by actions inside their transaction."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, models

from seizures.core.database import atomic, connection

PAGE = 1000
BLOCK = 1 << 16


def insert_rows(model: type[models.Model], columns: str, rows: Sequence[Sequence[Any]]) -> None:
    """Inserts rows of plain values; what a unique key already holds is left alone.

    `columns` are the names of the columns with blanks between them.

    Values are what the database takes: text for JSON, `moment()` for instants, ISO text for days.
    """
    if not rows:
        return
    link = connection()
    head = f"INSERT INTO {_table(model)} ({_names(columns)})"
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


def copy_rows(model: type[models.Model], columns: str, rows: Sequence[Sequence[Any]]) -> bool:
    """Writes rows that are new, as quickly as the database can; otherwise like `insert_rows`.

    False where a unique key held some of them already: those were left alone.
    """
    if not rows:
        return True
    try:
        with atomic():
            _write(model, columns, rows)
    except IntegrityError:
        insert_rows(model, columns, rows)
        return False
    return True


def _write(model: type[models.Model], columns: str, rows: Sequence[Sequence[Any]]) -> None:
    link = connection()
    with link.cursor() as cursor:
        if link.vendor != "postgresql":
            places = ", ".join(["%s"] * len(columns.split()))
            head = f"INSERT INTO {_table(model)} ({_names(columns)})"
            cursor.executemany(f"{head} VALUES ({places})", rows)
            return
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)  # CRLF at the ends, so that a lone CR is quoted too
        text.seek(0)
        options = "FORMAT csv"
        if filled := _names(columns, [one.column for one in _fields(model) if not one.null]):
            options += f", FORCE_NOT_NULL ({filled})"
        command = f"COPY {_table(model)} ({_names(columns)}) FROM STDIN WITH ({options})"
        with link.wrap_database_errors:
            cursor.cursor.copy_expert(command, text, BLOCK)


def reserve_keys(model: type[models.Model], count: int) -> Sequence[int]:
    """Keys for rows that are written in this transaction; nobody else is given them."""
    link, table = connection(), model._meta.db_table
    with link.cursor() as cursor:
        if link.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(series) FROM generate_series(1, %s),"
                " (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS series OFFSET 0) AS named",
                [count, _table(model)],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return range(last + 1, last + 1 + count)


def add_counts(model: type[models.Model], column: str, counts: Mapping[int, int]) -> None:
    """Adds to a count of many rows, found by their keys and held in the order of the keys."""
    if not counts:
        return
    link = connection()
    name = link.ops.quote_name(column)
    if link.vendor != "postgresql":
        update_rows(model, f"SET {name} = {name} + %s WHERE id = %s",
                    [(counts[key], key) for key in sorted(counts)])  # fmt: skip
        return
    table = _table(model)
    command = f"""
        WITH given AS (SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS given(id, n)),
        held AS (SELECT id, n FROM {table} JOIN given USING (id) ORDER BY id
                 FOR NO KEY UPDATE OF {table})
        UPDATE {table} SET {name} = {name} + held.n FROM held WHERE {table}.id = held.id"""
    with link.cursor() as cursor:
        cursor.execute(command, [list(counts), list(counts.values())])


def _table(model: type[models.Model]) -> str:
    return str(connection().ops.quote_name(model._meta.db_table))


def _fields(model: type[models.Model]) -> Sequence[Any]:
    return model._meta.concrete_fields


def _names(columns: str, among: Sequence[str] | None = None) -> str:
    chosen = [name for name in columns.split() if among is None or name in among]
    return ", ".join(map(connection().ops.quote_name, chosen))


def _array_of(model: type[models.Model], column: str) -> str:
    """The type of PostgreSQL a column's values are sent as; text of any length is plain text."""
    fields = {field.column: field for field in _fields(model)}
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
    command = f"UPDATE {_table(model)} {change}"
    with link.cursor() as cursor:
        if link.vendor == "postgresql":
            from psycopg2.extras import execute_batch  # type: ignore[import-untyped]

            execute_batch(cursor.cursor, command, rows, page_size=PAGE)
            return
        cursor.executemany(command, rows)


def moment(instant: Any) -> str:
    """An instant in the form the database at hand reads."""
    return str(connection().ops.adapt_datetimefield_value(instant))
