"""Takes manifest files in: the same bytes once per administration."""

from dataclasses import dataclass
from typing import BinaryIO

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from seizures.cargo.choices import ManifestStatus
from seizures.cargo.models import Manifest
from seizures.cargo.policies import require_officer
from seizures.core import clock
from seizures.core.actions import open_job, reopen_job
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.core.models import Job
from seizures.core.numbering import next_number
from seizures.files.actions import store_manifest
from seizures.files.models import StoredFile
from seizures.formats.problems import READING_FAILED
from seizures.journal.actions import record
from seizures.reference.models import Office

READ = "manifest.read"


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file: its manifest, and whether these bytes had come before."""

    manifest: Manifest
    is_duplicate: bool


def receive_manifest(
    stream: BinaryIO,
    *,
    name: str,
    administration: str,
    by: Actor,
    format: str = "auto",
    office: Office | None = None,
) -> Received:
    """Stores the bytes of a manifest and lets it wait to be read.

    The same bytes for the same administration answer the first manifest. Raises `FileRefused`
    for a file over the limit and `Refused` for an empty one.
    """
    require_officer(by, administration)
    stored = store_manifest(stream, by=by)
    if not stored.size:
        raise Refused(_("The file is empty. Send the file again."), field="file")
    try:
        with atomic():
            same = Manifest.objects.filter(administration=administration, sha256=stored.sha256)
            known = same.select_related("job").first()
            if known:
                return Received(known, True)
            return Received(_enter(stored, name, administration, by, format, office), False)
    except IntegrityError:  # the same bytes came twice at the same moment
        return Received(same.get(), True)


def _enter(
    stored: StoredFile,
    name: str,
    administration: str,
    by: Actor,
    format: str,
    office: Office | None,
) -> Manifest:
    job = open_job(READ, administration=administration, subject_kind="manifest", total=stored.size)
    job.cursor = {"format": format}
    manifest: Manifest = Manifest.objects.create(
        number=next_number("manifest", administration),
        administration=administration,
        office=office,
        file=stored,
        sha256=stored.sha256,
        name=name[:200],
        received_by_name=by.name,
        job=job,
    )
    job.subject_id = manifest.pk
    job.save(update_fields=["subject_id", "cursor"])
    record(
        "manifest.received",
        kind="manifest",
        key=manifest.pk,
        by=by,
        reference=manifest.number,
        administration=administration,
        name=manifest.name,
        sha256=stored.sha256,
        size=stored.size,
    )
    return manifest


def read_again(manifest: Manifest, *, by: Actor) -> bool:
    """Lets a manifest whose reading was given up be read on from its last chunk.

    False where it is being read already. A file that is no manifest is refused for good.
    """
    require_officer(by, manifest.administration)
    with atomic():
        row: Manifest = hold(Manifest.objects.all(), pk=manifest.pk)
        if row.status != ManifestStatus.FAILED:
            return False
        if row.problem.get("code") != READING_FAILED:
            raise Refused(_("This file cannot be read. Send a corrected file instead."))
        reopen_job(hold(Job.objects.all(), pk=row.job_id))
        row.status, row.problem, row.updated_at = ManifestStatus.WAITING, {}, clock.now()
        row.save(update_fields=["status", "problem", "updated_at"])
        record("manifest.reading_tried_again", kind="manifest", key=row.pk, by=by,
               reference=row.number, administration=row.administration)  # fmt: skip
    return True


def accept_incomplete(manifest: Manifest, *, by: Actor) -> Manifest:
    """Lets the lines of a file that broke off be screened as they are; accepting twice is one."""
    require_officer(by, manifest.administration)
    with atomic():
        row: Manifest = hold(Manifest.objects.all(), pk=manifest.pk)
        if row.is_accepted:
            return row
        if row.status != ManifestStatus.INCOMPLETE:
            raise Refused(_("Only an incomplete manifest can be accepted as it is."))
        row.is_accepted, row.updated_at = True, clock.now()
        row.save(update_fields=["is_accepted", "updated_at"])
        record(
            "manifest.accepted",
            kind="manifest",
            key=row.pk,
            by=by,
            reference=row.number,
            administration=row.administration,
            problem=row.problem,
            lines=row.lines_count,
        )
    return row
