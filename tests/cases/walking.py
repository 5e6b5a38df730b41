"""Opens cases and walks them by the table, for tests."""

from decimal import Decimal
from typing import Any

from seizures.cases import actions
from seizures.cases.facts import procedure_of
from seizures.cases.ledger import balance
from seizures.cases.models import PendingStep, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from tests.builders import actor, found_goods, recorded_right

MAIN = {"kr": "kr/on_request", "cn": "cn/ex_officio"}


def opened(administration: str = "kr", *, track: str = "", **fields: Any
           ) -> tuple[SeizureCase, Actor]:  # fmt: skip
    """A case just opened from an inspection, and the officer who opened it."""
    right = fields.pop("right", None) or recorded_right(**fields.pop("of", {}))
    inspection, officer = found_goods(right, administration=administration, **fields)
    case = actions.open_case(inspection, track=track or MAIN[administration], by=officer)
    return case, officer


def step(case: SeizureCase, code: str, by: Actor, **answers: Any) -> SeizureCase:
    """Takes a step, with its second officer where it needs one."""
    done = actions.take_step(case, code, by=by, answers=answers)
    if isinstance(done, PendingStep):
        actions.countersign(done, by=actor("senior_officer", case.administration))
    case.refresh_from_db()
    return case


def answers_for(case: SeizureCase, step: Any) -> dict[str, Any]:
    """Plausible answers to every question of a step."""
    return {ask.code: _answer(case, step, ask) for ask in step.asks if ask.kind != "file"}


def _answer(case: SeizureCase, step: Any, ask: Any) -> Any:
    if ask.kind == "quantity":
        source = step.ledger.from_code if step.ledger else "stored"
        return {str(line.goods.pk): line.under[source] for line in balance(case)
                if line.under.get(source, Decimal(0)) > 0}  # fmt: skip
    if ask.kind == "choice":
        choices = ask.choices or procedure_of(case).security.forms
        return choices[0].code if choices else "cash"
    if ask.kind == "date":
        return clock.today(case.administration).isoformat()
    if ask.kind == "money":
        row = case.securities.order_by("-id").first()
        return str(row.required if row else 100)
    if ask.kind == "number":
        return str(ask.minimum if ask.minimum is not None else 5)
    return True if ask.kind == "yes_no" else "As found"
