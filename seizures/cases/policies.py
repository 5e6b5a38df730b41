"""May this person act on this case, and which steps are theirs to take now?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.accounts.choices import Role
from seizures.cases.facts import LAW_ROLE, facts_of, procedure_of
from seizures.cases.models import SeizureCase
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed
from seizures.law.procedures import Offer, offers

LINK_ROLE = {"link": "declarant", "system": "system"}


def law_role(by: Actor) -> str:
    """The role of the procedure tables that this actor has, or an empty string."""
    if by.kind in LINK_ROLE:
        return LINK_ROLE[by.kind]
    return LAW_ROLE.get(Role(by.role), "") if by.role in Role.values else ""


def may_act(by: Actor, case: SeizureCase) -> bool:
    """Officers of the case's administration, its holder, its declarant, the system."""
    role = law_role(by)
    if role in {"officer", "senior_officer"}:
        return by.administration == case.administration
    return role in {"holder", "declarant", "system"}


def require_actor(by: Actor, case: SeizureCase) -> str:
    """The actor's role in the procedure; refuses anybody who has none in this case."""
    if not may_act(by, case):
        raise NotAllowed(_("You have no part in this case."))
    return law_role(by)


def may_open_case(user: Any) -> bool:
    """Officers on duty."""
    return bool(user.is_on_duty)


def offers_for(case: SeizureCase, by: Actor) -> tuple[Offer, ...]:
    """The steps of this stage that are this actor's business, each with what stands against it."""
    if case.is_closed or not may_act(by, case):
        return ()
    return offers(procedure_of(case), case.stage, facts_of(case), law_role(by))
