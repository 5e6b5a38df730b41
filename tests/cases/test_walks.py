"""The two walks of the law, step by step, through the actions."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from seizures.cases import actions
from seizures.cases.facts import facts_of
from seizures.cases.ledger import balance, is_disposed
from seizures.cases.models import PendingStep, SeizureCase, StepTaken
from seizures.cases.policies import offers_for
from seizures.core import clock
from seizures.core.actor import Actor, of_user
from seizures.core.errors import NotAllowed, Refused, Stale, StepNotAllowed
from seizures.journal.actions import verify
from seizures.letters.models import Letter
from tests.builders import actor, found_goods, holder, holder_user, recorded_right

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def step(case: SeizureCase, code: str, by: Actor, **answers: Any) -> SeizureCase:
    done = actions.take_step(case, code, by=by, answers=answers)
    if isinstance(done, PendingStep):
        actions.countersign(done, by=actor("senior_officer", case.administration))
    case.refresh_from_db()
    return case


def test_korea_from_notice_to_destruction_by_consent() -> None:
    owner = holder(is_small=False)
    inspection, officer = found_goods(recorded_right(owner=owner))
    case = actions.open_case(inspection, track="kr/on_request", by=officer)
    assert case.currency == "KRW" and case.value > 0
    required = case.securities.get().required
    assert required == (case.value * Decimal("1.2")).to_integral_value(rounding="ROUND_CEILING")

    step(case, "notify", officer)
    assert {d.rule for d in case.due_dates.filter(status="running")} == {
        "holder_request", "owner_reply"
    }  # fmt: skip
    user = holder_user(owner)
    assert SeizureCase.objects.visible_to(user).filter(pk=case.pk).exists()
    actions.answer_notice(case, verdict="counterfeit", features="Label is printed",
                          wants_suspension=True, by=of_user(user))  # fmt: skip
    with pytest.raises(Refused, match="at least"):
        step(case, "holder_requests", of_user(user), appraisal_result="infringing",
             reasons="Fake", security_amount="1000", security_form="cash")  # fmt: skip
    step(case, "holder_requests", of_user(user), appraisal_result="infringing",
         reasons="Neither made nor licensed by us", security_amount=str(required),
         security_form="cash")  # fmt: skip
    step(case, "suspend", officer)
    assert case.stage == "suspended"
    step(case, "consent_to_destruction", officer, consenting_person="Park Seojun")
    step(case, "destroy", officer, place="Incheon", method="shredding", witness="Choi Minho")
    assert is_disposed(case)
    assert [line.parts for line in balance(case)] == [[("destroyed_voluntarily", Decimal(1200))]]
    step(case, "return_security", officer)
    step(case, "close", officer)
    assert case.is_closed and not case.due_dates.filter(status="running").exists()
    keys = set(Letter.objects.filter(subject_kind="case", subject_id=case.pk)
               .values_list("key", flat=True))  # fmt: skip
    assert keys >= {"kr/form11", "kr/form13", "kr/form13_2", "kr/form15", "kr/form19"}
    assert verify("kr").broken_at is None


def test_china_from_notice_to_confiscation_and_disposal() -> None:
    owner = holder()
    inspection, officer = found_goods(recorded_right(owner=owner), administration="cn")
    case = actions.open_case(inspection, track="cn/ex_officio", by=officer)
    assert case.direction == "export" and case.securities.get().required == Decimal("60000")
    holder_actor = of_user(holder_user(owner))
    step(case, "suspend_release", officer)
    assert case.due_dates.get(status="running").rule == "holder_reply"
    step(case, "holder_applies", holder_actor, reasons="Counterfeit", security_amount="60000",
         security_form_cn=_first_form(case))  # fmt: skip
    step(case, "detain", officer)
    step(case, "determine_infringing", officer, reasons="Identical mark, no licence")
    step(case, "notify_penalty", officer, fine_amount="12000", reasons="Art. 25")
    step(case, "waive_hearing", officer)
    _go(case, officer)
    assert case.is_closed, case.stage
    assert is_disposed(case)
    parts = dict(balance(case)[0].parts)
    assert set(parts) == {"destroyed"} and parts["destroyed"] == Decimal(1200)


def _first_form(case: SeizureCase) -> str:
    from seizures.cases.facts import procedure_of

    return procedure_of(case).step("holder_applies").asks[2].choices[0].code


def _go(case: SeizureCase, officer: Actor) -> None:
    """Takes the ordinary way from here to the end, by the table."""
    senior = actor("senior_officer", "cn")
    way = ["decide_penalty", "serve_penalty", "confiscate", "consult_holder", "destroy",
           "finish_disposal", "record_payment", "settle_costs", "refund_security",
           "close"]  # fmt: skip
    known = {"place": "Qingdao", "method": "incineration", "witness": "Liu Yang",
             "fine_amount": "12000"}  # fmt: skip
    for _round in range(40):
        if case.is_closed:
            return
        offered = [o.step for o in offers_for(case, senior) if o.is_open]
        taken = set(case.steps.values_list("code", flat=True))
        chosen = next((s for c in way for s in offered if s.code == c and c not in taken), None)
        assert chosen, (case.stage, [s.code for s in offered], facts_of(case).facts)
        asked = {a.code: _answer(case, a, known) for a in chosen.asks if a.required}
        step(case, chosen.code, senior, **asked)


def _answer(case: SeizureCase, ask: Any, known: dict[str, str]) -> Any:
    if ask.kind == "quantity":
        return {str(goods.pk): goods.quantity for goods in case.goods.all()}
    if ask.kind == "choice":
        return ask.choices[0].code
    if ask.kind == "date":
        return clock.today(case.administration).isoformat()
    return known.get(ask.code, "100" if ask.kind in {"money", "number"} else "As found")


def test_without_a_request_in_time_the_case_falls_due_for_release() -> None:
    inspection, officer = found_goods(recorded_right())
    case = actions.open_case(inspection, track="kr/on_request", by=officer)
    step(case, "notify", officer)
    due = case.due_dates.get(rule="holder_request")
    with clock.moved_by(dt.timedelta(days=30)):
        actions.miss_due(due, by=officer)
        actions.miss_due(due, by=officer)
    case.refresh_from_db()
    assert case.stage == "release_due"
    assert case.facts.filter(code="deadline_missed:holder_request").count() == 1


def test_a_clock_that_still_runs_is_not_missed() -> None:
    inspection, officer = found_goods(recorded_right())
    case = actions.open_case(inspection, track="kr/on_request", by=officer)
    step(case, "notify", officer)
    due = actions.miss_due(case.due_dates.get(rule="holder_request"), by=officer)
    assert due.status == "running"


def test_a_step_of_another_stage_is_refused_with_its_reason() -> None:
    inspection, officer = found_goods(recorded_right())
    case = actions.open_case(inspection, track="kr/on_request", by=officer)
    with pytest.raises(StepNotAllowed, match="stage"):
        actions.take_step(case, "suspend", by=officer, answers={})


def test_the_other_administration_has_no_part() -> None:
    inspection, officer = found_goods(recorded_right())
    case = actions.open_case(inspection, track="kr/on_request", by=officer)
    stranger = actor("officer", "cn")
    with pytest.raises(NotAllowed):
        actions.take_step(case, "notify", by=stranger, answers={})
    assert offers_for(case, stranger) == ()


def test_two_officers_at_once_take_a_step_only_once() -> None:
    inspection, officer = found_goods(recorded_right())
    case = actions.open_case(inspection, track="kr/on_request", by=officer)
    seen = case.version
    actions.take_step(case, "notify", by=officer, answers={}, version=seen)
    with pytest.raises(Stale):
        actions.take_step(case, "notify", by=actor("officer", "kr"), answers={}, version=seen)
    assert StepTaken.objects.filter(case=case).count() == 1


def test_nobody_countersigns_their_own_proposal() -> None:
    inspection, officer = found_goods(recorded_right())
    case = actions.open_case(inspection, track="kr/on_request", by=officer)
    step(case, "notify", officer)
    step(case, "consent_to_destruction", officer, consenting_person="Park")
    senior = actor("senior_officer", "kr")
    proposal = actions.take_step(case, "destroy", by=senior, answers={
        "place": "Incheon", "method": "shredding", "witness": "Choi"})  # fmt: skip
    assert isinstance(proposal, PendingStep)
    with pytest.raises(NotAllowed, match="own"):
        actions.countersign(proposal, by=senior)
    actions.countersign(proposal, by=actor("senior_officer", "kr"))
    case.refresh_from_db()
    assert case.stage == "settling"


def test_opening_twice_answers_the_same_case() -> None:
    inspection, officer = found_goods(recorded_right())
    first = actions.open_case(inspection, track="kr/on_request", by=officer)
    assert actions.open_case(inspection, track="kr/on_request", by=officer).pk == first.pk


def test_a_small_firm_gives_forty_per_cent() -> None:
    inspection, officer = found_goods(recorded_right(owner=holder(is_small=True)))
    case = actions.open_case(inspection, track="kr/on_request", by=officer)
    row = case.securities.get()
    assert row.required == (case.value * Decimal("0.4")).to_integral_value(rounding="ROUND_CEILING")


def test_goods_never_leave_in_a_larger_quantity_than_there_is() -> None:
    inspection, officer = found_goods(recorded_right())
    case = actions.open_case(inspection, track="kr/on_request", by=officer)
    line = case.goods.get()
    with pytest.raises(Refused, match="Only 1200"):
        actions.move_goods(line, source="stored", target="released", quantity=Decimal(1201),
                           by=officer)  # fmt: skip
