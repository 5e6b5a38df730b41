"""Writes counters and the progress of jobs, and says who works on a job now."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

from django.db.models import F

from seizures.core import clock
from seizures.core.choices import JobStatus
from seizures.core.database import alias, atomic, hold
from seizures.core.models import Counter, Job, KeptAnswer

log = logging.getLogger(__name__)
LEASE = dt.timedelta(seconds=15)
LONGEST_LEASE = dt.timedelta(seconds=60)
QUEUED = dt.timedelta(seconds=12)
MAX_ATTEMPTS = 3
KEPT_ANSWERS = dt.timedelta(days=7)
LEASE_KEYS = ("lease", "leased_until", "queued_until")
AT_WORK = (JobStatus.WAITING, JobStatus.RUNNING)
Work = Callable[[Job, str], bool]
"""Works on a leased job (the job, the token of its lease); True once nothing is left to do."""
GiveUp = Callable[[str, str], bool]
"""Ends a job for good, as a person must look (the token of its lease, why)."""


class LeaseLost(Exception):
    """Another worker took the job over; what this one has not committed is dropped."""


def take_number(*, series: str, administration: str, year: int, count: int = 1) -> int:
    """Counts up and returns the last number taken; the row is held until the caller's
    transaction ends."""
    with atomic():
        key: dict[str, Any] = {"series": series, "administration": administration, "year": year}
        Counter.objects.using(alias()).get_or_create(**key)
        counter = hold(Counter.objects.all(), **key)
        counter.last += count
        counter.save(update_fields=["last"])
        return counter.last


def open_job(kind: str, *, administration: str = "", subject_kind: str = "",
             subject_id: int | None = None, total: int = 0) -> Job:  # fmt: skip
    """A new job that waits for a worker."""
    return Job.objects.create(
        kind=kind, administration=administration, subject_kind=subject_kind,
        subject_id=subject_id, total=total,
    )  # fmt: skip


def start_job(job: Job, *, total: int | None = None) -> Job:
    """Marks the job as running and counts the attempt."""
    changes: dict[str, Any] = {"status": JobStatus.RUNNING, "attempts": F("attempts") + 1,
                               "updated_at": clock.now()}  # fmt: skip
    if job.started_at is None:
        changes["started_at"] = clock.now()
    if total is not None:
        changes["total"] = total
    Job.objects.filter(pk=job.pk).update(**changes)
    job.refresh_from_db()
    return job


def advance_job(job: Job, *, done: int, cursor: dict[str, Any] | None = None) -> None:
    """Sets how far the job is, and where it would go on after a crash."""
    changes: dict[str, Any] = {"done": done, "updated_at": clock.now()}
    if cursor is not None:
        changes["cursor"] = cursor
    Job.objects.filter(pk=job.pk).update(**changes)
    for name, value in changes.items():
        setattr(job, name, value)


def finish_job(job: Job, *, result: dict[str, Any] | None = None, problem: str = "") -> None:
    """Closes the job as done, or as failed with its problem."""
    job.status = JobStatus.FAILED if problem else JobStatus.DONE
    job.finished_at = job.updated_at = clock.now()
    job.problem, job.result = problem, result or {}
    job.cursor = {name: value for name, value in job.cursor.items() if name not in LEASE_KEYS}
    job.save(update_fields=["status", "finished_at", "updated_at", "problem", "result", "cursor"])


def is_taken(job: Job, *, name: str = "leased_until") -> bool:
    """Somebody works on the job, or (`queued_until`) it was sent to the workers just now."""
    until = job.cursor.get(name)
    if not until:
        return False
    left = dt.datetime.fromisoformat(until) - clock.now()
    return dt.timedelta(0) < left <= LONGEST_LEASE  # a lease from a moved clock does not count


def lease_job(pk: int, *, token: str, seconds: float = LEASE.total_seconds()) -> Job | None:
    """Takes the job for one worker and counts the attempt; None while another one has it.

    A job that was done is opened again: the caller knows that there is more to do.
    """
    with atomic():
        job = hold(Job.objects.all(), pk=pk)
        if is_taken(job) and job.cursor.get("lease") != token:
            return None
        now = clock.now()
        job.updated_at, job.finished_at = now, None
        if job.status not in AT_WORK:
            _begin_anew(job)
        job.started_at = job.started_at or now
        job.attempts += 1
        job.status = JobStatus.RUNNING
        until = now + dt.timedelta(seconds=seconds)
        job.cursor = {**job.cursor, "lease": token, "leased_until": until.isoformat()}
        job.save(update_fields=["status", "updated_at", "finished_at", "started_at", "attempts",
                                "problem", "cursor"])  # fmt: skip
    return job


def attempt_job(
    pk: int, work: Work, *, give_up: GiveUp, seconds: float = LEASE.total_seconds()
) -> bool:
    """Leases a job and works on it; given up after three attempts without progress.

    False while another worker has it or took it over. After an error the job waits a little for
    the next attempt, and the error goes on to the caller.
    """
    token = uuid4().hex
    job = lease_job(pk, token=token, seconds=seconds)
    if job is None:
        return False
    if job.attempts > MAX_ATTEMPTS:
        return give_up(token, "the worker was lost each time")
    try:
        return work(job, token)
    except LeaseLost:
        return False
    except Exception as error:
        log.exception("job %s (%s) could not go on", job.pk, job.kind)
        if job.attempts >= MAX_ATTEMPTS:
            return give_up(token, repr(error))
        free_job(job.pk, token=token, wait_seconds=2 * job.attempts)
        raise


def _begin_anew(job: Job) -> None:
    """Time, rate and attempts count from here on; what is done stays done."""
    job.started_at = job.finished_at = None
    job.attempts, job.problem = 0, ""
    job.cursor = {name: value for name, value in job.cursor.items() if name not in LEASE_KEYS}
    job.cursor["done_before"] = job.done


def reopen_job(job: Job) -> None:
    """Lets a held job that failed wait for a worker again; it goes on from its checkpoint."""
    _begin_anew(job)
    job.status, job.updated_at = JobStatus.WAITING, clock.now()
    job.save(update_fields=["status", "updated_at", "started_at", "finished_at", "attempts",
                            "problem", "cursor"])  # fmt: skip


def hold_lease(pk: int, *, token: str) -> Job:
    """Locks the job inside the caller's transaction; raises `LeaseLost` if it is no longer ours."""
    job = hold(Job.objects.all(), pk=pk)
    if job.cursor.get("lease") != token:
        raise LeaseLost
    return job


