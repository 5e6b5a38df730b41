"""Whatever allowed steps follow each other: ledgers balance, no goods are lost, clocks end."""

import contextlib
import datetime as dt
import os
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from seizures.cases import actions, ledger_of_money
from seizures.cases.actions import costs
from seizures.cases.choices import CostKind, CostPayer
from seizures.cases.ledger import balance
from seizures.cases.models import PendingStep, SeizureCase
from seizures.cases.policies import offers_for
from seizures.core import clock
from seizures.core.actor import system
from seizures.core.errors import Refused
from seizures.journal.actions import verify
from seizures.law.procedures import load, tracks
from seizures.letters.actions import without_translations
from tests.builders import actor, found_goods, recorded_right
from tests.cases.guarantee_rules import GuaranteeRules
from tests.cases.walking import answers_for

pytestmark = pytest.mark.timeout(900)
TODAY = dt.date(2026, 11, 22)
WALKED = [track for track in tracks() if load(track, TODAY).stages]
"""Every track of both countries that a case can go through."""
EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "20"))
STEPS = 18
ROLES = ("officer", "senior_officer")


class AnyCase(GuaranteeRules, RuleBasedStateMachine):
    """One case, driven by everything its table offers, by time, by corrections and by what its
    holder's guarantees do, which a second case draws on too."""

    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()

    @initialize(track=st.sampled_from(WALKED), kind=st.sampled_from(["trademark", "patent"]),
                recorded=st.booleans())  # fmt: skip
    def open(self, track: str, kind: str, recorded: bool) -> None:
        self.days = 0
        place = track[:2]
        self.people = {role: actor(role, place) for role in ROLES}
        self.second = actor("senior_officer", place)
        right = recorded_right(kind=kind, administrations=(place,) if recorded else ())
        inspection, officer = found_goods(right, administration=place, mode="express",
                                          value="900.00")  # fmt: skip
        self.case = actions.open_case(inspection, track=track, by=officer)
        another, officer = found_goods(right, administration=place, mode="express",
                                       value="700.00")  # fmt: skip
        self.other = actions.open_case(another, track=track, by=officer)

    def at(self) -> Any:
        return clock.moved_by(dt.timedelta(days=self.days))

    @rule(data=st.data(), role=st.sampled_from(ROLES), part=st.booleans())
    def take_a_step(self, data: Any, role: str, part: bool) -> None:
        self.case.refresh_from_db()
        by = self.people[role]
        with self.at(), without_translations():
            offered = [offer.step for offer in offers_for(self.case, by) if offer.is_open]
            if not offered:
                return
            step = data.draw(st.sampled_from(offered), label="step")
            answers = answers_for(self.case, step) | {"duties_confirmed": True}
            if part and "quantities" in answers:
                answers["quantities"] = {
                    key: (amount / 2).quantize(Decimal("0.001"))
                    for key, amount in answers["quantities"].items()
                }  # fmt: skip
            try:
                done = actions.take_step(self.case, step.code, by=by, answers=answers)
                if isinstance(done, PendingStep):
                    actions.countersign(done, by=self.second)
            except Refused:
                return

    @rule(days=st.integers(1, 400))
    def let_time_pass(self, days: int) -> None:
        self.days = min(self.days + days, 1500)
        with self.at(), without_translations():
            today = clock.today(self.case.administration)
            for row in self.case.due_dates.filter(status="running", due_on__lt=today):
                actions.miss_due(row, by=system(self.case.administration))

    @rule()
    def take_the_last_step_back(self) -> None:
        self.case.refresh_from_db()
        with self.at():
            try:
                row = actions.propose_correction(self.case, kind="step", by=self.people["officer"],
                                                 reason="It was the wrong case")  # fmt: skip
            except Refused:
                return
            try:
                actions.confirm_correction(row, by=self.second)
            except Refused:
                actions.refuse_correction(row, by=self.second)

    @rule(kind=st.sampled_from(CostKind.values), days=st.integers(1, 90),
          payer=st.sampled_from(["", *CostPayer.values]), rate=st.integers(1, 5000))  # fmt: skip
    def charge_a_cost(self, kind: str, days: int, payer: str, rate: int) -> None:
        with self.at(), contextlib.suppress(Refused):
            costs.charge_cost(
                self.case, kind=kind, first=clock.today(self.case.administration), days=days,
                rate=Decimal(rate) / 100, payer=payer, by=self.people["officer"],
            )  # fmt: skip

    @rule(data=st.data(), payer=st.sampled_from(["holder", "owner", "fine"]))
    def pay_or_strike_a_cost(self, data: Any, payer: str) -> None:
        rows = list(self.case.costs.order_by("id"))
        with self.at(), contextlib.suppress(Refused):
            if rows and data.draw(st.booleans(), label="strike"):
                costs.strike_cost(data.draw(st.sampled_from(rows), label="cost"),
                                  reason="Entered twice", by=self.people["officer"])  # fmt: skip
            else:
                costs.take_payment(self.case, payer=payer, by=self.people["officer"],
                                   amount=Decimal(data.draw(st.integers(1, 999))))  # fmt: skip

    @rule()
    def ask_the_holder(self) -> None:
        with self.at():
            try:
                actions.ask_question(self.case, party="holder", text="Is it genuine?", days=3,
                                     stops_clocks=True, by=self.people["officer"])  # fmt: skip
            except Refused:
                return

    @invariant()
    @precondition(lambda self: hasattr(self, "case"))
    def nothing_is_lost(self) -> None:
        case = SeizureCase.objects.get(pk=self.case.pk)
        for line in balance(case):
            assert line.is_balanced and line.seized == line.goods.quantity
            assert all(quantity >= 0 for quantity in line.under.values())
        for security in case.securities.all():
            assert security.lodged >= 0
            assert (security.lodged_at is None) == (security.status == "required")
            if security.status in {"released", "used"}:
                assert security.used + security.returned >= security.lodged
        self.money_stands(case)
        consignment = case.consignment
        assert consignment.open_cases == (0 if case.is_closed else 1)
        running = case.due_dates.filter(status="running")
        if case.is_closed:
            assert not running.exists() and case.next_due_on is None
            assert all(line.on_hand == 0 for line in balance(case))
            assert not case.pending_steps.filter(is_settled=False).exists()
            assert case.closed_at is not None
        else:
            first = running.order_by("due_on").values_list("due_on", flat=True).first()
            assert case.next_due_on == first
        rules = list(running.values_list("rule", flat=True))
        assert len(rules) == len(set(rules)), "a rule runs twice"

    def money_stands(self, case: SeizureCase) -> None:
        """The books balance, and what they hold is what the securities say."""
        assert ledger_of_money.verify(case.administration) == []
        now = ledger_of_money.balances(case)
        for kind, account in (("request", "holder_deposit"), ("counter", "owner_deposit")):
            held = case.securities.filter(kind=kind, status="held")
            assert now.get(account, 0) == sum(row.lodged for row in held)
        deposits = now.get("holder_deposit", 0) + now.get("owner_deposit", 0)
        assert deposits == now.get("cash", 0) + now.get("paper", 0) + now.get("cover", 0)

    def teardown(self) -> None:
        try:
            if hasattr(self, "case"):
                assert verify(self.case.administration).broken_at is None
        finally:
            transaction.set_rollback(True)
            self.world.__exit__(None, None, None)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference_tables")
def test_no_sequence_of_allowed_steps_breaks_a_case() -> None:
    run_state_machine_as_test(AnyCase, settings=settings(
        max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None,
        suppress_health_check=list(HealthCheck),
    ))  # fmt: skip
