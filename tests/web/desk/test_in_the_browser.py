"""The desk in a real browser: by keyboard, on three widths, without a complaint of axe."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import system
from seizures.inspections.models import Inspection
from seizures.reference.actions import load_reference
from seizures.rights.models import Right
from tests.browsing import assert_accessible, assert_fits
from tests.builders import person
from tests.web.alerts.world import mine, raised

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1440, 1024, 390)


@pytest.fixture(autouse=True)
def _tables(own_index: None, transactional_db: None) -> None:
    load_reference(by=system())


def test_every_page_of_the_desk_fits_and_is_accessible(
    site: str, page: Any, context: Any, sign_in: Callable[[Any, Any, str], None]
) -> None:
    alert = raised(count=2, administration="cn")[0]
    sign_in(context, person("officer", "kr"), "en")
    record, cargo = reverse("alert-detail", args=[alert.pk]), alert.consignment_id
    for url in (
        "/worklist/?scope=all&capacity=1", "/alerts/?state=all&tier=high", record,
        f"{record}?do=dismiss", reverse("consignment-detail", args=[cargo]),
        reverse("consignment-raise", args=[cargo]) + "?q=vel", "/search/?q=hbl", "/search/?q=",
    ):  # fmt: skip
        page.goto(site + url)
        assert_accessible(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert_fits(page)
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})


GOODS = "VELANTIS " + "WOMENS LONG SLEEVE COTTON SHIRTS " * 5
HEIGHTS = """link => [link.getBoundingClientRect().height,
                      parseFloat(getComputedStyle(link).lineHeight)]"""


def test_a_long_mark_stays_on_one_line_where_it_fits_and_breaks_where_it_cannot(
    site: str, page: Any, context: Any, sign_in: Callable[[Any, Any, str], None]
) -> None:
    (alert,) = raised()
    alert.consignment.lines.update(description=GOODS)
    sign_in(context, person("officer", "kr"), "ko")
    for mark, is_whole in (("NOVENBRANCOR", True), ("NOVENBRANCOR" * 5, False)):
        Right.objects.update(mark=mark)
        for url in ("/worklist/?scope=all", "/alerts/?state=all", "/rights/"):
            page.goto(site + url)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                assert_fits(page)
                name = page.get_by_role("link", name=mark).first
                height, line = name.evaluate(HEIGHTS)
                assert (height < 1.9 * line) == is_whole, (url, width, mark)


def test_an_officer_orders_an_inspection_with_four_keys(
    site: str, page: Any, context: Any, sign_in: Callable[[Any, Any, str], None]
) -> None:
    first, second = raised(count=2)
    sign_in(context, person("officer", "kr"), "en")
    page.goto(f"{site}/worklist/?scope=all")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("i")
    page.wait_for_url(re.compile(r"/alerts/\d+/\?do=inspect"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/inspections/*/")
    order = Inspection.objects.get()
    assert order.alert in (first, second)
    assert mine(order.alert).status == "inspecting"


def test_a_letter_opens_a_decision_and_puts_the_cursor_into_it(
    site: str, page: Any, context: Any, sign_in: Callable[[Any, Any, str], None]
) -> None:
    (alert,) = raised()
    sign_in(context, person("officer", "kr"), "en")
    page.goto(site + reverse("alert-detail", args=[alert.pk]))
    page.keyboard.press("d")
    page.wait_for_function("document.activeElement.name === 'reason'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/alerts/")
    assert mine(alert).status == "dismissed" and mine(alert).reason == "licensed"


def test_the_next_row_is_ready_after_a_decision(
    site: str, page: Any, context: Any, sign_in: Callable[[Any, Any, str], None]
) -> None:
    for place, alert in enumerate(raised(count=3)):
        alert.dispositions.update(score=0.9 - place / 100, tier="low")
    sign_in(context, person("officer", "kr"), "en")
    page.goto(f"{site}/alerts/")
    first, second, third = page.locator("[data-row-link] + br + .reference").all_inner_texts()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.wait_for_url(re.compile(r"/alerts/\d+/\?do=dismiss"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/alerts/")
    assert page.locator("[data-row-link] + br + .reference").all_inner_texts() == [first, third]
    focused = page.locator("[data-row]", has=page.locator(":focus"))
    assert third in focused.inner_text() and second not in page.locator("tbody").inner_text()
    page.goto(f"{site}/worklist/?scope=all")
    assert page.locator("[data-row] :focus").count() == 0
