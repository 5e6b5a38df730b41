"""A whole case bundle of many photographs, through its task: database, PDFs, journal, seal."""

import io
import os
from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from seizures.cases import tasks, verify_bundle
from seizures.cases.actions import bundling, evidence
from seizures.cases.models import CaseBundle, SeizureCase
from seizures.core.actor import Actor, system
from seizures.files import store
from seizures.journal.actions import record
from seizures.journal.models import Entry
from seizures.reference.actions import load_reference
from tests.benchmarks.scratch import Stopwatch, peak_mb, scratch_house
from tests.cases.walking import opened, step

PHOTOS, MEGABYTES, ENTRIES = 200, 3, 500
JPEG_BODY, COMMENT = 2, b"\xff\xfe"


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """Enters 200 photographs of 3 MB in a case of 500 journal entries, packs it, verifies it."""
    with scratch_house():
        load_reference(by=system())
        entered = Stopwatch()
        with entered:
            case, officer = filled_case(PHOTOS, MEGABYTES, ENTRIES)
        yield _row("enter", entered, 0, case)
        made = bundling.request_bundle(case, by=officer)
        packed, slices = Stopwatch(), 0
        with packed:
            while not CaseBundle.objects.get(pk=made.pk).seal:
                tasks.pack_bundle(made.pk)
                slices += 1
                assert slices < 50, "the bundle never gets whole"
        made.refresh_from_db()
        yield _row("pack", packed, made.size, case) | {"slices": slices}
        proved = Stopwatch()
        with proved:
            wrong = verify_bundle.verify(str(store.full(made.path)), made.seal)
        assert not wrong, wrong
        yield _row("verify", proved, made.size, case)


def filled_case(photos: int, megabytes: float, entries: int,
                begun: tuple[SeizureCase, Actor] | None = None
                ) -> tuple[SeizureCase, Actor]:  # fmt: skip
    """A notified case with so many photographs as evidence and so many entries in its journal."""
    case, officer = begun or opened()
    step(case, "notify", officer)
    base = _jpeg(megabytes)
    for number in range(photos):
        upload = SimpleUploadedFile(f"{number}.jpg", _another(base), "image/jpeg")
        evidence.enter_file(case, upload, by=officer, title=f"Photograph {number}")
    for number in range(entries - Entry.objects.about("case", case.pk).count()):
        record("case.note", kind="case", key=case.pk, by=officer, reference=case.number,
               administration=case.administration, text=f"Note {number}")  # fmt: skip
    case.refresh_from_db()
    return case, officer


def _jpeg(megabytes: float) -> bytes:
    """A photograph of noise, which no compression makes smaller."""
    side = int((megabytes * 1_000_000) ** 0.5)
    out = io.BytesIO()
    picture = Image.frombytes("RGB", (side, side), os.urandom(side * side * 3))
    picture.save(out, "JPEG", quality=80)
    return out.getvalue() + os.urandom(max(0, int(megabytes * 1_000_000) - out.tell()))


def _another(base: bytes) -> bytes:
    """The same picture as another file: a comment of its own after the first two bytes."""
    note = os.urandom(16)
    return base[:JPEG_BODY] + COMMENT + (len(note) + 2).to_bytes(2) + note + base[JPEG_BODY:]


def _row(what: str, watch: Stopwatch, size: int, case: SeizureCase) -> dict[str, Any]:
    return {
        "what": what, "photos": case.evidence.count(), "seconds": round(watch.seconds, 2),
        "cpu_seconds": round(watch.cpu_seconds, 2), "peak_memory_mb": round(peak_mb()),
        "journal_entries": Entry.objects.about("case", case.pk).count(),
        "megabytes": round(size / 1e6),
    }  # fmt: skip
