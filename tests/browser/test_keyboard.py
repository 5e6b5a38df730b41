"""From the list of alerts to an ordered inspection with the keyboard alone."""

import re
from collections.abc import Callable

import pytest

from seizures.inspections.models import Inspection
from seizures.screening.models import Alert, Disposition
from tests.browser.screen import Screen
from tests.builders import person
from tests.making import recorded, row, screened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FAKE = 'BRAND "VELANTIS" SPORTS SHOES'


def test_j_k_enter_and_i_lead_from_the_list_to_an_inspection(
    sit_down: Callable[..., Screen],
) -> None:
    recorded()
    screened(*(row(f"HBL{n:04d}", FAKE) for n in range(3)))
    desk = sit_down(person("officer", "kr"), "en")
    desk.open("/alerts/")
    keys, order = desk.page.keyboard, [row.alert_id for row in Disposition.objects.filter(
        administration="kr").ranked()]  # fmt: skip

    def stands_on() -> int:
        link = desk.page.evaluate("document.activeElement.getAttribute('href')")
        found = re.match(r"/alerts/(\d+)/", link or "")
        assert found, link
        return int(found[1])

    for letter, place in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        keys.press(letter)
        assert stands_on() == order[place]
    with desk.turning():
        keys.press("Enter")
    assert desk.key() == order[1]
    keys.press("i")
    desk.page.wait_for_function(
        "document.activeElement.closest('form')?.action.includes('/inspect/')"
    )
    with desk.turning():
        keys.press("Enter")
    inspection = Inspection.objects.get()
    assert desk.page.url.endswith(f"/inspections/{inspection.pk}/")
    assert inspection.alert == Alert.objects.get(pk=order[1])
