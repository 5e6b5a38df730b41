"""Roles of people and kinds of organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a person is here for; one role a person."""

    OFFICER = "officer", _("Officer")
    SENIOR_OFFICER = "senior_officer", _("Senior officer")
    EXAMINER = "examiner", _("Examiner")
    ANALYST = "analyst", _("Analyst")
    AUDITOR = "auditor", _("Auditor")
    TRAINER = "trainer", _("Trainer")
    TRAINEE = "trainee", _("Trainee")
    ADMINISTRATOR = "administrator", _("Administrator")
    HOLDER = "holder", _("Right holder")
    AGENT = "agent", _("Agent")
    PLEDGEE = "pledgee", _("Pledgee")


OFFICIALS = {Role.OFFICER, Role.SENIOR_OFFICER, Role.EXAMINER, Role.ANALYST, Role.AUDITOR,
             Role.TRAINER, Role.TRAINEE, Role.ADMINISTRATOR}  # fmt: skip
OUTSIDE = {Role.HOLDER, Role.AGENT, Role.PLEDGEE}


class OrganisationKind(models.TextChoices):
    """What an organisation is to the house."""

    ADMINISTRATION = "administration", _("Customs administration")
    HOLDER = "holder", _("Right holder")
    AGENT = "agent", _("Agent")
    PLEDGEE = "pledgee", _("Pledgee")


class PowerScope(models.TextChoices):
    """What a power of attorney covers."""

    RECORDATION = "recordation", _("Recordation of rights")
    CASES = "cases", pgettext_lazy("power of attorney", "Notices and cases")
    SECURITIES = "securities", pgettext_lazy("power of attorney", "Securities")


class PowerStatus(models.TextChoices):
    """What one administration says of a power of attorney."""

    WAITING = "waiting", pgettext_lazy("power of attorney", "Waiting for acceptance")
    ACCEPTED = "accepted", pgettext_lazy("power of attorney", "Accepted")
    REFUSED = "refused", pgettext_lazy("power of attorney", "Refused")
