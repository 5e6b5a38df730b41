"""The migrations build, from nothing, the tables that the models describe and the tests run on."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections

from tests.conftest import database_url

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
EMPTY = "made_by_migrations"


def described(link: Any) -> dict[str, Any]:
    """Columns, and what they refer to or are unique by, of every table of ours."""
    found: dict[str, Any] = {}
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if model.__module__.startswith("seizures.")}
    with link.cursor() as cursor:
        for table in sorted(tables):
            told = link.introspection
            columns = {
                (row.name, row.type_code, row.display_size, row.null_ok)
                for row in told.get_table_description(cursor, table)
            }
            rules = [
                (tuple(rule["columns"] or ()), rule["unique"], rule["primary_key"],
                 rule["foreign_key"], bool(rule["index"]), bool(rule["check"]))
                for rule in told.get_constraints(cursor, table).values()
            ]  # fmt: skip
            found[table] = (columns, sorted(map(str, rules)))
    return found


@pytest.fixture
def empty(tmp_path: Path) -> Any:
    """(address, alias) of a database with nothing in it."""
    facts = {**connection.settings_dict, "TEST": dict(connection.settings_dict["TEST"])}
    if connection.vendor == "sqlite":
        facts["NAME"], url = str(tmp_path / "empty.sqlite3"), f"sqlite:///{tmp_path}/empty.sqlite3"
    else:
        facts["NAME"] = f"{EMPTY}_{os.getpid()}"
        url = urlunsplit(urlsplit(database_url())._replace(path=f"/{facts['NAME']}"))
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{facts["NAME"]}" TEMPLATE template0')
    connections.databases[EMPTY] = facts
    yield url, EMPTY
    connections[EMPTY].close()
    del connections[EMPTY]
    del connections.databases[EMPTY]
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{facts["NAME"]}"')


def test_the_migrations_build_the_same_tables(
    empty: tuple[str, str], django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, alias = empty
    env = dict(os.environ) | {"DATABASE_URL": url, "TEST_SCRATCH": str(settings.SCRATCH)}
    told = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity", "0"],
        cwd=settings.ROOT, env=env, capture_output=True, text=True,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr[-3000:]
    with django_db_blocker.unblock():
        made, wanted = described(connections[alias]), described(connection)
    assert set(made) == set(wanted)
    wrong = {table: (made[table], wanted[table]) for table in wanted
             if made[table] != wanted[table]}  # fmt: skip
    assert not wrong
