"""Who may decide on an alert."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seizures.accounts.choices import Role
from seizures.accounts.duty import part_of
from seizures.cargo.policies import may_handle, require_officer
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed
from seizures.screening.models import Disposition


def may_decide(who: Any, disposition: Disposition) -> bool:
    """An officer on duty of the administration whose queue the alert stands in."""
    return may_handle(who, disposition.administration)


def require_decider(by: Actor, administration: str) -> None:
    """Refuses everybody but officers on duty of the administration concerned."""
    require_officer(by, administration)


def needs_countersign(by: Actor, disposition: Disposition) -> bool:
    """Whether a person's dismissal of this alert waits for a second officer: above a risk level."""
    if by.kind != "user":
        return False
    return disposition.tier in settings.COUNTERSIGN_TIERS or (
        0 < settings.COUNTERSIGN_SCORE <= disposition.score
    )


def may_set_capacity(user: Any) -> bool:
    """A senior officer says what a shift of the administration can do."""
    return bool(user.is_on_duty and user.is_senior)


def require_senior(by: Actor, administration: str) -> None:
    """Refuses everybody but senior officers of the administration concerned."""
    require_officer(by, administration)
    if by.kind == "user" and part_of(by.role) != Role.SENIOR_OFFICER:
        raise NotAllowed(_("Only a senior officer may do this."))


RESUMERS = {Role.SENIOR_OFFICER, Role.ADMINISTRATOR}


def may_try_again(user: Any) -> bool:
    """A senior officer or the administrator lets a run that stopped go on."""
    return bool(user.is_official and part_of(user.role) in RESUMERS)


def require_resumer(by: Actor, administration: str) -> None:
    """Refuses everybody but senior officers and administrators of the administration concerned."""
    if by.kind == "system" and by.administration in ("", administration):
        return
    if by.administration != administration or part_of(by.role) not in RESUMERS:
        raise NotAllowed(
            _("Only a senior officer or administrator of this administration may do this.")
        )


RULE_KEEPERS = {Role.OFFICER, Role.SENIOR_OFFICER, Role.ANALYST}


def may_keep_rules(user: Any) -> bool:
    """Officers and analysts keep the rules and watch-lists of their administration."""
    return bool(user.is_official and part_of(user.role) in RULE_KEEPERS)


def may_confirm(user: Any) -> bool:
    """A senior officer puts live what somebody else proposed."""
    return bool(user.is_senior)


def require_keeper(by: Actor, administration: str) -> None:
    """Refuses everybody but those who keep the administration's rules."""
    if by.kind == "system" and by.administration in ("", administration):
        return
    if by.administration != administration or part_of(by.role) not in RULE_KEEPERS:
        raise NotAllowed(_("Only an officer or analyst of this administration may do this."))
