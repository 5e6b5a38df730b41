"""Makes, copies and removes the databases of exercises.

SQLite: one file each, copied by the backup API, so that readers are never cut off. PostgreSQL: one
schema each, copied table by table; its tables carry no foreign keys, which Django checks anyway.
"""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, models

from seizures.core.database import in_sandbox
from seizures.core.sandboxes import exists, file_of, is_file_based, reach

MIRRORED = ("contenttypes", "auth", "reference", "accounts")
"""Apps whose rows every sandbox holds, so that its own rows may point to them."""
BATCH = 400


def make_empty(alias: str) -> None:
    """A sandbox with every table of the house and the rows of reference tables and people."""
    if is_file_based():
        Path(settings.SANDBOX_DIR).mkdir(parents=True, exist_ok=True)
        file_of(alias).unlink(missing_ok=True)
        reach(alias)
        _same_tables(alias)
    else:
        reach(alias)
        _same_schema("public", alias)
    mirror(alias)


def copy(source: str, target: str) -> None:
    """Makes `target` the same as `source`, whatever it was before: a start, or a reset."""
    reach(source)
    if is_file_based():
        reach(target)
        with in_sandbox(source):
            connections[source].ensure_connection()
            connections[target].ensure_connection()
            connections[source].connection.backup(connections[target].connection)
            connections[source].close()
            connections[target].close()
    else:
        remove(target)
        reach(target)
        _same_schema(source, target)
        _same_rows(source, target)
    _copy_index(source, target)


def remove(alias: str) -> None:
    """Removes a sandbox for good; one that is gone already stays gone."""
    if not exists(alias):
        return
    if is_file_based():
        if alias in connections.databases:
            connections[alias].close()
        for suffix in ("", "-wal", "-shm"):
            file_of(alias).with_name(file_of(alias).name + suffix).unlink(missing_ok=True)
    else:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(f'DROP SCHEMA IF EXISTS "{alias}" CASCADE')
    shutil.rmtree(Path(settings.MATCH_INDEX_DIR) / alias, ignore_errors=True)


def mirror(alias: str) -> None:
    """Brings people and reference rows that are new in the house into the sandbox."""
    reach(alias)
    for model in _mirrored():
        rows = model._base_manager.using(DEFAULT_DB_ALIAS).order_by("pk")
        known = set(model._base_manager.using(alias).values_list("pk", flat=True))
        fresh = [row for row in rows.iterator(chunk_size=BATCH) if row.pk not in known]
        for row in fresh:
            row._state.db, row._state.adding = alias, True
        model._base_manager.using(alias).bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)


def _mirrored() -> Iterator[type[models.Model]]:
    """The mirrored tables, those that others point to first; joining tables last."""
    wanted = [model for label in MIRRORED for model in apps.get_app_config(label).get_models()]
    ordered: list[type[models.Model]] = []
    while len(ordered) < len(wanted):
        for model in wanted:
            if model not in ordered and _pointed_at(model, wanted) <= {*ordered, model}:
                ordered.append(model)
    yield from ordered
    for model in ordered:
        for field in model._meta.local_many_to_many:
            through: Any = field.remote_field.through
            if through._meta.auto_created:
                yield through


def _pointed_at(
    model: type[models.Model], among: Iterable[type[models.Model]]
) -> set[type[models.Model]]:
    found = {field.related_model for field in model._meta.local_fields if field.is_relation}
    return {each for each in among if each in found}


def _same_tables(alias: str) -> None:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "ORDER BY type = 'index', type = 'trigger', rowid"
        )
        commands = [row[0] for row in cursor.fetchall()]
    with connections[alias].cursor() as cursor:
        for command in commands:
            cursor.execute(command)


def _tables(schema: str) -> list[str]:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", [schema])
        return [row[0] for row in cursor.fetchall()]


def _same_schema(source: str, target: str) -> None:
    tables = _tables(source)
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{target}"')
        for table in tables:
            cursor.execute(
                f'CREATE TABLE "{target}"."{table}" (LIKE "{source}"."{table}" INCLUDING ALL)'
            )


def _same_rows(source: str, target: str) -> None:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        for table in _tables(source):
            place = f'"{target}"."{table}"'
            cursor.execute(f'INSERT INTO {place} SELECT * FROM "{source}"."{table}"')
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = %s "
                "AND table_name = %s AND is_identity = 'YES'", [target, table],
            )  # fmt: skip
            for (column,) in cursor.fetchall():
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{place}', '{column}'), "
                    f'COALESCE((SELECT MAX("{column}") FROM {place}), 0) + 1, false)'
                )


def _copy_index(source: str, target: str) -> None:
    """The match index lies beside the database and is copied with it."""
    here, there = (Path(settings.MATCH_INDEX_DIR) / alias for alias in (source, target))
    if here.exists():
        shutil.copytree(here, there, dirs_exist_ok=True)
