"""Guarantees in force and cases that could be put under them, for the tests."""

import datetime as dt
from decimal import Decimal
from typing import Any

from seizures.cases.actions import guarantees
from seizures.cases.models import Guarantee, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.rights.models import Holder
from tests.builders import actor, holder, recorded_right
from tests.cases.walking import opened

AMOUNT = {"kr": "500000000", "cn": "200000"}


def applied(owner: Holder, administration: str = "cn", *, by: Actor | None = None,
            amount: str = "", reference: str = "BOC-2026-1", **more: Any) -> Guarantee:  # fmt: skip
    """An application; the holder must have a right recorded there."""
    today = clock.today(administration)
    period = {"covers_from": today, "covers_until": today + dt.timedelta(days=200)}
    own = {"letter_until": dt.date(today.year + 1, 6, 30)} if administration == "cn" else period
    form = {"cn": "guarantee_letter", "kr": "guarantor_letter"}[administration]
    return guarantees.apply_guarantee(
        owner, administration=administration, amount=Decimal(amount or AMOUNT[administration]),
        guarantor="Hanbada Bank", reference=reference, by=by or actor("officer", administration),
        **({"form": form} | own | more),
    )  # fmt: skip


def in_force(owner: Holder, administration: str = "cn", **more: Any) -> Guarantee:
    """A guarantee accepted by two officers."""
    row = applied(owner, administration, **more)
    guarantees.propose_acceptance(row, by=actor("officer", administration))
    return guarantees.accept_guarantee(row, by=actor("senior_officer", administration))


def cases_of(owner: Holder, count: int = 1, administration: str = "cn",
             **fields: Any) -> list[SeizureCase]:  # fmt: skip
    """Cases of one right of this holder, each with a security still to be lodged."""
    right = recorded_right(owner=owner)
    return [opened(administration, right=right, **fields)[0] for _n in range(count)]


def covered(administration: str = "cn", count: int = 1) -> tuple[Guarantee, list[SeizureCase]]:
    """A guarantee in force and cases that wait to be put under it."""
    owner = holder()
    cases = cases_of(owner, count, administration)
    return in_force(owner, administration), cases
