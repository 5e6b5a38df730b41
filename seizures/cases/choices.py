"""Kinds of clocks, securities and the right holder's answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClockStatus(models.TextChoices):
    """Where a running clock stands."""

    RUNNING = "running", _("Running")
    MET = "met", _("Met")
    MISSED = "missed", _("Missed")
    CANCELLED = "cancelled", _("Ended")


class SecurityKind(models.TextChoices):
    """Whose security it is."""

    REQUEST = "request", _("Right holder's security")
    COUNTER = "counter", _("Counter-security")
    GENERAL = "general", _("General guarantee")


class SecurityStatus(models.TextChoices):
    """The life of a security."""

    REQUIRED = "required", _("Required")
    HELD = "held", pgettext_lazy("security", "Held")
    RELEASED = "released", _("Returned")
    USED = "used", _("Used for costs or damages")


class HolderVerdict(models.TextChoices):
    """What the right holder says of the goods."""

    COUNTERFEIT = "counterfeit", _("Counterfeit")
    GENUINE = "genuine", _("Genuine")
    PARALLEL = "parallel", _("Parallel import")
    LICENSED = "licensed", _("Licensed")
    UNSURE = "unsure", _("Not sure")
