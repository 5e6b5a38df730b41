"""Starts, joins, resets and ends joint exercises; each runs in a sandbox of its own."""

import datetime as dt
import secrets

from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold, in_sandbox
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.training import scenario as scenarios
from seizures.training.actions import sandboxing
from seizures.training.actions.staging import stage
from seizures.training.models import Exercise, Seat
from seizures.training.policies import require_trainer, require_trainer_of
from seizures.training.scoring import summary

SIGNS = "ACDEFHJKLMNPRTUVWXY3479"
KEPT = dt.timedelta(days=1)
"""How long the sandbox of an ended exercise stays, for those who still look around in it."""


def start_exercise(name: str, *, by: Actor) -> Exercise:
    """A new exercise of a scenario: its sandbox is filled, its code handed out."""
    require_trainer(by)
    told = scenarios.load(name)
    code = "".join(secrets.choice(SIGNS) for _sign in range(6))
    sandbox, template = f"sandbox_{code.lower()}", f"template_{code.lower()}"
    with in_sandbox(""):
        _clear_away(by)
        sandboxing.make_empty(template)
        with in_sandbox(template):
            stage(told)
        sandboxing.copy(template, sandbox)
        with atomic():
            exercise: Exercise = Exercise.objects.create(
                scenario=name, code=code, sandbox=sandbox, trainer_id=int(by.id),
                started_at=clock.now(),
            )  # fmt: skip
            record("exercise.started", kind="exercise", key=exercise.pk, by=by, reference=code,
                   scenario=name)  # fmt: skip
    return exercise


def join_exercise(code: str, *, by: Actor) -> Seat:
    """Takes a seat on the side of one's own administration; joining again keeps the seat."""
    with in_sandbox(""), atomic():
        exercise = Exercise.objects.open().filter(code=code.strip().upper()).first()
        if exercise is None:
            raise Refused(_("No exercise with this code is running. Ask your trainer for the "
                            "code."), field="code")  # fmt: skip
        if not by.administration or by.kind != "user":
            raise Refused(_("Only officials of an administration take part in exercises."))
        sandboxing.mirror(exercise.sandbox)
        seat, is_new = Seat.objects.get_or_create(
            exercise=exercise, user_id=int(by.id), defaults={"administration": by.administration}
        )
        if is_new or seat.left_at:
            seat.left_at = None
            seat.save(update_fields=["left_at"])
            record("exercise.joined", kind="exercise", key=exercise.pk, by=by,
                   reference=exercise.code)  # fmt: skip
    return seat


def leave_exercise(exercise: Exercise, *, by: Actor) -> None:
    """Gets up from one's seat; what was decided stays."""
    with in_sandbox(""), atomic():
        gone = Seat.objects.filter(exercise=exercise, user_id=int(by.id), left_at=None)
        if gone.update(left_at=clock.now()):
            record("exercise.left", kind="exercise", key=exercise.pk, by=by,
                   reference=exercise.code)  # fmt: skip


def reset_exercise(exercise: Exercise, *, by: Actor) -> Exercise:
    """Puts the sandbox back to how it was at the start: one copy."""
    require_trainer_of(exercise, by)
    with in_sandbox(""):
        if exercise.ended_at:
            raise Refused(_("This exercise has ended. Start a new one."))
        sandboxing.copy(f"template_{exercise.code.lower()}", exercise.sandbox)
        sandboxing.mirror(exercise.sandbox)
        with atomic():
            row: Exercise = hold(Exercise.objects.all(), pk=exercise.pk)
            row.started_at = clock.now()
            row.save(update_fields=["started_at"])
            record("exercise.reset", kind="exercise", key=row.pk, by=by, reference=row.code)
    return row


def end_exercise(exercise: Exercise, *, by: Actor) -> Exercise:
    """Ends the exercise and keeps its result; ending twice is once."""
    require_trainer_of(exercise, by)
    with in_sandbox(""):
        result = summary(exercise)
        with atomic():
            row: Exercise = hold(Exercise.objects.all(), pk=exercise.pk)
            if row.ended_at is None:
                row.ended_at, row.result = clock.now(), result
                row.save(update_fields=["ended_at", "result"])
                record("exercise.ended", kind="exercise", key=row.pk, by=by, reference=row.code,
                       scores=result["scores"])  # fmt: skip
    return row


def _clear_away(by: Actor) -> None:
    """Removes the sandboxes of exercises that ended a while ago; their results stay."""
    for row in Exercise.objects.filter(ended_at__lt=clock.now() - KEPT):
        sandboxing.remove(row.sandbox)
        sandboxing.remove(f"template_{row.code.lower()}")
