"""Lets the suite run on PostgreSQL: `pytest -p tests.postgres_leg -m postgres`.

Uses the server that DATABASE_URL_POSTGRES names, else starts one from this machine's binaries.
"""

import atexit
import os

import pytest

from tests.legs import ALL_LEGS
from tests.servers import PostgresCluster, postgres_folder

REASON = "no PostgreSQL: none installed here and DATABASE_URL_POSTGRES is not set"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Finds or starts the server: the one hook that runs before the settings are read."""
    url = os.environ.get("DATABASE_URL_POSTGRES", "")
    if not url and (binaries := postgres_folder()):
        cluster = PostgresCluster(binaries)
        atexit.register(cluster.stop)
        cluster.start()
        url = os.environ["DATABASE_URL_POSTGRES"] = cluster.url
    if url:
        os.environ["DATABASE_URL"] = url
    elif ALL_LEGS:
        raise pytest.UsageError(f"{REASON} (REQUIRE_ALL_LEGS is set)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a server every test of this leg is skipped with the reason."""
    if "DATABASE_URL_POSTGRES" not in os.environ:
        for item in items:
            item.add_marker(pytest.mark.skip(reason=REASON))
