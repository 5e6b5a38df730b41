"""How long alerts wait and who keeps away from them, in the shape pages show it."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seizures.screening.choices import Escalation
from seizures.screening.conflicts import conflict_of
from seizures.screening.models import Conflict, Disposition
from seizures.screening.waiting import HOURS_A_DAY, Wait, wait_of

SOON = 0.75


def level_of(own: Disposition, user: Any) -> dict[str, Any] | None:
    """How long an alert has waited in working time, against its service level."""
    wait = wait_of(own)
    return said(wait) if wait else None


def said(wait: Wait) -> dict[str, Any]:
    """A wait in words, with the tone it is shown in."""
    words = {
        Escalation.TAKE.value: _("To be taken within %(time)s"),
        Escalation.DECIDE.value: _("To be decided within %(time)s"),
    }
    share = wait.hours / wait.target
    return {
        "waited": working_time(wait.hours),
        "target": words[wait.kind] % {"time": working_time(wait.target)},
        "is_late": wait.is_late,
        "tone": "danger" if wait.is_late else "warning" if share > SOON else "neutral",
        "word": _("Late") if wait.is_late else _("In time"),
    }


def working_time(hours: float) -> str:
    """Working hours as people say them: hours, or working days of a desk from two on."""
    if hours >= 2 * HOURS_A_DAY:
        days = round(hours / HOURS_A_DAY, 1)
        whole = int(days)
        return _("%(n)s working days") % {"n": number_format(whole if days == whole else days)}
    whole = round(hours)
    return ngettext("%(n)s working hour", "%(n)s working hours", whole) % {
        "n": number_format(whole)
    }


def kept_away(own: Disposition, user: Any) -> Conflict | None:
    """The reader's declared interest in what the alert is about, if any."""
    return conflict_of(user.pk, consignment=own.alert.consignment, right=own.alert.right)


def about(conflict: Conflict) -> str:
    """What a conflict is about, by name."""
    row = conflict.party or conflict.holder or conflict.right
    return str(getattr(row, "mark", "") or getattr(row, "name", ""))
