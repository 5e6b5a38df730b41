"""What only training writes: the demo's finishing touches, exercises, and bulk for measuring."""

from seizures.training.actions.exercising import (
    end_exercise,
    join_exercise,
    leave_exercise,
    reset_exercise,
    start_exercise,
)
from seizures.training.actions.filling import (
    describe_holders,
    link_holder,
    note_seeding,
    set_password,
)
from seizures.training.actions.scaling import load_scale

__all__ = [
    "describe_holders",
    "end_exercise",
    "join_exercise",
    "leave_exercise",
    "link_holder",
    "load_scale",
    "note_seeding",
    "reset_exercise",
    "set_password",
    "start_exercise",
]
