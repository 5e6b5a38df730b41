"""Receives a manifest file, and on request follows it until it is screened."""

import json
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand, CommandError, CommandParser
from kombu.exceptions import OperationalError

from seizures.cargo import actions as cargo
from seizures.cargo import tasks as cargo_tasks
from seizures.cargo.choices import ManifestStatus
from seizures.cargo.models import Manifest
from seizures.core.actor import Actor, system
from seizures.core.choices import JobStatus
from seizures.core.errors import Refused
from seizures.formats.problems import sentence
from seizures.screening import actions as screening
from seizures.screening import tasks as screening_tasks
from seizures.screening.models import Alert, ScreeningRun

FORMATS = ("auto", "csv", "xlsx", "cuscar", "json")
PATIENCE = 30.0
"""Seconds without progress after which no worker is taken to answer."""
UNREAD = (ManifestStatus.WAITING, ManifestStatus.READING)


class Command(BaseCommand):
    """`receive_manifest FILE --administration kr|cn [--format auto] [--wait]`."""

    help = (
        "Receives a manifest. The last line is JSON: manifest, duplicate, status, lines, "
        "refused_rows, alerts, seconds. Exit status: 0 done, 1 refused, 2 wrong usage, 3 done "
        "with refused rows."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE, whose it is, how to read it, whether to wait."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--administration", choices=["kr", "cn"], required=True)
        parser.add_argument("--format", choices=FORMATS, default="auto")
        parser.add_argument("--wait", action="store_true", help="follow until it is screened")

    def handle(self, *args: Any, **options: Any) -> None:
        """Receives, kicks, waits if asked, answers one JSON line."""
        path, begin = options["file"], monotonic()
        by = system(options["administration"])
        if not path.is_file():
            raise CommandError(f"There is no file {path}.", returncode=2)
        try:
            with path.open("rb") as stream:
                received = cargo.receive_manifest(
                    stream,
                    name=path.name,
                    administration=options["administration"],
                    by=by,
                    format=options["format"],
                )
        except Refused as refused:
            raise CommandError(str(refused), returncode=1) from None
        if not received.is_duplicate:
            cargo_tasks.kick(received.manifest.pk)
        if options["wait"]:
            self.follow(received.manifest, by)
        self.answer(received.manifest, received.is_duplicate, monotonic() - begin)

    def follow(self, manifest: Manifest, by: Actor) -> None:
        """Waits while a worker is at it; works in this process where none answers."""
        seen, since, asked = -1, monotonic(), False
        patience = PATIENCE if worker_answers() else 0.0
        while not is_settled(manifest):
            done = progress(manifest)
            if done != seen:
                seen, since = done, monotonic()
                self.stderr.write(f"{manifest.number}: {manifest.status}, {done} steps done")
            if manifest.is_screenable and not asked:
                screening_tasks.kick(manifest.pk)
                asked = True
            if monotonic() - since >= patience:
                self.stderr.write("No worker answers; going on in this process.")
                self.work_here(manifest, by)
            else:
                sleep(0.3)

    def work_here(self, manifest: Manifest, by: Actor) -> None:
        """Reads and screens in this process, alongside whoever may still come to it."""
        while not is_settled(manifest):
            try:
                if cargo.read_manifest(manifest.pk, by=by):
                    screening.screen_manifest(manifest.pk, by=by)
            except Exception as error:  # tried again until the house gives up and says why
                self.stderr.write(f"{manifest.number}: {error!r}")
            sleep(0.05)

    def answer(self, manifest: Manifest, is_duplicate: bool, seconds: float) -> None:
        """The last line, and the exit status that goes with it."""
        manifest.refresh_from_db()
        told = {
            "manifest": manifest.number,
            "duplicate": is_duplicate,
            "status": manifest.status,
            "lines": manifest.lines_count,
            "refused_rows": manifest.refused_count,
            "alerts": Alert.objects.filter(consignment__manifest=manifest).count(),
            "seconds": round(seconds, 2),
        }
        if manifest.problem or given_up(manifest):
            told["problem"] = problem_of(manifest)
            self.stderr.write(str(told["problem"]))
        if manifest.last_good:
            told["last_good"] = manifest.last_good
        self.stdout.write(json.dumps(told, ensure_ascii=False))
        status = exit_status(manifest, is_duplicate)
        if status:
            sys.exit(status)


def exit_status(manifest: Manifest, is_duplicate: bool) -> int:
    """0 done or still at it, 1 not readable, 3 read with refused rows or broken off."""
    if is_duplicate:
        return 0
    if manifest.status == ManifestStatus.FAILED or given_up(manifest):
        return 1
    return 3 if manifest.refused_count or manifest.status == ManifestStatus.INCOMPLETE else 0


def given_up(manifest: Manifest) -> str:
    """Why the screening of a manifest was given up, or nothing."""
    runs = ScreeningRun.objects.filter(manifest=manifest, job__status=JobStatus.FAILED)
    return "".join(runs.values_list("job__problem", flat=True)[:1])


def problem_of(manifest: Manifest) -> str:
    """Why a manifest is not whole, as a sentence."""
    said = sentence(manifest.problem.get("code", ""), manifest.problem.get("params", {}))
    return given_up(manifest) or said


def is_settled(manifest: Manifest) -> bool:
    """Nothing more will happen to it by itself."""
    manifest.refresh_from_db()
    if manifest.status in UNREAD:
        return False
    if not manifest.is_screenable:
        return True
    run = ScreeningRun.objects.filter(manifest=manifest).select_related("job").first()
    return run is not None and (run.is_complete or run.job.status == JobStatus.FAILED)


def progress(manifest: Manifest) -> int:
    """A number that grows as long as somebody works on the manifest."""
    run = ScreeningRun.objects.filter(manifest=manifest).first()
    read = manifest.lines_count + manifest.refused_count + (manifest.status not in UNREAD)
    return read + (1 + run.lines_screened if run else 0)


def worker_answers() -> bool:
    """Whether a worker listens on the broker."""
    try:
        return bool(current_app.control.ping(timeout=1.5))
    except (OSError, OperationalError):
        return False
