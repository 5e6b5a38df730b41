"""China, a patent: the consignor pays the value in and takes its goods; the holder must sue."""

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
from tests.browser.stories import left_at_zero, letters_about, quietly, told
from tests.builders import found_goods, holder, holder_user, person, recorded_right
from tests.portal.worlds import request_of, signed_in

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(600),
]  # fmt: skip


def test_without_a_court_in_thirty_working_days_the_deposit_goes_back(
    sit_down: Callable[..., Screen], settings: Any
) -> None:
    days, case, desk, portal = _released(sit_down, settings)
    assert days.after(6, 9) == 0, "the last day is not over"
    assert days.after(6, 10) == 1
    case.refresh_from_db()
    assert case.stage == "settling"
    assert case.steps.get(code="case_acceptance_lapsed").by_kind == "system"
    portal.open(f"/portal/cases/{case.pk}/")
    assert not portal.find('form[action$="/steps/file_case_acceptance/"]').count(), "too late"
    desk.open(f"/cases/{case.pk}/")
    desk.take_step("return_counter_security", reasons="No court accepted a case in time")
    _settle(desk, case)


def test_with_a_court_in_time_the_deposit_follows_the_judgment(
    sit_down: Callable[..., Screen], settings: Any
) -> None:
    days, case, desk, portal = _released(sit_down, settings)
    days.to(6, 9)
    portal.open(f"/portal/cases/{case.pk}/")
    portal.take_step("file_case_acceptance", authority="青岛知识产权法庭",
                     reference="（2026）鲁02民初188号")  # fmt: skip
    assert days.after(9, 1) == 0, "no clock is left that could lapse"
    case.refresh_from_db()
    assert case.stage == "counter_released"
    counter = case.securities.get(kind="counter")
    assert counter.status == "held", "the deposit waits for the court"
    desk.open(f"/cases/{case.pk}/")
    desk.take_step("record_patent_judgment", authority="Qingdao IP tribunal",
                   reference="(2026) Lu 02 Min Chu 188")  # fmt: skip
    desk.take_step("return_counter_security", reasons="The court found no infringement")
    _settle(desk, case)


def _released(sit_down: Callable[..., Screen], settings: Any
              ) -> tuple[Days, SeizureCase, Screen, Screen]:  # fmt: skip
    """Detained on 20 April, released against a deposit; the holder received it on 24 April."""
    days = Days(settings, "cn")
    days.to(4, 15)
    owner = holder()
    user = holder_user(owner)
    right = recorded_right("VELANTIS pump", owner=owner, kind="patent", nice=())
    inspection, officer = found_goods(right, administration="cn")
    case = actions.open_case(inspection, track="cn/ex_officio", by=officer)
    actions.take_step(case, "suspend_release", by=officer, answers={})
    case.refresh_from_db()
    assert signed_in(user).post(f"/portal/notices/{case.pk}/", request_of(case)).status_code == 302
    desk, portal = sit_down(person("officer", "cn"), "en"), sit_down(user, "zh-hans")
    page = f"/cases/{case.pk}/"
    days.to(4, 20)
    desk.open(page)
    desk.take_step("detain")
    assert ends(case, "determination", 6, 3) and ends(case, "court_notice_exofficio", 7, 2)
    days.to(4, 23)
    desk.open(page)
    desk.take_step("request_counter_release", reasons="The pump works otherwise",
                   security_amount=120_000)  # fmt: skip
    assert case.securities.get(kind="counter").status == "held"
    days.to(4, 24)
    desk.open(page)
    desk.take_step("grant_counter_release", holder_received_on="2026-04-24")
    assert [line.parts for line in balance(case)] == [
        [("released_against_counter_security", Decimal(1200))]
    ]
    assert ends(case, "patent_case_acceptance", 6, 9), "thirty working days; 9 May is worked"
    assert "Tue 9 Jun 2026" in told(desk)
    portal.open(f"/portal/cases/{case.pk}/")
    assert "2026年6月9日（周二）" in told(portal), "the holder sees until when it must sue"
    assert portal.find('#letters a[href^="/letters/"]').count() >= 3
    return days, case, desk, portal


def _settle(desk: Screen, case: SeizureCase) -> None:
    quietly(case, "settle_costs", of_user(person("officer", "cn")), costs_amount="300")
    desk.open(f"/cases/{case.pk}/")
    desk.take_step("refund_security")
    desk.take_step("close")
    assert letters_about(case) >= {"cn/status_notice", "cn/detention_decision", "cn/release",
                                   "cn/counter_security_notice", "cn/security_release"}  # fmt: skip
    left_at_zero(case)
    assert verify("cn").broken_at is None
