"""Keeps the index of recorded pictures up with the papers of rights.

Only pictures that came since are read; the index itself is small and written anew as a whole.
"""

import shutil
from itertools import islice
from time import perf_counter
from uuid import uuid4

from django.db.models import Count, Exists, Max, OuterRef
from PIL import Image

from seizures.core.actions import LeaseLost, free_job, hold_lease, lease_job, open_job
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.models import Job
from seizures.files.models import Attachment
from seizures.matching import pictures as prints
from seizures.rights.models import PictureIndex, Right, RightPicture
from seizures.rights.pictures import PURPOSES, folder, newest, path_of

JOB = "rights.pictures"
LEASE_SECONDS = 60
AT_ONCE = 400
"""Pictures read in one go, a few milliseconds each."""
LOOK_BACK = 1000
"""Papers written at the same time may come into view out of order: so many keys are looked at
again.
"""
KEPT = 2


def index_pictures(*, by: Actor, budget: int = AT_ONCE * 10) -> bool:
    """Reads pictures that came since and makes sure the index knows them; True once it knows all,
    False while more wait or another worker is at it.
    """
    if not _waiting(1) and _is_up_to_date():
        return True
    job = Job.objects.filter(kind=JOB).order_by("id").first() or open_job(JOB)
    token = uuid4().hex
    if lease_job(job.pk, token=token, seconds=LEASE_SECONDS) is None:
        return False
    try:
        return _brought_up(job.pk, token, budget)
    except LeaseLost:
        return False
    finally:
        free_job(job.pk, token=token)


def _brought_up(job: int, token: str, budget: int) -> bool:
    done = 0
    while done < budget and (rows := _waiting(AT_ONCE)):
        made = [_read(row) for row in rows]
        with atomic():
            hold_lease(job, token=token)
            RightPicture.objects.bulk_create(made, ignore_conflicts=True)
        done += len(rows)
    if not _is_up_to_date():
        _build(job, token)
    return not _waiting(1)


def _waiting(most: int) -> list[Attachment]:
    """Pictures of rights without prints, the oldest first."""
    last = RightPicture.objects.aggregate(last=Max("attachment_id"))["last"] or 0
    rows = Attachment.objects.pictures().filter(
        ~Exists(RightPicture.objects.filter(attachment=OuterRef("pk"))),
        Exists(Right.objects.filter(pk=OuterRef("subject_id"))),
        subject_kind="right", purpose__in=PURPOSES, pk__gt=last - LOOK_BACK,
    )  # fmt: skip
    return list(islice(rows.select_related("file").order_by("pk")[:most], most))


def _read(row: Attachment) -> RightPicture:
    """A picture's prints; none where its file is gone or cannot be read."""
    try:
        with Image.open(path_of(row.file)) as picture:
            made = prints.to_bytes(prints.prints_of(picture))
    except (OSError, ValueError, SyntaxError):
        made = b""
    return RightPicture(attachment=row, right_id=row.subject_id, prints=made)


def _state() -> tuple[int, int]:
    """(how many pictures there are, the key of the newest)."""
    told = RightPicture.objects.aggregate(count=Count("pk"), last=Max("pk"))
    return int(told["count"]), int(told["last"] or 0)


def _is_up_to_date() -> bool:
    row, (count, last) = newest(), _state()
    if row is None:
        return count == 0
    known = (row.pictures, row.newest_picture) == (count, last)
    return known and (folder() / row.path / "manifest.json").exists()


def _build(job: int, token: str) -> None:
    begin = perf_counter()
    count, last = _state()
    version = f"p{last}-{count}-{uuid4().hex[:6]}"
    rows = RightPicture.objects.readable().filter(pk__lte=last).order_by("pk")
    stored = rows.values_list("pk", "prints").iterator(chunk_size=5000)
    prints.write(
        prints.laid_out([(pk, prints.from_bytes(bytes(made))) for pk, made in stored]),
        folder() / version,
    )
    row = PictureIndex(version=version, path=version, pictures=count, newest_picture=last,
                       seconds=round(perf_counter() - begin, 3))  # fmt: skip
    with atomic():
        hold_lease(job, token=token)
        row.save(force_insert=True)
    _clear_away()


def _clear_away() -> None:
    """Removes the files of versions before the last."""
    rows = PictureIndex.objects.exclude(path="").order_by("-id")
    for row in rows[KEPT : KEPT + 20]:
        shutil.rmtree(folder() / row.path, ignore_errors=True)
        PictureIndex.objects.filter(pk=row.pk).update(path="")
