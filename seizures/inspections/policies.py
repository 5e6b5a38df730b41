"""Who may inspect."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed

INSPECTORS = {"officer", "senior_officer", "trainee", "trainer", "system"}


def may_inspect(user: Any) -> bool:
    """Officers on duty."""
    return bool(user.is_on_duty)


def require_inspector(by: Actor, administration: str) -> None:
    """Refuses everybody but officers of the administration concerned."""
    if by.role not in INSPECTORS or by.administration not in {administration, ""}:
        raise NotAllowed(_("Only an officer of this administration may inspect."))
