"""People sit down, each with a browser of their own."""

from collections.abc import Callable
from typing import Any

import pytest

from seizures.core.actor import system
from seizures.reference.actions import load_reference
from tests.browser.screen import Screen
from tests.browsing import Watch


@pytest.fixture(autouse=True)
def _tables(transactional_db: None) -> None:
    load_reference(by=system())


@pytest.fixture
def sit_down(
    new_context: Callable[..., Any], watch: Watch, site: str, sign_in: Callable[..., None]
) -> Callable[..., Screen]:
    """`sit_down(user, "ko")`: that person at a watched page of their own; `width=390` a phone."""

    def start(user: Any, language: str, *, width: int = 1440) -> Screen:
        context = new_context()
        context.set_default_timeout(60_000)
        context.on("page", watch.on)
        sign_in(context, user, language)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        return Screen(page, site, language)

    return start
