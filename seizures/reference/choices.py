"""Kinds of customs offices, and of days in a holiday notice."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficeKind(models.TextChoices):
    """Which traffic an office mainly handles."""

    HEADQUARTERS = "headquarters", _("Headquarters")
    SEA = "sea", _("Sea port")
    AIR = "air", _("Airport")
    EXPRESS = "express", _("Express")
    POST = "post", _("Post")
    INLAND = "inland", _("Inland")


class DayKind(models.TextChoices):
    """What an official notice says of a day."""

    OFF = "off", _("Day off")
    WORK = "work", _("Adjusted working day")
