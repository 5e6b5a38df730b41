"""How money and released goods are settled: whose form it is, who is paid, what is recalled."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from seizures.cases import ledger_of_money
from seizures.cases.facts import procedure_of
from seizures.cases.models import SeizureCase
from seizures.cases.policies import offers_for
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.errors import StepNotAllowed
from seizures.letters.models import Letter
from tests.builders import actor, holder, holder_user, recorded_right
from tests.cases.rooms import at_stage
from tests.cases.walking import opened, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def keys(case: SeizureCase) -> list[str]:
    return list(Letter.objects.about("case", case.pk).order_by("id").values_list("key", flat=True))


def test_form_22_is_filed_by_the_holder_and_form_23_follows_from_customs() -> None:
    owner = holder()
    case, officer = opened(right=recorded_right(owner=owner))
    step(case, "notify", officer)
    step(
        case,
        "holder_requests",
        officer,
        reasons="Fake",
        appraisal_result="infringing",
        security_amount=str(case.securities.get().required),
        security_form="cash",
    )
    at_stage(case, "settling")
    mine = of_user(holder_user(owner))
    step(case, "apply_security_return", mine, reasons="The goods are gone")
    assert keys(case)[-1] == "kr/form22"
    with pytest.raises(StepNotAllowed):
        step(case, "apply_security_return", mine, reasons="Once more")
    step(case, "announce_security_return", officer)
    assert keys(case)[-1] == "kr/form23" and keys(case).count("kr/form22") == 1
    signed = Letter.objects.about("case", case.pk).latest("id").data["office"]["name"]
    assert case.office is None and signed["ko"] == "대한민국 관세청", "never a bare code"


def test_the_importers_security_pays_the_damages_and_the_rest_goes_back() -> None:
    case, officer = opened()
    at_stage(case, "suspended", "suspended", "notified")
    asked = case.value * Decimal("1.2")
    step(
        case,
        "request_counter_release",
        officer,
        reasons="Parallel import",
        security_form="cash",
        security_amount=str(asked),
    )
    at_stage(case, "settling")
    senior = actor("senior_officer", "kr")
    step(
        case,
        "pay_out_counter_security",
        senior,
        security_amount="50",
        reference="2026가합1",
        authority="서울중앙지방법원",
    )
    row = case.securities.get(kind="counter")
    assert (row.status, row.used, row.returned) == ("used", 50, row.lodged - 50)
    assert "counter_security_settled" in set(case.facts.values_list("code", flat=True))
    assert ledger_of_money.verify("kr") == []


def test_goods_released_without_a_case_are_recalled_within_three_months_only() -> None:
    senior = actor("senior_officer", "kr")
    today = clock.today("kr")
    for age, allowed in ((60, True), (120, False)):
        case, officer = opened(track="kr/ex_officio")
        accepted = today - dt.timedelta(days=age)
        step(
            case,
            "record_prior_release",
            officer,
            accepted_on=accepted.isoformat(),
            reasons="Found in the market",
        )
        assert "kr/release_notice" not in keys(case), "customs released nothing here"
        if allowed:
            assert step(case, "order_recall", senior, reasons="Fake").stage == "recalled"
        else:
            with pytest.raises(StepNotAllowed, match="Three months"):
                step(case, "order_recall", senior, reasons="Fake")


def test_a_recall_needs_the_day_of_the_acceptance() -> None:
    case, _officer = opened()
    at_stage(case, "settling", "goods_released")
    with pytest.raises(StepNotAllowed):
        step(case, "order_recall", actor("senior_officer", "kr"), reasons="Fake")


def test_a_silent_holder_does_not_bar_customs_own_motion_on_a_small_consignment() -> None:
    case, officer = opened(track="kr/small_parcel", mode="express", value="900.00")
    step(case, "notify", officer)
    at_stage(case, "release_due", "holder_silent")
    offered = {offer.step.code for offer in offers_for(case, officer) if offer.is_open}
    assert {"refer_investigation", "consent_to_destruction", "release"} <= offered
    step(case, "resume_notice", actor("senior_officer", "kr"), reasons="It came in time")
    assert case.stage == "notified"
    assert not case.facts.filter(code="holder_silent", is_withdrawn=False).exists()


def test_an_early_sale_in_china_names_who_approved_it() -> None:
    for track in ("cn/ex_officio", "cn/on_application"):
        case, _officer = opened("cn", track=track)
        asked = {ask.code for ask in procedure_of(case).step("sell_early").asks}
        assert "approved_by" in asked, track


def test_the_papers_of_a_chinese_detention_state_its_term() -> None:
    case, officer = opened("cn")
    step(case, "suspend_release", officer)
    step(
        case,
        "holder_applies",
        officer,
        reasons="Fake",
        security_form_cn="cash",
        security_amount=str(case.securities.get().required),
    )
    step(case, "detain", officer)
    papers = Letter.objects.about("case", case.pk).filter(key__startswith="cn/detention_")
    told = {row.key for row in papers if "一年" in str(row.data["case"].get("detention_term"))}
    assert told == {"cn/detention_decision", "cn/detention_voucher"}
