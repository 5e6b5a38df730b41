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

    STEP = "step", _("Take back the last step")
    GOODS = "goods", _("Reverse a movement of goods")
    VALUE = "value", _("Correct the customs value")


class CorrectionStatus(models.TextChoices):
    """Where a correction stands; it counts only once a second officer confirmed it."""

    PROPOSED = "proposed", _("Waiting for a second officer")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Turned down")


class ItemKind(models.TextChoices):
    """What an item of the evidence room is."""

    PHOTO = "photo", _("Photo")
    DOCUMENT = "document", pgettext_lazy("evidence", "Document")
    SAMPLE = "sample", _("Sample")
    OBJECT = "object", pgettext_lazy("evidence", "Object")


class EntryKind(models.TextChoices):
    """What a later entry tells of an item of evidence."""

    MOVED = "moved", _("Moved")
    SEALED = "sealed", _("Sealed")
    RETURNED = "returned", pgettext_lazy("evidence", "Returned")
    CORRECTED = "corrected", _("Corrected")


class HandOverStatus(models.TextChoices):
    """Whether the receiver has confirmed."""

    OFFERED = "offered", _("Waiting for the receiver")
    COMPLETED = "completed", _("Handed over")
    REFUSED = "refused", pgettext_lazy("hand-over", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("hand-over", "Taken back")


class Audience(models.TextChoices):
    """For whom a version of a file is made."""

    HOLDER = "holder", _("Right holder")
    DECLARANT = "declarant", _("Declarant")
    ADMINISTRATION = "administration", _("The other administration")


class Hides(models.TextChoices):
    """Until when a redacted copy stands in for the whole file."""

    NAMES = "names", _("Names of the parties, until the law opens them")
    ALWAYS = "always", _("What this reader may never see")


class DisposalMethod(models.TextChoices):
    """How goods are disposed of."""

    INCINERATION = "incineration", _("Incineration")
    SHREDDING = "shredding", _("Shredding")
    CRUSHING = "crushing", _("Crushing")
    RECYCLING = "recycling", _("Recycling after destruction")
    WELFARE = "welfare", _("Given to public welfare")
    SALE_TO_HOLDER = "sale_to_holder", _("Sold to the right holder")
    AUCTION = "auction", _("Auction after complete removal")
    EARLY_SALE = "early_sale", _("Early sale")
    RETURN_ABROAD = "return_abroad", _("Return abroad")


class OrderStatus(models.TextChoices):
    """The life of a disposal order."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    PROPOSED = "proposed", _("Waiting for the second officer")
    CARRIED_OUT = "carried_out", _("Carried out")
    REPORTED = "reported", _("Reported")
    CANCELLED = "cancelled", pgettext_lazy("disposal", "Called off")


class PhotoStage(models.TextChoices):
    """The stages a disposal is photographed in."""

    REMOVAL = "removal", _("Removal of the marks")
    BEFORE = "before", pgettext_lazy("disposal photo", "Before")
    LOADING = "loading", _("Loading")
    DESTRUCTION = "destruction", _("Destruction")
    RESIDUE = "residue", _("Residue")


class CostPayer(models.TextChoices):
    """Who owes the costs of a disposal."""

    HOLDER = "holder", _("Right holder")
    OWNER = "owner", _("Importer or exporter")
    STATE = "state", _("State")


class CountStatus(models.TextChoices):
    """Where a stocktake stands."""

    OPEN = "open", _("Being counted")
    COUNTED = "counted", _("Waiting for the second person")
    CLOSED = "closed", _("Closed")


class GuaranteeKind(models.TextChoices):
    """One security for many cases, as each country knows it."""

    GENERAL = "general", _("General guarantee")
    COMPREHENSIVE = "comprehensive", _("Comprehensive security")


class GuaranteeStatus(models.TextChoices):
    """The life of a guarantee; two officers accept it."""

    APPLIED = "applied", _("Applied for")
    PROPOSED = "proposed", _("Waiting for a second officer")
    ACCEPTED = "accepted", _("In force")
    REFUSED = "refused", pgettext_lazy("guarantee", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("guarantee", "Taken back")
    EXPIRED = "expired", _("Expired")


class AccountCode(models.TextChoices):
    """The chart of accounts; nothing is booked elsewhere."""

    CASH = "cash", _("Cash held as security")
    PAPER = "paper", _("Letters and securities held")
    COVER = "cover", _("Cover by a guarantee for many cases")
    HOLDER_DEPOSIT = "holder_deposit", _("Right holder's security")
    OWNER_DEPOSIT = "owner_deposit", _("Counter-security")
    HOLDER_OWES = "holder_owes", _("Owed by the right holder")
    OWNER_OWES = "owner_owes", _("Owed by the importer or exporter")
    STATE_BEARS = "state_bears", _("Borne by the State")
    FINE_OWED = "fine_owed", _("Fines and surcharges owed")
    COSTS = "costs", _("Costs charged")
    TILL = "till", _("Received")
    DAMAGES = "damages", _("Paid out for damages")
    TREASURY = "treasury", _("Treasury")
    PROCEEDS = "proceeds", _("Proceeds of early sale, kept")
    LETTER = "letter", _("Guarantee accepted")
    FREE = "free", _("Free for further cases")
    DRAWN = "drawn", _("Drawn for running cases")


class PostingKind(models.TextChoices):
    """What a posting is about."""

    LODGED = "lodged", _("Security lodged")
    TOPPED_UP = "topped_up", _("Security topped up")
    COVERED = "covered", _("Covered by a guarantee")
    RETURNED = "returned", _("Security returned")
    REFUNDED = "refunded", _("Excess refunded")
    USED = "used", _("Security used")
    COST = "cost", _("Cost charged")
    PAID = "paid", _("Payment received")
    FINE = "fine", _("Fine")
    SURCHARGE = "surcharge", _("Surcharge for late payment")
    SALE = "sale", _("Proceeds of a sale")
    ACCEPTED = "accepted", _("Guarantee accepted")
    ADDED = "added", _("Guarantee raised")
    ENDED = "ended", _("Guarantee ended")
    REVERSED = "reversed", _("Reversal")


class CostKind(models.TextChoices):
    """What a case costs."""

    STORAGE = "storage", _("Storage")
    CUSTODY = "custody", _("Custody")
    TRANSPORT = "transport", _("Transport")
    DESTRUCTION = "destruction", _("Destruction")
    SAMPLING = "sampling", _("Sampling and tests")
    OTHER = "other", pgettext_lazy("cost", "Other")


class ActingAs(models.TextChoices):
    """In what capacity somebody answers for a right holder."""

    HOLDER = "holder", pgettext_lazy("acting as", "Right holder")
    AGENT = "agent", pgettext_lazy("acting as", "Agent by power of attorney")
    DEPUTY = "deputy", pgettext_lazy("acting as", "Deputy")


class PointState(models.TextChoices):
    """How the goods compare with one feature of the product card."""

    DIFFERS = "differs", _("Differs")
    MATCHES = "matches", _("As on the genuine goods")
    UNSEEN = "unseen", _("Cannot be seen")


class SubmissionKind(models.TextChoices):
    """What a declarant sent."""

    CONTEST = "contest", _("Contested with reasons")
    CONSENT = "consent", _("Consented to destruction")
    LICENCE = "licence", _("Lodged a licence")
    RELEASE = "release", _("Applied for release against security")
    ANSWER = "answer", _("Answered a question")
    OTHER = "other", pgettext_lazy("declarant", "Took another step")


class ClaimStatus(models.TextChoices):
    """What the right holder says of a licence a declarant lodged."""

    WAITING = "waiting", _("Waiting for the right holder")
    CONFIRMED = "confirmed", _("Confirmed by the right holder")
    DENIED = "denied", _("Denied by the right holder")
