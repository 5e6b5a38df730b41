"""Stores bytes and attaches them to records."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.errors import FileRefused
from seizures.files import kinds, pictures, scanner, store
from seizures.files.models import Attachment, StoredFile
from seizures.journal.actions import record

UNTOLD = "application/octet-stream"
"""The kind of bytes that came as a manifest: its reader tells the format."""


class Upload(Protocol):
    """What a face hands over: a name, a size, and chunks."""

    name: str | None
    size: int | None

    def chunks(self) -> Any:
        """The content, piece by piece."""


def store_upload(upload: Upload, *, by: Actor) -> StoredFile:
    """Stores an uploaded picture or document after checking size and kind by its bytes."""
    limit = int(settings.MAX_EVIDENCE_BYTES)
    if (upload.size or 0) > limit:
        raise _too_large(limit)
    content = b"".join(upload.chunks())
    return _keep(content, kinds.kind_of(content), check=scanner.check)


def store_bytes(content: bytes, *, media_type: str, by: Actor) -> StoredFile:
    """Stores bytes the house itself made or has checked; the same bytes answer the same row."""
    return _keep(content, media_type, check=None)


def _keep(content: bytes, media_type: str, *,
          check: Callable[[Path], str] | None) -> StoredFile:  # fmt: skip
    limit = int(settings.MAX_EVIDENCE_BYTES)
    seen = pictures.reencode(content) if media_type.startswith("image/") else None
    digest, size, path, scan = store.keep([content], limit=limit, too_large=_too_large(limit),
                                          check=check)  # fmt: skip
    known: StoredFile | None = StoredFile.objects.filter(sha256=digest).first()
    if known is not None and known.media_type != UNTOLD:
        return known
    derived: dict[str, Any] = {"media_type": media_type}
    if seen is not None:
        shown, thumbnail, width, height, camera = seen
        derived |= {
            "shown_path": store.keep_beside(digest, ".shown.jpg", shown),
            "thumbnail_path": store.keep_beside(digest, ".thumb.jpg", thumbnail),
            "width": width, "height": height, "camera_data": camera,
        }  # fmt: skip
    row, is_new = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": size, "path": path, "scan": scan, **derived}
    )
    if not is_new and row.media_type == UNTOLD:  # the same bytes once came as a manifest
        StoredFile.objects.filter(pk=row.pk).update(**derived)
        row.refresh_from_db()
    return row


def store_manifest(stream: BinaryIO, *, by: Actor) -> StoredFile:
    """Stores a manifest file of any kind, streaming; its format is told later by reading it."""
    limit = int(settings.MAX_MANIFEST_BYTES)
    chunks = iter(lambda: stream.read(1 << 20), b"")
    digest, size, path, scan = store.keep(chunks, limit=limit, too_large=_too_large(limit),
                                          check=scanner.check)  # fmt: skip
    row, _is_new = StoredFile.objects.get_or_create(
        sha256=digest,
        defaults={"size": size, "media_type": UNTOLD, "path": path,
                  "scan": scan},
    )  # fmt: skip
    return row


def attach(file: StoredFile, *, kind: str, key: int, purpose: str, name: str, by: Actor,
           note: str = "", taken_at: dt.datetime | None = None,
           client_key: str = "") -> Attachment:  # fmt: skip
    """Hangs a stored file on a record; the same client key answers the same attachment."""
    with atomic():
        fields = {"file": file, "purpose": purpose, "name": name[:200], "note": note[:300],
                  "taken_at": taken_at, "by_name": by.name,
                  "by_administration": by.administration}  # fmt: skip
        if client_key:
            row, is_new = Attachment.objects.get_or_create(
                subject_kind=kind, subject_id=key, client_key=client_key, defaults=fields
            )
        else:
            row, is_new = (
                Attachment.objects.create(subject_kind=kind, subject_id=key, **fields),
                True,
            )
        if is_new:
            record("file.attached", kind=kind, key=key, by=by, purpose=purpose, name=name,
                   sha256=file.sha256, size=file.size)  # fmt: skip
    return row


def _too_large(limit: int) -> FileRefused:
    return FileRefused(_("This file is too large. Send at most %(megabytes)s MB."),
                       megabytes=limit // (1024 * 1024))  # fmt: skip
