"""Tiers of alerts, the two sides of the corridor, and what officers decide."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    """How strongly the evidence speaks."""

    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")
    REFER = "refer", _("Refer to examiner")


class Side(models.TextChoices):
    """Which end of the route an administration stands at."""

    EXPORT = "export", _("Export side")
    IMPORT = "import", _("Import side")


class DispositionStatus(models.TextChoices):
    """What one administration has done about an alert."""

    OPEN = "open", _("Open")
    ASSIGNED = "assigned", _("Taken")
    REFERRED = "referred", _("Referred")
    INSPECTING = "inspecting", _("Inspection ordered")
    IN_CASE = "in_case", _("In a case")
    DISMISSED = "dismissed", _("Dismissed")
    CLEARED = "cleared", _("Found genuine")
    CLOSED = "closed", _("Closed")


TONE = {"open": "info", "assigned": "info", "referred": "warning", "inspecting": "warning",
        "in_case": "danger", "dismissed": "neutral", "cleared": "success",
        "closed": "neutral"}  # fmt: skip
TIER_TONE = {"high": "danger", "medium": "warning", "low": "info", "refer": "info"}
UNDECIDED = ("open", "assigned", "referred")


class DismissReason(models.TextChoices):
    """Why an alert needs no inspection."""

    GENERIC = "generic", _("The word is used in its ordinary meaning")
    LICENSED = "licensed", _("The consignor or consignee is an authorised trader")
    OTHER_MARK = "other_mark", _("Another mark is meant")
    ACCESSORY = "accessory", _("Part or accessory for the brand's goods")
    PERSONAL = "personal", _("Personal use")
    DUPLICATE = "duplicate", _("Duplicate")
    LAPSED = "lapsed", _("The right is no longer recorded")
    OTHER = "other", _("Other reason")


class RunKind(models.TextChoices):
    """What a run screens."""

    MANIFEST = "manifest", _("Manifest")
    RESCREEN = "rescreen", _("Changed rights")


class Outcome(models.TextChoices):
    """What became of an alert in the end."""

    UNKNOWN = "", _("Not known yet")
    INFRINGING = "infringing", _("Infringing")
    GENUINE = "genuine", _("Genuine")
    NOTHING = "nothing", _("Nothing found")
