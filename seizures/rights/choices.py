"""Kinds of rights and the life of a recordation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RightKind(models.TextChoices):
    """What is protected."""

    TRADEMARK = "trademark", _("Trademark")
    PATENT = "patent", _("Patent")
    DESIGN = "design", _("Design")
    COPYRIGHT = "copyright", _("Copyright")
    INDICATION = "indication", _("Geographical indication")
    VARIETY = "variety", _("Plant variety")


INVENTIONS = (RightKind.PATENT, RightKind.DESIGN)
"""Kinds that are compared with earlier rights by what is published of them."""


class RecordationStatus(models.TextChoices):
    """Where a recordation with one administration stands."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    DEFICIENT = "deficient", _("Supplement requested")
    RECORDED = "recorded", _("Recorded")
    REFUSED = "refused", _("Refused")
    SUSPENDED = "suspended", _("Suspended")
    LAPSED = "lapsed", _("Lapsed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


TONE = {"draft": "neutral", "submitted": "info", "deficient": "warning", "recorded": "success",
        "refused": "danger", "suspended": "warning", "lapsed": "neutral",
        "withdrawn": "neutral"}  # fmt: skip
AWAITING_EXAMINER = (RecordationStatus.SUBMITTED,)


class RenewalStatus(models.TextChoices):
    """Where an application to renew a recordation stands."""

    ASKED = "asked", _("Renewal asked for")
    GRANTED = "granted", _("Renewed")
    REFUSED = "refused", _("Renewal refused")


class AliasOrigin(models.TextChoices):
    """Where another spelling of a mark comes from."""

    HOLDER = "holder", _("Given by the holder")
    EXAMINER = "examiner", _("Added by the examiner")
    SUGGESTED = "suggested", _("Suggested")


class TraderRole(models.TextChoices):
    """What an authorised trader does."""

    LICENSEE = "licensee", _("Licensee")
    MANUFACTURER = "manufacturer", _("Manufacturer")
    IMPORTER = "importer", _("Importer")
    EXPORTER = "exporter", _("Exporter")
    OTHER = "other", _("Other")


class IndexStatus(models.TextChoices):
    """Where a built match index stands."""

    BUILDING = "building", _("Being built")
    CURRENT = "current", _("Current")
    RETIRED = "retired", _("Retired")
    FAILED = "failed", _("Failed")
