"""Reading alerts and queues."""

import datetime as dt
from typing import Any

from django.db import models

from seizures.screening.choices import UNDECIDED


class RunQuerySet(models.QuerySet[Any]):
    """Runs of the engine."""

    def incomplete(self) -> "RunQuerySet":
        """Begun and not finished: a worker goes on where the last one stopped."""
        return self.filter(is_complete=False)


class AlertQuerySet(models.QuerySet[Any]):
    """Alerts on consignments."""

    def visible_to(self, user: Any) -> "AlertQuerySet":
        """Officials whose administration has a disposition on the alert."""
        if not user.is_official:
            return self.none()
        return self.in_queue_of(user.administration_id)

    def in_queue_of(self, administration: str, **facts: Any) -> "AlertQuerySet":
        """Alerts on which an administration has a disposition, with these facts where given.

        Asked alert by alert, so that a list keeps the order of its own index.
        """
        dispositions = self.model._meta.get_field("dispositions").related_model
        own = dispositions.objects.filter(
            alert=models.OuterRef("pk"), administration=administration, **facts
        )
        return self.filter(models.Exists(own))


class DispositionQuerySet(models.QuerySet[Any]):
    """The queues of the administrations."""

    def visible_to(self, user: Any) -> "DispositionQuerySet":
        """One's own administration's queue."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)

    def undecided(self) -> "DispositionQuerySet":
        """Still to be decided."""
        return self.filter(status__in=UNDECIDED)

    def ranked(self) -> "DispositionQuerySet":
        """The strongest first."""
        return self.order_by("-score", "-id")


class OwnQuerySet(models.QuerySet[Any]):
    """Rows that one administration keeps for itself: rules, watch-lists, engines."""

    def visible_to(self, user: Any) -> "OwnQuerySet":
        """Officials of the administration that keeps them."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)

    def of(self, administration: str) -> "OwnQuerySet":
        """Those of one administration."""
        return self.filter(administration=administration)

    def valid_on(self, day: dt.date) -> "OwnQuerySet":
        """Those whose dates include this day."""
        begun = models.Q(valid_from=None) | models.Q(valid_from__lte=day)
        not_over = models.Q(valid_until=None) | models.Q(valid_until__gte=day)
        return self.filter(begun & not_over)
