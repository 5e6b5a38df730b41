"""Writes counters and the progress of jobs."""

from typing import Any

from django.db.models import F

from seizures.core import clock
from seizures.core.choices import JobStatus
from seizures.core.database import alias, atomic, hold
from seizures.core.models import Counter, Job


def take_number(*, series: str, administration: str, year: int) -> int:
    """Counts one up and returns it; the row is held until the caller's transaction ends."""
    with atomic():
        key = {"series": series, "administration": administration, "year": year}
        Counter.objects.using(alias()).get_or_create(**key)
        counter = hold(Counter.objects.all(), **key)
        counter.last += 1
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
    job.save(update_fields=["status", "finished_at", "updated_at", "problem", "result"])
