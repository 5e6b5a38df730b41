"""Steps that order, extend or refuse something tell the parties by letter."""

import datetime as dt
from typing import Any

import pytest

from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actor import system
from seizures.files import store
from seizures.letters.models import Letter
from seizures.reference.actions import set_deposit_account
from seizures.reference.models import Office
from tests.builders import actor
from tests.cases.walking import opened, step
from tests.letters.reading import needs_poppler, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def letters(case: SeizureCase, key: str) -> list[Letter]:
    return list(Letter.objects.about("case", case.pk).filter(key=key).order_by("id"))


def read(letter: Letter) -> str:
    return text_of(store.full(letter.file.path).read_bytes())


def suspended() -> tuple[SeizureCase, Any]:
    case, officer = opened("kr")
    step(case, "notify", officer)
    step(case, "holder_requests", officer, appraisal_result="infringing", reasons="Copied label",
         security_amount=str(case.securities.get().required), security_form="cash")  # fmt: skip
    return step(case, "suspend", officer), officer


@needs_poppler
def test_a_longer_time_for_proof_is_told_to_both_with_its_last_day() -> None:
    case, officer = suspended()
    step(case, "extend_proof", officer, reasons="전문가 감정 지연")
    row = case.due_dates.get(rule="proof_of_action", status="running")
    told = letters(case, "kr/extension_notice")
    assert {letter.recipient_kind for letter in told} == {"holder", "declarant"}
    day = f"{row.due_on.year}.{row.due_on.month}.{row.due_on.day}."
    for letter in told:
        assert day in read(letter) and "전문가감정지연" in read(letter)


@needs_poppler
def test_an_interim_measure_is_told_with_its_court_and_end() -> None:
    case, officer = suspended()
    today = clock.today("kr")
    step(case, "record_interim_measure", officer, authority="서울중앙지방법원",
         reference="2026카합1", measure_began_on=today.isoformat(),
         ordered_until=(today + dt.timedelta(days=40)).isoformat())  # fmt: skip
    text = read(letters(case, "kr/extension_notice")[0])
    assert "서울중앙지방법원" in text and "2026카합1" in text


@needs_poppler
def test_both_sides_learn_what_became_of_the_release_request() -> None:
    case, officer = suspended()
    step(case, "request_counter_release", officer, reasons="병행수입",
         security_amount=str(case.value * 2), security_form="cash")  # fmt: skip
    step(case, "refuse_counter_release", officer, reasons="위조상표")
    told = letters(case, "kr/counter_decision")
    assert {letter.recipient_kind for letter in told} == {"holder", "declarant"}
    assert all("[√]통관불허" in read(letter) for letter in told)


@needs_poppler
def test_a_refused_suspension_is_told_to_the_requester() -> None:
    case, officer = opened("kr")
    step(case, "notify", officer)
    step(case, "holder_requests", officer, appraisal_result="infringing", reasons="x",
         security_amount=str(case.securities.get().required), security_form="cash")  # fmt: skip
    step(case, "refuse_suspension", actor("senior_officer", "kr"), reasons="자료 부족")
    (letter,) = letters(case, "kr/request_refusal")
    assert letter.recipient_kind == "holder" and "자료부족" in read(letter)


@needs_poppler
def test_a_recall_order_goes_to_the_importer_with_the_day_of_acceptance() -> None:
    case, officer = opened("kr", track="kr/ex_officio")
    accepted = clock.today("kr") - dt.timedelta(days=5)
    step(case, "record_prior_release", officer, accepted_on=accepted.isoformat(),
         reasons="수리 후 발견")  # fmt: skip
    step(case, "order_recall", actor("senior_officer", "kr"), reasons="위조상품 확인")
    (letter,) = letters(case, "kr/recall_order")
    text = read(letter)
    assert letter.recipient_kind == "declarant" and "위조상품확인" in text
    assert f"{accepted.year}.{accepted.month}.{accepted.day}." in text


@needs_poppler
def test_a_longer_detention_in_china_is_told_to_both() -> None:
    case, officer = opened("cn")
    step(case, "suspend_release", officer)
    required = str(case.securities.get().required)
    step(case, "holder_applies", officer, security_amount=required,
         security_form_cn="cash", reasons="侵权")  # fmt: skip
    step(case, "detain", officer)
    step(case, "extend_detention", actor("senior_officer", "cn"), reasons="案情复杂",
         approved_by="青岛海关关长")  # fmt: skip
    told = letters(case, "cn/extension_notice")
    assert {letter.recipient_kind for letter in told} == {"holder", "declarant"}
    assert all("案情复杂" in read(letter) and "青岛海关关长" in read(letter) for letter in told)
    row = case.due_dates.get(rule="detention_outer", status="running")
    assert f"{row.due_on.year}年{row.due_on.month}月{row.due_on.day}日" in read(told[0])


@needs_poppler
def test_a_refused_application_in_china_is_told_in_writing() -> None:
    case, officer = opened("cn")
    step(case, "suspend_release", officer)
    step(case, "holder_applies", officer, security_form_cn="cash", reasons="侵权",
         security_amount=str(case.securities.get().required))  # fmt: skip
    step(case, "refuse_detention", actor("senior_officer", "cn"), reasons="材料不齐")
    (letter,) = letters(case, "cn/application_refusal")
    assert letter.recipient_kind == "holder" and "材料不齐" in read(letter)


@needs_poppler
@pytest.mark.parametrize(
    ("administration", "first", "law"),
    [("kr", "notify", "「지식재산권보호를위한수출입통관사무처리에관한고시」제14조제2항"),
     ("cn", "suspend_release", "《中华人民共和国知识产权海关保护条例》第十六条")],
)  # fmt: skip
def test_the_table_of_time_limits_cites_the_law_in_the_language_of_the_letter(
    administration: str, first: str, law: str
) -> None:
    case, officer = opened(administration)
    step(case, first, officer)
    key = {"kr": "kr/form11", "cn": "cn/status_notice"}[administration]
    text = read(letters(case, key)[0])
    assert law in text
    assert "Notif." not in text and "Reg." not in text


@needs_poppler
@pytest.mark.parametrize(
    ("administration", "first"), [("kr", "notify"), ("cn", "suspend_release")]
)  # fmt: skip
def test_the_holder_reads_where_to_pay_the_deposit_and_the_importer_does_not(
    administration: str, first: str
) -> None:
    case, officer = opened(administration)
    office = Office.objects.filter(administration=administration).order_by("pk")[0]
    case.office = set_deposit_account(office, "Gaon 000-12", by=system())
    case.save()
    step(case, first, officer)
    for letter in Letter.objects.about("case", case.pk):
        assert ("Gaon000-12" in read(letter)) is (letter.recipient_kind == "holder")


@needs_poppler
def test_money_in_a_letter_is_written_as_its_country_does() -> None:
    case, officer = suspended()
    text = read(letters(case, "kr/form13")[0])
    value = f"{case.value:,.0f}원"
    assert f"{value}×120%" in text.replace(" ", "")
    assert ".00" not in text and "1.20" not in text
