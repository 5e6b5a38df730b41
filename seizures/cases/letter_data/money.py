"""Amounts and quantities as letters print them, and the security of a case."""

from decimal import Decimal
from typing import Any

from seizures.cases.choices import SecurityKind
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.law.formulas import shown

COUNTER = {"kr/form17", "kr/form18", "cn/counter_security_notice", "kr/counter_decision"}
"""Letters about the security of the cargo owner's side."""


def in_minor_units(amount: Decimal, currency: str) -> Decimal:
    """The amount in whole minor units: won without decimals, yuan with two."""
    return amount.quantize(Decimal(1) if currency == "KRW" else Decimal("0.01"))


def plain(number: Decimal) -> str:
    """A decimal without needless zeros and without an exponent."""
    return f"{number.normalize():f}"


def security_block(case: SeizureCase, key: str, answers: dict[str, Any]) -> dict[str, Any] | None:
    """The security a letter is about: the counter-security where it is, else the holder's."""
    rows = case.securities.order_by("-id")
    kind = SecurityKind.COUNTER if key in COUNTER else SecurityKind.REQUEST
    row = rows.filter(kind=kind).first() or rows.first()
    if row is None:
        return _asked_only(case, answers)
    block: dict[str, Any] = {
        "amount": plain(row.lodged or row.required), "currency": row.currency,
        "goods_value": plain(case.value), "formula": dict(shown(row.formula, row.currency)),
        "form": row.form,
        "number": row.reference,
    }  # fmt: skip
    if row.guarantee_id:
        block |= {"form": "general_guarantee", "formula": ""}
    if row.lodged_at:
        block["provided_on"] = clock.day_of(row.lodged_at, case.administration).isoformat()
    if row.expires_on:
        block["expires_on"] = row.expires_on.isoformat()
    if key == "kr/form21" and answers.get("security_expires_on"):
        block["new_expires_on"] = answers["security_expires_on"]
    return block


def _asked_only(case: SeizureCase, answers: dict[str, Any]) -> dict[str, Any] | None:
    """A security that is offered with the step at hand and has no row yet."""
    amount = answers.get("security_amount")
    if not amount:
        return None
    return {"amount": str(amount).replace(",", ""), "currency": case.currency,
            "goods_value": plain(case.value),
            "form": answers.get("security_form") or answers.get("security_form_cn") or "cash",
            "expires_on": answers.get("security_expires_on") or ""}  # fmt: skip
