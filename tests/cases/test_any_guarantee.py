"""Whatever is done with guarantees, in any sequence: a letter carries what it says, no more."""

import datetime as dt
import os
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from seizures.cases import ledger_of_money
from seizures.cases.actions import money
from seizures.core import clock
from tests.builders import actor, holder, recorded_right
from tests.cases.guarantee_rules import GuaranteeRules
from tests.cases.guaranteed import in_force
from tests.cases.walking import opened

pytestmark = pytest.mark.timeout(900)
EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "30"))


class AnyGuarantee(GuaranteeRules, RuleBasedStateMachine):
    """Two cases of one holder, a guarantee in force from the first day, and time."""

    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()

    @initialize(place=st.sampled_from(["kr", "cn"]))
    def begin(self, place: str) -> None:
        self.days = 0
        owner = holder()
        right = recorded_right(owner=owner)
        self.people = {role: actor(role, place) for role in ("officer", "senior_officer")}
        self.second = actor("senior_officer", place)
        in_force(owner, place)
        self.case, _officer = opened(place, right=right, value="900.00")
        self.other, _officer = opened(place, right=right, value="700.00")

    def at(self) -> Any:
        return clock.moved_by(dt.timedelta(days=self.days))

    @rule(days=st.sampled_from([1, 90, 300]))
    def let_time_pass(self, days: int) -> None:
        self.days = min(self.days + days, 900)

    @rule()
    def the_case_is_settled(self) -> None:
        with self.at():
            money.return_security(self.case, kind="request", by=self.people["officer"])

    @invariant()
    def the_books_balance(self) -> None:
        if not hasattr(self, "other"):
            return
        assert ledger_of_money.verify(self.case.administration) == []
        for case in (self.case, self.other):
            now = ledger_of_money.balances(case)
            held = sum(row.lodged for row in case.securities.filter(status="held"))
            assert now.get("holder_deposit", 0) == held
            assert sum(now.get(code, 0) for code in ("cash", "paper", "cover")) == held

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference_tables")
def test_no_sequence_of_deeds_breaks_a_guarantee() -> None:
    run_state_machine_as_test(AnyGuarantee, settings=settings(
        max_examples=EXAMPLES, stateful_step_count=14, deadline=None,
        suppress_health_check=list(HealthCheck),
    ))  # fmt: skip
