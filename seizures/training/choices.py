"""What a decision in an exercise is worth against its known truth."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Result(models.TextChoices):
    """How one planted item was dealt with."""

    FOUND = "found", _("Found")
    MISSED = "missed", pgettext_lazy("training", "Missed")
    FALSE = "false", _("False alarm")
    RIGHT = "right", _("Rightly dismissed")
    OPEN = "open", _("Still open")
    PASSED = "passed", _("No alert, rightly")


TONE = {
    "found": "success", "missed": "danger", "false": "warning", "right": "success", "open": "info",
    "passed": "neutral",
}  # fmt: skip
