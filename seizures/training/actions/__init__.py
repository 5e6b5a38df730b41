"""What only training writes: the demo's finishing touches, exercises, and bulk for measuring."""

from seizures.training.actions.filling import (
    describe_holders,
    link_holder,
    note_seeding,
    set_password,
    set_principals,
)

__all__ = ["describe_holders", "link_holder", "note_seeding", "set_password",
           "set_principals"]  # fmt: skip
