"""Reading exercises."""

from typing import Any

from django.db import models
from django.db.models import Q


class ExerciseQuerySet(models.QuerySet[Any]):
    """Joint exercises."""

    def visible_to(self, user: Any) -> "ExerciseQuerySet":
        """Those one leads or sits in; outsiders none."""
        if not user.is_official:
            return self.none()
        return self.filter(Q(trainer_id=user.pk) | Q(seats__user_id=user.pk)).distinct()

    def open(self) -> "ExerciseQuerySet":
        """Begun and not ended."""
        return self.filter(ended_at=None)
