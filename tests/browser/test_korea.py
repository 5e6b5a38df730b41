"""Korea: a file uploaded in Qingdao, goods stopped in Incheon, destroyed with consent."""

import re
import shutil
from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from typing import Any

import pytest

from seizures.cases.ledger import balance, is_disposed
from seizures.cases.models import SeizureCase
from seizures.journal.actions import verify
from seizures.letters.models import Letter
from seizures.screening.models import Alert
from tests.browser.corridor import (
    CONSIGNEE,
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
from tests.letters.reading import text_of
from tests.servers import Worker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(600),
]


def test_incheon_stops_what_qingdao_reported(
    sit_down: Callable[..., Screen], worker: Worker, tmp_path: Path
) -> None:
    _right, owner = mark_of_both_countries()
    there = sit_down(officer_at("cn-qingdao-port"), "zh-hans")
    upload(there, ship(tmp_path / "qingdao.edi", ordinary=3000), worker)
    there.open("/alerts/")
    assert MARK in there.text() and SHIPPER in there.text()

    desk = sit_down(officer_at("020"), "ko")
    alert = _see_the_same_alert(desk)
    desk.send("/inspect/")
    desk.page.set_viewport_size({"width": 390, "height": 800})  # in the yard, on the phone
    inspect_and_find(desk, tmp_path)
    desk.page.set_viewport_size({"width": 1440, "height": 900})
    case = open_case(desk, "kr/on_request", "인천항 제1보세창고")
    case_page = desk.way[-1]
    screens = screens_between(desk.way, f"/alerts/{alert.pk}/", case_page)
    assert len(screens) <= 7, screens

    desk.take_step("notify")
    _read_form_11(desk, case)
    _request_with_security(sit_down(holder_user(owner), "ko"), case)
    desk.open(case_page)
    desk.take_step("suspend")
    desk.take_step("consent_to_destruction", consenting_person="박서준")
    desk.take_step("destroy", place="인천", method="파쇄", witness="최민호")
    assert not is_disposed(case), "one person is not enough"
    second = sit_down(officer_at("020", "senior_officer"), "ko")
    second.open(case_page)
    second.press('form[action*="/proposals/"] button[value="yes"]')

    assert is_disposed(case)
    assert [line.parts for line in balance(case)] == [[("destroyed_voluntarily", Decimal(PAIRS))]]
    desk.open(case_page)
    left = desk.find("#goods .ledger-line > p.muted").inner_text()
    assert re.search(r"\b0\b", left) and "1,200" not in left
    desk.take_step("return_security")
    desk.take_step("close")
    case.refresh_from_db()
    assert case.is_closed and not case.due_dates.filter(status="running").exists()
    keys = set(Letter.objects.about("case", case.pk).values_list("key", flat=True))
    assert keys >= {"kr/form11", "kr/form13", "kr/form13_2", "kr/form15", "kr/form19",
                    "kr/destruction_report"}  # fmt: skip
    assert verify("kr").broken_at is None and verify("cn").broken_at is None


def _see_the_same_alert(desk: Screen) -> Alert:
    """The queue and the alert in Incheon: same consignment, names of the parties closed."""
    alert = Alert.objects.get()
    desk.open("/alerts/")
    row = desk.find("tr[data-row]", has_text=MARK)
    assert row.count() == 1 and alert.consignment.reference in row.inner_text()
    assert SHIPPER not in desk.text() and CONSIGNEE not in desk.text()
    desk.press(row.locator("[data-row-link]"))
    assert desk.key() == alert.pk
    source = desk.page.content()
    assert SHIPPER not in source and CONSIGNEE not in source
    return alert


def _read_form_11(desk: Screen, case: SeizureCase) -> None:
    """Every Form 11 of the page is a PDF that names the mark."""
    letters = Letter.objects.about("case", case.pk).filter(key="kr/form11")
    assert letters.count() == 2, "one to the holder, one to the importer"
    for letter in letters:
        link = desk.find(f'#letters a[href="/letters/{letter.pk}/"]')
        assert link.count() == 1
        pdf = desk.fetch(link.get_attribute("href"))
        assert pdf.startswith(b"%PDF-")
        if shutil.which("pdftotext"):
            text = text_of(pdf)
            assert MARK in text and case.number in text, text[:800]


def _request_with_security(portal: Screen, case: Any) -> None:
    """The holder finds the notice, calls the goods counterfeit, and gives 120 % as security."""
    portal.open("/portal/")
    portal.press(f'main a[href="/portal/notices/{case.pk}/"]')
    form = portal.find("form#answer")
    asked = Decimal(form.locator('[name="request-security_amount"]').get_attribute("value"))
    assert asked == (case.value * Decimal("1.2")).to_integral_value(ROUND_CEILING)
    portal.fill(form, verdict="counterfeit", want="request",
                features="라벨이 인쇄되어 있음. 정품은 직조 라벨.")  # fmt: skip
    form.locator('[name="request-appraisal_result"]').select_option("infringing")
    form.locator('[name="request-security_form"]').select_option("cash")
    portal.press(form.locator(".form-buttons button"))
    assert portal.page.url.endswith("/receipt/")
    filed = Letter.objects.about("case", case.pk).filter(key__in=["kr/form13", "kr/form13_2"])
    for letter in filed:
        link = portal.find(f'a[href="/letters/{letter.pk}/"]').first.get_attribute("href")
        assert portal.fetch(link).startswith(b"%PDF-")
    assert filed.count() == 2
