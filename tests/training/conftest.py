"""Sandboxes are databases made while a test runs; Django's guard does not know them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from seizures.core.sandboxes import ALIAS
from seizures.training.actions import sandboxing


@pytest.fixture(autouse=True)
def sandboxes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sandboxes may be opened, and are gone when the test ends."""
    guarded = BaseDatabaseWrapper.ensure_connection

    def ensure(self: Any) -> None:
        if self.connection is None and ALIAS.fullmatch(self.alias):
            with self.wrap_database_errors:
                self.connect()
            return
        guarded(self)

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", ensure)
    yield
    for alias in [alias for alias in connections.databases if ALIAS.fullmatch(alias)]:
        connections[alias].close()
        sandboxing.remove(alias)
        del connections[alias]
        del connections.databases[alias]
