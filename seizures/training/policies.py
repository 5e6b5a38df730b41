"""Who may lead an exercise, and who may take part."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.accounts.choices import Role
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed
from seizures.training.models import Exercise


def may_lead(who: Any) -> bool:
    """Trainers start exercises and see the truth while they run."""
    return bool(who.role == Role.TRAINER)


def may_see_truth(user: Any, exercise: Exercise) -> bool:
    """The trainer always, everybody else once it is over."""
    return exercise.ended_at is not None or exercise.trainer_id == user.pk


def require_trainer(by: Actor) -> None:
    """Refuses everybody but trainers."""
    if by.kind != "user" or not may_lead(by):
        raise NotAllowed(_("Only a trainer may do this."))


def require_trainer_of(exercise: Exercise, by: Actor) -> None:
    """Refuses everybody but the trainer who started it."""
    require_trainer(by)
    if str(exercise.trainer_id) != by.id:
        raise NotAllowed(_("Only the trainer who started this exercise may do this."))
