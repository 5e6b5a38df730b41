"""The pages of money fit every width and please axe."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from seizures.cases.actions import costs, covering
from seizures.core import clock
from tests.browser.screen import Screen
from tests.browsing import assert_accessible, assert_fits
from tests.builders import actor, holder_user, person
from tests.cases.guaranteed import covered
from tests.cases.walking import step

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_tables"),
    pytest.mark.timeout(300),
]


def test_the_pages_of_money_are_whole(
    sit_down: Callable[..., Screen],
    site: str,
    tmp_path: Any,
    settings: Any,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    guarantee, (case, other) = covered(count=2)
    officer = actor("officer", "cn")
    step(case, "suspend_release", officer)
    covering.draw_guarantee(case, guarantee, amount=Decimal(5200), by=officer)
    costs.charge_cost(case, kind="storage", first=clock.today("cn"), days=12, rate=Decimal(180),
                      by=officer)  # fmt: skip
    costs.take_payment(case, payer="holder", amount=Decimal(1000), reference="Q-1", by=officer)
    visits = {
        "desk": (person("senior_officer", "cn"), [
            reverse("guarantee-list"), reverse("guarantee-new"),
            reverse("guarantee-detail", args=[guarantee.pk]),
            reverse("case-detail", args=[case.pk]), reverse("case-detail", args=[other.pk])]),
        "portal": (holder_user(guarantee.holder), [
            reverse("portal-money"), reverse("portal-guarantee-apply"),
            reverse("portal-case", args=[case.pk])]),
    }  # fmt: skip
    for user, addresses in visits.values():
        page = sit_down(user, "en").page
        for address in addresses:
            for width in (1440, 390):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.goto(site + address).status == 200, address
                for closed in page.locator("#money details, #costs details").all():
                    closed.evaluate("row => { row.open = true }")
                assert_fits(page)
                assert_accessible(page)
