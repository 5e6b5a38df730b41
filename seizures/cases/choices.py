"""Kinds of clocks, securities, answers, and what can become of goods."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    HELD = "held", _("Held")
    RELEASED = "released", _("Returned")
    USED = "used", _("Used for costs or damages")


class HolderVerdict(models.TextChoices):
    """What the right holder says of the goods."""

    COUNTERFEIT = "counterfeit", _("Counterfeit")
    GENUINE = "genuine", _("Genuine")
    PARALLEL = "parallel", _("Parallel import")
    LICENSED = "licensed", _("Licensed")
    UNSURE = "unsure", _("Not sure")


class GoodsCode(models.TextChoices):
    """The closed list of where goods are or what became of them."""

    STORED = "stored", _("Stored")
    SAMPLED = "sampled", _("Sampled")
    SAMPLE_RETURNED = "sample_returned", _("Sample returned")
    RELEASED = "released", _("Released")
    RELEASED_COUNTER = "released_against_counter_security", _("Released against counter-security")
    PART_REMOVED = (
        "counterfeit_part_removed_and_released",
        _("Released after removal of the counterfeit part"),
    )
    DESTROYED_VOLUNTARILY = "destroyed_voluntarily", _("Destroyed by consent")
    DESTROYED = "destroyed", _("Destroyed")
    DONATED = "donated", _("Given to public welfare")
    SOLD_TO_HOLDER = "sold_to_holder", _("Transferred to the right holder for payment")
    AUCTIONED = "auctioned_after_removal", _("Auctioned after removal of features")
    EARLY_SALE = "early_sale", _("Sold early, proceeds kept")
    CONFISCATED = "confiscated", _("Confiscated")
    FORFEITED = "forfeited_criminal", _("Forfeited by a criminal court")
    VESTED = "vested_in_treasury", _("Vested in the Treasury")
    TO_INVESTIGATION = "handed_to_investigation", _("Handed to investigation")
    TO_POLICE = "handed_to_police", _("Handed to the police")
    COURT_SEIZURE = "court_seizure", _("Seized by a court")
    ABANDONED = "abandoned", _("Abandoned")
    RETURNED_ABROAD = "returned_abroad", _("Returned abroad")
    FOUND_SHORT = "found_short", _("Found short")
    FOUND_OVER = "found_over", _("Found over")


ON_HAND = ("stored", "sampled", "sample_returned", "confiscated", "found_over")
