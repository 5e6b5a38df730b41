"""Packs a case as a bag, in slices any worker can take over; the seal goes into the journal."""

import time
import uuid
from pathlib import Path

from django.conf import settings
from django.utils import translation

from seizures.cases import bag, bundle_papers, bundle_parts
from seizures.cases.models import CaseBundle, SeizureCase
from seizures.cases.officers import require_officer
from seizures.core import clock
from seizures.core.actions import (
    AT_WORK,
    checkpoint_job,
    finish_job,
    free_job,
    hold_lease,
    lease_job,
    open_job,
    queue_jobs,
)
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.models import Job
from seizures.files import store
from seizures.journal.actions import record

KIND = "case.bundle"
CHECKPOINT_SECONDS = 2.0
LEASE_SECONDS = 45.0
VERIFIER = Path(__file__).resolve().parents[1] / "verify_bundle.py"
MAX_ATTEMPTS = 3


def request_bundle(case: SeizureCase, *, by: Actor, language: str = "en") -> CaseBundle:
    """Asks for a bundle; while one is being packed, that one is answered."""
    require_officer(by, case.administration)
    with atomic():
        hold(SeizureCase.objects.all(), pk=case.pk)
        under_way: CaseBundle | None = CaseBundle.objects.filter(
            case=case, job__status__in=AT_WORK
        ).first()
        if under_way:
            return under_way
        job = open_job(KIND, administration=case.administration, subject_kind="case",
                       subject_id=case.pk, total=len(bundle_parts.parts_of(case)) + 6)  # fmt: skip
        made = CaseBundle.objects.create(case=case, job=job, by_name=by.name, language=language)
        record("evidence.bundle_requested", kind="case", key=case.pk, by=by, reference=case.number,
               administration=case.administration)  # fmt: skip
    return made


def queue_bundles() -> list[int]:
    """Keys of the bundles that wait and that nobody packs."""
    rows = Job.objects.filter(kind=KIND, status__in=AT_WORK).order_by("pk")[:50]
    chosen = queue_jobs([job.pk for job in rows])
    return list(CaseBundle.objects.filter(job_id__in=chosen).values_list("pk", flat=True))


def pack_bundle(pk: int, *, by: Actor, budget_seconds: float = 25.0) -> bool:
    """Packs on for a while; true when the bundle is whole. A lost worker costs one slice."""
    made = CaseBundle.objects.select_related(
        "case__right__holder", "case__consignment", "job"
    ).get(pk=pk)  # fmt: skip
    if made.seal:
        return True
    token = uuid.uuid4().hex
    job = lease_job(made.job_id, token=token, seconds=LEASE_SECONDS)
    if job is None:
        return False
    if job.attempts > MAX_ATTEMPTS:
        finish_job(job, problem="worker_lost")
        return False
    try:
        with translation.override(made.language):
            return _pack(made, job, token, by, time.monotonic() + budget_seconds)
    except bag.Damaged as damaged:
        finish_job(job, problem="damaged", result={"path": str(damaged)})
        record_damage(made, str(damaged), by)
        return False


def record_damage(made: CaseBundle, path: str, by: Actor) -> None:
    """Notes that a stored file is no longer what its hash says."""
    with atomic():
        record("evidence.bundle_damaged", kind="case", key=made.case_id, by=by, path=path,
               reference=made.case.number, administration=made.case.administration)  # fmt: skip


def _pack(made: CaseBundle, job: Job, token: str, by: Actor, until: float) -> bool:
    case = made.case
    target = Path(settings.MEDIA_ROOT) / "bundles" / f"{case.number}-{made.pk}.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    packed = bag.Bag(target, case.number)
    if bag.size_of(target) == job.cursor.get("size") and job.cursor.get("rows"):
        packed.rows = [(path, digest, size) for path, digest, size in job.cursor["rows"]]
    else:
        target.unlink(missing_ok=True)
    parts = bundle_parts.parts_of(case)
    known, kept = {row[0] for row in packed.rows}, time.monotonic()
    for part in parts:
        if part.path in known:
            continue
        packed.add_stream(part.path, bag.read_in_pieces(store.full(part.file.path)),
                          expected=part.file.sha256)  # fmt: skip
        if time.monotonic() - kept > CHECKPOINT_SECONDS:
            kept = time.monotonic()
            _keep(job, token, packed)
        if time.monotonic() > until:
            _keep(job, token, packed)
            free_job(job.pk, token=token)
            return False
    titles = {part.path: (part.kind, part.title) for part in parts}
    seal = _finish(case, packed, titles, made.language)
    _sealed(made, job, token, packed, seal, by)
    return True


def _keep(job: Job, token: str, packed: bag.Bag) -> None:
    with atomic():
        held = hold_lease(job.pk, token=token)
        checkpoint_job(held, done=len(packed.rows), rows=packed.rows,
                       size=bag.size_of(packed.archive))  # fmt: skip


def _finish(case: SeizureCase, packed: bag.Bag, titles: dict[str, tuple[str, str]],
            language: str) -> str:  # fmt: skip
    packed.add_text("data/custody.json", bundle_parts.custody(case))
    packed.add_text("data/ledger.json", bundle_parts.ledger(case))
    packed.add_stream("data/journal.jsonl", bundle_parts.journal_lines(case))
    packed.add_stream("data/journal.pdf", [bundle_papers.journal_paper(case, language)])
    rows = list(packed.rows)
    about = {"case": case.number, "administration": case.administration}
    packed.add_text("data/index.json", bundle_parts.index(rows, titles, about))
    packed.add_stream("data/index.pdf",
                      [bundle_papers.index_paper(case, rows, titles, language)])  # fmt: skip
    return packed.seal(
        about={
            "Source-Organization": "KCS" if case.administration == "kr" else "GACC",
            "External-Identifier": case.number,
            "Bagging-Date": clock.today(case.administration).isoformat(),
            "Bag-Software-Agent": "customs-ip",
        },
        tags={"verify_bundle.py": VERIFIER.read_text(encoding="utf-8")},
    )


def _sealed(made: CaseBundle, job: Job, token: str, packed: bag.Bag, seal: str,
            by: Actor) -> None:  # fmt: skip
    size = bag.size_of(packed.archive)
    with atomic():
        held = hold_lease(job.pk, token=token)
        made.path = str(packed.archive.relative_to(settings.MEDIA_ROOT))
        made.size, made.files, made.seal = size, len(packed.rows), seal
        made.save(update_fields=["path", "size", "files", "seal"])
        held.done = held.total = len(packed.rows)
        held.cursor = {}
        held.save(update_fields=["done", "total", "cursor"])
        finish_job(held, result={"seal": seal, "size": size})
        record("evidence.bundle_packed", kind="case", key=made.case_id, by=by,
               reference=made.case.number, administration=made.case.administration, seal=seal,
               size=size, files=made.files)  # fmt: skip
