"""Roles of people and kinds of organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
