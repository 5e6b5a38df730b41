"""Who may draft, change and examine recordations."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.accounts.choices import OUTSIDE, Role
from seizures.accounts.duty import IN_EXERCISE
from seizures.accounts.models import Organisation, PowerOfAttorney, User
from seizures.core.actor import Actor
from seizures.core.database import sandbox
from seizures.core.errors import NotAllowed
from seizures.rights.choices import RecordationStatus
from seizures.rights.models import Holder, Recordation, Right
from seizures.rights.querysets import IN_FORCE

ADMINISTRATIONS = ("kr", "cn")
COUNTRY = {"kr": "KR", "cn": "CN"}
EXAMINERS = {"examiner", "system"}
POWER_OFFICERS = {Role.OFFICER, Role.SENIOR_OFFICER, Role.EXAMINER}


def may_examine(who: Any, administration: str) -> bool:
    """An examiner of this administration (a user or an actor), or the house."""
    learns = bool(sandbox()) and who.role in IN_EXERCISE
    place = who.administration if isinstance(who, Actor) else who.administration_id
    own = ("", administration) if isinstance(who, Actor) else (administration,)
    return (learns or who.role in EXAMINERS) and place in own


def may_see_recordation(user: Any, row: Recordation) -> bool:
    """The rule of `visible_to` for one row at hand: in force, or filed with the own side."""
    if not user.is_official:
        return row.right.holder.organisation_id in user.represented_ids()
    own = row.administration == user.administration_id
    return row.status == IN_FORCE or (own and row.status != RecordationStatus.DRAFT)


def may_draft(user: Any, holder: Holder, administration: str = "",
              scope: str = "recordation") -> bool:  # fmt: skip
    """The holder's own people, and its agents by an accepted, valid power of attorney.

    The power must cover the scope and be accepted by the administration, where one is named.
    """
    return user.role in OUTSIDE and holder.organisation_id in user.represented_ids(
        scope, administration
    )


def stands_for(by: Actor, organisation: Organisation) -> bool:
    """Works for this organisation itself."""
    return by.kind == "user" and User.objects.filter(
        pk=by.id, organisation=organisation, role__in=OUTSIDE
    ).exists()  # fmt: skip


def may_accept_power(who: Any, administration: str) -> bool:
    """Officers and examiners of this administration (a user or an actor), and the house."""
    if who.role == "system":
        return True
    place = who.administration if isinstance(who, Actor) else who.administration_id
    return who.role in POWER_OFFICERS and place == administration


def needs_agent(holder: Holder, administration: str) -> bool:
    """A holder from elsewhere files through an agent, whose power this administration accepted
    (KR Notif. 10 with Form 3; CN Measures 2)."""
    at_home = holder.country in {"", COUNTRY[administration]}
    if at_home or holder.organisation_id is None:
        return False
    powers = PowerOfAttorney.objects.in_force("recordation", administration)
    return not powers.filter(principal=holder.organisation_id).exists()


def require_examiner(by: Actor, administration: str) -> None:
    """Refuses everybody but examiners of the administration concerned."""
    if not may_examine(by, administration):
        raise NotAllowed(_("Only an examiner of this administration may do this."))


def require_holder(by: Actor, holder: Holder, *, scope: str = "recordation",
                   administration: str = "") -> None:  # fmt: skip
    """Refuses everybody but the holder, its agents by a power in force, and the house."""
    if by.kind == "system":
        return
    user = User.objects.filter(pk=by.id).first() if by.kind == "user" else None
    if user is not None and may_draft(user, holder, administration, scope):
        return
    if user is not None and user.role == Role.AGENT:
        raise NotAllowed(
            _("This needs a power of attorney of %(holder)s that is accepted and valid and covers "
              "it. Lodge or renew it under “Agents and deputies”."), holder=holder.name,
        )  # fmt: skip
    raise NotAllowed(_("Only the right holder or its agent may do this."))


def require_holder_or_examiner(by: Actor, right: Right) -> None:
    """Refuses who neither holds the right nor examines it where it was filed."""
    filed = right.recordations.exclude(status="draft").values_list("administration", flat=True)
    if by.role in EXAMINERS and any(may_examine(by, place) for place in filed):
        return
    require_holder(by, right.holder)
