"""Which known party a declared shipper, consignee, notify party or manufacturer is.

Known parties (infringers, watched and clean ones) are indexed once; a declared name is looked up by
the part that tells one firm from another and answered from a cache the second time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from seizures.matching.parties import party_key

Role = Literal["infringer", "watched", "clean"]
_RANK = {"infringer": 0, "watched": 1, "clean": 2}
CACHED = 200_000


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A firm with a record: its spellings, its role, the rights it concerns (none: any), how many
    of its consignments were seen, infringed or were genuine, and the quantity it usually ships.
    """

    id: str
    names: tuple[str, ...]
    role: Role
    rights: tuple[str, ...] = ()
    seen: int = 0
    infringing: int = 0
    genuine: int = 0
    usual_quantity: float | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A declared name met a known party: the recorded spelling it met, and how (`exact`)."""

    declared: str
    party: KnownParty
    spelling: str
    how: str


@dataclass(slots=True)
class PeopleIndex:
    """Known parties by what tells them apart; immutable once built but for its cache."""

    parties: tuple[KnownParty, ...]
    by_key: dict[str, list[tuple[KnownParty, str]]]
    cache: dict[str, tuple[Recognised, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, parties: Iterable[KnownParty]) -> "PeopleIndex":
        """An index of these parties."""
        kept = tuple(parties)
        by_key: dict[str, list[tuple[KnownParty, str]]] = {}
        for party in kept:
            for name in party.names:
                by_key.setdefault(party_key(name), []).append((party, name))
        by_key.pop("", None)
        return cls(kept, by_key)

    def __len__(self) -> int:
        return len(self.parties)

    def find(self, names: Sequence[str]) -> list[Recognised | None]:
        """The known party each name belongs to, infringers first; None where there is none."""
        return [found[0] if (found := self.find_all(name)) else None for name in names]

    def find_all(self, name: str) -> tuple[Recognised, ...]:
        """Every known party of this name, infringers first."""
        known = self.cache.get(name)
        if known is not None:
            return known
        if len(self.cache) >= CACHED:
            self.cache.clear()
        found = self._looked_up(name)
        self.cache[name] = found
        return found

    def _looked_up(self, name: str) -> tuple[Recognised, ...]:
        met = self.by_key.get(party_key(name), [])
        told = {party.id: Recognised(name, party, spelling, "exact") for party, spelling in met}
        return tuple(sorted(told.values(), key=lambda found: _RANK[found.party.role]))
