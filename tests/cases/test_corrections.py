"""Corrections: compensating entries, confirmed by a second officer; reopening by the table."""

from decimal import Decimal

import pytest

from seizures.cases import actions
from seizures.cases.facts import facts_of
from seizures.cases.ledger import balance
from seizures.cases.models import Correction, GoodsMovement, SeizureCase
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.journal.actions import verify
from tests.builders import actor
from tests.cases.walking import opened, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
WHY = "Entered for the wrong case"


def confirmed(case: SeizureCase, officer, **fields) -> Correction:
    row = actions.propose_correction(case, reason=WHY, by=officer, **fields)
    done = actions.confirm_correction(row, by=actor("senior_officer", case.administration))
    case.refresh_from_db()
    return done


def test_a_correction_counts_only_once_a_second_senior_officer_confirms() -> None:
    case, officer = opened()
    before = case.value
    row = actions.propose_correction(case, kind="value", reason=WHY, data={"value": "1000"},
                                     by=officer)  # fmt: skip
    same = actions.propose_correction(case, kind="value", reason=WHY, data={"value": "5"},
                                      by=officer)  # fmt: skip
    case.refresh_from_db()
    assert same.pk == row.pk and case.value == before
    for by in (officer, actor("officer", "kr"), actor("senior_officer", "cn")):
        with pytest.raises(NotAllowed):
            actions.confirm_correction(row, by=by)
    senior = actor("senior_officer", "kr")
    actions.confirm_correction(row, by=senior)
    with pytest.raises(Stale):
        actions.confirm_correction(row, by=senior)
    case.refresh_from_db()
    assert case.value == Decimal("1000.00")
    assert case.securities.get().required == Decimal("1200")


def test_a_senior_officer_does_not_confirm_their_own_correction() -> None:
    case, _officer = opened()
    senior = actor("senior_officer", "kr")
    row = actions.propose_correction(case, kind="value", reason=WHY, data={"value": "1"},
                                     by=senior)  # fmt: skip
    with pytest.raises(NotAllowed, match="own"):
        actions.confirm_correction(row, by=senior)
    actions.refuse_correction(row, by=senior)
    row.refresh_from_db()
    assert row.status == "refused"


def test_a_step_taken_back_leaves_its_rows_and_undoes_what_it_did() -> None:
    case, officer = opened()
    step(case, "notify", officer)
    confirmed(case, officer, kind="step")
    assert case.stage == "opened" and not case.due_dates.filter(status="running").exists()
    assert case.next_due_on is None and "notified" not in facts_of(case).facts
    assert case.steps.get().is_corrected and case.facts.filter(code="notified").count() == 1
    step(case, "notify", officer)
    assert case.due_dates.filter(status="running").count() == 2
    assert verify("kr").broken_at is None


def test_clocks_that_a_step_had_ended_run_again_after_it_is_taken_back() -> None:
    case, officer = opened()
    step(case, "notify", officer)
    ran = set(case.due_dates.filter(status="running").values_list("rule", "due_on"))
    step(case, "holder_declines", officer, reasons="Genuine")
    assert set(case.due_dates.filter(status="running").values_list("rule", "due_on")) != ran
    confirmed(case, officer, kind="step")
    assert set(case.due_dates.filter(status="running").values_list("rule", "due_on")) == ran


def test_a_step_that_moved_money_is_not_taken_back() -> None:
    case, officer = opened()
    step(case, "notify", officer)
    required = case.securities.get().required
    step(case, "holder_requests", officer, appraisal_result="infringing", reasons="x",
         security_amount=str(required), security_form="cash")  # fmt: skip
    with pytest.raises(Refused, match="Money moved"):
        actions.propose_correction(case, kind="step", reason=WHY, by=officer)


def test_a_movement_is_reversed_by_a_second_movement() -> None:
    case, officer = opened()
    line = case.goods.get()
    moved = actions.move_goods(line, source="stored", target="released", quantity=Decimal(200),
                               by=officer)  # fmt: skip
    confirmed(case, officer, kind="goods", data={"movement": moved.pk})
    assert dict(balance(case)[0].parts) == {"stored": Decimal(1200)}
    assert GoodsMovement.objects.filter(goods=line).count() == 3
    first = line.movements.order_by("pk")[0]
    with pytest.raises(Refused, match="stocktake"):
        actions.propose_correction(case, kind="goods", reason=WHY, data={"movement": first.pk},
                                   by=officer)  # fmt: skip
    with pytest.raises(Refused, match="Choose"):
        actions.propose_correction(case, kind="goods", reason=WHY, data={"movement": 999999},
                                   by=officer)  # fmt: skip


def test_a_reason_in_a_sentence_is_asked_for() -> None:
    case, officer = opened()
    with pytest.raises(Refused, match="sentence"):
        actions.propose_correction(case, kind="step", reason="no", by=officer)


def closed() -> tuple[SeizureCase, object]:
    case, officer = opened()
    step(case, "drop_suspicion", officer, reasons="Licensed")
    for code in ("release", "close"):
        step(case, code, officer, reasons="Licensed", release_reason="no_right")
    return case, officer


def test_a_closed_case_is_reopened_by_two_officers_and_closed_again() -> None:
    case, officer = closed()
    assert case.is_closed
    case.consignment.refresh_from_db()
    assert case.consignment.status == "released" and case.consignment.open_cases == 0
    with pytest.raises(Refused, match="closed"):
        actions.propose_correction(case, kind="step", reason=WHY, by=officer)
    with pytest.raises(Refused):
        actions.take_step(case, "notify", by=officer, answers={})
    senior = actor("senior_officer", "kr")
    step(case, "reopen", senior, reasons="A letter came late")
    assert not case.is_closed and case.closed_at is None and case.stage == "settling"
    case.consignment.refresh_from_db()
    assert case.consignment.open_cases == 1
    step(case, "close", officer)
    assert case.is_closed
    case.consignment.refresh_from_db()
    assert case.consignment.open_cases == 0
