"""Shares a long run out among the workers: ranges of lines, each with its own checkpoint.

A part is a job of its own, so that it is leased, resumed and given up like any other. The run's own
job stands behind all parts: it goes on after the last line shared out, and closes the run.
"""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any
from uuid import uuid4

from django.conf import settings

from seizures.core import clock
from seizures.core.actions import (
    MAX_ATTEMPTS,
    LeaseLost,
    free_job,
    hold_lease,
    lease_job,
    open_job,
    reopen_job,
)
from seizures.core.choices import JobStatus
from seizures.core.database import hold
from seizures.core.models import Job
from seizures.screening.models import ScreeningRun

log = logging.getLogger(__name__)
PART = "screening.part"
LEAST_PARTS = 2
HANDS = 8
"""Most parts of one run that are sent to the workers at a time."""

Screen = Callable[[Job, str], bool]
"""Screens one leased part (its job, the token of the lease) on; True once it is done."""
GiveUp = Callable[[str], bool]
"""Ends the whole run with the reason, because one part failed too often."""


def share_out(job: Job, *, first: int, last: int, lines: int) -> None:
    """Cuts the lines with keys `first` to `last` into parts behind a run's new job.

    Few lines stay with the job itself. Called in the transaction that makes the run.
    """
    parts = lines // settings.SCREENING_PART_LINES
    if parts < LEAST_PARTS or last < first:
        return
    bounds = [first - 1 + (last - first + 1) * n // parts for n in range(parts + 1)]
    for after, until in zip(bounds, bounds[1:], strict=False):
        part = open_job(PART, administration=job.administration, subject_kind="job",
                        subject_id=job.pk, total=until - after)  # fmt: skip
        part.cursor = {"last_line": after, "until": until}
        part.save(update_fields=["cursor"])
    job.cursor = {**job.cursor, "parts": parts, "last_line": last}
    job.save(update_fields=["cursor"])


def unfinished(run: ScreeningRun) -> list[int]:
    """The jobs of the parts of a run that are not done, in order."""
    return [] if not run.job.cursor.get("parts") else list(_parts(run).values_list("pk", flat=True))


def jobs_to_send(run: ScreeningRun) -> list[int]:
    """The jobs of a run a worker may be sent to: its parts, and after them its own."""
    return unfinished(run)[:HANDS] or [run.job_id]


def work_on_parts(
    run: ScreeningRun, screen: Screen, *, give_up: GiveUp, deadline: float
) -> bool | None:
    """Takes free parts one after the other; True once none is left, None if the run was given up.

    False where the time is over or all that is left is in other hands.
    """
    while waiting := unfinished(run):
        token = uuid4().hex
        job = next(filter(None, (lease_job(pk, token=token) for pk in waiting)), None)
        if job is None or monotonic() > deadline:
            if job is not None:
                free_job(job.pk, token=token)
            return False
        if job.attempts > MAX_ATTEMPTS:
            give_up("the worker was lost each time")
            return None
        _begin(run)
        try:
            screen(job, token)
        except LeaseLost:
            continue
        except Exception as error:
            log.exception("part %s of run %s could not be screened on", job.pk, run.pk)
            if job.attempts >= MAX_ATTEMPTS:
                give_up(repr(error))
                return None
            free_job(job.pk, token=token, wait_seconds=2 * job.attempts)
            raise
    return True


def held_job(run: ScreeningRun, token: str | None) -> Job:
    """The run's own job, locked: as leased by us, or for whoever gives up a part of it."""
    if token is None:
        return hold(Job.objects.all(), pk=run.job_id)
    return hold_lease(run.job_id, token=token)


def renew_parts(job: Job) -> None:
    """Lets the unfinished parts of a run that was given up be tried again."""
    parts = Job.objects.filter(kind=PART, subject_kind="job", subject_id=job.pk)
    for pk in parts.exclude(status=JobStatus.DONE).values_list("pk", flat=True):
        reopen_job(hold(Job.objects.all(), pk=pk))


def forget_parts(job: Job) -> None:
    """Removes the parts of a run that has come to its end."""
    Job.objects.filter(kind=PART, subject_kind="job", subject_id=job.pk).delete()


def _parts(run: ScreeningRun) -> Any:
    jobs = Job.objects.filter(kind=PART, subject_kind="job", subject_id=run.job_id)
    return jobs.exclude(status=JobStatus.DONE).order_by("pk")


def _begin(run: ScreeningRun) -> None:
    """The run is at work as soon as its first part is."""
    Job.objects.filter(pk=run.job_id, status=JobStatus.WAITING).update(
        status=JobStatus.RUNNING, started_at=clock.now(), updated_at=clock.now()
    )
