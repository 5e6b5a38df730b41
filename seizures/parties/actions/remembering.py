"""Remembers the parties that appear on cargo."""

from collections import Counter
from collections.abc import Iterable, Sequence

from seizures.core import clock
from seizures.core.bulk import add_counts, insert_rows, moment
from seizures.core.database import atomic
from seizures.parties.models import Address, Party
from seizures.parties.names import fold

LOOKUP = 900
COLUMNS = "created_at updated_at key name country consignments"
ADDRESS = "party_id administration key text"


def remember(names: Iterable[str]) -> dict[str, int]:
    """Makes sure every name has a party; returns the party key by name, counting appearances."""
    counts = Counter(name for name in names if name)
    keys = {name: fold(name) for name in counts}
    spelled = {key: name for name, key in keys.items() if key}
    totals: Counter[str] = Counter()
    for name, count in counts.items():
        totals[keys[name]] += count
    with atomic():
        found = _found(list(spelled))
        add_counts(Party, "consignments", {pk: totals[key] for key, pk in found.items()})
        fresh = sorted(key for key in spelled if key not in found)
        now = moment(clock.now())
        insert_rows(
            Party, COLUMNS, [(now, now, key, spelled[key][:300], "", totals[key]) for key in fresh]
        )
        found |= _found(fresh)
    return {name: found[key] for name, key in keys.items() if key}


def remember_addresses(administration: str, given: Iterable[tuple[int, str]]) -> int:
    """Keeps the addresses that parties gave on an administration's cargo, each once."""
    rows = {(party, fold(text)): text[:300] for party, text in given}
    fresh = [(party, administration, key, text) for (party, key), text in rows.items() if key]
    insert_rows(Address, ADDRESS, fresh)
    return len(fresh)


def _found(keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(keys), LOOKUP):
        part = keys[start : start + LOOKUP]
        found.update(Party.objects.filter(key__in=part).values_list("key", "pk"))
    return found
