"""China: from an export alert to confiscated goods destroyed and a closed case."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from seizures.cases.ledger import balance, is_disposed
from seizures.core import clock
from seizures.journal.actions import verify
from seizures.law.calendars import calendar_for
from seizures.letters.models import Letter
from seizures.screening.models import Alert
from tests.browser.corridor import (
    MARK,
    PAIRS,
    SHIPPER,
    inspect_and_find,
    mark_of_both_countries,
    officer_at,
    open_case,
    screens_between,
    ship,
    upload,
)
from tests.browser.screen import Screen
from tests.builders import holder_user
from tests.servers import Worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(600),
]


def test_qingdao_detains_confiscates_and_destroys(
    sit_down: Callable[..., Screen], worker: Worker, tmp_path: Path
) -> None:
    right, owner = mark_of_both_countries()
    person, senior = officer_at("cn-qingdao-port"), officer_at("cn-qingdao-port", "senior_officer")
    desk = sit_down(person, "zh-hans")
    upload(desk, ship(tmp_path / "qingdao.edi"), worker)

    alert = Alert.objects.get()
    assert (alert.right, alert.export_side, alert.import_side) == (right, "cn", "kr")
    desk.open("/alerts/")
    assert MARK in desk.text() and SHIPPER in desk.text()
    desk.press(desk.find("[data-row-link]", has_text=MARK))
    alert_page = desk.way[-1]
    desk.send("/inspect/")
    inspect_and_find(desk, tmp_path)
    case = open_case(desk, "cn/ex_officio", "青岛港前湾三期监管仓库")
    case_page = desk.way[-1]
    screens = screens_between(desk.way, alert_page, case_page)
    assert len(screens) <= 7, screens
    assert case.currency == "CNY" and case.securities.get().required == Decimal(60_000)

    desk.take_step("suspend_release")
    due = case.due_dates.get(rule="holder_reply")
    assert calendar_for("cn").working_days_between(clock.today("cn"), due.due_on) == 3

    portal = sit_down(holder_user(owner), "zh-hans")
    _apply(portal, case)
    desk.open(case_page)
    desk.take_step("detain")
    desk.take_step("determine_infringing", reasons="标识与备案商标相同，未经许可")
    desk.take_step("notify_penalty", fine_amount=12_000, reasons="违反海关保护条例第二十七条")
    desk.take_step("waive_hearing", consenting_person="刘洋")

    chief = sit_down(senior, "zh-hans")
    second = sit_down(officer_at("cn-qingdao", "senior_officer"), "zh-hans")
    chief.open(case_page)
    chief.take_step("decide_penalty", reference="青关知罚字〔2026〕1号", fine_amount=12_000,
                    reasons="没收侵权货物，并处罚款")  # fmt: skip
    assert case.steps.filter(code="decide_penalty").count() == 0, "one person is not enough"
    _countersign(second, case_page)

    desk.open(case_page)
    desk.take_step("serve_penalty")
    desk.take_step("confiscate")
    desk.take_step("consult_holder", holder_opinion="不同意拍卖")
    desk.take_step("destroy", why_not_auction="冒用商标无法消除", place="青岛", method="焚烧",
                   witness="王伟")  # fmt: skip
    _countersign(chief, case_page)
    assert is_disposed(case)
    assert [line.parts for line in balance(case)] == [[("destroyed", Decimal(PAIRS))]]

    desk.open(case_page)
    desk.take_step("finish_disposal")
    desk.take_step("record_payment", happened_on=clock.today("cn").isoformat())
    desk.take_step("settle_costs", costs_amount=800)
    desk.take_step("refund_security")
    desk.take_step("close")
    case.refresh_from_db()
    assert case.is_closed and not case.due_dates.filter(status="running").exists()
    keys = set(Letter.objects.about("case", case.pk).values_list("key", flat=True))
    assert keys >= {
        "cn/status_notice", "cn/detention_application", "cn/detention_decision",
        "cn/detention_notice_holder", "cn/determination", "cn/penalty_notice",
        "cn/penalty_decision", "cn/confiscation_notice_holder", "cn/disposal_record",
        "cn/security_release",
    }  # fmt: skip
    assert verify("cn").broken_at is None


def _apply(portal: Screen, case: Any) -> None:
    """The holder finds the notice, says that it is counterfeit, and applies with security."""
    portal.open("/portal/")
    portal.press(f'main a[href="/portal/notices/{case.pk}/"]')
    form = portal.find("form#answer")
    portal.fill(form, verdict="counterfeit", want="request",
                features="缝线与正品不同，吊牌无防伪线")  # fmt: skip
    amount = form.locator('[name="request-security_amount"]')
    assert Decimal(amount.input_value()) == Decimal(60_000)
    form.locator('[name="request-security_form_cn"]').select_option("cash")
    portal.press(form.locator(".form-buttons button"))
    assert portal.page.url.endswith("/receipt/")
    assert portal.find('a[href^="/letters/"]').count() >= 1
    assert SHIPPER not in portal.text(), "before the detention the holder is told no names"


def _countersign(second: Screen, case_page: str) -> None:
    """A senior officer who did not propose it confirms the step."""
    second.open(case_page)
    second.press('form[action*="/proposals/"] button[value="yes"]')
    assert second.find('form[action*="/proposals/"]').count() == 0
