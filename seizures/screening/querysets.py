"""Reading alerts and queues."""

import datetime as dt
from typing import Any

from django.db import models

from seizures.core.choices import JobStatus
from seizures.screening.choices import UNDECIDED, RunKind


class RunQuerySet(models.QuerySet[Any]):
    """Runs of the engine."""

    def visible_to(self, user: Any) -> "RunQuerySet":
        """Runs over changed rights concern both administrations; a manifest's only its own."""
        if not user.is_official:
            return self.none()
        joint = models.Q(kind=RunKind.RESCREEN)
        return self.filter(joint | models.Q(manifest__administration=user.administration_id))

    def rescreens(self) -> "RunQuerySet":
        """Cargo screened again for changed rights."""
        return self.filter(kind=RunKind.RESCREEN)

    def at_work(self) -> "RunQuerySet":
        """Waiting for a worker, or in its hands."""
        return self.incomplete().exclude(job__status=JobStatus.FAILED)

    def stopped(self) -> "RunQuerySet":
        """Given up before the end; they wait for a person."""
        return self.incomplete().filter(job__status=JobStatus.FAILED)

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

    def shown(self) -> "DispositionQuerySet":
        """What stands in the list itself: single alerts, and the leads of bundles.

        Asked as a list of one value: SQLite reads no index for a bare NOT.
        """
        return self.filter(is_covered__in=[False])

    def not_arranged(self) -> "DispositionQuerySet":
        """Rows whose bundle and snooze nobody has looked for yet."""
        return self.filter(is_arranged=False)

    def late(self) -> "DispositionQuerySet":
        """Waiting longer than the service level allows, as the senior officers were told."""
        return self.undecided().filter(escalated_at__isnull=False)

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


class BundleQuerySet(models.QuerySet[Any]):
    """Alerts decided as one."""

    def visible_to(self, user: Any) -> "BundleQuerySet":
        """One's own administration's bundles."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)


class SnoozeQuerySet(models.QuerySet[Any]):
    """Alerts put aside."""

    def visible_to(self, user: Any) -> "SnoozeQuerySet":
        """One's own administration's snoozes."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)

    def active(self) -> "SnoozeQuerySet":
        """Not ended by time or by an officer."""
        return self.filter(is_active=True)

    def ended_by(self, instant: dt.datetime) -> "SnoozeQuerySet":
        """Active ones whose time is over at an instant."""
        return self.active().filter(until__lte=instant)


class ShiftQuerySet(models.QuerySet[Any]):
    """Shifts and what they can do."""

    def visible_to(self, user: Any) -> "ShiftQuerySet":
        """One's own administration's shifts."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)

    def at(self, administration: str, day: dt.date, part: str) -> "ShiftQuerySet":
        """All offices' shifts of one half of a day."""
        return self.filter(administration=administration, day=day, part=part)

    def drawn(self) -> "ShiftQuerySet":
        """Those whose random items were drawn."""
        return self.filter(drawn_at__isnull=False)


class DrawQuerySet(models.QuerySet[Any]):
    """Items offered at random."""

    def visible_to(self, user: Any) -> "DrawQuerySet":
        """One's own administration's draws."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)

    def since(self, instant: dt.datetime) -> "DrawQuerySet":
        """Drawn from an instant on."""
        return self.filter(created_at__gte=instant)

    def inspected(self) -> "DrawQuerySet":
        """Those an inspection has looked into."""
        return self.exclude(outcome="")


class KeptQuerySet(models.QuerySet[Any]):
    """What an administration keeps about its own work."""

    def of(self, administration: str) -> "KeptQuerySet":
        """Those of one administration."""
        return self.filter(administration=administration)


class HandoverQuerySet(models.QuerySet[Any]):
    """What officers handed over."""

    def visible_to(self, user: Any) -> "HandoverQuerySet":
        """One's own administration's."""
        if not user.is_official:
            return self.none()
        return self.filter(administration=user.administration_id)

    def concerning(self, user: Any) -> "HandoverQuerySet":
        """Those this officer gave or received."""
        return self.filter(models.Q(sender=user.pk) | models.Q(receiver=user.pk))


class ConflictQuerySet(models.QuerySet[Any]):
    """Declared conflicts of interest."""

    def visible_to(self, user: Any) -> "ConflictQuerySet":
        """One's own; a senior officer sees those of the administration."""
        if not user.is_official:
            return self.none()
        own = self.filter(administration=user.administration_id)
        return own if user.is_senior else own.filter(officer=user.pk)

    def in_force(self) -> "ConflictQuerySet":
        """Not ended."""
        return self.filter(ended_at=None)
