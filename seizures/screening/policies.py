"""Who may decide on an alert."""

from typing import Any

from seizures.cargo.policies import may_handle, require_officer
from seizures.core.actor import Actor
from seizures.screening.models import Disposition


def may_decide(who: Any, disposition: Disposition) -> bool:
    """An officer on duty of the administration whose queue the alert stands in."""
    return may_handle(who, disposition.administration)


def require_decider(by: Actor, administration: str) -> None:
    """Refuses everybody but officers on duty of the administration concerned."""
    require_officer(by, administration)
