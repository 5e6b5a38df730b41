"""What can be done to a case; each verb holds the row, guards, changes and writes the journal."""

from seizures.cases.actions.answering import answer_and_step
from seizures.cases.actions.clocks import miss_due, recount
from seizures.cases.actions.goods import move_goods
from seizures.cases.actions.money import lodge_security, return_security
from seizures.cases.actions.opening import open_case
from seizures.cases.actions.steps import answer_notice, countersign, take_step, withdraw_proposal

__all__ = [
    "answer_and_step",
    "answer_notice",
    "countersign",
    "lodge_security",
    "miss_due",
    "move_goods",
    "open_case",
    "recount",
    "return_security",
    "take_step",
    "withdraw_proposal",
]
