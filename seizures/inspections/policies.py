"""Who may inspect."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.accounts.duty import is_on_duty
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed


def may_inspect(user: Any) -> bool:
    """Officers on duty."""
    return bool(user.is_on_duty)


def require_inspector(by: Actor, administration: str) -> None:
    """Refuses everybody but officers of the administration concerned."""
    may = by.kind == "system" or is_on_duty(by.role)
    if not may or by.administration not in {administration, ""}:
        raise NotAllowed(_("Only an officer of this administration may inspect."))
