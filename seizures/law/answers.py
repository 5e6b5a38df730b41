"""The answers of the commands `due` and `security`, as plain rows ready to print."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from seizures.law import deadlines, securities
from seizures.law.calendars import Calendar

TO_BE_CONFIRMED = "to be confirmed"
"""Marks a basis that was not read in the original, or leaves the counting open."""


def due_rows(
    track: str,
    rule: str,
    froms: Iterable[date],
    urgent: bool = False,
    extended: bool = False,
    edition: date | None = None,
    calendar: Calendar | None = None,
) -> list[dict[str, str | bool | None]]:
    """One row per triggering day; raises `LawError` naming what exists before any row is made.

    Chinese periods counted "from detention" also carry `due_on_if_start_counted`.
    """
    rows: list[dict[str, str | bool | None]] = []
    for start in froms:
        due = deadlines.compute(
            track, rule, start, urgent=urgent, extended=extended, edition=edition, calendar=calendar
        )
        row: dict[str, str | bool | None] = {
            "from": due.start.isoformat(),
            "due_on": due.due_on.isoformat(),
            "opens_on": due.opens_on.isoformat() if due.opens_on else None,
            "counting": due.counting,
            "basis": _marked(due.basis, due.confirmed),
            "provisional": due.provisional,
        }
        if due.due_on_if_start_counted:
            row["due_on_if_start_counted"] = due.due_on_if_start_counted.isoformat()
        rows.append(row)
    return rows


def security_row(
    track: str,
    value: Decimal,
    *,
    sme: bool = False,
    counter: bool = False,
    right: str | None = None,
    general: bool = False,
    prior_costs: Decimal | None = None,
    edition: date | None = None,
) -> dict[str, str]:
    """The security of a track for a value: amount (a decimal string), currency, basis, formula."""
    answer = securities.compute(
        track,
        value,
        sme=sme,
        counter=counter,
        right=right,
        general=general,
        prior_costs=prior_costs,
        edition=edition,
    )
    return {
        "amount": f"{answer.amount:f}",
        "currency": answer.currency,
        "basis": _marked(answer.basis, answer.confirmed),
        "formula": answer.formula,
    }


def _marked(basis: str, confirmed: bool) -> str:
    return basis if confirmed else f"{basis} ({TO_BE_CONFIRMED})"