def checkpoint_job(job: Job, *, done: int, **cursor: Any) -> None:
    """Notes how far a held job is and renews the lease; progress wipes out failed attempts."""
    now = clock.now()
    job.done, job.attempts, job.updated_at = done, 0, now
    job.cursor = {**job.cursor, **cursor, "leased_until": (now + LEASE).isoformat()}
    job.save(update_fields=["done", "attempts", "updated_at", "cursor"])


def free_job(pk: int, *, token: str, wait_seconds: int = 0) -> None:
    """Gives the lease back, so that the next sweep may send the job at once or after a while."""
    with atomic():
        job = hold(Job.objects.all(), pk=pk)
        if job.cursor.get("lease") == token:
            until = clock.now() + dt.timedelta(seconds=wait_seconds)
            job.cursor = {**job.cursor, "lease": "", "leased_until": until.isoformat(),
                          "queued_until": ""}  # fmt: skip
            job.save(update_fields=["cursor"])


def queue_jobs(pks: Sequence[int]) -> set[int]:
    """Of these jobs, those nobody works on and nobody sent lately; notes them as sent."""
    chosen: set[int] = set()
    for pk in pks:
        with atomic():
            job = hold(Job.objects.all(), pk=pk)
            if is_taken(job) or is_taken(job, name="queued_until"):
                continue
            until = clock.now() + QUEUED
            job.cursor = {**job.cursor, "queued_until": until.isoformat()}
            job.save(update_fields=["cursor"])
            chosen.add(pk)
    return chosen


def claim_key(*, owner: str, key: str, digest: str) -> tuple[KeptAnswer, bool]:
    """The answer kept under a key, and whether this caller is the first to use it.

    A key whose first request never came to an answer is free again after a minute.
    """
    with atomic():
        row, is_new = KeptAnswer.objects.get_or_create(
            owner=owner, key=key, defaults={"request_digest": digest}
        )
        stale = clock.now() - dt.timedelta(minutes=1)
        if not is_new and row.status == 0 and row.at < stale:
            row.at, row.request_digest = clock.now(), digest
            row.save(update_fields=["at", "request_digest"])
            is_new = True
    return row, is_new


def keep_answer(row: KeptAnswer, *, status: int, body: Any, headers: dict[str, str]) -> None:
    """Keeps what was answered, to be answered again."""
    KeptAnswer.objects.filter(pk=row.pk).update(status=status, body=body, headers=headers)


def forget_answers() -> int:
    """Removes answers nobody will ask for again; returns how many."""
    old = KeptAnswer.objects.filter(at__lt=clock.now() - KEPT_ANSWERS)
    return int(old.delete()[0])


def free_key(row: KeptAnswer) -> None:
    """Lets a key be used again, because its request failed without effect."""
    row.delete()
