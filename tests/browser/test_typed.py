"""What was typed is not lost: neither with a session that ran out nor with a change of language."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from seizures.core.actor import of_user
from seizures.inspections import actions
from seizures.inspections.models import Inspection
from tests.browser.screen import Screen
from tests.builders import consignment, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REASON = "The ship has left"


def ordered() -> Inspection:
    by = of_user(person("officer", "kr"))
    return actions.open_inspection(consignment=consignment(), by=by)


def unfold(page: Any) -> Any:
    """The form that calls the inspection off, unfolded."""
    form = page.locator("form[action$='/cancel/']")
    if not form.is_visible():
        page.locator("details.steps-more summary").click()
    return form


def test_it_stands_there_again_after_signing_in(sit_down: Callable[..., Screen]) -> None:
    user, row = person("officer", "kr"), ordered()
    user.set_password("summer-rain-7")
    user.save()
    officer = sit_down(user, "en")
    page = officer.page
    officer.open(reverse("inspection-detail", args=[row.pk]))
    form = unfold(page)
    form.locator("[name=reason]").fill(REASON)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    form.locator("button").click()
    page.locator("[name=login]").fill(user.username)
    page.locator("[name=password]").fill("summer-rain-7")
    page.locator("form[action*=login] button").first.click()
    page.wait_for_url(f"**{reverse('inspection-detail', args=[row.pk])}")
    officer.look()
    assert unfold(page).locator("[name=reason]").input_value() == REASON
    page.reload()
    assert page.locator("[name=reason]").input_value() in ("", REASON)
    row.refresh_from_db()
    assert row.status == "ordered"


def test_it_stands_there_in_the_other_language(sit_down: Callable[..., Screen]) -> None:
    row = ordered()
    officer = sit_down(person("officer", "kr"), "en")
    officer.open(reverse("inspection-detail", args=[row.pk]))
    unfold(officer.page).locator("[name=reason]").fill(REASON)
    officer.language = "zh-hans"
    officer.press("button[name=language][value=zh-hans]")
    assert officer.find("[name=reason]").input_value() == REASON
    assert officer.find("[name=reason]").is_visible()
    officer.again()
    assert officer.find("html").get_attribute("lang") == "zh-hans"


def test_a_refused_form_is_read_in_the_other_language_with_what_was_typed(
    sit_down: Callable[..., Screen],
) -> None:
    row = ordered()
    officer = sit_down(person("officer", "kr"), "en")
    officer.page.add_init_script("indexedDB.open = () => { throw new Error('private window'); }")
    officer.open(reverse("inspection-detail", args=[row.pk]))
    officer.send("/cancel/", reason="   ")
    assert officer.find(".error-summary").count()
    officer.language = "ko"
    officer.press("button[name=language][value=ko]")
    assert officer.page.url.endswith(reverse("inspection-detail", args=[row.pk]))
