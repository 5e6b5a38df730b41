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
    PROPOSED = "proposed", _("Dismissal to be confirmed")
    SNOOZED = "snoozed", _("Snoozed")
    MERGED = "merged", _("Merged")
    DISMISSED = "dismissed", _("Dismissed")
    CLEARED = "cleared", _("Found genuine")
    CLOSED = "closed", _("Closed")


TONE = {"open": "info", "assigned": "info", "referred": "warning", "inspecting": "warning",
        "in_case": "danger", "proposed": "warning", "snoozed": "neutral", "merged": "neutral",
        "dismissed": "neutral", "cleared": "success",
        "closed": "neutral"}  # fmt: skip
TIER_TONE = {"high": "danger", "medium": "warning", "low": "info", "refer": "info"}
UNDECIDED = ("open", "assigned", "referred")


class QueueKind(models.TextChoices):
    """Which queue a service level is for."""

    ALERTS = "alerts", _("Alerts")
    EXAMINER = "examiner", _("Refer to examiner")


class Escalation(models.TextChoices):
    """What an alert waited too long for."""

    NONE = "", _("In time")
    TAKE = "take", _("Not taken in time")
    DECIDE = "decide", _("Not decided in time")


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


class RuleStatus(models.TextChoices):
    """How far a rule is on its way into the engine."""

    DRAFT = "draft", _("Draft")
    SHADOW = "shadow", _("In the shadow")
    LIVE = "live", _("Live")
    RETIRED = "retired", _("Retired")


class RuleEffect(models.TextChoices):
    """What a rule does with what it meets."""

    RAISE = "raise", _("Raise the score")
    LOWER = "lower", _("Lower the score")
    SUPPRESS = "suppress", _("Raise no alert")
    ALERT = "alert", _("Raise an alert on a right")
    SUGGEST = "suggest", _("Suggest an inspection")


class WatchRole(models.TextChoices):
    """Why a party stands on the watch-list."""

    INFRINGER = "infringer", _("Known infringer")
    WATCHED = "watched", _("To be watched")


class WatchSource(models.TextChoices):
    """Where the knowledge of a watched party comes from."""

    CASE = "case", _("Own case")
    HOLDER = "holder", _("Right holder")
    OTHER_SIDE = "other_side", _("Other administration")
    TIP = "tip", _("Tip-off")
    ANALYSIS = "analysis", _("Own analysis")


class EngineStatus(models.TextChoices):
    """Whether a setting of the engine is proposed, screens, or did."""

    PROPOSED = "proposed", _("Waiting for a second officer")
    IN_FORCE = "in_force", _("In force")
    REPLACED = "replaced", _("Replaced")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class SuggestionStatus(models.TextChoices):
    """What became of a suggested inspection."""

    OPEN = "open", _("Open")
    ORDERED = "ordered", _("Inspection ordered")
    SET_ASIDE = "set_aside", _("Set aside")


class Difference(models.TextChoices):
    """How two engines differ about one line and right."""

    GAINED = "gained", _("Only with the proposal")
    LOST = "lost", _("Only today")


RULE_TONE = {"draft": "neutral", "shadow": "info", "live": "success", "retired": "neutral"}
ENGINE_TONE = {"proposed": "warning", "in_force": "success", "replaced": "neutral",
               "refused": "danger", "withdrawn": "neutral"}  # fmt: skip
WATCH_TONE = {"infringer": "danger", "watched": "warning"}


INSPECTED = ("inspecting", "in_case", "cleared")


class Source(models.TextChoices):
    """Where an alert comes from."""

    ENGINE = "", _("Screening")
    OFFICER = "officer", _("Officer")
    POST_COUNTER = "post", _("Post counter")
    TRAVELLER = "traveller", _("Traveller")
    TIP_OFF = "tip_off", _("Tip-off")


class ShiftPart(models.TextChoices):
    """Which half of a day a shift works; the night belongs to the day it begins on."""

    DAY = "day", _("Day shift")
    NIGHT = "night", _("Night shift")


class BundleReason(models.TextChoices):
    """What the members of a bundle have in common beside the mark."""

    SENDER = "sender", _("Same sender")
    ADDRESS = "address", _("Same address")
    TEXT = "text", _("Same wording")
    PICTURE = "picture", _("Same picture")


class DrawKind(models.TextChoices):
    """From which part of the cargo a random item was drawn."""

    BEYOND = "beyond", _("Alert beyond the line")
    LINE = "line", _("Goods without an alert")
