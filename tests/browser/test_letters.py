"""Letters at the desk: the drafts of a step, then the receipt of what was issued."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seizures.cases import actions
from seizures.letters.models import Letter
from tests.browser.screen import Screen
from tests.browsing import assert_accessible, assert_fits
from tests.builders import found_goods, person, recorded_right

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(600),
]


def test_an_officer_sees_the_drafts_confirms_and_records_the_receipt(
    sit_down: Callable[..., Screen], _tables: None, tmp_path: Path
) -> None:
    inspection, by = found_goods(recorded_right(), administration="kr")
    case = actions.open_case(inspection, track="kr/on_request", by=by)
    desk = sit_down(person("officer", "kr"), "ko")
    desk.open(f"/cases/{case.pk}/")
    form = desk.page.locator("form[action$='/steps/notify/']")
    form.locator("xpath=ancestor::details").first.locator("summary").first.click()
    with desk.page.context.expect_page() as opened:
        form.locator("button[formaction$='/draft/']").click()
    draft = opened.value
    draft.wait_for_load_state()
    assert draft.locator("img.letter-page").count() >= 4
    assert not Letter.objects.exists()
    _whole(draft, tmp_path / "draft.png")
    draft.close()

    desk.take_step("notify")
    letter = Letter.objects.get(recipient_kind="declarant")
    _whole(desk.page, tmp_path / "case.png")
    desk.open(f"/letters/{letter.pk}/service/")
    _whole(desk.page, tmp_path / "service.png")
    desk.page.select_option("#id_channel", "post")
    desk.page.fill("#id_evidence", "RR123456789KR")
    desk.page.locator(".form-buttons .btn-primary").first.click()
    desk.page.wait_for_url(f"**/cases/{case.pk}/")
    letter.refresh_from_db()
    assert letter.served_channel == "post" and letter.service_evidence == "RR123456789KR"
    desk.open("/letters/register/")
    assert "RR123456789KR" in desk.text()
    _whole(desk.page, tmp_path / "register.png")


def _whole(page: Any, picture: Path) -> None:
    """Fits a wide screen and a phone and pleases axe; leaves a picture."""
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
    assert_accessible(page)
    page.screenshot(path=picture, full_page=True)
