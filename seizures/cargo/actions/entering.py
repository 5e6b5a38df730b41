"""Enters a consignment by hand, where no manifest names the goods."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from io import BytesIO

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _

from seizures.cargo.actions.storing import reference_of, store_lines
from seizures.cargo.choices import ManifestStatus
from seizures.cargo.models import Consignment, Manifest
from seizures.cargo.policies import require_officer
from seizures.cargo.routes import side_of
from seizures.core import clock
from seizures.core.actions import finish_job, open_job
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.errors import Refused
from seizures.core.numbering import next_number
from seizures.files.actions import store_manifest
from seizures.files.models import StoredFile
from seizures.formats.lines import ManifestLine
from seizures.journal.actions import record
from seizures.reference.models import Office

FORMAT = "entered"


def enter_by_hand(
    lines: Sequence[ManifestLine],
    *,
    administration: str,
    channel: str,
    mode: str,
    origin: str,
    destination: str,
    shipper: str = "",
    consignee: str = "",
    reference: str = "",
    office: Office | None = None,
    client_key: str = "",
    by: Actor,
) -> Consignment:
    """One consignment of goods found at a counter, on a traveller or after a tip.

    What was typed is kept as a small manifest of its own. Without a reference the consignment
    bears that manifest's number. The same `client_key` answers the consignment entered first.
    """
    require_officer(by, administration)
    if not lines:
        raise Refused(_("Describe the goods."), field="description")
    if administration not in {side_of(origin), side_of(destination)}:
        raise Refused(_("The route must begin or end in your country."), field="destination")
    told = {"channel": channel, "reference": reference, "shipper": shipper,
            "consignee": consignee, "mode": mode, "origin": origin, "destination": destination,
            "lines": [asdict(line) for line in lines],
            "key": client_key or clock.now().isoformat()}  # fmt: skip
    typed = json.dumps(told, ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder)
    stored = store_manifest(BytesIO(typed.encode()), by=by)
    with atomic():
        same = Manifest.objects.filter(administration=administration, sha256=stored.sha256)
        known = same.first()
        if known:
            return Consignment.objects.get(manifest=known)
        manifest = _enter(stored, administration, channel, mode, origin, destination,
                          len(lines), office, by)  # fmt: skip
        document = (reference.strip() or manifest.number)[:100]
        rows = [
            replace(line, position=place, transport_document=document, house_document="",
                    mode=mode, origin=origin, destination=destination, shipper=shipper.strip(),
                    consignee=consignee.strip())
            for place, line in enumerate(lines, 1)
        ]  # fmt: skip
        store_lines(manifest, None, rows)
        found = Consignment.objects.get(manifest=manifest, reference=reference_of(rows[0]))
        record("consignment.entered", kind="consignment", key=found.pk, by=by,
               reference=found.reference, administration=administration, channel=channel,
               manifest=manifest.number)  # fmt: skip
    return found


def _enter(
    stored: StoredFile,
    administration: str,
    channel: str,
    mode: str,
    origin: str,
    destination: str,
    lines: int,
    office: Office | None,
    by: Actor,
) -> Manifest:
    job = open_job("manifest.read", administration=administration, subject_kind="manifest",
                   total=stored.size)  # fmt: skip
    manifest: Manifest = Manifest.objects.create(
        number=next_number("manifest", administration), administration=administration,
        office=office, file=stored, sha256=stored.sha256, name=channel, format=FORMAT,
        status=ManifestStatus.READ, mode=mode, origin=origin, destination=destination,
        received_by_name=by.name, lines_count=lines, consignments_count=1, job=job,
    )  # fmt: skip
    job.subject_id, job.done = manifest.pk, stored.size
    job.save(update_fields=["subject_id", "done"])
    finish_job(job)
    return manifest
