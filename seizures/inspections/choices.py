"""The life of an inspection and what it finds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InspectionStatus(models.TextChoices):
    """Where an inspection stands."""

    ORDERED = "ordered", _("Ordered")
    STARTED = "started", _("Started")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


TONE = {"ordered": "info", "started": "warning", "done": "success", "cancelled": "neutral"}


class Verdict(models.TextChoices):
    """What the officer found."""

    SUSPECTED = "suspected", _("Suspected infringement")
    GENUINE = "genuine", _("Appears genuine")
    NOTHING = "nothing", _("No marked goods found")
    DIFFERENT = "different", _("Goods differ from the declaration")
