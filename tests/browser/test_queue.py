"""The queue in a real browser: keys, a selection, a bundle's one decision, a snooze that ends."""

from collections.abc import Callable
from typing import Any

import pytest

from seizures.core.actor import of_user, system
from seizures.inspections.models import Inspection
from seizures.screening import actions
from seizures.screening.models import Bundle, Disposition
from tests.browser.screen import Screen
from tests.builders import person
from tests.making import recorded, row, screened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FAKE = 'BRAND "VELANTIS" SPORTS SHOES'
CHOSEN = "[data-select]:checked"


def lone(count: int) -> None:
    """Alerts of different senders."""
    recorded()
    screened(*(row(f"HBL{n:04d}", FAKE, shipper=f"FIRM NUMBER{n} LTD") for n in range(count)))


def statuses() -> list[str]:
    """What became of the Korean queue."""
    rows = Disposition.objects.filter(administration="kr")
    return sorted(rows.values_list("status", flat=True))


def test_a_selection_is_made_with_keys_and_decided_at_once(
    sit_down: Callable[..., Screen],
) -> None:
    lone(5)
    desk = sit_down(person("officer", "kr"), "en")
    desk.open("/alerts/")
    keys = desk.page.keyboard
    assert desk.find("[data-bulk-go]").is_disabled()
    keys.press("j")
    keys.press("x")
    assert desk.find(CHOSEN).count() == 1
    keys.press("j")
    keys.press("j")
    keys.press("Shift+X")
    assert desk.find(CHOSEN).count() == 3
    assert desk.find("[data-bulk-count]").inner_text() == "3 selected"
    keys.press("w")
    assert desk.page.evaluate("document.activeElement.id") == "bulk-deed"
    desk.find("#bulk-deed").select_option("dismiss")
    desk.press("[data-bulk-go]")
    form = desk.find(".form-main form")
    desk.fill(form, reason="generic")
    desk.press(form.locator("button.btn-primary"))
    assert "3 of 3 alerts decided" in desk.text()
    assert statuses() == ["dismissed"] * 3 + ["open"] * 2
    desk.press("main a:has-text('Back to the list')")
    assert desk.find("[data-row]").count() == 2


def test_the_help_tells_the_keys_of_the_queue(sit_down: Callable[..., Screen]) -> None:
    lone(1)
    desk = sit_down(person("officer", "kr"), "en")
    desk.open("/alerts/")
    desk.page.keyboard.press("?")
    told = desk.find("#keyboard-help").inner_text()
    for word in ("Order an inspection", "Dismiss", "Snooze", "Select", "With the selected alerts",
                 "Raise an alert"):  # fmt: skip
        assert word in told, told


def test_one_decision_orders_one_inspection_for_a_bundle(sit_down: Callable[..., Screen]) -> None:
    recorded()
    screened(*(row(f"HBL{n:04d}", FAKE) for n in range(3)))
    actions.arrange(by=system())
    bundle = Bundle.objects.get(administration="kr")
    desk = sit_down(person("officer", "kr"), "en")
    desk.open("/alerts/")
    assert desk.find("[data-row]").count() == 1
    desk.press(f'a[href="/bundles/{bundle.pk}/"]')
    assert desk.find("[data-row]").count() == 3
    desk.press(desk.find("[data-row]").last.locator("form button"))
    assert "decided for itself now" in desk.text()
    desk.open("/alerts/")
    keys = desk.page.keyboard
    keys.press("j")
    with desk.turning():
        keys.press("i")
    with desk.turning():
        keys.press("Enter")
    order = Inspection.objects.get()
    assert order.bundle_id == bundle.pk and statuses() == ["inspecting"] * 2 + ["open"]
    assert "One order for 2 consignments" in desk.text()


def test_a_snoozed_alert_comes_back_when_its_time_is_over(
    sit_down: Callable[..., Screen], settings: Any
) -> None:
    lone(2)
    desk = sit_down(person("officer", "kr"), "en")
    desk.open("/alerts/")
    keys = desk.page.keyboard
    keys.press("j")
    with desk.turning():
        keys.press("s")
    desk.send("/snooze/", days="3", reason="Samples on the way")
    assert desk.find("[data-row]").count() == 1
    desk.open("/alerts/?state=snoozed")
    assert "Samples on the way" in desk.text() and desk.find("[data-row]").count() == 1
    settings.CLOCK_OFFSET_SECONDS = 4 * 86_400
    assert actions.end_snoozes(by=system()) == 1
    desk.open("/alerts/")
    assert desk.find("[data-row]").count() == 2
    desk.open("/alerts/?state=snoozed")
    assert desk.find("[data-row]").count() == 0


def test_the_line_and_the_random_items_stand_in_the_list(sit_down: Callable[..., Screen]) -> None:
    lone(6)
    senior = person("senior_officer", "kr")
    office = Disposition.objects.filter(administration="kr")[0].office
    actions.set_capacity("kr", office=office, inspections=2, by=of_user(senior))
    actions.explore(by=system())
    desk = sit_down(senior, "en")
    desk.open(f"/alerts/?office={office.pk}")
    places = desk.page.evaluate(
        "[...document.querySelectorAll('tbody tr')].map((row) => row.className)"
    )
    assert places.index("capacity-line") == 2
    assert "Drawn at random" in desk.text()
    desk.press('a[href^="/alerts/shift/"]')
    desk.fill(desk.find(".form-main form"), inspections="4")
    desk.press(desk.find(".form-main form button.btn-primary"))
    assert "4 inspections; 0 done, 4 left" in desk.text()
    desk.press('a[href="/alerts/quality/"]')
    assert "Where do infringing goods lie?" in desk.text()
