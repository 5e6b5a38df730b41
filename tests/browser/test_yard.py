"""The officer in the yard: a phone, no network, and nothing lost; labels read by the camera."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from seizures.cargo.models import Container
from seizures.core.actor import of_user
from seizures.files.models import Attachment
from seizures.inspections import actions
from seizures.inspections.models import Inspection
from tests.browser.screen import Screen
from tests.browsing import Watch
from tests.builders import consignment, person, picture, recorded_right

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 390
LAID_UP = """async (path) => {
  const pages = await caches.open("yard-pages");
  const parts = await caches.open("yard-parts");
  return Boolean(await pages.match(path, { ignoreVary: true })) && (await parts.keys()).length > 3;
}"""
# The camera and the reader of this machine: what a phone's browser brings along.
READER = """
window.BarcodeDetector = class { async detect() { return [{ rawValue: "DMOU5519395" }]; } };
navigator.mediaDevices.getUserMedia = async () => {
  const sheet = document.createElement("canvas");
  sheet.getContext("2d").fillRect(0, 0, 10, 10);
  return sheet.captureStream(5);
};
"""


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def order() -> Inspection:
    """An inspection of a container, begun by nobody yet."""
    cargo = consignment(lines=1)
    Container.objects.create(consignment=cargo, number="DMOU5519395")
    cargo.alerts.create(right=recorded_right(), score=0.9, tier="high")
    return actions.open_inspection(consignment=cargo, by=of_user(person("officer", "kr")))


def at(order: Inspection) -> str:
    return reverse("inspection-detail", args=[order.pk])


def test_what_is_done_without_a_network_is_kept_and_sent_later(
    sit_down: Callable[..., Screen], order: Inspection, watch: Watch, tmp_path: Any
) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch")
    photo = tmp_path / "box.png"
    photo.write_bytes(picture().read())
    right = order.consignment.alerts.get().right
    officer = sit_down(person("officer", "kr"), "en", width=PHONE)
    page = officer.page
    officer.open(at(order))
    page.wait_for_function(LAID_UP, arg=at(order))
    page.context.set_offline(True)
    page.reload()
    officer.form("/start/").locator("button").click()
    page.locator("[data-kept-list] li").first.wait_for()
    officer.find("[data-keep-text] button").first.click()
    photos = officer.form("/photos/")
    photos.locator("[type=file]").set_input_files(photo)
    photos.locator("[name=note]").fill("Seal broken")
    photos.locator("button").click()
    found = officer.form("/findings/")
    officer.fill(found, verdict="suspected", right=str(right.pk), quantity="1200")
    found.locator("button").click()
    kept = page.locator("[data-kept-list] li")
    kept.nth(3).wait_for()
    assert "There is no network" in officer.text() and "Seal broken" in officer.text()
    page.reload()
    kept.nth(3).wait_for()
    assert page.locator("[data-keep-text] [aria-pressed=true]").count() == 1
    order.refresh_from_db()
    assert order.status == "ordered" and not order.findings.exists()
    page.context.set_offline(False)
    with page.expect_navigation():
        page.evaluate("() => window.dispatchEvent(new Event('online'))")
    officer.look()
    assert page.locator("[data-kept]").is_hidden()
    order.refresh_from_db()
    assert order.status == "started" and order.findings.get().quantity == 1200  # noqa: PLR2004
    assert order.checklist.filter(is_done=True).count() == 1
    assert Attachment.objects.on("inspection", order.pk).get().note == "Seal broken"


def test_what_the_house_refuses_later_can_be_corrected(
    sit_down: Callable[..., Screen], order: Inspection, watch: Watch
) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch")
    officer = sit_down(person("officer", "kr"), "en", width=PHONE)
    page = officer.page
    officer.open(at(order))
    page.context.set_offline(True)
    found = officer.form("/findings/")
    officer.fill(found, verdict="suspected", note="Two hundred boxes")
    found.locator("button").click()
    page.locator("[data-kept-list] li").first.wait_for()
    assert found.locator("[name=note]").input_value() == ""
    page.context.set_offline(False)
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    page.locator("[data-kept-list] .field-error").wait_for()
    page.locator("[data-correct]").click()
    assert found.locator("[name=note]").input_value() == "Two hundred boxes"
    assert found.locator("[name=verdict]:checked").input_value() == "suspected"


def test_with_a_network_a_refusal_stands_at_its_field_and_a_finding_is_written(
    sit_down: Callable[..., Screen], order: Inspection
) -> None:
    officer = sit_down(person("officer", "kr"), "ko", width=PHONE)
    officer.open(at(order))
    officer.send("/findings/", verdict="suspected", note="A")
    assert officer.find(".error-summary").count()
    officer.send("/findings/", verdict="nothing")
    assert order.findings.get().verdict == "nothing"
    assert officer.find("[data-kept]").is_hidden()


def test_a_label_is_read_by_the_camera_and_compared_on_the_spot(
    sit_down: Callable[..., Screen], order: Inspection
) -> None:
    officer = sit_down(person("officer", "kr"), "en", width=PHONE)
    officer.page.add_init_script(READER)
    officer.open(reverse("inspection-list"))
    with officer.turning():
        officer.find(".scan-field button").click()
    assert officer.page.url.endswith(at(order))
    officer.find(".scan-field button").click()
    officer.page.locator(".is-carried").wait_for()
    assert "This label belongs to this inspection." in officer.text()


def test_without_a_reader_the_label_is_typed(
    sit_down: Callable[..., Screen], order: Inspection
) -> None:
    officer = sit_down(person("officer", "kr"), "en", width=PHONE)
    officer.page.add_init_script("delete window.BarcodeDetector")
    officer.open(reverse("inspection-list"))
    assert not officer.find(".scan-field").count()
    officer.find("[name=label]").fill("dmou 5519395")
    with officer.turning():
        officer.find("[name=label]").press("Enter")
    assert officer.page.url.endswith(at(order))


def test_the_laid_up_pages_go_with_the_sign_out(
    sit_down: Callable[..., Screen], order: Inspection
) -> None:
    officer = sit_down(person("officer", "kr"), "en", width=PHONE)
    officer.open(at(order))
    officer.page.wait_for_function(LAID_UP, arg=at(order))
    officer.page.context.clear_cookies()
    officer.open(reverse("account_login"))
    officer.page.wait_for_function("() => caches.keys().then((names) => !names.length)")
