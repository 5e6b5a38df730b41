"""Who may draft, change and examine recordations."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.accounts.choices import OUTSIDE
from seizures.accounts.duty import IN_EXERCISE
from seizures.accounts.models import User
from seizures.core.actor import Actor
from seizures.core.database import sandbox
from seizures.core.errors import NotAllowed
from seizures.rights.choices import RecordationStatus
from seizures.rights.models import Holder, Recordation, Right
from seizures.rights.querysets import IN_FORCE

EXAMINERS = {"examiner", "system"}


def may_examine(who: Any, administration: str) -> bool:
    """An examiner of this administration (a user or an actor), or the house."""
    learns = bool(sandbox()) and who.role in IN_EXERCISE
    place = who.administration if isinstance(who, Actor) else who.administration_id
    own = ("", administration) if isinstance(who, Actor) else (administration,)
    return (learns or who.role in EXAMINERS) and place in own


def may_see_recordation(user: Any, row: Recordation) -> bool:
    """The rule of `visible_to` for one row at hand: in force, or filed with the own side."""
    if not user.is_official:
        return may_draft(user, row.right.holder)
    own = row.administration == user.administration_id
    return row.status == IN_FORCE or (own and row.status != RecordationStatus.DRAFT)


def may_draft(user: Any, holder: Holder) -> bool:
    """The holder's own people and its agents."""
    return user.role in OUTSIDE and holder.organisation_id in user.represented_ids()


def require_examiner(by: Actor, administration: str) -> None:
    """Refuses everybody but examiners of the administration concerned."""
    if not may_examine(by, administration):
        raise NotAllowed(_("Only an examiner of this administration may do this."))


def require_holder(by: Actor, holder: Holder) -> None:
    """Refuses everybody but the holder, its agents and the house."""
    if by.kind == "system":
        return
    user = User.objects.filter(pk=by.id).first() if by.kind == "user" else None
    if user is None or not may_draft(user, holder):
        raise NotAllowed(_("Only the right holder or its agent may do this."))


def require_holder_or_examiner(by: Actor, right: Right) -> None:
    """Refuses who neither holds the right nor examines it where it was filed."""
    filed = right.recordations.exclude(status="draft").values_list("administration", flat=True)
    if by.role in EXAMINERS and any(may_examine(by, place) for place in filed):
        return
    require_holder(by, right.holder)
