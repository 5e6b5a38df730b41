"""Two stories in a real browser: a holder marks a picture, a declarant contests on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import of_user
from seizures.rights import actions as rights
from tests.browsing import assert_accessible, assert_fits
from tests.builders import picture
from tests.portal.declaring import linked_case
from tests.portal.worlds import a_holder, notified_case

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
WIDTHS = (1440, 390)


def look(page: Any) -> None:
    """Nothing for axe, nothing that overflows, at a desk and on a phone."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)
        assert_fits(page)


def test_a_holder_marks_a_picture_by_pointer_and_by_keyboard(
    reference_tables: Any, site: str, page: Any, context: Any, sign_in: Callable[..., None]
) -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    case.right.identification = "Woven label at the tongue\nEleven stitches at the heel"
    case.right.save()
    rights.attach_paper(case.right, picture("navy"), purpose="genuine", by=of_user(user))
    sign_in(context, user)
    page.goto(site + reverse("portal-notice", args=[case.pk]))
    page.get_by_label("Counterfeit", exact=True).check()
    page.get_by_label("Eleven stitches at the heel").select_option(label="Differs")
    frame = page.locator("[data-mark-picture]").first
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 140, box["y"] + 110, steps=4)
    page.mouse.up()
    page.keyboard.type("Printed label")
    page.get_by_role("button", name="Add a mark").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Wrong stitch")
    assert page.locator("[data-mark-picture] svg rect").count() == 2
    page.get_by_label("Only tell what the goods are").check()
    look(page)
    page.get_by_role("button", name="Send the answer").click()
    page.wait_for_url("**/receipt/")
    assert page.get_by_text("Printed label").count()
    look(page)
    drawn = list(case.answers.get().marks.values_list("note", flat=True))
    assert drawn == ["Printed label", "Wrong stitch"]


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_a_declarant_contests_on_a_phone(
    language: str, reference_tables: Any, site: str, page: Any, context: Any
) -> None:
    case, _link, token, _officer = linked_case(language=language)
    page.set_viewport_size({"width": 390, "height": 844})
    context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    page.goto(f"{site}{reverse('declarant-door')}#{token}")
    assert token not in page.url
    look(page)
    page.locator("form[data-code] button").click()
    page.wait_for_url("**/declarant/case/")
    look(page)
    page.locator("details.choice-contest summary").click()
    page.locator("details.choice-contest textarea").fill("Bought from the right holder.")
    other = "en" if language != "en" else "ko"
    page.locator(f".language-switch button[value='{other}']").click()
    page.wait_for_load_state()
    kept = page.locator("details.choice-contest textarea")
    assert kept.input_value() == "Bought from the right holder." and kept.is_visible()
    page.locator("details.choice-contest input[type=file]").set_input_files(
        [{"name": "invoice.pdf", "mimeType": "application/pdf",
          "buffer": b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"}]
    )  # fmt: skip
    look(page)
    page.locator("details.choice-contest form button").last.click()
    page.wait_for_url("**/receipts/**")
    look(page)
    sent = case.submissions.get()
    assert sent.kind == "contest" and sent.files[0]["name"] == "invoice.pdf"
    assert sent.digest in page.content()
    page.goto(site + reverse("declarant-case"))
    page.locator("details.choice-contest summary").click()
    assert page.locator("details.choice-contest textarea").input_value() == ""
