"""Every test here has its own match index, and no engine kept from another test."""

from collections.abc import Iterator

import pytest

from seizures.screening import context, engines
from tests.web.alerts.world import own_index

__all__ = ["own_index"]


@pytest.fixture(autouse=True)
def _fresh_engines() -> Iterator[None]:
    context.forget()
    engines.forget()
    yield
    context.forget()
    engines.forget()
