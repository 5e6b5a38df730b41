"""A watched Chromium: any console error, page error or CSP report fails the test.

Write `@pytest.mark.browser` and use the fixtures `site` and `page`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.servers import chromium

# Chromium reports every 4xx answer as a console error; a refused form is one on purpose.
ANSWERS_MEANT = re.compile(r"Failed to load resource: .* status of (403|404|409|422|429)")


@dataclass
class Watch:
    """What a page complained about; `allow(pattern)` lets one kind pass."""

    heard: list[str] = field(default_factory=list)
    allowed: list[re.Pattern[str]] = field(default_factory=lambda: [ANSWERS_MEANT])

    def allow(self, pattern: str) -> None:
        """Expects complaints that match this pattern."""
        self.allowed.append(re.compile(pattern))

    def on(self, page: Any) -> None:
        """Listens to a page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.heard.append(f"{page.url}: {error}"))

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.heard.append(f"{message.location.get('url', '')}: {message.text}")

    def problems(self) -> list[str]:
        """What was heard and not expected."""
        return [
            text for text in self.heard if not any(known.search(text) for known in self.allowed)
        ]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Starts the machine's Chromium without sandbox (as root it would refuse) and quietly."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    quiet += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    quiet += ["--disable-default-apps", "--disable-features=Translate,OptimizationHints"]
    return {"executable_path": chromium(), "args": quiet, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A desk: English, 1440 px wide, no animation."""
    return {
        "locale": "en-GB",
        "timezone_id": "UTC",
        "viewport": {"width": 1440, "height": 900},
        "reduced_motion": "reduce",
    }


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test at its end when a watched page complained."""
    watching = Watch()
    yield watching
    assert not watching.problems(), "\n".join(watching.problems())


@pytest.fixture
def context(context: Any, watch: Watch) -> Any:
    """The browser context of pytest-playwright with every page of it watched."""
    context.set_default_timeout(60_000)
    context.on("page", watch.on)
    return context


@pytest.fixture
def site(live_server: Any) -> str:
    """The address of the house, served for this test."""
    return str(live_server.url)


@pytest.fixture
def sign_in(site: str) -> Callable[[Any, Any, str], None]:
    """`sign_in(context, user, "ko")`: a browser context becomes that user's, in that language."""

    def become(context: Any, user: Any, language: str = "") -> None:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookies = {settings.SESSION_COOKIE_NAME: client.cookies["sessionid"].value}
        if language:
            cookies[settings.LANGUAGE_COOKIE_NAME] = language
        context.add_cookies(
            [{"name": name, "value": value, "url": site} for name, value in cookies.items()]
        )

    return become


def assert_accessible(page: Any) -> None:
    """axe finds nothing to complain about on the page as it is now (WCAG 2.2 AA)."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options)
    told = [
        f"{row['id']} ({row['impact']}): {row['help']}\n    "
        + "\n    ".join(node["html"][:200] for node in row["nodes"][:4])
        for row in found.response["violations"]
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


def assert_fits(page: Any) -> None:
    """Nothing of the page lies beyond its right edge, so nobody must scroll sideways; a busy
    machine may take a moment to lay the page out anew.
    """
    over = 0
    for _moment in range(20):
        over = page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if over <= 1:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{page.url} is {over} px wider than the window")
