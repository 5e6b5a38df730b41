"""What happens to guarantees for many cases in any sequence: rules for a machine of cases."""

import contextlib
import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from seizures.cases import ledger_of_money
from seizures.cases.actions import costs, covering, guarantees, money
from seizures.cases.models import Guarantee, Security, SeizureCase
from seizures.core import clock
from seizures.core.actor import system
from seizures.core.database import atomic
from seizures.core.errors import Refused
from tests.cases.guaranteed import applied

MOST = {"cn": 400_000, "kr": 9_000_000}
SHARES = st.integers(1, 100)
"""An amount in hundredths of the most that a guarantee of the administration is here."""


class GuaranteeRules:
    """Rules about the guarantees of the holder of `self.case` and of `self.other`, a second case.

    The machine gives `case`, `other`, `people`, `second` and `at()`.
    """

    case: SeizureCase
    other: SeizureCase
    people: dict[str, Any]
    second: Any

    def at(self) -> Any:
        raise NotImplementedError

    def of_most(self, share: int) -> Decimal:
        return Decimal(MOST[self.case.administration] * share) / 100

    def guarantees(self) -> list[Guarantee]:
        return list(Guarantee.objects.filter(holder=self.case.right.holder).order_by("id"))

    @rule(share=SHARES, far=st.booleans())
    def a_guarantee_is_accepted(self, share: int, far: bool) -> None:
        place, number = self.case.administration, len(self.guarantees())
        with self.at(), contextlib.suppress(Refused), atomic():
            until = dt.date(clock.today(place).year + (2 if far else 1), 6, 30)
            row = applied(self.case.right.holder, place, by=self.people["officer"],
                          amount=str(self.of_most(share)), reference=f"L-{number}",
                          letter_until=until)  # fmt: skip
            guarantees.propose_acceptance(row, by=self.people["officer"])
            guarantees.accept_guarantee(row, by=self.second)

    @rule(data=st.data(), second=st.booleans(), share=SHARES)
    def a_case_draws(self, data: Any, second: bool, share: int) -> None:
        rows, case = self.guarantees(), self.other if second else self.case
        if rows:
            row = data.draw(st.sampled_from(rows), label="guarantee")
            with self.at(), contextlib.suppress(Refused):
                covering.draw_guarantee(case, row, amount=self.of_most(share),
                                        by=self.people["officer"])  # fmt: skip

    @rule(data=st.data(), share=SHARES)
    def it_is_raised(self, data: Any, share: int) -> None:
        if rows := self.guarantees():
            row = data.draw(st.sampled_from(rows), label="guarantee")
            with self.at(), contextlib.suppress(Refused):
                guarantees.raise_guarantee(row, amount=self.of_most(share), reference="more",
                                           by=self.second)  # fmt: skip

    @rule()
    def those_whose_time_is_over_expire(self) -> None:
        place = self.case.administration
        with self.at():
            guarantees.expire_guarantees(place, by=system(place))

    @rule(second=st.booleans(), share=SHARES)
    def more_or_less_is_asked(self, second: bool, share: int) -> None:
        case = self.other if second else self.case
        with self.at(), contextlib.suppress(Refused), atomic():
            money.adjust_security(case, amount=self.of_most(share), by=self.people["officer"])

    @rule(second=st.booleans(), share=SHARES)
    def the_rest_is_lodged(self, second: bool, share: int) -> None:
        case = self.other if second else self.case
        with self.at(), contextlib.suppress(Refused):
            costs.take_top_up(case, amount=self.of_most(share), reference="T",
                              by=self.people["officer"])  # fmt: skip

    @rule(share=SHARES, use=st.booleans())
    def the_other_case_is_settled(self, share: int, use: bool) -> None:
        by = self.people["officer"]
        with self.at(), contextlib.suppress(Refused):
            if use:
                money.use_security(self.other, kind="request", amount=self.of_most(share), by=by)
            else:
                money.return_security(self.other, kind="request", by=by)

    @invariant()
    def guarantees_stand(self) -> None:
        """Each letter is what is free and drawn; what is drawn is what its cases hold of it."""
        if not hasattr(self, "other"):
            return
        for row in self.guarantees():
            now = ledger_of_money.balances_of_guarantee(row)
            letter, free, drawn = (now.get(code, 0) for code in ("letter", "free", "drawn"))
            own = Security.objects.filter(guarantee=row)
            assert letter == free + drawn and min(letter, free, drawn) >= 0
            assert drawn == sum(one.lodged for one in own if one.status == "held")
            if row.status == "accepted":
                assert letter == row.amount - sum(one.used for one in own)
            else:
                assert free == 0, "nothing is free on a guarantee that is not in force"
        for case in (self.case, self.other):
            asked = case.questions.filter(about="top_up", status="open")
            lacking = [one.lacking for one in case.securities.all() if one.lacking]
            closed = SeizureCase.objects.get(pk=case.pk).is_closed
            assert asked.count() == (len(lacking) if not closed else 0)
