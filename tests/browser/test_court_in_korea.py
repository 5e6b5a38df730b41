"""Korea on request: notice, request with security, suspension, proof of action, a court, the fire.

The importer never answers: its clock runs out and the sweep takes the step the law names.
"""

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from typing import Any

import pytest

from seizures.accounts.models import User
from seizures.cases import actions
from seizures.cases.ledger import balance, is_disposed
from seizures.cases.ledger_of_money import balances, open_duties
from seizures.cases.models import DisposalOrder, SeizureCase
from seizures.journal.actions import verify
from seizures.letters.models import Letter
from tests.browser.days import Days, ends
from tests.browser.screen import Screen
from tests.browser.stories import countersign, left_at_zero, letters_about, told
from tests.builders import found_goods, holder, holder_user, person, picture, recorded_right

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600),
]  # fmt: skip
STAGES = ("before", "loading", "destruction", "residue")


def test_a_suspension_on_request_ends_with_destruction_by_order_of_the_court(
    sit_down: Callable[..., Screen], settings: Any, tmp_path: Path
) -> None:
    days = Days(settings, "kr")
    days.to(5, 18)
    owner = holder(is_small=True)
    inspection, opener = found_goods(recorded_right(owner=owner))
    case = actions.open_case(inspection, track="kr/on_request", by=opener)
    desk, portal = sit_down(person("officer", "kr"), "ko"), sit_down(holder_user(owner), "ko")
    desk.open(f"/cases/{case.pk}/")
    desk.take_step("notify")
    assert ends(case, "holder_request", 5, 26) and ends(case, "owner_reply", 5, 26)
    assert "2026. 5. 26.(화)" in told(desk), "seven days; 25 May is a substitute holiday"

    days.to(5, 21)
    _request(portal, case)
    days.to(5, 22)
    desk.open(f"/cases/{case.pk}/")
    desk.take_step("suspend")
    assert ends(case, "proof_of_action", 6, 9), "ten working days without 25 May and 3 June"
    assert days.after(5, 27) == 1
    assert case.due_dates.get(rule="owner_reply").status == "missed"
    assert case.steps.get(code="owner_reply_lapsed").by_kind == "system"

    days.to(6, 8)
    portal.open(f"/portal/cases/{case.pk}/")
    assert "2026. 6. 9.(화)" in told(portal)
    portal.take_step("prove_action", action_kind="court", authority="서울중앙지방법원",
                     reference="2026가합10234")  # fmt: skip
    case.refresh_from_db()
    assert case.stage == "continued"
    assert not case.due_dates.filter(rule="proof_of_action", status="running").exists()

    days.to(7, 20)
    _destroy(case, sit_down, desk, tmp_path)
    days.to(7, 27)
    desk.open(f"/cases/{case.pk}/")
    portal.open(f"/portal/cases/{case.pk}/")
    portal.take_step("apply_security_return", reasons="The goods are destroyed")
    desk.open(f"/cases/{case.pk}/")
    desk.take_step("announce_security_return")
    assert ends(case, "damages_suit_proof", 8, 10)
    assert days.after(8, 11) == 1
    desk.open(f"/cases/{case.pk}/")
    desk.take_step("return_security")
    _pay_the_fire(desk, case)
    desk.take_step("close")
    assert letters_about(case) >= {
        "kr/form11", "kr/form13", "kr/form13_2", "kr/form15", "kr/form22", "kr/form23",
        "kr/destruction_report", "kr/disposal_certificate",
    }  # fmt: skip
    left_at_zero(case)
    assert verify("kr").broken_at is None


def _request(portal: Screen, case: SeizureCase) -> None:
    """The small firm calls the goods counterfeit, appraises them and gives 40 % as security."""
    portal.open("/portal/")
    portal.press(f'main a[href="/portal/notices/{case.pk}/"]')
    assert "2026. 5. 26.(화)" in told(portal)
    form = portal.find("form#answer")
    asked = Decimal(form.locator('[name="request-security_amount"]').get_attribute("value"))
    assert asked == (case.value * Decimal("0.4")).to_integral_value(ROUND_CEILING)
    portal.fill(form, verdict="counterfeit", want="request",
                features="라벨이 인쇄되어 있음. 정품은 직조 라벨.")  # fmt: skip
    form.locator('[name="request-appraisal_result"]').select_option("infringing")
    form.locator('[name="request-security_form"]').select_option("cash")
    portal.press(form.locator(".form-buttons button"))
    assert portal.page.url.endswith("/receipt/")


def _destroy(case: SeizureCase, sit_down: Callable[..., Screen], desk: Screen,
             folder: Path) -> None:  # fmt: skip
    """A disposal order under the judgment: drafted, approved, carried out, confirmed, reported."""
    chief, second = (sit_down(_senior(), "ko") for _ in range(2))
    desk.open(f"/cases/{case.pk}/disposals/new/destroy_by_order/")
    form = desk.find(".form-main form")
    desk.fill(form, method="incineration", place="인천 서구 소각시설", planned_on="2026-07-20",
              officers="김서준\n이지우", witnesses="최민호")  # fmt: skip
    desk.press(form.locator("button.btn-primary"))
    order = DisposalOrder.objects.get()
    address = f"/disposals/{order.pk}/"
    assert desk.page.url.endswith(address) and not desk.find('form[action$="/approve/"]').count()
    chief.open(address)
    chief.send("/approve/")
    chief.send("/carry-out/", done_on="2026-07-20", authority="서울중앙지방법원",
               reference="2026가합10234")  # fmt: skip
    assert not is_disposed(case), "one person is not enough"
    countersign(second, f"/cases/{case.pk}/")
    assert [line.parts for line in balance(case)] == [[("destroyed", Decimal(1200))]]
    assert case.steps.get(code="destroy_by_order").answers["authority"] == "서울중앙지방법원"

    desk.open(address)
    for number, stage in enumerate(STAGES):
        photo = folder / f"{stage}.png"
        photo.write_bytes(picture(("maroon", "teal", "navy", "olive")[number]).read())
        desk.send("/photo/", stage=stage, photo=photo)
    desk.send("/report/", weight_kg="900.5", has_residue="no", cost="150000", cost_payer="holder")
    assert Letter.objects.about("case", case.pk).filter(key="kr/disposal_certificate").exists()


def _pay_the_fire(desk: Screen, case: SeizureCase) -> None:
    """The case cannot be closed before the holder has paid what the incineration cost."""
    open_now = [(row.code, row.amount) for row in open_duties(case)]
    assert open_now == [("holder_owes", Decimal(150_000))]
    desk.send("/steps/close/")
    assert "150,000" in desk.find(".error-summary").first.inner_text()
    case.refresh_from_db()
    assert not case.is_closed
    desk.open(f"/cases/{case.pk}/")
    desk.send("/money/payment/", payer="holder", amount="150000", reference="인천-2026-0727")
    now = balances(case)
    assert now["holder_owes"] == 0 and now["till"] == 150_000


def _senior() -> User:
    return person("senior_officer", "kr")
