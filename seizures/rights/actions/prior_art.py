"""Keeps the library of patents and designs up with the rights.

Only what came or changed since the last one is read; it is written anew as a whole.
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
from seizures.rights.prior_art import changed_since, document_of, folder, newest, with_texts

JOB = "rights.prior_art"
LEASE_SECONDS = 60
AT_ONCE = 500
KEPT = 2
ALL = 10_000_000


def index_prior_art(*, by: Actor) -> bool:
    """Makes sure the library knows every patent and design; False while another worker builds."""
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
    return True


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
    begin = perf_counter()
    row, up_to, newest_right = newest(), _last_change(), _newest_right()
    kept, keys = _known(row)
    parts = [kept] if len(kept) else []
    for sketches in _read(keys):
        with atomic():
            hold_lease(job, token=token)
        parts.append(sketches)
    library = shelves.laid_out(joined(parts))
    version = f"a{newest_right}-{uuid4().hex[:8]}"
    shelves.write(library, folder() / version)
    made = PriorArtIndex(version=version, path=version, documents=len(library), up_to=up_to,
                         newest_right=newest_right,
                         seconds=round(perf_counter() - begin, 3))  # fmt: skip
    with atomic():
        hold_lease(job, token=token)
        made.save(force_insert=True)
    _clear_away()


def _known(row: PriorArtIndex | None) -> tuple[Sketches, list[int]]:
    """Sketches that still hold, and the keys of what must be read."""
    if row is not None:
        try:
            known = shelves.read(folder() / row.path).sketches
        except (OSError, ValueError):
            row = None
        else:
            keys = changed_since(row, ALL)
            return known.without(keys), sorted(keys)
    return sketched([]), sorted(changed_since(None, ALL))


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
