"""What an attached file is to its record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """Why a file hangs on a record."""

    MANIFEST = "manifest", _("Manifest")
    MARK = "mark", _("Picture of the mark")
    GENUINE = "genuine", _("Genuine goods")
    FAKE = "fake", _("Fake goods")
    CERTIFICATE = "certificate", _("Registration certificate")
    POWER_OF_ATTORNEY = "power_of_attorney", _("Power of attorney")
    EVIDENCE = "evidence", _("Evidence")
    PHOTO = "photo", _("Inspection photo")
    SECURITY = "security", _("Security document")
    APPRAISAL = "appraisal", _("Appraisal")
    OTHER = "other", _("Other document")
    REDACTED = "redacted", _("Redacted copy")
    RECEIPT = "receipt", _("Receipt")
    DISPOSAL = "disposal", _("Disposal photo")
    REPORT = "report", _("Report")


class ScanState(models.TextChoices):
    """What the virus scanner said."""

    OFF = "", _("Not scanned")
    CLEAN = "clean", _("No virus found")
    UNREACHABLE = "unreachable", _("Taken without a scan: the scanner did not answer")
