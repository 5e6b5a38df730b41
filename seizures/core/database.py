"""Which database this work belongs to: the house's own, or a training sandbox.

Actions open transactions through `atomic()` so that an exercise commits where it reads.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model, QuerySet

from seizures.core.sandboxes import reach

M = TypeVar("M", bound=Model)
_sandbox: ContextVar[str] = ContextVar("sandbox", default="")
SHARED_APPS = {"sessions", "auth", "contenttypes", "admin", "account", "mfa", "axes", "authtoken",
               "accounts", "training"}  # fmt: skip


def sandbox() -> str:
    """The key of the sandbox this work runs in, or an empty string for the real house."""
    return _sandbox.get()


def alias() -> str:
    """The database alias that rows of the rooms are read from and written to now."""
    return _sandbox.get() or DEFAULT_DB_ALIAS


@contextmanager
def in_sandbox(key: str) -> Iterator[None]:
    """Everything inside reads and writes the sandbox with this alias; empty means the house."""
    if key:
        reach(key)
    token = _sandbox.set(key)
    try:
        yield
    finally:
        _sandbox.reset(token)


def atomic() -> Any:
    """One transaction in the database at hand."""
    return transaction.atomic(using=alias())


def on_commit(work: Callable[[], Any]) -> None:
    """Runs `work` once the transaction at hand has committed."""
    transaction.on_commit(work, using=alias())


def connection() -> Any:
    """The raw connection of the database at hand, for bulk work inside actions."""
    return connections[alias()]


def hold(rows: "QuerySet[M]", **key: Any) -> M:
    """Locks one row until the transaction ends and returns it fresh."""
    return rows.using(alias()).select_for_update(of=_own(rows)).get(**key)


def _own(rows: "QuerySet[Any]") -> tuple[str, ...]:
    return ("self",) if connections[alias()].features.has_select_for_update_of else ()


class SandboxRouter:
    """Sends the rooms' rows to the sandbox at hand; people and sessions stay shared."""

    def _for(self, model: type[Model]) -> str | None:
        if model._meta.app_label in SHARED_APPS:
            return DEFAULT_DB_ALIAS
        return _sandbox.get() or None

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """The sandbox at hand, for rows of the rooms."""
        return self._for(model)

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """People of the shared tables may be named by rows of a sandbox."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Every database holds every table, so that a sandbox is a plain copy."""
        return True
