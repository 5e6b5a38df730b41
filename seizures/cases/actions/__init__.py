"""What can be done to a case; each verb holds the row, guards, changes and writes the journal."""

from seizures.cases.actions.answering import SAMPLE_STEP, Mark, answer_and_step, answer_notice
from seizures.cases.actions.clocks import miss_due
from seizures.cases.actions.corrections import (
    confirm_correction,
    propose_correction,
    refuse_correction,
)
from seizures.cases.actions.declaring import (
    answer_licence,
    lodge_licence,
    send_answer,
    send_step,
)
from seizures.cases.actions.entering import Found, open_by_hand
from seizures.cases.actions.goods import move_goods
from seizures.cases.actions.inviting import (
    actor_of,
    issue_link,
    note_visit,
    open_link,
    return_by_link,
    revoke_link,
)
from seizures.cases.actions.linking import join_alert, part_alert
from seizures.cases.actions.money import lodge_security, return_security
from seizures.cases.actions.opening import open_case
from seizures.cases.actions.questions import (
    answer_question,
    ask_question,
    chase_question,
    withdraw_question,
)
from seizures.cases.actions.recounting import (
    decide_missed,
    extend_clock,
    recount,
    remind,
    stop_clock,
)
from seizures.cases.actions.steps import countersign, take_step, withdraw_proposal

__all__ = [
    "SAMPLE_STEP",
    "Found",
    "Mark",
    "actor_of",
    "answer_and_step",
    "answer_licence",
    "answer_notice",
    "answer_question",
    "ask_question",
    "chase_question",
    "confirm_correction",
    "countersign",
    "decide_missed",
    "extend_clock",
    "issue_link",
    "join_alert",
    "lodge_licence",
    "lodge_security",
    "miss_due",
    "move_goods",
    "note_visit",
    "open_by_hand",
    "open_case",
    "open_link",
    "part_alert",
    "propose_correction",
    "recount",
    "refuse_correction",
    "remind",
    "return_by_link",
    "return_security",
    "revoke_link",
    "send_answer",
    "send_step",
    "stop_clock",
    "take_step",
    "withdraw_proposal",
    "withdraw_question",
]
