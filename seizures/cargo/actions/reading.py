"""Reads waiting manifests chunk by chunk; a worker that dies leaves whole chunks behind."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from itertools import groupby
from pathlib import Path
from time import monotonic
from typing import Any

from django.db.models import F

from seizures.cargo.actions.storing import store_lines, store_problems
from seizures.cargo.choices import ManifestStatus
from seizures.cargo.models import Manifest
from seizures.core import clock
from seizures.core.actions import (
    MAX_ATTEMPTS,
    attempt_job,
    checkpoint_job,
    finish_job,
    free_job,
    hold_lease,
    queue_jobs,
)
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.models import Job
from seizures.files.store import full
from seizures.formats import reader
from seizures.formats.lines import (
    Incomplete,
    Item,
    ManifestHeader,
    ManifestLine,
    Passed,
    Progress,
    RowProblem,
)
from seizures.journal.actions import record

CHUNK = 8000
CHUNK_SECONDS = 4.0
UNREAD = (ManifestStatus.WAITING, ManifestStatus.READING)
Found = tuple[ManifestHeader | None, Item]
"""An item of the file and the header it stands under."""
HEADER_FIELDS = (
    "mode", "carrier", "conveyance", "voyage", "origin", "destination", "departure_on",
    "arrival_on",
)  # fmt: skip
BROKEN = "reading_failed"
"""Problem code of a manifest that was given up after several attempts; the job tells the rest."""


def queue_waiting(limit: int = 50) -> list[int]:
    """Manifests that wait to be read and that nobody was sent to lately; notes them as sent."""
    waiting = dict(
        Manifest.objects.waiting().order_by("id").values_list("job_id", "pk")[: limit * 4]
    )
    return [waiting[job] for job in queue_jobs(list(waiting)[:limit])]


def read_manifest(manifest_id: int, *, by: Actor, budget_seconds: float = 5.0) -> bool:
    """Reads on where the last worker stopped; True once there is nothing left to read.

    Every chunk of rows is one transaction with its checkpoint. Given up after three attempts
    without progress. Two workers never read one manifest: the second one leaves.
    """
    manifest = Manifest.objects.select_related("file", "job").get(pk=manifest_id)
    if manifest.status not in UNREAD:
        return True
    deadline = monotonic() + budget_seconds
    return attempt_job(
        manifest.job_id,
        lambda job, token: _Reading(manifest, job, token, by).run(deadline),
        give_up=lambda token, why: _give_up(manifest, token, by, why),
    )


@dataclass(slots=True)
class _Chunk:
    """What stands together in one transaction, and how far the file is read with it."""

    found: list[Found]
    is_last: bool
    bytes_read: int
    passed: Passed


class _Reading:
    """One worker's pass over one file, from the checkpoint on.

    A second thread reads the next chunk while the database writes this one.
    """

    def __init__(self, manifest: Manifest, job: Job, token: str, by: Actor) -> None:
        self.manifest, self.job, self.token, self.by = manifest, job, token, by
        self.passed = Passed(*job.cursor.get("passed", ()))
        self.bytes_read = 0

    def run(self, deadline: float) -> bool:
        """Chunk after chunk until the end of the file or of the time given."""
        try:
            return self._read_on(deadline)
        except reader.FormatRefused as refused:
            return _refuse(self.manifest, self.token, self.by, refused)

    def _read_on(self, deadline: float) -> bool:
        items = self._items(full(self.manifest.file.path))
        with ThreadPoolExecutor(1, "reading ahead") as ahead:
            coming = ahead.submit(self._chunk, items)
            while True:
                chunk = coming.result()
                goes_on = not chunk.is_last and monotonic() < deadline
                if goes_on:
                    coming = ahead.submit(self._chunk, items)
                self._store(chunk)
                if not goes_on:
                    break
        if not chunk.is_last:
            free_job(self.job.pk, token=self.token)
        return chunk.is_last

    def _items(self, path: Path) -> Iterator[Found]:
        header: ManifestHeader | None = None
        for item in reader.read(
            path,
            name=self.manifest.name,
            format=self.job.cursor.get("format", "auto"),
            on_progress=self._hear,
            passed=self.passed,
        ):
            if isinstance(item, ManifestHeader):
                header = item
            yield header, item

    def _hear(self, progress: Progress) -> None:
        self.bytes_read = progress.bytes_read

    def _chunk(self, items: Iterator[Found]) -> _Chunk:
        """Up to CHUNK items or a few seconds of reading."""
        found: list[Found] = []
        is_last, end = True, monotonic() + CHUNK_SECONDS
        for pair in items:
            found.append(pair)
            if len(found) >= CHUNK or monotonic() > end:
                is_last = False
                break
        self.passed = self.passed.beyond(item for _, item in found)
        return _Chunk(found, is_last, self.bytes_read, self.passed)

    def _store(self, chunk: _Chunk) -> None:
        """One transaction: rows, counts and the checkpoint, or nothing."""
        with atomic():
            job = hold_lease(self.job.pk, token=self.token)
            consignments, lines = self._store_lines(chunk.found)
            refused = store_problems(
                self.manifest, [item for _, item in chunk.found if isinstance(item, RowProblem)]
            )
            Manifest.objects.filter(pk=self.manifest.pk).update(
                status=ManifestStatus.READING,
                lines_count=F("lines_count") + lines,
                consignments_count=F("consignments_count") + consignments,
                refused_count=F("refused_count") + refused,
                updated_at=clock.now(),
            )
            _note_facts(self.manifest, chunk.found)
            done = job.total if chunk.is_last else min(chunk.bytes_read, job.total)
            checkpoint_job(job, done=done, passed=astuple(chunk.passed))
            if chunk.is_last:
                _close(self.manifest, job, self.by)

    def _store_lines(self, found: list[Found]) -> tuple[int, int]:
        consignments = lines = 0
        for _, under in groupby(found, key=lambda pair: id(pair[0])):
            pairs = list(under)
            rows = [item for _, item in pairs if isinstance(item, ManifestLine)]
            if rows:
                new = store_lines(self.manifest, pairs[0][0], rows)
                consignments, lines = consignments + new[0], lines + new[1]
        return consignments, lines


def _note_facts(manifest: Manifest, found: list[Found]) -> None:
    """What the file says about itself, the first word counting, and where it breaks off."""
    for _, item in found:
        if isinstance(item, ManifestHeader):
            said = {name: getattr(item, name) for name in HEADER_FIELDS}
            said |= {"format": item.format, "message_reference": item.message_ref}
            news = {name: value for name, value in said.items() if value}
            fresh = {name: value for name, value in news.items() if not getattr(manifest, name)}
            _write(manifest, **fresh)
        elif isinstance(item, Incomplete) and not manifest.problem:
            problem = {"code": item.code, "params": dict(item.params)}
            _write(manifest, problem=problem, last_good=item.last_good[:300])


def _write(manifest: Manifest, **values: Any) -> None:
    for name, value in values.items():
        setattr(manifest, name, value)
    if values:
        manifest.save(update_fields=list(values))


def _close(manifest: Manifest, job: Job, by: Actor) -> None:
    """The last chunk is in: status, the job's end and the one journal entry of the reading."""
    row = Manifest.objects.get(pk=manifest.pk)
    row.status = ManifestStatus.INCOMPLETE if row.problem else ManifestStatus.READ
    row.save(update_fields=["status"])
    counts = {
        "lines": row.lines_count,
        "consignments": row.consignments_count,
        "refused_rows": row.refused_count,
    }
    finish_job(job, result=counts)
    verb = "manifest.incomplete" if row.problem else "manifest.read"
    _tell(row, verb, by, problem=row.problem, seconds=round(job.seconds, 2), **counts)


