"""The pages of the law in a real browser: widths, axe, three languages, two editions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import system
from seizures.reference.actions import load_reference
from tests.browsing import assert_accessible, assert_fits
from tests.builders import person
from tests.law.amendment import amended

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Any, Any, str], None]


@pytest.fixture(autouse=True)
def _tables(transactional_db: None) -> None:
    load_reference(by=system())


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_the_law_fits_and_is_accessible(
    site: str, page: Any, context: Any, sign_in: SignIn, tmp_path: Path, language: str
) -> None:
    sign_in(context, person("officer", "kr"), language)
    addresses = [reverse("law-list"), reverse("law-track", args=["cn", "ex_officio"])]
    with amended(tmp_path, ("urgent_days = 5", "urgent_days = 4"), ('"0.40"', '"0.35"')):
        addresses.append(reverse("law-track", args=["kr", "on_request"]) + "?edition=2027-01-01")
        for address in addresses:
            page.set_viewport_size({"width": 1440, "height": 900})
            page.goto(site + address)
            assert_accessible(page)
            for width in (1440, 1024, 390):
                page.set_viewport_size({"width": width, "height": 900})
                assert_fits(page)
