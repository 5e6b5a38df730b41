"""Screens manifests, screens changed rights over open cargo, raises alerts and decides on them."""

from seizures.screening.actions.arranging import arrange
from seizures.screening.actions.bundling import take_out
from seizures.screening.actions.deciding import (
    assign,
    confirm_dismissal,
    dismiss,
    part_from_case,
    reopen,
    take,
)
from seizures.screening.actions.escalating import escalate, set_level
from seizures.screening.actions.exploring import explore
from seizures.screening.actions.following import (
    note_called_off,
    note_case,
    note_draws,
    note_inspection,
    record_outcome,
)
from seizures.screening.actions.handing import (
    declare_conflict,
    end_conflict,
    hand_over,
    note_seen,
    see_handover,
    transfer,
)
from seizures.screening.actions.learning import begin_learning, learn, waiting_lessons
from seizures.screening.actions.merging import merge, unmerge
from seizures.screening.actions.proposing import (
    confirm_engine,
    propose_engine,
    refuse_engine,
    withdraw_engine,
)
from seizures.screening.actions.referring import raise_by_hand, refer
from seizures.screening.actions.rescreening import begin_rescreen, begin_rescreens, rescreen
from seizures.screening.actions.resuming import try_again
from seizures.screening.actions.ruling import (
    change_rule,
    copy_rule,
    draft_rule,
    retire_rule,
    try_rule,
)
from seizures.screening.actions.running import queue_waiting, screen_manifest
from seizures.screening.actions.shadowing import begin_shadow_run, run_shadow, waiting_shadow_runs
from seizures.screening.actions.shifting import set_capacity
from seizures.screening.actions.snoozing import end_snooze, end_snoozes, snooze
from seizures.screening.actions.verdicts import note_verdict
from seizures.screening.actions.watching import (
    change_watch,
    end_watch,
    enter_watch,
    settle_suggestion,
)

__all__ = [
    "arrange",
    "assign",
    "begin_learning",
    "begin_rescreen",
    "begin_rescreens",
    "begin_shadow_run",
    "change_rule",
    "change_watch",
    "confirm_dismissal",
    "confirm_engine",
    "copy_rule",
    "declare_conflict",
    "dismiss",
    "draft_rule",
    "end_conflict",
    "end_snooze",
    "end_snoozes",
    "end_watch",
    "enter_watch",
    "escalate",
    "explore",
    "hand_over",
    "learn",
    "merge",
    "note_called_off",
    "note_case",
    "note_draws",
    "note_inspection",
    "note_seen",
    "note_verdict",
    "part_from_case",
    "propose_engine",
    "queue_waiting",
    "raise_by_hand",
    "record_outcome",
    "refer",
    "refuse_engine",
    "reopen",
    "rescreen",
    "retire_rule",
    "run_shadow",
    "screen_manifest",
    "see_handover",
    "set_capacity",
    "set_level",
    "settle_suggestion",
    "snooze",
    "take",
    "take_out",
    "transfer",
    "try_again",
    "try_rule",
    "unmerge",
    "waiting_lessons",
    "waiting_shadow_runs",
    "withdraw_engine",
]
