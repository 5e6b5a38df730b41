"""Keeps the library of patents and designs up with the rights.

Only what came or changed since the last one is read, so many documents at a time; the library is
written anew as a whole.
"""

import datetime as dt
import shutil
from collections.abc import Iterator
from time import perf_counter
from uuid import uuid4

from django.db.models import Max

from seizures.core.actions import LeaseLost, free_job, hold_lease, lease_job, open_job
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.models import Job
from seizures.matching import library as shelves
from seizures.matching.documents import Sketches, joined, sketched
from seizures.rights.choices import INVENTIONS
from seizures.rights.models import PriorArtIndex, Right
from seizures.rights.prior_art import document_of, folder, newest, with_texts

JOB = "rights.prior_art"
LEASE_SECONDS = 60
AT_ONCE = 500
AT_MOST = 10_000
"""New documents that one run reads, in about five seconds."""
LOOK_BACK = 1000
"""Rights written at the same time may come into view out of order: so many keys are looked at
again.
"""
KEPT = 2


def index_prior_art(*, by: Actor) -> bool:
    """Reads patents and designs that came or changed; True once the library knows all, False while
    more wait or another worker is at it.
    """
    if _is_up_to_date():
        return True
    job = Job.objects.filter(kind=JOB).order_by("id").first() or open_job(JOB)
    token = uuid4().hex
    if lease_job(job.pk, token=token, seconds=LEASE_SECONDS) is None:
        return False
    try:
        _build(job.pk, token)
    except LeaseLost:
        return False
    finally:
        free_job(job.pk, token=token)
    return _is_up_to_date()


def _is_up_to_date() -> bool:
    row = newest()
    if row is None:
        return not Right.objects.filter(kind__in=INVENTIONS).exists()
    return row.up_to == _last_change() and row.newest_right == _newest_right() and _is_there(row)


def _is_there(row: PriorArtIndex) -> bool:
    return (folder() / row.path / "manifest.json").exists()


def _last_change() -> dt.datetime | None:
    rows = Right.objects.filter(kind__in=INVENTIONS)
    last: dt.datetime | None = rows.aggregate(last=Max("updated_at"))["last"]
    return last


def _newest_right() -> int:
    rows = Right.objects.filter(kind__in=INVENTIONS)
    return int(rows.aggregate(last=Max("pk"))["last"] or 0)


def _build(job: int, token: str) -> None:
    begin, up_to = perf_counter(), _last_change()
    row, known = _known()
    changed = _changed(row, known)
    came = _came(row, known)[:AT_MOST]
    kept = known.without(changed)
    parts = [kept] if len(kept) else []
    for sketches in _read(sorted({*changed, *came})):
        with atomic():
            hold_lease(job, token=token)
        parts.append(sketches)
    library = shelves.laid_out(joined(parts))
    newest_right = max([*came[-1:], row.newest_right if row else 0])
    version = f"a{newest_right}-{uuid4().hex[:8]}"
    shelves.write(library, folder() / version)
    made = PriorArtIndex(version=version, path=version, documents=len(library), up_to=up_to,
                         newest_right=newest_right,
                         seconds=round(perf_counter() - begin, 3))  # fmt: skip
    with atomic():
        hold_lease(job, token=token)
        made.save(force_insert=True)
    _clear_away()


def _known() -> tuple[PriorArtIndex | None, Sketches]:
    """The last library's row and what it holds; nothing where its files cannot be used."""
    row = newest()
    if row is not None:
        try:
            return row, shelves.read(folder() / row.path).sketches
        except (OSError, ValueError):
            pass
    return None, sketched([])


def _changed(row: PriorArtIndex | None, known: Sketches) -> list[int]:
    """Documents of the library that were written anew since."""
    if row is None:
        return []
    rows = Right.objects.filter(kind__in=INVENTIONS, updated_at__gt=row.up_to)
    return sorted(set(rows.values_list("pk", flat=True)).intersection(known.ids.tolist()))


def _came(row: PriorArtIndex | None, known: Sketches) -> list[int]:
    """Documents that are not in the library yet, in the order they came."""
    rows = Right.objects.filter(kind__in=INVENTIONS)
    if row is not None:
        rows = rows.filter(pk__gt=row.newest_right - LOOK_BACK)
    there = set(known.ids.tolist())
    keys = rows.order_by("pk").values_list("pk", flat=True)
    return [key for key in keys if key not in there]


def _read(keys: list[int]) -> Iterator[Sketches]:
    for start in range(0, len(keys), AT_ONCE):
        rows = with_texts(Right.objects.filter(pk__in=keys[start : start + AT_ONCE]))
        yield sketched([document_of(right) for right in rows.order_by("pk")])


def _clear_away() -> None:
    """Removes the files of versions before the last."""
    rows = PriorArtIndex.objects.exclude(path="").order_by("-id")
    for row in rows[KEPT : KEPT + 20]:
        shutil.rmtree(folder() / row.path, ignore_errors=True)
        PriorArtIndex.objects.filter(pk=row.pk).update(path="")
