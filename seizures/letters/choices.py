"""How a letter travels and where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a letter is served."""

    PORTAL = "portal", _("Portal")
    FAX = "fax", _("Fax")
    EMAIL = "email", _("E-mail")
    POST = "post", _("Registered post")
    IN_PERSON = "in_person", _("Handed over")
    PUBLIC = "public", _("Public notice")


class Recipient(models.TextChoices):
    """To whom a letter goes."""

    HOLDER = "holder", _("Right holder")
    DECLARANT = "declarant", _("Declarant")
    AUTHORITY = "authority", _("Other authority")
    INTERNAL = "internal", _("Internal")
