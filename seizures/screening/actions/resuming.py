"""A run that was given up is tried again: a person has looked, and it goes on where it stopped."""

from seizures.core.actions import reopen_job
from seizures.core.actor import Actor
from seizures.core.choices import JobStatus
from seizures.core.database import atomic, hold
from seizures.core.models import Job
from seizures.journal.actions import record
from seizures.screening.actions.sharing_out import renew_parts
from seizures.screening.choices import RunKind
from seizures.screening.models import ScreeningRun
from seizures.screening.policies import require_resumer


def try_again(run: ScreeningRun, *, by: Actor) -> bool:
    """Lets a stopped run wait for the workers again; False where it is not stopped (any more)."""
    manifest = run.manifest if run.kind == RunKind.MANIFEST else None
    require_resumer(by, manifest.administration if manifest else by.administration)
    with atomic():
        job = hold(Job.objects.all(), pk=run.job_id)
        if job.status != JobStatus.FAILED:
            return False
        problem = job.problem
        reopen_job(job)
        renew_parts(job)
        if manifest:
            record("manifest.screening_tried_again", kind="manifest", key=manifest.pk, by=by,
                   reference=manifest.number, administration=manifest.administration,
                   problem=problem[:300])  # fmt: skip
        else:
            record("rights.rescreening_tried_again", kind="screening_run", key=run.pk, by=by,
                   problem=problem[:300])  # fmt: skip
    return True
