"""The demo's money: one general guarantee that cases of a right holder draw on, and their costs."""

import datetime as dt
from decimal import Decimal

from seizures.accounts.models import User
from seizures.cases.actions import costs, covering, guarantees
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.rights.models import Holder
from seizures.training.seed.cargo import say
from seizures.training.seed.moments import days_ago

OWNER = "holder-large"
AMOUNT = Decimal(260_000)
A_DAY = Decimal(180)
EXPECTED = Decimal(5_200)
"""What an officer expects a case of this holder to cost, in yuan."""


def lodge_guarantee() -> None:
    """The larger right holder lodges a letter in China; two officers accept it."""
    applicant = User.objects.get(username=OWNER)
    owner = Holder.objects.filter(organisation_id=applicant.organisation_id).order_by("pk").first()
    assert owner is not None
    with days_ago(70, hour=9):
        today = clock.today("cn")
        row = guarantees.apply_guarantee(
            owner, administration="cn", amount=AMOUNT, form="guarantee_letter",
            guarantor="海韵银行股份有限公司 青岛分行", reference="HY-QD-2026-0917",
            past_costs=Decimal(214_300), expected_costs=Decimal(240_000),
            letter_until=dt.date(today.year + 1, 6, 30), by=of_user(applicant),
        )  # fmt: skip
    with days_ago(67, hour=10):
        guarantees.propose_acceptance(row, by=of_user(User.objects.get(username="cn-officer")))
    with days_ago(66, hour=15):
        guarantees.accept_guarantee(row, by=of_user(User.objects.get(username="cn-senior")))


def cover_if_possible(case: SeizureCase, officer: User) -> None:
    """Puts a case under the guarantee of its right holder, where one stands and still reaches."""
    for guarantee in covering.covering(case):
        try:
            covering.draw_guarantee(case, guarantee, amount=EXPECTED, by=of_user(officer))
        except Refused as refusal:
            say(f"  {refusal}")
        else:
            return


def charge_costs() -> None:
    """Storage of the cases that draw on the guarantee; every second one is paid."""
    rows = SeizureCase.objects.filter(securities__guarantee__isnull=False).distinct()
    for number, case in enumerate(rows.select_related("officer").order_by("opened_at")):
        by = of_user(case.officer)
        first = clock.day_of(case.opened_at, case.administration)
        days = max(min((clock.today(case.administration) - first).days, 25), 1)
        costs.charge_cost(case, kind="storage", first=first, days=days, rate=A_DAY, by=by)
        if number % 2 == 0:
            costs.take_payment(case, payer="holder", amount=A_DAY * days, by=by,
                               reference=f"QD-{first:%m%d}-{number + 1:02d}")  # fmt: skip
