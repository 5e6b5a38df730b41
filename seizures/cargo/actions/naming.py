"""Officers say which spellings on cargo are one party, and take it back."""

from seizures.cargo.policies import require_officer
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.parties.actions import bond, unbond
from seizures.parties.models import MergeEvent, Party


def merge_parties(
    one: Party, others: list[Party], *, administration: str, reason: str, by: Actor
) -> list[MergeEvent]:
    """Merges other spellings into a party, for this administration alone; returns the bonds."""
    require_officer(by, administration)
    with atomic():
        return [
            bond(one, other, administration=administration, reason=reason, by=by)
            for other in others
        ]


def undo_merge(event: MergeEvent, *, reason: str = "", by: Actor) -> MergeEvent:
    """Takes one merge back, in any order."""
    require_officer(by, event.administration)
    return unbond(event, reason=reason, by=by)
