"""Corrects refused rows, or sets them aside with a reason."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from seizures.cargo.actions.storing import store_lines
from seizures.cargo.choices import RowStatus
from seizures.cargo.models import GoodsLine, Manifest, RefusedRow
from seizures.cargo.policies import require_officer
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.core.languages import active
from seizures.formats import reader
from seizures.formats.lines import ManifestHeader, RowProblem
from seizures.formats.problems import sentence
from seizures.journal.actions import record


def correct_row(row: RefusedRow, values: Mapping[str, str], *, by: Actor) -> GoodsLine:
    """Reads a refused row again with corrected values; it keeps its place in the manifest.

    Correcting a corrected row answers its line. Raises `Refused` with the new problem where the
    values still cannot be read. The new line waits to be screened like any other.
    """
    require_officer(by, row.manifest.administration)
    with atomic():
        manifest = hold(Manifest.objects.all(), pk=row.manifest_id)
        row = hold(RefusedRow.objects.all(), pk=row.pk)
        if row.line_id:
            return GoodsLine.objects.get(pk=row.line_id)
        found = reader.parse_row(values, position=row.position, raw=row.raw)
        if isinstance(found, RowProblem):
            raise Refused(sentence(found.code, found.params, active()), field=found.field)
        line = _enter(manifest, found)
        row.status, row.line, row.updated_at = RowStatus.CORRECTED, line, clock.now()
        row.save(update_fields=["status", "line", "updated_at"])
        _tell(row, manifest, "row.corrected", by, values=dict(values))
    return line


def _enter(manifest: Manifest, found: reader.ManifestLine) -> GoodsLine:
    header = ManifestHeader(
        format=manifest.format,
        mode=manifest.mode,
        origin=manifest.origin,
        destination=manifest.destination,
        departure_on=manifest.departure_on,
        arrival_on=manifest.arrival_on,
    )
    consignments, lines = store_lines(manifest, header, [found])
    Manifest.objects.filter(pk=manifest.pk).update(
        lines_count=F("lines_count") + lines,
        consignments_count=F("consignments_count") + consignments,
        updated_at=clock.now(),
    )
    return GoodsLine.objects.get(manifest_id=manifest.pk, position=found.position)


def discard_row(row: RefusedRow, *, reason: str, by: Actor) -> RefusedRow:
    """Sets a refused row aside for good; its raw text stays."""
    require_officer(by, row.manifest.administration)
    if not reason.strip():
        raise Refused(_("Say why the row is set aside."), field="reason")
    with atomic():
        row = hold(RefusedRow.objects.all(), pk=row.pk)
        if row.status == RowStatus.CORRECTED:
            raise Refused(_("This row was corrected already."))
        if row.status == RowStatus.DISCARDED:
            return row
        row.status, row.updated_at = RowStatus.DISCARDED, clock.now()
        row.save(update_fields=["status", "updated_at"])
        _tell(row, row.manifest, "row.discarded", by, reason=reason)
    return row


def _tell(row: RefusedRow, manifest: Manifest, verb: str, by: Actor, **data: Any) -> None:
    record(
        verb,
        kind="manifest",
        key=manifest.pk,
        by=by,
        reference=manifest.number,
        administration=manifest.administration,
        position=row.position,
        **data,
    )
