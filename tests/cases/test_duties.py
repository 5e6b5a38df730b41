"""Closing with something still open names it; release waits for the last case."""

import pytest

from seizures.cargo import actions as cargo
from seizures.cases import actions
from seizures.core.errors import Refused
from tests.builders import recorded_right
from tests.cases.walking import opened, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def test_a_case_with_an_open_question_is_closed_only_knowingly() -> None:
    case, officer = opened()
    step(case, "drop_suspicion", officer, reasons="Licensed")
    step(case, "release", officer, release_reason="no_right")
    actions.ask_question(case, party="holder", text="Sure?", days=5, by=officer)
    with pytest.raises(Refused, match="question waits"):
        actions.take_step(case, "close", by=officer, answers={})
    done = actions.take_step(case, "close", by=officer, answers={"duties_confirmed": True})
    case.refresh_from_db()
    assert case.is_closed and done.answers["duties_confirmed"] == ["questions"]


def test_goods_are_not_released_while_a_case_is_open_on_them() -> None:
    case, officer = opened()
    with pytest.raises(Refused, match="case is open"):
        cargo.release_consignment(case.consignment, reason="Released", by=officer)
    step(case, "drop_suspicion", officer, reasons="Licensed")
    step(case, "release", officer, release_reason="no_right")
    with pytest.raises(Refused, match="case is open"):
        cargo.release_consignment(case.consignment, reason="Released", by=officer)
    step(case, "close", officer)
    case.consignment.refresh_from_db()
    assert case.consignment.status == "released"


def test_the_last_of_two_cases_lets_the_goods_go() -> None:
    from seizures.inspections import actions as inspections

    case, officer = opened()
    order = inspections.open_inspection(consignment=case.consignment, by=officer, place="Store")
    inspections.record_finding(order, verdict="suspected", quantity=5, by=officer,
                               line=case.consignment.lines.get(),
                               right=recorded_right("GAON"))  # fmt: skip
    other = actions.open_case(inspections.finish(order, by=officer), track=case.track, by=officer)
    for row in (case, other):
        row.consignment.refresh_from_db()
        assert row.consignment.status == "held"
        step(row, "drop_suspicion", officer, reasons="Licensed")
        step(row, "release", officer, release_reason="no_right")
        step(row, "close", officer)
    case.consignment.refresh_from_db()
    assert case.consignment.status == "released"