def _refuse(manifest: Manifest, token: str, by: Actor, refused: reader.FormatRefused) -> bool:
    """The file is no manifest: says why and keeps the bytes."""
    return _fail(manifest, token, by, {"code": refused.code, "params": dict(refused.params)},
                 str(refused))  # fmt: skip


def _give_up(manifest: Manifest, token: str, by: Actor, why: str) -> bool:
    """Three attempts failed at the same place: a person must look."""
    problem = {"code": BROKEN, "params": {"attempts": str(MAX_ATTEMPTS), "detail": why[:200]}}
    return _fail(manifest, token, by, problem, f"given up after {MAX_ATTEMPTS} attempts: {why}")


def _fail(manifest: Manifest, token: str, by: Actor, problem: dict[str, Any], text: str) -> bool:
    with atomic():
        job = hold_lease(manifest.job_id, token=token)
        row = Manifest.objects.get(pk=manifest.pk)
        row.status, row.problem, row.updated_at = ManifestStatus.FAILED, problem, clock.now()
        row.save(update_fields=["status", "problem", "updated_at"])
        finish_job(job, problem=text)
        _tell(row, "manifest.failed", by, problem=problem)
    return True


def _tell(manifest: Manifest, verb: str, by: Actor, **data: Any) -> None:
    record(
        verb,
        kind="manifest",
        key=manifest.pk,
        by=by,
        reference=manifest.number,
        administration=manifest.administration,
        **data,
    )
