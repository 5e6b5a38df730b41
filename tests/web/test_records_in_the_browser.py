"""Manifests, rights, inspections and cases in a real browser: three widths, axe, keys."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from seizures.cases import actions as cases
from seizures.core.actor import system
from seizures.inspections import actions as inspections
from seizures.reference.actions import load_reference
from seizures.rights import actions as rights
from tests.browsing import assert_accessible, assert_fits
from tests.builders import actor, consignment, found_goods, holder, person
from tests.making import read, row, table
from tests.web.rights.filed import filed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1440, 1024, 390)
UNFOLD = "document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })"
SignIn = Callable[[Any, Any, str], None]


@pytest.fixture(autouse=True)
def _tables(settings: Any, tmp_path: Path, transactional_db: None) -> None:
    settings.MEDIA_ROOT, settings.MATCH_INDEX_DIR = tmp_path / "files", tmp_path / "index"
    load_reference(by=system())


def look_at(page: Any, site: str, *addresses: str) -> None:
    """Each page with everything unfolded: no axe finding, no sideways scrolling at any width."""
    for address in addresses:
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(site + address)
        page.evaluate(UNFOLD)
        assert_accessible(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert_fits(page)


def test_pages_of_the_officer_fit_and_are_accessible(
    site: str, page: Any, context: Any, sign_in: SignIn
) -> None:
    bad = row("HBL2", "SHOES", quantity="x" * 60)
    refused = read(table(row("HBL1", "SHOES"), bad)).refused_rows.get()
    right = rights.accept(filed(holder()), by=system("kr")).right
    inspection, officer = found_goods(right)
    case = cases.open_case(inspection, track="kr/on_request", by=officer)
    cases.take_step(case, "notify", by=officer, answers={})
    ordered = inspections.open_inspection(consignment=consignment(), by=actor("officer", "kr"))
    found, _officer = found_goods(right)
    sign_in(context, person("officer", "kr"), "ko")
    look_at(
        page, site, "/manifests/", "/manifests/upload/", f"/manifests/{refused.manifest_id}/",
        f"/manifests/{refused.manifest_id}/refused/", f"/refused-rows/{refused.pk}/",
        "/inspections/", reverse("inspection-detail", args=[ordered.pk]),
        reverse("case-open", args=[found.pk]), "/cases/", reverse("case-detail", args=[case.pk]),
        "/rights/?q=vel&status=recorded", reverse("right-detail", args=[right.pk]), "/statistics/",
    )  # fmt: skip


def test_a_chart_drawn_for_a_wider_window_never_widens_the_page(
    site: str, page: Any, context: Any, sign_in: SignIn
) -> None:
    """A drawing is redone a moment after the window has changed; until then it is cut."""
    sign_in(context, person("officer", "kr"), "ko")
    page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
    page.goto(f"{site}/statistics/")
    chart = page.locator(".chart").first
    chart.evaluate("(place) => place.append(Object.assign(new Image(900, 20), {alt: ''}))")
    assert chart.evaluate("(place) => place.scrollWidth") >= 900  # noqa: PLR2004
    assert_fits(page)


def test_pages_of_the_examiner_fit_and_are_accessible(
    site: str, page: Any, context: Any, sign_in: SignIn
) -> None:
    waiting = filed(holder(), place="cn")
    sign_in(context, person("examiner", "cn"), "zh-hans")
    look_at(page, site, "/examinations/", reverse("examination-detail", args=[waiting.pk]))
    letter_of = rights.accept(waiting, by=system("cn"))
    look_at(page, site, reverse("examination-detail", args=[letter_of.pk]))


def test_an_examiner_accepts_with_the_keyboard(
    site: str, page: Any, context: Any, sign_in: SignIn
) -> None:
    waiting = filed(holder())
    sign_in(context, person("examiner", "kr"), "en")
    page.goto(f"{site}/examinations/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/examinations/{waiting.pk}/"))
    page.keyboard.press("a")
    page.get_by_role("button", name="Confirm: Accept").press("Enter")
    page.get_by_text("The right is recorded.").first.wait_for()
    waiting.refresh_from_db()
    assert waiting.status == "recorded"


def test_an_officer_on_a_phone_finds_goods_and_opens_the_case(
    site: str, page: Any, context: Any, sign_in: SignIn
) -> None:
    right = rights.accept(filed(holder()), by=system("kr")).right
    cargo = consignment()
    cargo.alerts.create(right=right, score=0.9, tier="high")
    ordered = inspections.open_inspection(
        consignment=cargo, by=actor("officer", "kr"), place="Yard 4"
    )
    sign_in(context, person("officer", "kr"), "en")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site + reverse("inspection-detail", args=[ordered.pk]))
    page.get_by_role("button", name="Start the inspection").click()
    page.get_by_role("button", name="Packages counted").click()
    expect(page.get_by_role("button", name="Packages counted", pressed=True)).to_be_visible()
    page.get_by_label("Suspected infringement").check()
    page.get_by_label("Goods line").select_option(index=1)
    page.get_by_label("Right concerned").select_option(index=1)
    page.get_by_label("Quantity").fill("1200")
    page.get_by_role("button", name="Record the finding").click()
    page.get_by_role("button", name="Finish the inspection").first.click()
    page.wait_for_url("**/case/")
    page.get_by_role("button", name="Open the case").click()
    page.wait_for_url(re.compile(r"/cases/\d+/$"))
    assert_fits(page)
