"""Builds the match index over recorded rights and keeps it up with their changes.

A full build is the base; what changed since lies in one small delta beside it, built anew each
time; rights that ended are a side list read when the index is opened.
"""

import datetime as dt
import secrets
import shutil
from time import perf_counter
from uuid import uuid4

from django.db.models import Exists, OuterRef

from seizures.core import clock
from seizures.core.actions import LeaseLost, free_job, hold_lease, lease_job, open_job
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.models import Job
from seizures.journal.actions import record
from seizures.matching import index as engine
from seizures.rights.choices import IndexStatus
from seizures.rights.facts import right_facts
from seizures.rights.index import (
    changed_between,
    folder,
    is_up_to_date,
    is_usable,
    newest_change,
    newest_row,
    recorded_among,
)
from seizures.rights.models import MatchIndex, Recordation, Right

JOB = "rights.index"
LEASE_SECONDS = 60
SMALLEST_DELTA = 500
GRACE = dt.timedelta(minutes=10)


def build_index(*, by: Actor) -> MatchIndex | None:
    """Builds the whole index and puts it in place; None while another worker builds."""
    return _leased(by, is_full=True)


def bring_up_to_date(*, by: Actor) -> bool:
    """Makes sure the index knows every change; True once it does, False while another builds."""
    return is_up_to_date() or (_leased(by, is_full=False) is not None and is_up_to_date())


def _leased(by: Actor, *, is_full: bool) -> MatchIndex | None:
    job = Job.objects.filter(kind=JOB).order_by("id").first() or open_job(JOB)
    token = uuid4().hex
    if lease_job(job.pk, token=token, seconds=LEASE_SECONDS) is None:
        return None
    try:
        return _build(job.pk, token, by, is_full)
    except LeaseLost:
        return None
    finally:
        free_job(job.pk, token=token)


def _build(job: int, token: str, by: Actor, is_full: bool) -> MatchIndex:
    up_to, row = newest_change(), newest_row()
    base = (row.base or row) if row else None
    if is_full or base is None or not is_usable(base):
        return _build_base(job, token, by, up_to)
    changed = changed_between(base.up_to_change, up_to)
    if len(changed) > max(SMALLEST_DELTA, base.rights // 20):
        return _build_base(job, token, by, up_to)
    return _build_delta(job, token, base, up_to, changed)


def _build_base(job: int, token: str, by: Actor, up_to: int) -> MatchIndex:
    begin = perf_counter()
    version = f"r{up_to}-{secrets.token_hex(3)}"
    in_force = Recordation.objects.recorded().filter(right=OuterRef("pk"))
    facts = right_facts(Right.objects.filter(Exists(in_force)))
    built = engine.build(facts, folder() / version, version=version)
    row = MatchIndex(
        version=version, path=version, rights=built.rights, bytes=built.bytes,
        seconds=round(perf_counter() - begin, 3), up_to_change=up_to,
    )  # fmt: skip
    with atomic():
        _put_in_place(job, token, row)
        record("index.built", kind="match_index", key=row.pk, by=by, reference=version,
               rights=row.rights, bytes=row.bytes, seconds=row.seconds)  # fmt: skip
    _clear_away()
    return row


def _build_delta(
    job: int, token: str, base: MatchIndex, up_to: int, changed: set[int]
) -> MatchIndex:
    begin = perf_counter()
    version = f"{base.version}+{up_to}-{secrets.token_hex(2)}"
    recorded = recorded_among(changed)
    row = MatchIndex(version=version, base=base, rights=base.rights, up_to_change=up_to)
    if recorded:
        facts = right_facts(Right.objects.filter(pk__in=recorded))
        built = engine.build(facts, folder() / version, version=version)
        row.path, row.bytes, row.rights = version, built.bytes, base.rights + built.rights
    row.seconds = round(perf_counter() - begin, 3)
    with atomic():
        _put_in_place(job, token, row)
    _clear_away()
    return row


def _put_in_place(job: int, token: str, row: MatchIndex) -> None:
    """The new row becomes the one in use; a base stays as long as a delta stands on it."""
    hold_lease(job, token=token)
    now = clock.now()
    others = MatchIndex.objects.filter(status=IndexStatus.CURRENT)
    others.update(status=IndexStatus.RETIRED, updated_at=now)
    row.status = IndexStatus.CURRENT
    row.save(force_insert=True)


def _clear_away() -> None:
    """Removes files of versions that went out of use a while ago."""
    row = newest_row()
    kept = {row.path, row.base.path if row.base else ""} if row else set()
    old = MatchIndex.objects.filter(
        status=IndexStatus.RETIRED, updated_at__lt=clock.now() - GRACE
    ).exclude(path="")
    for retired in old.order_by("-id")[:20]:
        if retired.path not in kept:
            shutil.rmtree(folder() / retired.path, ignore_errors=True)
            MatchIndex.objects.filter(pk=retired.pk).update(path="")
