"""Which part a person plays: trainees and trainers are officers inside an exercise only."""

from seizures.accounts.choices import Role
from seizures.core.database import sandbox

IN_EXERCISE = {Role.TRAINEE: Role.OFFICER, Role.TRAINER: Role.SENIOR_OFFICER}
ON_DUTY = {Role.OFFICER, Role.SENIOR_OFFICER}


def part_of(role: str) -> str:
    """The role that counts now: in a sandbox a trainee acts as officer, a trainer as senior."""
    return str(IN_EXERCISE.get(Role(role), role)) if sandbox() and role in Role.values else role


def is_on_duty(role: str) -> bool:
    """Decides on cargo where it stands now: the real house, or an exercise."""
    return part_of(role) in ON_DUTY
