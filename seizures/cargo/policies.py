"""Who may work on cargo, and who may read the names of its parties."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.accounts.duty import is_on_duty
from seizures.cargo.models import Consignment
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed
from seizures.grants.policies import may_see_field

PARTIES = "parties"


def may_handle(who: Any, administration: str) -> bool:
    """An officer on duty of this administration (a user or an actor), its partner, or the house."""
    if getattr(who, "kind", "user") in ("system", "instance"):
        return who.administration in ("", administration)
    place = who.administration if isinstance(who, Actor) else who.administration_id
    return is_on_duty(who.role) and place == administration


def require_officer(by: Actor, administration: str) -> None:
    """Refuses everybody but officers on duty of the administration concerned."""
    if not may_handle(by, administration):
        raise NotAllowed(_("Only an officer of this administration may do this."))


def may_see_parties(user: Any, consignment: Consignment) -> bool:
    """Names of sender and receiver: the administration that received them, else a legal basis."""
    return may_see_field(
        user,
        kind="consignment",
        key=consignment.pk,
        owner=consignment.administration,
        field=PARTIES,
    )
