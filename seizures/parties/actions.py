"""Remembers the parties that appear on cargo."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import F

from seizures.core.database import atomic
from seizures.parties.models import Party
from seizures.parties.names import fold


def remember(names: Iterable[str]) -> dict[str, int]:
    """Makes sure every name has a party; returns the party key by name, counting appearances."""
    counts = Counter(name for name in names if name.strip())
    keys = {name: fold(name) for name in counts}
    with atomic():
        Party.objects.bulk_create(
            [Party(key=key, name=name[:300]) for name, key in keys.items() if key],
            ignore_conflicts=True, batch_size=500,
        )  # fmt: skip
        wanted = sorted({key for key in keys.values() if key})
        found: dict[str, int] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            found.update(Party.objects.filter(key__in=part).values_list("key", "pk"))
        totals: Counter[int] = Counter()
        for name, count in counts.items():
            if keys[name]:
                totals[found[keys[name]]] += count
        by_count: dict[int, list[int]] = {}
        for pk, count in totals.items():
            by_count.setdefault(count, []).append(pk)
        for count, pks in by_count.items():
            for start in range(0, len(pks), 500):
                Party.objects.filter(pk__in=pks[start : start + 500]).update(
                    consignments=F("consignments") + count
                )
    return {name: found[key] for name, key in keys.items() if key}
