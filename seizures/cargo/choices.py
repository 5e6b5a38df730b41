"""Modes of transport, and the life of manifests and consignments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mode(models.TextChoices):
    """How goods travel."""

    SEA = "sea", _("Sea")
    AIR = "air", _("Air")
    EXPRESS = "express", _("Express")
    POST = "post", _("Post")
    LAND = "land", _("Land")


class ManifestStatus(models.TextChoices):
    """Where a received manifest stands."""

    WAITING = "waiting", _("Waiting")
    READING = "reading", _("Being read")
    READ = "read", _("Read")
    INCOMPLETE = "incomplete", _("Incomplete")
    FAILED = "failed", _("Not readable")


class ConsignmentStatus(models.TextChoices):
    """Where a consignment is on its way."""

    EXPECTED = "expected", _("Expected")
    DEPARTED = "departed", _("Departed")
    ARRIVED = "arrived", _("Arrived")
    HELD = "held", _("Held")
    RELEASED = "released", _("Released")


OPEN_STATUSES = ("expected", "departed", "arrived", "held")


class RowStatus(models.TextChoices):
    """What became of a refused row."""

    OPEN = "open", _("To be corrected")
    CORRECTED = "corrected", _("Corrected")
    DISCARDED = "discarded", _("Set aside")
