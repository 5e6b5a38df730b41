"""Kinds of customs offices."""

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
