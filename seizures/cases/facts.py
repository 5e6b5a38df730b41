"""Turns a case's rows into the facts the law asks about."""

from decimal import Decimal

from seizures.accounts.choices import Role
from seizures.cases.choices import (
    ClockStatus,
    DisposalMethod,
    OrderStatus,
    SecurityKind,
    SecurityStatus,
)
from seizures.cases.ledger import LineBalance, balance
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.law.conditions import CaseFacts
from seizures.law.procedures import Procedure, load
from seizures.reference.models import ExchangeRate

IN_DOLLARS = {"kr/small_parcel"}
"""Tracks whose limit of value is in US dollars."""

LAW_ROLE = {
    Role.OFFICER: "officer", Role.SENIOR_OFFICER: "senior_officer", Role.HOLDER: "holder",
    Role.AGENT: "holder",
}  # fmt: skip


def procedure_of(case: SeizureCase) -> Procedure:
    """The edition fixed for this case's life."""
    return load(case.track, case.edition)


def facts_of(case: SeizureCase, *, goods: list[LineBalance] | None = None) -> CaseFacts:
    """The case as the law sees it now; `goods` are its balances where they were read already."""
    codes = set(case.facts.filter(is_withdrawn=False).values_list("code", flat=True))
    codes |= _money_facts(case)
    if "acceptance_recorded" in codes and _recall_is_over(case):
        codes.add("deadline_missed:recall_order")
    if _has_special_case(case):
        codes.add("special_case_approved")
    lines = balance(case) if goods is None else goods
    if all(line.on_hand == 0 for line in lines):
        codes.add("goods_balanced")
    return CaseFacts(
        administration=case.administration, track=case.track, right_kind=case.right.kind,
        recorded=case.recordation_id is not None, mode=case.consignment.mode, value=case.value,
        currency=case.currency, urgent=case.is_urgent, is_sme=case.right.holder.is_small,
        direction=case.direction, facts=frozenset(codes), value_usd=_in_dollars(case),
        is_gift=bool(case.entry.get("is_gift")),
    )  # fmt: skip


def _recall_is_over(case: SeizureCase) -> bool:
    """The three months for a recall have run out, also before the clock was noted as missed."""
    today = clock.today(case.administration)
    running = case.due_dates.filter(rule="recall_order", status=ClockStatus.RUNNING)
    return bool(running.filter(due_on__lt=today).exists())


def _has_special_case(case: SeizureCase) -> bool:
    """An approved order names the special case in which an imported counterfeit is auctioned."""
    if case.administration != "cn" or case.stage != "confiscated":
        return False
    orders = case.disposal_orders.filter(
        method=DisposalMethod.AUCTION, status__in=(OrderStatus.APPROVED, OrderStatus.PROPOSED)
    )
    return bool(orders.exclude(exception_reason="").exists())


def _in_dollars(case: SeizureCase) -> Decimal | None:
    """The value at the customs rate of the day, where a limit of the law is in US dollars."""
    if case.track not in IN_DOLLARS:
        return None
    day = clock.day_of(case.opened_at, case.administration)
    rate = ExchangeRate.objects.in_force(case.administration, "USD", day)
    return case.value / rate.rate if rate else None


def _money_facts(case: SeizureCase) -> set[str]:
    names = {SecurityKind.REQUEST: "", SecurityKind.COUNTER: "counter_"}
    found: set[str] = set()
    by_kind: dict[str, list[str]] = {}
    for kind, status in case.securities.values_list("kind", "status"):
        by_kind.setdefault(kind, []).append(status)
    for kind, prefix in names.items():
        lodged = [s for s in by_kind.get(kind, []) if s != SecurityStatus.REQUIRED]
        if lodged:
            found.add(f"{prefix}security_held")
            if all(s in {SecurityStatus.RELEASED, SecurityStatus.USED} for s in lodged):
                found.add(f"{prefix}security_settled")
    return found
