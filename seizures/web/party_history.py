"""What a party has been seen with: its cargo, the alerts on it and how they ended."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache

from seizures.cargo.models import Consignment
from seizures.core.database import alias
from seizures.parties.models import Spelling
from seizures.screening.choices import Outcome
from seizures.screening.models import Alert

LOOKED = 1000
"""The latest consignments that are looked at, on each side of each spelling."""
JUDGED = 1000
KEPT_SECONDS = 60
SIDES = ("shipper", "consignee")


@dataclass(frozen=True, slots=True)
class Carried:
    """One consignment of a party, as its page needs it."""

    key: int
    origin: str
    destination: str
    mode: str
    shipper: int | None
    consignee: int | None


@dataclass(frozen=True, slots=True)
class Record:
    """How many consignments were looked at (`is_capped`: there are more), alerts, outcomes."""

    consignments: int = 0
    is_capped: bool = False
    alerts: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)

    @property
    def infringing(self) -> int:
        """Alerts that ended with infringing goods."""
        return self.outcomes.get(Outcome.INFRINGING, 0)

    @property
    def clean(self) -> int:
        """Alerts that ended with genuine goods, or nothing found."""
        return self.outcomes.get(Outcome.GENUINE, 0) + self.outcomes.get(Outcome.NOTHING, 0)

    @property
    def unknown(self) -> int:
        """Alerts nobody knows the end of yet."""
        return self.alerts - self.infringing - self.clean


def groups_of(administration: str, parties: Collection[int]) -> dict[int, list[int]]:
    """All spellings of each of these parties, merged as the administration sees them."""
    own = Spelling.objects.of(administration)
    heads = dict(own.filter(party__in=parties).values_list("party", "head"))
    members: dict[int, list[int]] = {}
    for party, head in own.filter(head__in=set(heads.values())).values_list("party", "head"):
        members.setdefault(head, []).append(party)
    return {key: sorted(members.get(heads.get(key, 0), [key])) for key in parties}


def cargo_of(
    administration: str, spellings: Sequence[int], sides: Sequence[str] = SIDES
) -> tuple[list[Carried], bool]:
    """The latest own consignments of a party, each side by its own index; whether more exist."""
    own = Consignment.objects.filter(administration=administration)
    names = ("pk", "origin", "destination", "mode", "shipper_id", "consignee_id")
    found: dict[int, Carried] = {}
    is_capped = False
    for side in sides:
        for party in spellings:
            rows = own.filter(**{side: party}).order_by("-id").values_list(*names)[: LOOKED + 1]
            part = [Carried(*row) for row in rows]
            is_capped |= len(part) > LOOKED
            found |= {one.key: one for one in part[:LOOKED]}
    kept = sorted(found.values(), key=lambda one: -one.key)[: 2 * LOOKED]
    return kept, is_capped


def record_of(user: Any, spellings: Sequence[int], side: str) -> Record:
    """The record of a party on one side of its own administration's consignments."""
    cargo, is_capped = cargo_of(user.administration_id, spellings, (side,))
    outcomes = alerts_on(user, [one.key for one in cargo]).values_list("outcome", flat=True)
    counts = Counter(outcomes)
    return Record(len(cargo), is_capped, sum(counts.values()),
                  {key: n for key, n in counts.items() if key})  # fmt: skip


def alerts_on(user: Any, consignments: Sequence[int]) -> Any:
    """Alerts in the reader's own queue on these consignments."""
    return Alert.objects.visible_to(user).filter(consignment__in=consignments).order_by()


def lane_record(user: Any, origin: str, destination: str) -> Record:
    """How the latest judged alerts of the reader's queue on one lane ended; kept for a minute."""
    key = f"lanes-{alias()}-{user.administration_id}"
    lanes: dict[tuple[str, str], dict[str, int]] | None = cache.get(key)
    if lanes is None:
        lanes = _lanes(user)
        cache.set(key, lanes, KEPT_SECONDS)
    outcomes = lanes.get((origin, destination), {})
    return Record(alerts=sum(outcomes.values()), outcomes=outcomes)


def _lanes(user: Any) -> dict[tuple[str, str], dict[str, int]]:
    judged = Alert.objects.visible_to(user).exclude(outcome="").order_by("-id")
    rows = judged.values_list("consignment__origin", "consignment__destination", "outcome")
    lanes: dict[tuple[str, str], dict[str, int]] = {}
    for origin, destination, outcome in rows[:JUDGED]:
        counts = lanes.setdefault((origin, destination), {})
        counts[outcome] = counts.get(outcome, 0) + 1
    return lanes
