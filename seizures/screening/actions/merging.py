"""The same goods announced twice: one alert stands for both, until somebody parts them again."""

from django.utils.translation import gettext_lazy as _

from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused, Stale
from seizures.screening.actions.bundling import leave
from seizures.screening.actions.holding import (
    hold_rows,
    require_undecided,
    returned,
    settle,
)
from seizures.screening.choices import DispositionStatus
from seizures.screening.models import Bundle, Disposition
from seizures.screening.policies import require_decider


def merge(
    disposition: Disposition,
    *,
    into: Disposition,
    note: str = "",
    by: Actor,
    version: int | None = None,
) -> Disposition:
    """Joins an alert to the other one about the same goods, which alone is decided on."""
    require_decider(by, disposition.administration)
    if into.administration != disposition.administration or into.pk == disposition.pk:
        raise Refused(_("Choose another alert of your own queue."), field="into")
    with atomic():
        known = Disposition.objects.filter(pk=disposition.pk).values_list("bundle_id", flat=True)
        key = known.get()
        bundle = hold(Bundle.objects.all(), pk=key) if key else None
        pair = Disposition.objects.filter(pk__in=[disposition.pk, into.pk])
        held = {row.pk: row for row in hold_rows(pair)}
        row, target = held[disposition.pk], held[into.pk]
        if row.status == DispositionStatus.MERGED and row.merged_into_id == target.pk:
            return row
        _check(row, target, version)
        if bundle and row.bundle_id == bundle.pk:
            leave(row, bundle)
        return settle(row, DispositionStatus.MERGED, "alert.merged", by, merged_into_id=target.pk,
                      held_status=row.status, note=note or target.alert.number)  # fmt: skip


def _check(row: Disposition, target: Disposition, version: int | None) -> None:
    if version is not None and row.version != version:
        raise Stale(_("Somebody else changed this alert in between. Look at it again."))
    require_undecided(row)
    if target.status == DispositionStatus.MERGED:
        raise Refused(_("That alert is merged itself. Choose the one it was merged into."),
                      field="into")  # fmt: skip
    if Disposition.objects.filter(merged_into=row).exists():
        raise Refused(_("Other alerts are merged into this one. Part them first."))


def unmerge(disposition: Disposition, *, by: Actor, version: int | None = None) -> Disposition:
    """Parts an alert from the one it was merged into; it waits for its own decision again."""
    require_decider(by, disposition.administration)
    with atomic():
        (row,) = hold_rows(Disposition.objects.filter(pk=disposition.pk))
        if version is not None and row.version != version:
            raise Stale(_("Somebody else changed this alert in between. Look at it again."))
        if row.status != DispositionStatus.MERGED:
            return row
        return settle(row, returned(row), "alert.unmerged", by, merged_into_id=None,
                      held_status="", note="")  # fmt: skip
