"""Screens changed rights over cargo in reach, and closes alerts of rights that ended."""

import datetime as dt
from functools import partial
from time import monotonic
from typing import Any

from django.db.models import Max, Q

from seizures.cargo.choices import OPEN_STATUSES
from seizures.cargo.models import GoodsLine
from seizures.core import clock
from seizures.core.actions import (
    MAX_ATTEMPTS,
    LeaseLost,
    attempt_job,
    finish_job,
    hold_lease,
    open_job,
    queue_jobs,
    take_number,
)
from seizures.core.actor import Actor
from seizures.core.choices import JobStatus
from seizures.core.database import atomic
from seizures.core.models import Job
from seizures.journal.actions import record
from seizures.matching import recipes
from seizures.matching.index import MatchIndex
from seizures.rights.actions import bring_up_to_date
from seizures.rights.facts import right_facts
from seizures.rights.index import (
    changed_between,
    count_changed,
    current,
    newest_change,
    recorded_among,
)
from seizures.rights.models import Right
from seizures.screening.actions.passing import Pass
from seizures.screening.actions.sharing_out import (
    forget_parts,
    held_job,
    jobs_to_send,
    share_out,
    work_on_parts,
)
from seizures.screening.choices import UNDECIDED, DismissReason, DispositionStatus, RunKind
from seizures.screening.models import Disposition, ScreeningRun
from seizures.screening.rescreens import followed_to

RESCREEN = "rights.rescreen"
REACH = dt.timedelta(days=90)
SMALL = 3000
"""Up to so many changed rights get an index of their own; more are picked from the whole one."""


def begin_rescreen(*, by: Actor) -> int | None:
    """The run that must go on, or a new one for changes not followed yet; None if all are.

    Only a run nobody works on and nobody was sent to lately is answered.
    """
    return next(iter(begin_rescreens(by=by)), None)


def begin_rescreens(*, by: Actor) -> list[int]:
    """The run that must go on, as many times as workers may take parts of it now."""
    run = ScreeningRun.objects.rescreens().at_work().order_by("id").first()
    if run is None and newest_change() > followed_to():
        run = _open()
    return [run.pk] * len(queue_jobs(jobs_to_send(run))) if run else []


def _open() -> ScreeningRun | None:
    """A run for all changes not followed yet; None where another sweep was quicker."""
    with atomic():
        take_number(series=RESCREEN, administration="", year=0)
        after, up_to = followed_to(), newest_change()
        if up_to <= after:
            return None
        last = int(GoodsLine.objects.aggregate(last=Max("pk"))["last"] or 0)
        job = open_job(RESCREEN, total=last)
        job.cursor = {"after": after, "rights": count_changed(after, up_to)}
        job.save(update_fields=["cursor"])
        share_out(job, first=1, last=last, lines=last)
        return ScreeningRun.objects.create(
            kind=RunKind.RESCREEN, recipe=recipes.CURRENT, data_version=recipes.data_version,
            index_version="", up_to_change=up_to, job=job,
        )  # fmt: skip


def rescreen(run_id: int, *, by: Actor, budget_seconds: float = 5.0) -> bool:
    """Goes on with a run: new and changed rights over open cargo and the last 90 days.

    Only the changed rights are indexed and the lines are streamed past them, by several workers
    where there are many lines. True when done.
    """
    run = ScreeningRun.objects.select_related("job").get(pk=run_id)
    if run.is_complete or run.job.status == JobStatus.FAILED:
        return True
    deadline = monotonic() + budget_seconds
    shared = _share(run, by, deadline) if run.job.cursor.get("parts") else True
    if not shared:
        return shared is None
    return attempt_job(
        run.job_id,
        lambda job, token: _go_on(run, job, token, by, deadline),
        give_up=lambda token, why: _give_up(run, token, by, why),
    )


def _share(run: ScreeningRun, by: Actor, deadline: float) -> bool | None:
    """Takes parts of a run over many lines; see `work_on_parts`."""
    recorded = _follow(run, by)
    if not recorded:
        return True
    try:
        index, version = _index(run, recorded, by)
    except LeaseLost:
        return False
    return work_on_parts(
        run,
        lambda part, held: Pass(
            run, held, lines=lines_in_reach(), index=index, version=version, by=by,
            close=lambda _job: True, only=recorded, part=part, by_key=True,
        ).go(part, deadline),
        give_up=lambda why: _give_up(run, None, by, why),
        deadline=deadline,
    )  # fmt: skip


