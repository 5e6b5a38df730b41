"""The portal in a real browser: every page without a complaint of axe or the console, at a desk,
on a tablet and on a phone; the guide and the answer walked as a holder would."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import of_user
from seizures.rights import actions as rights
from seizures.rights.models import Right
from tests.browsing import assert_accessible, assert_fits
from tests.builders import picture
from tests.portal.worlds import (
    a_complete_draft,
    a_holder,
    asked_for_more,
    notified_case,
    request_of,
    signed_in,
    step,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
WIDTHS = (1440, 1024, 390)
PARTS = ("what", "where", "names", "traders", "genuine", "check")


@pytest.fixture
def world(reference_tables: Any) -> dict[str, Any]:
    """A holder with a right being recorded, one under examination, a notice and a case."""
    owner, user = a_holder()
    draft = a_complete_draft(owner, user, mark="SOLBIT")
    by = of_user(user)
    for purpose, colour in (("mark", "teal"), ("genuine", "navy"), ("fake", "maroon")):
        rights.attach_paper(draft, picture(colour, f"{purpose}.png"), purpose=purpose, by=by)
    rights.add_alias(draft, language="ko", text="솔빛", by=by)
    rights.add_trader(draft, name="Hanbit Trade Co., Ltd.", role="importer", country="KR", by=by)
    row = asked_for_more(owner, user)
    notice, _officer = notified_case(owner, "cn")
    case, officer = notified_case(owner)
    signed_in(user).post(reverse("portal-notice", args=[case.pk]), request_of(case))
    case.refresh_from_db()
    step(case, "suspend", officer)
    return {"user": user, "draft": draft, "row": row, "notice": notice, "case": case}


def pages(world: dict[str, Any]) -> list[str]:
    """Every address of the portal."""
    draft, row = world["draft"].pk, world["row"]
    return [
        reverse("portal-home"), reverse("portal-record"),
        *(reverse("portal-record-part", args=[draft, part]) for part in PARTS),
        reverse("portal-record-receipt", args=[row.right_id]),
        reverse("portal-right", args=[draft]), reverse("portal-recordation", args=[row.pk]),
        reverse("portal-recordation-withdraw", args=[row.pk]), reverse("portal-notice-list"),
        reverse("portal-notice-list") + "?state=all",
        reverse("portal-notice", args=[world["notice"].pk]),
        reverse("portal-notice-receipt", args=[world["case"].pk]),
        reverse("portal-case", args=[world["case"].pk]),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_every_page_is_clean_and_fits(
    language: str, world: dict[str, Any], site: str, page: Any, context: Any,
    sign_in: Callable[..., None],
) -> None:  # fmt: skip
    sign_in(context, world["user"], language)
    for address in pages(world):
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(site + address)
        assert_accessible(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert_fits(page)


def test_a_holder_records_a_mark_by_keyboard(
    world: dict[str, Any], site: str, page: Any, context: Any, sign_in: Callable[..., None]
) -> None:
    sign_in(context, world["user"])
    page.goto(site + reverse("portal-home"))
    page.keyboard.press("n")
    page.wait_for_url("**/portal/record/")
    page.get_by_label("Mark or title").fill("HANUL")
    page.keyboard.press("Enter")
    page.wait_for_url("**/what/")
    page.get_by_label("Search classes by word").fill("footwear")
    page.locator("#classes li:visible", has_text="25").get_by_role("checkbox").check()
    assert page.locator("#classes li:visible").count() < 45
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/where/")
    page.get_by_label("Registration number").first.fill("40-7654321")
    page.keyboard.press("Enter")
    page.wait_for_url("**/names/")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save and leave").click()
    page.wait_for_url("**/portal/")
    right = Right.objects.get(mark="HANUL")
    assert right.nice == [25] and right.aliases.count() == 1
    assert right.recordations.get(administration="kr").registration_number == "40-7654321"


def test_a_holder_answers_a_notice(
    world: dict[str, Any], site: str, page: Any, context: Any, sign_in: Callable[..., None]
) -> None:
    sign_in(context, world["user"])
    page.goto(site + reverse("portal-home"))
    page.get_by_role("link", name="Answer the notice").click()
    assert not page.locator(".want-request").is_visible()
    page.get_by_label("Counterfeit").check()
    page.get_by_label("How can you tell?").fill("The label is printed; ours is woven.")
    page.get_by_label("Apply for detention with security").check()
    assert not page.locator(".want-decline").is_visible()
    page.locator(".want-request select").select_option("cash")
    page.get_by_role("button", name="Send the answer").click()
    page.wait_for_url("**/receipt/")
    assert page.get_by_text("Papers filed with it").is_visible()
    assert_accessible(page)
