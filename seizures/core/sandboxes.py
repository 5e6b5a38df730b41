"""Databases beside the house's own: the alias alone is enough to reach one, in any process."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

ALIAS = re.compile(r"(sandbox|template)_[a-z0-9_]{4,48}")


class NoSandbox(LookupError):
    """There is no sandbox of this name (any more)."""


def is_file_based() -> bool:
    """Whether a sandbox is a file (SQLite) rather than a schema (PostgreSQL)."""
    return str(connections[DEFAULT_DB_ALIAS].vendor) == "sqlite"


def file_of(alias: str) -> Path:
    """The file of a sandbox on SQLite."""
    return Path(settings.SANDBOX_DIR) / f"{alias}.sqlite3"


def exists(alias: str) -> bool:
    """Whether the sandbox is there."""
    if not ALIAS.fullmatch(alias):
        return False
    if is_file_based():
        return file_of(alias).exists()
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1 FROM information_schema.schemata WHERE schema_name = %s", [alias])
        return cursor.fetchone() is not None


def reach(alias: str) -> None:
    """Makes the alias known to this process; raises `NoSandbox` for a name of another kind."""
    if alias in connections.databases:
        return
    if not ALIAS.fullmatch(alias):
        raise NoSandbox(alias)
    connections.databases[alias] = _settings(alias)


def _settings(alias: str) -> dict[str, Any]:
    facts = dict(connections.databases[DEFAULT_DB_ALIAS])
    facts["TEST"] = dict(facts.get("TEST") or {})
    facts["CONN_MAX_AGE"], options = 0, dict(facts.get("OPTIONS") or {})
    if is_file_based():
        facts["NAME"] = str(file_of(alias))
    else:
        facts["NAME"] = connections[DEFAULT_DB_ALIAS].settings_dict["NAME"]
        options["options"] = f"-c search_path={alias}"
    facts["OPTIONS"] = options
    return facts
