"""Who on the administration's side may work in the store and in the evidence room of a case."""

from django.utils.translation import gettext_lazy as _

from seizures.cases.policies import law_role
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed

OFFICERS = {"officer", "senior_officer"}


def is_officer_of(by: Actor, administration: str) -> bool:
    """An officer or senior officer of this administration, or the system in its name."""
    if by.kind == "system":
        return by.administration in {"", administration}
    return law_role(by) in OFFICERS and by.administration == administration


def require_officer(by: Actor, administration: str) -> None:
    """Refuses everybody but officers of this administration."""
    if not is_officer_of(by, administration):
        raise NotAllowed(_("Only an officer of the case's administration may do this."))


def require_senior(by: Actor, administration: str) -> None:
    """Refuses everybody but senior officers of this administration."""
    require_officer(by, administration)
    if by.kind != "system" and law_role(by) != "senior_officer":
        raise NotAllowed(_("A senior officer must do this."))
