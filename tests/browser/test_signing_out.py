"""A shared terminal: after signing out nothing of the person is left on it, and no work is lost
without a word."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import of_user
from seizures.inspections import actions
from seizures.inspections.models import Inspection
from tests.browser.screen import Screen
from tests.browsing import Watch
from tests.builders import consignment, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = """() => new Promise((done) => {
  const asked = indexedDB.open("yard");
  asked.onsuccess = () => {
    const store = asked.result;
    if (!store.objectStoreNames.contains("kept")) { store.close(); done(0); return; }
    const rows = store.transaction("kept").objectStore("kept").count();
    rows.onsuccess = () => { store.close(); done(rows.result); };
  };
})"""


@pytest.fixture
def order() -> Inspection:
    """An inspection begun by an officer."""
    by = of_user(person("officer", "kr"))
    row = actions.open_inspection(consignment=consignment(lines=1), by=by)
    return actions.start(row, by=by)


def at(order: Inspection) -> str:
    return reverse("inspection-detail", args=[order.pk])


def way_out(officer: Screen) -> Any:
    """The button in the menu of the person."""
    officer.find(".user-menu summary").click()
    return officer.find(".user-menu [data-sign-out] button")


def leave_unsent(officer: Screen, order: Inspection) -> None:
    """A finding waits for a network; the network is back, the person is on another page."""
    officer.open(at(order))
    yard, officer.page = officer.page, officer.page.context.new_page()
    officer.open(reverse("worklist"))
    yard.context.set_offline(True)
    phone = Screen(yard, officer.site, officer.language)
    found = phone.form("/findings/")
    phone.fill(found, verdict="nothing", note="All genuine")
    found.locator("button").click()
    yard.locator("[data-kept-list] li").first.wait_for()
    yard.close()
    officer.page.context.set_offline(False)
    assert officer.page.evaluate(KEPT) == 1


@pytest.fixture
def shared_terminal(
    browser_type: Any, browser_type_launch_args: dict[str, Any], site: str, watch: Watch,
    sign_in: Callable[..., None],
) -> Iterator[Screen]:  # fmt: skip
    """A browser as people have it, which holds pages it left in memory for the way back."""
    options = {**browser_type_launch_args, "ignore_default_args": ["--disable-back-forward-cache"]}
    browser = browser_type.launch(**options)
    context = browser.new_context()
    context.on("page", watch.on)
    sign_in(context, person("officer", "kr"), "en")
    yield Screen(context.new_page(), site, "en")
    browser.close()


def test_the_way_back_shows_nothing_after_signing_out(
    shared_terminal: Screen, order: Inspection
) -> None:
    officer = shared_terminal
    page = officer.page
    for path in (reverse("manifest-list"), at(order), reverse("worklist")):
        officer.open(path)
    number = order.number
    officer.open(at(order))
    assert number in officer.text()
    with page.expect_navigation():
        way_out(officer).click()
    page.wait_for_url("**/accounts/login/**")
    for _step in range(2):
        page.go_back()
        page.wait_for_load_state()
        assert number not in page.content() and page.locator(".user-menu").count() == 0
        assert "/accounts/login/" in page.url
    page.goto(officer.site + at(order))
    assert "/accounts/login/" in page.url


def test_what_waits_for_a_network_is_sent_before_signing_out(
    sit_down: Callable[..., Screen], order: Inspection, watch: Watch
) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch")
    officer = sit_down(person("officer", "kr"), "en", width=390)
    leave_unsent(officer, order)
    with officer.page.expect_navigation():
        way_out(officer).click()
    officer.page.wait_for_url("**/accounts/login/**")
    assert order.findings.get().note == "All genuine"
    assert officer.page.evaluate(KEPT) == 0
    officer.page.wait_for_function("() => caches.keys().then((names) => !names.length)")


def test_what_cannot_be_sent_is_removed_only_with_a_word(
    sit_down: Callable[..., Screen], order: Inspection, watch: Watch
) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch")
    officer = sit_down(person("officer", "kr"), "en", width=390)
    leave_unsent(officer, order)
    page = officer.page
    Inspection.objects.filter(pk=order.pk).update(status="cancelled")  # by somebody else meanwhile
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    way_out(officer).click()
    page.wait_for_timeout(1500)
    assert page.url.endswith(reverse("worklist")) and page.evaluate(KEPT) == 1
    assert asked == ["Work kept on this device has not been sent. Sign out and remove it?"]
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        officer.find(".user-menu [data-sign-out] button").click()
    page.wait_for_url("**/accounts/login/**")
    assert page.evaluate(KEPT) == 0
    assert not order.findings.exists()
