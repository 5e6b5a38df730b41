"""Learns how common words are and how scores hold true, into a new named data version."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef

from seizures.cargo.models import GoodsLine
from seizures.core import clock
from seizures.core.actions import (
    attempt_job,
    finish_job,
    hold_lease,
    open_job,
    queue_jobs,
)
from seizures.core.actor import Actor
from seizures.core.choices import JobStatus
from seizures.core.database import atomic, hold
from seizures.files.actions import store_manifest
from seizures.journal.actions import record
from seizures.matching import recipes
from seizures.matching.learned import Learned, fit_calibration, learn_commonness
from seizures.matching.replay import replay
from seizures.screening.choices import Outcome
from seizures.screening.engines import engine_of
from seizures.screening.models import Alert, AlertHit, LearnedVersion
from seizures.screening.policies import require_keeper

LEARN = "engine.learn"
WINDOW = dt.timedelta(days=90)
MOST_LINES, MOST_OUTCOMES = 200_000, 20_000
LEAST_OUTCOMES = 20
LEASE_SECONDS = 55.0


@dataclass(frozen=True, slots=True)
class Told:
    """A line as the lesson reads it."""

    description: str
    hs: str
    shipper: str


def begin_learning(*, administration: str, by: Actor) -> LearnedVersion:
    """Asks for a new data version from this administration's traffic and outcomes."""
    require_keeper(by, administration)
    with atomic():
        waiting = LearnedVersion.objects.filter(administration=administration, is_complete=False)
        known: LearnedVersion | None = waiting.exclude(job__status=JobStatus.FAILED).first()
        if known:
            return known
        recipe = engine_of(administration).recipe
        row = LearnedVersion.objects.create(
            administration=administration, name=_name(administration), recipe=recipe,
            base_version=recipes.data_version, by_name=by.name,
            job=open_job(LEARN, administration=administration),
        )  # fmt: skip
        record("learning.begun", kind="learned", key=row.pk, by=by, reference=row.name,
               administration=administration)  # fmt: skip
    return row


def _name(administration: str) -> str:
    """The next free name of the day, such as kr-2026-11-22-1."""
    day = f"{administration}-{clock.today(administration).isoformat()}"
    taken = LearnedVersion.objects.filter(name__startswith=f"{day}-").count()
    return f"{day}-{taken + 1}"


def waiting_lessons() -> list[int]:
    """Data versions that must be estimated and that nobody was sent to; notes them as sent."""
    rows = LearnedVersion.objects.filter(is_complete=False).exclude(job__status=JobStatus.FAILED)
    waiting = dict(rows.order_by("id").values_list("job_id", "id")[:5])
    return [waiting[job] for job in queue_jobs(list(waiting))]


def learn(version_id: int, *, by: Actor) -> bool:
    """Estimates one data version in one go; True when done, given up or somebody else's."""
    row = LearnedVersion.objects.select_related("job").get(pk=version_id)
    if row.is_complete or row.job.status == JobStatus.FAILED:
        return True
    return attempt_job(
        row.job_id,
        lambda _job, token: _learn(row, token, by),
        give_up=lambda token, why: _give_up(row, token, by, why),
        seconds=LEASE_SECONDS,
    )


def _give_up(row: LearnedVersion, token: str, by: Actor, why: str) -> bool:
    with atomic():
        finish_job(hold_lease(row.job_id, token=token), problem=why[:300])
        record("learning.failed", kind="learned", key=row.pk, by=by, reference=row.name,
               administration=row.administration, problem=why[:300])  # fmt: skip
    return True


def _learn(row: LearnedVersion, token: str, by: Actor) -> bool:
    lesson = learn_commonness(_lines(row.administration), name=row.name)
    scores, outcomes = _outcomes(row)
    if len(scores) >= LEAST_OUTCOMES:
        lesson = lesson.calibrated(fit_calibration(scores, outcomes), row.name)
    with atomic():
        job = hold_lease(row.job_id, token=token)
        held = hold(LearnedVersion.objects.all(), pk=row.pk)
        held.file = store_manifest(BytesIO(_bytes(lesson)), by=by)
        held.summary = _summary(lesson, scores, outcomes)
        held.is_complete, held.updated_at = True, clock.now()
        held.save()
        finish_job(job, result=held.summary)
        record("learning.finished", kind="learned", key=row.pk, by=by, reference=row.name,
               administration=row.administration, **held.summary)  # fmt: skip
    return True


def _bytes(lesson: Learned) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "learned.npz"
        lesson.save(path)
        return path.read_bytes()


def _summary(lesson: Learned, scores: list[float], outcomes: list[bool]) -> dict[str, Any]:
    slope, intercept = lesson.calibration
    return {"lines": lesson.lines, "words": len(lesson), "outcomes": len(scores),
            "infringing": sum(outcomes), "slope": slope, "intercept": intercept}  # fmt: skip


def _lines(administration: str) -> Iterator[Told]:
    """Recent lines without an alert: what stands there is not a mark that was met."""
    hit = AlertHit.objects.filter(line=OuterRef("pk"))
    rows = GoodsLine.objects.filter(
        ~Exists(hit), consignment__administration=administration,
        created_at__gte=clock.now() - WINDOW,
    ).order_by("-pk")  # fmt: skip
    told = rows.values_list("description", "hs", "consignment__shipper_name")[:MOST_LINES]
    for values in told.iterator(chunk_size=5000):
        yield Told(*values)


def _outcomes(row: LearnedVersion) -> tuple[list[float], list[bool]]:
    """Uncalibrated scores of alerts that came to an end under the recipe, and what was found."""
    judged = Alert.objects.exclude(outcome="").filter(
        consignment__administration=row.administration
    )
    hits = AlertHit.objects.filter(alert__in=judged, recipe=row.recipe).exclude(features={})
    scores: dict[int, float] = {}
    bad: dict[int, bool] = {}
    told = hits.order_by("-pk").values_list("alert", "features", "alert__outcome")
    for alert, features, outcome in told[:MOST_OUTCOMES]:
        score, _terms = replay(row.recipe, features.items())
        scores[alert] = max(score, scores.get(alert, 0.0))
        bad[alert] = outcome == Outcome.INFRINGING
    keys = sorted(scores)
    return [scores[key] for key in keys], [bad[key] for key in keys]