def _follow(run: ScreeningRun, by: Actor) -> set[int]:
    """The changed rights that are recorded; alerts of those that ended are closed."""
    changed = changed_between(int(run.job.cursor.get("after", 0)), run.up_to_change)
    recorded = recorded_among(changed)
    close_alerts_of(sorted(changed - recorded), by=by)
    return recorded


def _go_on(run: ScreeningRun, job: Job, token: str, by: Actor, deadline: float) -> bool:
    recorded = _follow(run, by)
    close = partial(_close, run, rights=len(recorded), by=by)

    if not recorded or not GoodsLine.objects.exists():
        with atomic():
            return close(hold_lease(run.job_id, token=token))
    index, version = _index(run, recorded, by)
    work = Pass(
        run, token, lines=lines_in_reach(), index=index, version=version, by=by, close=close,
        only=recorded, by_key=True,
    )  # fmt: skip
    return work.go(job, deadline)


def _index(run: ScreeningRun, recorded: set[int], by: Actor) -> tuple[MatchIndex, str]:
    if len(recorded) <= SMALL:
        version = f"rights-{run.up_to_change}"
        facts = list(right_facts(Right.objects.filter(pk__in=recorded)))
        return MatchIndex.of(facts, version=version), version
    if not bring_up_to_date(by=by):
        raise LeaseLost
    return current()


def lines_in_reach() -> Any:
    """Lines customs can still act on, or that came in the last 90 days."""
    recent = Q(consignment__created_at__gte=clock.now() - REACH)
    screenable = Q(manifest__status="read") | Q(manifest__is_accepted=True)
    return GoodsLine.objects.filter(screenable, Q(consignment__status__in=OPEN_STATUSES) | recent)


def close_alerts_of(rights: list[int], *, by: Actor) -> int:
    """Closes undecided alerts of rights that are recorded nowhere any more, with that reason."""
    closed = 0
    for start in range(0, len(rights), 500):
        with atomic():
            rows = Disposition.objects.filter(
                alert__right_id__in=rights[start : start + 500], status__in=UNDECIDED
            )
            keys = list(rows.values_list("pk", "alert_id", "administration"))
            if not keys:
                continue
            Disposition.objects.filter(pk__in=[key for key, _alert, _place in keys]).update(
                status=DispositionStatus.CLOSED, reason=DismissReason.LAPSED,
                decided_by_name=by.name, decided_at=clock.now(), updated_at=clock.now(),
            )  # fmt: skip
            for place in sorted({place for _key, _alert, place in keys}):
                alerts = sorted({alert for _key, alert, where in keys if where == place})
                record("alerts.closed", kind="alert", key=alerts[-1], by=by, administration=place,
                       reason=DismissReason.LAPSED.value, alerts=alerts)  # fmt: skip
            closed += len(keys)
    return closed


def _close(run: ScreeningRun, job: Job, *, rights: int, by: Actor) -> bool:
    row = ScreeningRun.objects.get(pk=run.pk)
    row.is_complete = True
    row.save(update_fields=["is_complete"])
    told: dict[str, Any] = {
        "rights": rights,
        "lines": row.lines_screened,
        "alerts": row.alerts_raised,
        "recipe": row.recipe,
        "up_to_change": row.up_to_change,
    }
    finish_job(job, result=told)
    forget_parts(job)
    record("rights.rescreened", kind="screening_run", key=row.pk, by=by, **told)
    return True


def _give_up(run: ScreeningRun, token: str | None, by: Actor, why: str) -> bool:
    with atomic():
        job = held_job(run, token)
        if job.status == JobStatus.FAILED:
            return True
        finish_job(job, problem=f"given up after {MAX_ATTEMPTS} attempts: {why}")
        record("rights.rescreening_failed", kind="screening_run", key=run.pk, by=by,
               problem=why[:300])  # fmt: skip
    return True
