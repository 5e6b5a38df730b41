"""Exercises with their seats, and the mark that says the demo's data are in."""

from django.db import models

from seizures.core.models import Row
from seizures.training.querysets import ExerciseQuerySet


class Seeding(Row):
    """The demo's data were filled in: what was received, read and raised, for the summary."""

    name = models.CharField(max_length=40, unique=True)
    summary = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class Exercise(Row):
    """One run of a scenario in a sandbox of its own, joined by its code."""

    scenario = models.CharField(max_length=60)
    code = models.CharField(max_length=8, unique=True)
    sandbox = models.CharField(max_length=60, unique=True)
    trainer = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="exercises_led"
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(default=dict, blank=True)

    objects = ExerciseQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.scenario} {self.code}"


class Seat(Row):
    """A person's place in an exercise, on the side of one administration."""

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="seats")
    administration = models.CharField(max_length=2)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exercise", "user"], name="one_seat_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.administration}"
