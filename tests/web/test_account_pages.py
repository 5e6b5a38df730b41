"""Sign-in, passwords and two-step sign-in look like the house and hold under its content policy."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.browsing import assert_accessible, assert_fits

pytestmark = pytest.mark.urls("tests.web.gallery_urls")

PAGES = ["account_change_password", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn"]
PASSWORD = "a long sentence of a password"


@pytest.fixture
def person(db: None) -> Any:
    """Somebody with a password."""
    return get_user_model().objects.create_user(username="reader", password=PASSWORD)


def test_sign_in_offers_a_form_with_labels(client: Client, db: None):
    text = client.get(reverse("account_login")).content.decode()
    assert '<label class="field-label" for="id_login">' in text
    assert 'name="csrfmiddlewaretoken"' in text


def test_a_wrong_password_is_said_in_the_summary(client: Client, person: Any):
    sent = {"login": "reader", "password": "wrong"}
    text = client.post(reverse("account_login"), sent).content.decode()
    assert 'class="error-summary"' in text


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_account_pages_fit_and_are_accessible(site: str, page: Any, person: Any, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site + reverse("account_login"))
    assert_fits(page)
    assert_accessible(page)
    page.fill("#id_login", "reader")
    page.fill("#id_password", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"^(?!.*accounts/login)"))
    for name in PAGES:
        page.goto(site + reverse(name))
        if page.locator("#id_password").count():
            page.fill("#id_password", PASSWORD)
            page.locator("main form button").first.click()
            page.wait_for_url(site + reverse(name))
        assert page.locator("main h1").count() == 1
        assert_fits(page)
        assert_accessible(page)
