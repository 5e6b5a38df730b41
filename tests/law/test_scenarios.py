"""Every worked example of the scenario files, as a lawyer wrote it."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from seizures.law import answers, deadlines, securities

FILES = sorted((Path(__file__).parent / "scenarios").glob("*.toml"))


def _rows(kind: str) -> list[Any]:
    rows = []
    for path in FILES:
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get(kind, ()):
            rows.append(pytest.param(row, id=f"{path.stem}: {row['says']}"))
    return rows


@pytest.mark.parametrize("row", _rows("deadline"))
def test_a_deadline_falls_on_the_day_the_lawyer_says(row: dict[str, Any]) -> None:
    due = deadlines.compute(
        row["track"],
        row["rule"],
        row["from"],
        urgent=row.get("urgent", False),
        extended=row.get("extended", False),
        edition=row.get("edition"),
    )
    assert due.due_on == row["due_on"]
    assert due.opens_on == row.get("opens_on")
    assert due.provisional is row.get("provisional", False)
    assert due.confirmed is not row.get("to_be_confirmed", False)
    assert due.due_on_if_start_counted == row.get("due_on_if_start_counted")
    assert due.basis and due.trail


@pytest.mark.parametrize("row", _rows("security"))
def test_a_security_is_the_amount_the_lawyer_says(row: dict[str, Any]) -> None:
    prior = row.get("prior_costs")
    amount = securities.compute(
        row["track"],
        Decimal(row["value"]),
        sme=row.get("sme", False),
        counter=row.get("counter", False),
        right=row.get("right"),
        general=row.get("general", False),
        prior_costs=Decimal(prior) if prior else None,
    )
    assert amount.amount == Decimal(row["amount"])
    assert amount.currency == {"kr": "KRW", "cn": "CNY"}[row["track"][:2]]
    assert amount.basis and amount.formula


def test_the_answers_have_the_keys_that_scripts_rely_on() -> None:
    rows = answers.due_rows("cn/ex_officio", "determination", [date(2026, 4, 30)])
    assert rows == [
        {
            "from": "2026-04-30",
            "due_on": "2026-06-15",
            "opens_on": None,
            "counting": "cn_wd",
            "basis": "Reg. 20",
            "provisional": False,
            "due_on_if_start_counted": "2026-06-12",
        }
    ]
    assert answers.security_row("kr/on_request", Decimal("10000.5")) == {
        "amount": "12001",
        "currency": "KRW",
        "basis": "Decree 241(1)(2)",
        "formula": "10000.5 x 1.20",
    }
    assert answers.security_row("kr/small_parcel", Decimal(5))["amount"] == "0"


def test_what_is_not_confirmed_says_so_in_its_basis() -> None:
    row = answers.due_rows("kr/on_request", "interim_measure_default", [date(2026, 5, 1)])[0]
    assert str(row["basis"]).endswith("(to be confirmed)")
    assert "(to be confirmed)" in answers.security_row("cn/ex_officio", Decimal(1))["basis"]
