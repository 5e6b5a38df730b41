"""Which known party a declared shipper, consignee, notify party or manufacturer is.

Known parties (infringers, watched and clean ones) are indexed once; a declared name is looked up by
the part that tells one firm from another, across scripts, and answered from a cache the second
time. Two names are one firm when their cores agree and neither city, country nor trade contradicts:
what two firms share in generic words alone never counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from seizures.matching.firms import Firm, firm, heard
from seizures.matching.likeness import HOWS, NEAR, same_firm
from seizures.matching.parties import party_key

Role = Literal["infringer", "watched", "clean"]
_RANK = {"infringer": 0, "watched": 1, "clean": 2}
CACHED = 200_000
CROWDED = 60
"""Half a core that more known firms share than this says nothing, and is not searched."""


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
    """A declared name met a known party: the recorded spelling it met, and how (one of `HOWS`)."""

    declared: str
    party: KnownParty
    spelling: str
    how: str


_Entry = tuple[KnownParty, str, Firm]


@dataclass(slots=True)
class PeopleIndex:
    """Known parties by what tells them apart; immutable once built but for its cache."""

    parties: tuple[KnownParty, ...]
    by_key: dict[str, list[_Entry]]
    cache: dict[str, tuple[Recognised, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, parties: Iterable[KnownParty]) -> "PeopleIndex":
        """An index of these parties."""
        kept = tuple(parties)
        by_key: dict[str, list[_Entry]] = defaultdict(list)
        for party in kept:
            for name in party.names:
                taken = firm(name)
                for key in {*_keys(taken, name), *_near_keys(taken)}:
                    by_key[key].append((party, name, taken))
        return cls(kept, dict(by_key))

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
        found = self._looked_up(name) if self.by_key else ()
        self.cache[name] = found
        return found

    def _looked_up(self, name: str) -> tuple[Recognised, ...]:
        taken = firm(name)
        best: dict[str, tuple[int, int, Recognised]] = {}
        for how, party, spelling, known in self._met(taken, name):
            less = int(taken.told != known.told)
            told = (HOWS.index(how), less, Recognised(name, party, spelling, how))
            if party.id not in best or told[:2] < best[party.id][:2]:
                best[party.id] = told
        return _surest(list(best.values()))

    def _met(self, taken: Firm, name: str) -> "Iterator[tuple[str, KnownParty, str, Firm]]":
        for key in _keys(taken, name):
            for party, spelling, known in self.by_key.get(key, ()):
                if key.startswith("="):
                    yield "exact", party, spelling, known
                elif how := same_firm(taken, known):
                    yield how, party, spelling, known
        for key in _near_keys(taken, 1):
            near = self.by_key.get(key, ())
            for party, spelling, known in near if len(near) <= CROWDED else ():
                if abs(len(known.joined) - len(taken.joined)) > 2 or known.joined == taken.joined:
                    continue
                if same_firm(taken, known) == "typo":
                    yield "typo", party, spelling, known


def _surest(found: list[tuple[int, int, Recognised]]) -> tuple[Recognised, ...]:
    """The parties met in the surest way; none where a loose way leads to several firms."""
    if not found:
        return ()
    surest = min(entry[:2] for entry in found)
    kept = [who for *way, who in found if tuple(way) == surest]
    if HOWS[surest[0]] in ("abbreviated", "sound", "typo") and len(kept) > 1:
        names = {firm(who.spelling).joined for who in kept}
        places = {firm(who.spelling).cities for who in kept}
        if len(names) > 1 or len(places) > 1:
            return ()
    return tuple(sorted(kept, key=lambda who: _RANK[who.party.role]))


def _keys(taken: Firm, name: str) -> list[str]:
    """Where a name is looked up: by its core, its words in any order, its sound, or in full."""
    if not taken.core:
        whole = party_key(name)
        return [f"={whole}"] if whole else []
    keys = [taken.joined]
    if len(taken.core) > 1:
        keys.append("~" + " ".join(sorted(taken.core)))
    if taken.is_firm:
        keys += ["(" + sound for sound in taken.sounds]
        if taken.told:
            keys += list({"[" + heard(sound) for sound in taken.sounds})
    return keys


def _near_keys(taken: Firm, slack: int = 0) -> list[str]:
    """Where a misspelt core is looked up: one of its halves is whole, its length nearly so."""
    one, two = NEAR[taken.script]
    length = len(taken.joined)
    if not taken.is_firm or length < one - slack:
        return []
    slack = slack and (2 if length >= two else 1)
    keys = []
    for other in range(max(one, length - slack), length + slack + 1):
        half = (other - 1) // 2
        keys += [f"<{other}{taken.joined[:half]}", f">{other}{taken.joined[-half:]}"]
    return keys
