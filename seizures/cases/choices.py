"""Kinds of clocks, securities, questions, corrections and the right holder's answers."""

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


class Channel(models.TextChoices):
    """How the goods of a case came to light."""

    MANIFEST = "manifest", _("Manifest")
    POST = "post", _("Post counter")
    EXPRESS = "express", _("Express counter")
    TRAVELLER = "traveller", _("Traveller")
    TIP_OFF = "tip_off", _("Tip-off")
    MARKET = "market", _("Market or store")


class QuestionStatus(models.TextChoices):
    """Where a formal question stands."""

    OPEN = "open", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AskedParty(models.TextChoices):
    """Whom a formal question goes to."""

    HOLDER = "holder", _("Right holder")
    DECLARANT = "declarant", _("Declarant")
    OFFICE = "office", _("Another office")
    EXPERT = "expert", _("Expert or agency")


class CorrectionKind(models.TextChoices):
    """What a correction puts right."""

    REOPEN = "reopen", _("Reopen the case")
    STEP = "step", _("Take back the last step")
    GOODS = "goods", _("Reverse a movement of goods")
    VALUE = "value", _("Correct the customs value")


class CorrectionStatus(models.TextChoices):
    """Where a correction stands; it counts only once a second officer confirmed it."""

    PROPOSED = "proposed", _("Waiting for a second officer")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Turned down")
