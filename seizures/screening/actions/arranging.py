"""Arranges what came into the queues: snoozed alerts aside, what belongs together into bundles.

Pulled by a sweep over rows nobody has arranged yet, so that a lost message costs seconds. One
pass at a time for an administration, and a row is arranged once: a second run changes nothing.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, Subquery

from seizures.core import clock
from seizures.core.actions import take_number
from seizures.core.actor import Actor, system
from seizures.core.bulk import insert_rows
from seizures.core.database import alias, atomic
from seizures.journal.actions import record
from seizures.screening.actions.bundling import grow
from seizures.screening.actions.snoozing import suppress
from seizures.screening.choices import UNDECIDED
from seizures.screening.likeness import COLUMNS, keys_of
from seizures.screening.models import AlertHit, BundleKey, Disposition

CHUNK = 500
WINDOW = dt.timedelta(days=14)
LOOKUP = 400


def arrange(*, by: Actor, limit: int = CHUNK) -> int:
    """Arranges the oldest rows that wait; returns how many were looked at."""
    waiting = Disposition.objects.not_arranged().order_by("id")
    kinds = waiting.values_list("administration", flat=True)[:limit]
    return sum(_arrange(administration, by, limit) for administration in sorted(set(kinds)))


def _arrange(administration: str, by: Actor, limit: int) -> int:
    with atomic():
        # the counter's row is the lock: two passes would make two bundles of the same alerts
        take_number(series="arranging", administration=administration, year=0, count=0)
        rows = _waiting(administration, limit)
        keys = [row["pk"] for row in rows]
        texts = _texts(rows)
        open_rows = [row for row in rows if row["status"] in UNDECIDED]
        aside = suppress(administration, open_rows, texts, by=by)
        left = [row for row in open_rows if row["pk"] not in aside]
        joined = _bundle(administration, left, texts)
        Disposition.objects.filter(pk__in=keys).update(is_arranged=True)
        if aside or joined:
            record("alerts.arranged", kind="queue", key=administration,
                   by=by if by.administration else system(administration),
                   administration=administration, bundled=joined, snoozed=len(aside))  # fmt: skip
    return len(rows)


def _waiting(administration: str, limit: int) -> list[dict[str, Any]]:
    best = AlertHit.objects.filter(alert=OuterRef("alert")).order_by("-score", "id")
    rows = Disposition.objects.not_arranged().filter(administration=administration)
    rows = rows.annotate(top_hit=Subquery(best.values("pk")[:1])).order_by("id")
    return list(rows.using(alias()).values(*COLUMNS, "alert_id", "top_hit", "bundle_id")[:limit])


def _texts(rows: Sequence[Mapping[str, Any]]) -> dict[int, tuple[str, dict[str, Any]]]:
    """Goods text and further columns of the best line, by row."""
    lines = ("line__description", "line__extra")
    hits = AlertHit.objects.filter(pk__in=[row["top_hit"] for row in rows if row["top_hit"]])
    told = {pk: (text, extra or {}) for pk, text, extra in hits.values_list("pk", *lines)}
    return {row["pk"]: told.get(row["top_hit"], ("", {})) for row in rows}


def _bundle(
    administration: str,
    rows: Sequence[Mapping[str, Any]],
    texts: Mapping[int, tuple[str, dict[str, Any]]],
) -> int:
    """Finds for every row the earliest open one it belongs to; returns how many found one."""
    known = _with_keys([row["pk"] for row in rows])
    rows = [row for row in rows if row["bundle_id"] is None and row["pk"] not in known]
    told = {row["pk"]: keys_of(row, *texts[row["pk"]]) for row in rows}
    anchors = _anchors(administration, {key for keys in told.values() for key in keys})
    groups: dict[int, list[tuple[int, str]]] = defaultdict(list)
    written = []
    for row in rows:
        keys = told[row["pk"]]
        met = next((key for key in keys if key in anchors), None)
        lead = anchors[met] if met else row["pk"]
        if met:
            groups[lead].append((row["pk"], keys[met]))
        for key in keys:
            written.append((row["pk"], administration, key))
            if key not in anchors:  # what the new member has in common counts for its lead too
                anchors[key] = lead
                written += [(lead, administration, key)] if met else []
    insert_rows(BundleKey, "disposition_id administration key", written)
    return sum(grow(lead, members) for lead, members in groups.items())


def _with_keys(keys: Sequence[int]) -> set[int]:
    """Rows that were bundled or looked at before, e.g. one an officer took out of its bundle."""
    rows = BundleKey.objects.filter(disposition__in=keys)
    return set(rows.values_list("disposition_id", flat=True))


def _anchors(administration: str, keys: set[str]) -> dict[str, int]:
    """For each key the earliest row of late that is still to be decided: alone or a lead."""
    since, found = clock.now() - WINDOW, dict[str, int]()
    asked = sorted(keys)
    for start in range(0, len(asked), LOOKUP):
        rows = BundleKey.objects.filter(
            administration=administration, key__in=asked[start : start + LOOKUP],
            disposition__status__in=UNDECIDED, disposition__is_covered=False,
            disposition__created_at__gte=since, disposition__is_arranged=True,
        ).exclude(disposition__bundle__is_open=False)  # fmt: skip
        for key, row in rows.order_by("-disposition").values_list("key", "disposition_id"):
            found[key] = row
    return found
