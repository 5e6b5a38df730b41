"""Korea, a parcel at the post counter: Form 12-2, evidence of both, a decision, consent."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from seizures.cases.ledger import balance
from seizures.cases.models import SeizureCase
from seizures.journal.actions import verify
from tests.browser.days import Days, ends
from tests.browser.screen import Screen
from tests.browser.stories import countersign, left_at_zero, letters_about, told
from tests.builders import holder, holder_user, person, recorded_right

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600),
]  # fmt: skip


def test_a_parcel_is_suspended_on_evidence_and_destroyed_with_consent(
    sit_down: Callable[..., Screen], settings: Any
) -> None:
    days = Days(settings, "kr")
    days.to(5, 11)
    owner = holder()
    recorded_right("NURIBOM", owner=owner)
    desk, portal = sit_down(person("officer", "kr"), "ko"), sit_down(holder_user(owner), "en")
    case = _at_the_counter(desk)
    page = f"/cases/{case.pk}/"
    assert not case.securities.exists(), "no security for a small consignment"
    desk.take_step("notify", holder_received_on="2026-05-12", importer_received_on="2026-05-14")
    assert ends(case, "small_parcel_evidence", 5, 22)
    assert ends(case, "small_parcel_declarant_evidence", 5, 26), "24 May rolls over a holiday"
    assert "2026. 5. 22.(금)" in told(desk)

    days.to(5, 15)
    _evidence_of_the_holder(portal, case)
    days.to(5, 18)
    desk.open(page)
    desk.take_step("declarant_gives_evidence", reasons="해외 매장에서 정품으로 구입함")
    desk.take_step("begin_decision", evidence_received_on="2026-05-18")
    assert ends(case, "small_parcel_decision", 6, 1), "ten days, the first counted"
    assert days.after(6, 2) == 1
    desk.open(page)
    assert desk.find(".clock-asks").count() == 1, "the law leaves it to an officer"
    desk.take_step("suspend", reasons="권리자 감정 결과 라벨과 봉제가 정품과 다름")
    assert not desk.find(".clock-asks").count()

    desk.take_step("consent_to_destruction", consenting_person="박서준")
    desk.take_step("destroy", place="인천", method="파쇄", witness="최민호")
    assert balance(case)[0].under == {"stored": Decimal(2)}, "one person is not enough"
    countersign(sit_down(person("senior_officer", "kr"), "ko"), page)
    assert [line.parts for line in balance(case)] == [[("destroyed_voluntarily", Decimal(2))]]
    desk.open(page)
    desk.take_step("close")
    assert letters_about(case) >= {"kr/form12_2", "kr/form15_2", "kr/form19",
                                   "kr/destruction_report"}  # fmt: skip
    left_at_zero(case)
    assert verify("kr").broken_at is None


def _at_the_counter(desk: Screen) -> SeizureCase:
    """No manifest names the parcel: the officer opens the case by hand."""
    desk.open("/cases/")
    desk.press('a[href="/cases/by-hand/"]')
    desk.fill(desk.find("form.search-again"), q="NURI")
    desk.press("form.search-again button")
    form = desk.find("main form[method=post]")
    form.locator('[name="right"]').first.check()
    desk.fill(form, channel="post", reason="라벨이 비뚤게 인쇄됨", track="kr/small_parcel",
              reference="EB123456789CN", shipper="LI MING", consignee="박서준",
              storage_place="국제우편세관 3번 선반", description_1="NURIBOM 가방",
              hs_1="420222", quantity_1="2", value_1="180000")  # fmt: skip
    desk.press(form.locator("button.btn-primary"))
    return SeizureCase.objects.get(pk=desk.key())


def _evidence_of_the_holder(portal: Screen, case: SeizureCase) -> None:
    """The trademark owner shows why the bag is a fake; it need not give a security."""
    portal.open("/portal/")
    portal.press(f'main a[href="/portal/notices/{case.pk}/"]')
    assert "Fri 22 May 2026" in told(portal)
    form = portal.find("form#answer")
    assert not form.locator('[name="request-security_amount"]').count()
    portal.fill(form, verdict="counterfeit", want="request",
                features="The label is printed; ours is woven.")  # fmt: skip
    form.locator('[name="request-appraisal_result"]').select_option("infringing")
    portal.press(form.locator(".form-buttons button"))
    assert portal.page.url.endswith("/receipt/")
    assert case.due_dates.get(rule="small_parcel_evidence").status == "met"
