"""China ex officio: a holder's three days over National Day, a hearing, a fine, and the ladder."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from seizures.cases import actions
from seizures.cases.ledger import balance
from seizures.cases.models import SeizureCase
from seizures.core.actor import of_user
from seizures.journal.actions import verify
from tests.browser.days import Days, ends
from tests.browser.screen import Screen
from tests.browser.stories import countersign, left_at_zero, letters_about, quietly, told
from tests.builders import found_goods, holder, holder_user, person, recorded_right

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600),
]  # fmt: skip


def test_goods_are_confiscated_after_a_hearing_and_the_fine_is_paid_late(
    sit_down: Callable[..., Screen], settings: Any
) -> None:
    days = Days(settings, "cn")
    days.to(9, 30)
    owner = holder()
    inspection, opener = found_goods(recorded_right(owner=owner), administration="cn")
    case = actions.open_case(inspection, track="cn/ex_officio", by=opener)
    page = f"/cases/{case.pk}/"
    desk = sit_down(person("officer", "cn"), "zh-hans")
    chief, second = (sit_down(person("senior_officer", "cn"), "zh-hans") for _ in range(2))
    desk.open(page)
    desk.take_step("suspend_release", holder_received_on="2026-09-30")
    assert ends(case, "holder_reply", 10, 10)
    assert "2026年10月10日（周六）" in told(desk), "a Saturday that is worked"
    days.to(10, 9)
    _apply(sit_down(holder_user(owner), "zh-hans"), case)

    days.to(10, 12)
    desk.open(page)
    desk.take_step("detain")
    assert ends(case, "determination", 11, 23)
    assert ends(case, "court_notice_exofficio", 12, 21)
    assert ends(case, "detention_outer", 10, 12, year=2027)
    days.to(10, 20)
    quietly(case, "determine_infringing", opener, reasons="标识与备案商标相同，未经许可")
    assert ends(case, "penalty_decision", 1, 18, year=2027), "90 calendar days"
    days.to(10, 21)
    desk.open(page)
    desk.take_step("notify_penalty", fine_amount=12_000, reasons="违反海关保护条例第二十七条")
    assert ends(case, "hearing_request", 10, 28), "five working days"

    _hear(days, desk, case)
    days.to(11, 12)
    chief.open(page)
    chief.take_step("decide_penalty", reference="青关知罚字〔2026〕1号", fine_amount=12_000,
                    reasons="没收侵权货物，并处罚款")  # fmt: skip
    assert not case.steps.filter(code="decide_penalty").exists(), "one person is not enough"
    countersign(second, page)
    assert ends(case, "penalty_service", 11, 23), "seven working days"
    _serve_and_be_paid_late(days, desk, case)
    quietly(case, "consult_holder", opener, holder_opinion="不同意拍卖")
    _dispose(desk, second, case)
    assert letters_about(case) >= {
        "cn/status_notice", "cn/detention_application", "cn/detention_decision",
        "cn/detention_voucher", "cn/detention_notice_holder", "cn/determination",
        "cn/penalty_notice", "cn/hearing_notice", "cn/penalty_decision",
        "cn/confiscation_notice_holder", "cn/disposal_record", "cn/security_release",
    }  # fmt: skip
    left_at_zero(case)
    assert verify("cn").broken_at is None


def _apply(portal: Screen, case: SeizureCase) -> None:
    """On the last but one day the holder applies for detention and gives cash."""
    portal.open(f"/portal/notices/{case.pk}/")
    assert "2026年10月10日（周六）" in told(portal)
    form = portal.find("form#answer")
    portal.fill(form, verdict="counterfeit", want="request",
                features="缝线与正品不同，吊牌无防伪线")  # fmt: skip
    form.locator('[name="request-security_form_cn"]').select_option("cash")
    portal.press(form.locator(".form-buttons button"))
    assert portal.page.url.endswith("/receipt/")


def _hear(days: Days, desk: Screen, case: SeizureCase) -> None:
    """The party asks in time; it is told seven working days before the day of the hearing."""
    page = f"/cases/{case.pk}/"
    days.to(10, 26)
    desk.open(page)
    desk.take_step("request_hearing", reasons="对罚款数额有异议")
    assert not desk.find('form[action$="/steps/hold_hearing/"]').count(), "not announced yet"
    desk.take_step("schedule_hearing", hearing_on="2026-11-11", place="黄岛海关听证室")
    assert ends(case, "hearing_notice", 11, 2)
    days.to(10, 28)
    desk.open(page)
    desk.take_step("announce_hearing", served_on="2026-10-28")
    days.to(11, 11)
    desk.open(page)
    desk.take_step("hold_hearing", happened_on="2026-11-11", remarks="当事人陈述后未提交新证据")
    case.refresh_from_db()
    assert case.stage == "hearing"


def _serve_and_be_paid_late(days: Days, desk: Screen, case: SeizureCase) -> None:
    """The fifteenth day is a Saturday, so Monday counts; on Tuesday the fine is late."""
    page = f"/cases/{case.pk}/"
    days.to(11, 13)
    desk.open(page)
    desk.take_step("serve_penalty", served_on="2026-11-13")
    assert ends(case, "fine_payment", 11, 30)
    assert ends(case, "review", 1, 12, year=2027) and ends(case, "suit", 5, 13, year=2027)
    days.to(11, 16)
    desk.open(page)
    desk.take_step("confiscate", served_on="2026-11-13")
    assert ends(case, "storage_liability_cap", 2, 15, year=2027)
    assert days.after(12, 1) == 1
    assert case.steps.get(code="payment_late").by_kind == "system"
    desk.open(page)
    desk.take_step("record_payment", happened_on="2026-12-01", reference="CNQD-20261201")
    assert case.facts.filter(code="fine_late").exists()


def _dispose(desk: Screen, second: Screen, case: SeizureCase) -> None:
    """What the holder wants is not possible: the shoes burn, the security goes back."""
    page = f"/cases/{case.pk}/"
    desk.open(page)
    desk.take_step("destroy", why_not_auction="冒用商标无法消除", place="青岛", method="焚烧",
                   witness="王伟")  # fmt: skip
    countersign(second, page)
    assert [line.parts for line in balance(case)] == [[("destroyed", Decimal(1200))]]
    officer = of_user(person("officer", "cn"))
    quietly(case, "finish_disposal", officer)
    quietly(case, "settle_costs", officer, costs_amount="800")
    desk.open(page)
    desk.take_step("refund_security")
    desk.take_step("close")
