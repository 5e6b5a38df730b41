"""Screens manifests: whatever is read and has no complete run yet."""

from functools import partial
from time import monotonic
from typing import Any

from django.db.models import Exists, OuterRef

from seizures.cargo.models import GoodsLine, Manifest
from seizures.core.actions import (
    MAX_ATTEMPTS,
    attempt_job,
    finish_job,
    open_job,
    queue_jobs,
)
from seizures.core.actor import Actor
from seizures.core.choices import JobStatus
from seizures.core.database import atomic, hold
from seizures.core.models import Job
from seizures.journal.actions import record
from seizures.rights.actions import bring_up_to_date
from seizures.rights.index import current
from seizures.screening.actions.passing import Pass
from seizures.screening.actions.sharing_out import (
    forget_parts,
    held_job,
    jobs_to_send,
    share_out,
    work_on_parts,
)
from seizures.screening.choices import RunKind
from seizures.screening.engines import engine_of
from seizures.screening.models import ScreeningRun

SCREEN = "manifest.screen"


def waiting_manifests() -> Any:
    """Manifests that may be screened and whose lines are not all screened yet."""
    runs = ScreeningRun.objects.filter(manifest=OuterRef("pk"), kind=RunKind.MANIFEST)
    done = runs.filter(is_complete=True, lines_screened__gte=OuterRef("lines_count"))
    given_up = runs.filter(job__status=JobStatus.FAILED)
    return Manifest.objects.screenable().filter(~Exists(done), ~Exists(given_up))


def queue_waiting(limit: int = 50) -> list[int]:
    """Manifests that wait to be screened and that nobody was sent to lately; notes them as sent.

    A long manifest is answered as many times as workers may screen parts of it.
    """
    waiting = {
        job: row.pk
        for row in waiting_manifests().order_by("pk")[:limit]
        for job in jobs_to_send(run_of(row))
    }
    return [waiting[job] for job in queue_jobs(list(waiting))]


def run_of(manifest: Manifest) -> ScreeningRun:
    """The run of a manifest; made on first asking, under the recipe in force then."""
    runs = ScreeningRun.objects.filter(manifest=manifest, kind=RunKind.MANIFEST)
    known = runs.select_related("job").order_by("id").first()
    if known:
        return known
    with atomic():
        hold(Manifest.objects.all(), pk=manifest.pk)
        known = runs.select_related("job").order_by("id").first()
        return known or _begin(manifest)


def _begin(manifest: Manifest) -> ScreeningRun:
    engine = engine_of(manifest.administration)
    job = open_job(SCREEN, administration=manifest.administration, subject_kind="manifest",
                   subject_id=manifest.pk, total=manifest.lines_count)  # fmt: skip
    keys = GoodsLine.objects.filter(manifest_id=manifest.pk).order_by("pk")
    first, last = (rows.values_list("pk", flat=True).first() for rows in (keys, keys.reverse()))
    share_out(job, first=first or 0, last=last or 0, lines=manifest.lines_count)
    run: ScreeningRun = ScreeningRun.objects.create(
        manifest=manifest,
        recipe=engine.recipe,
        data_version=engine.data_version,
        engine_id=engine.key,
        index_version="",
        job=job,
    )
    return run


def screen_manifest(manifest_id: int, *, by: Actor, budget_seconds: float = 5.0) -> bool:
    """Screens on where the last worker stopped; True once there is nothing left to screen.

    A long manifest is shared out: this worker takes free parts of it. Lines corrected later are
    screened by a further pass from the checkpoint. Given up after three attempts without progress.
    An index that knows every recorded right is a condition: what is
    recorded later comes by way of `rescreen`.
    """
    manifest = waiting_manifests().filter(pk=manifest_id).first()
    if manifest is None:
        return True
    if not bring_up_to_date(by=by):
        return False
    run, deadline = run_of(manifest), monotonic() + budget_seconds
    shared = work_on_parts(
        run,
        lambda part, held: _pass(run, manifest, held, by, part).go(part, deadline),
        give_up=lambda why: _give_up(run, None, by, why),
        deadline=deadline,
    )
    if not shared:
        return shared is None
    return attempt_job(
        run.job_id,
        lambda job, token: _pass(run, manifest, token, by).go(job, deadline),
        give_up=lambda token, why: _give_up(run, token, by, why),
    )


def _pass(
    run: ScreeningRun, manifest: Manifest, token: str, by: Actor, part: Job | None = None
) -> Pass:
    index, version = current()
    lines = GoodsLine.objects.filter(manifest_id=manifest.pk)
    return Pass(
        run,
        token,
        lines=lines,
        index=index,
        version=version,
        by=by,
        close=partial(_close, run, by=by),
        part=part,
    )


def _close(run: ScreeningRun, job: Job, *, by: Actor) -> bool:
    """All lines of the manifest are screened: the run is complete, and says so once.

    The manifest is held, so a row corrected at this moment comes after and is counted anew.
    """
    manifest: Manifest = hold(Manifest.objects.all(), pk=run.manifest_id)
    row = ScreeningRun.objects.get(pk=run.pk)
    later = GoodsLine.objects.filter(manifest_id=manifest.pk, pk__gt=job.cursor["last_line"])
    if later.exists():
        return False
    row.is_complete = True
    row.lines_screened = max(row.lines_screened, manifest.lines_count)
    row.save(update_fields=["is_complete", "lines_screened"])
    told: dict[str, Any] = {
        "lines": row.lines_screened,
        "alerts": row.alerts_raised,
        "recipe": row.recipe,
        "data_version": row.data_version,
        "index_version": row.index_version,
    }
    finish_job(job, result=told)
    forget_parts(job)
    record(
        "manifest.screened",
        kind="manifest",
        key=manifest.pk,
        by=by,
        reference=manifest.number,
        administration=manifest.administration,
        seconds=round(job.seconds, 2),
        **told,
    )
    return True


def _give_up(run: ScreeningRun, token: str | None, by: Actor, why: str) -> bool:
    """Three attempts failed at the same place: a person must look."""
    with atomic():
        job = held_job(run, token)
        if job.status == JobStatus.FAILED:
            return True
        finish_job(job, problem=f"given up after {MAX_ATTEMPTS} attempts: {why}")
        manifest = Manifest.objects.get(pk=run.manifest_id or 0)
        record("manifest.screening_failed", kind="manifest", key=manifest.pk, by=by,
               reference=manifest.number, administration=manifest.administration,
               problem=why[:300])  # fmt: skip
    return True
