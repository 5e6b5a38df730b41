"""Makes bundles, lets them grow, and takes members out again."""

from collections.abc import Sequence

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.bulk import insert_rows
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.screening.actions.holding import hold_row
from seizures.screening.choices import UNDECIDED
from seizures.screening.models import Bundle, BundleKey, Disposition
from seizures.screening.policies import require_decider

FEWEST = 2


def grow(lead: int, members: Sequence[tuple[int, str]]) -> int:
    """Joins rows with their lead in its bundle, which is made where there is none yet.

    Returns how many joined: none where the lead was decided at this moment.
    """
    first = Disposition.objects.filter(pk=lead).values_list("bundle_id", flat=True).first()
    bundle = hold(Bundle.objects.all(), pk=first) if first else None
    row = hold_row(Disposition(pk=lead), None)
    if row.status not in UNDECIDED or row.bundle_id != first or (bundle and not bundle.is_open):
        return 0
    if bundle is None:
        bundle = Bundle.objects.create(administration=row.administration,
                                       right_id=row.alert.right_id, lead=row)  # fmt: skip
        Disposition.objects.filter(pk=row.pk).update(bundle=bundle)
    keys = [key for key, _reason in members]
    free = Disposition.objects.filter(pk__in=keys, bundle=None, status__in=UNDECIDED)
    joined = free.update(bundle=bundle, is_covered=True)
    bundle.reasons = sorted({*bundle.reasons, *(reason for _key, reason in members)})
    _refresh(bundle)
    return joined


def take_out(disposition: Disposition, *, by: Actor, version: int | None = None) -> Disposition:
    """Takes one alert out of its bundle, to be decided for itself; the rest stays together."""
    require_decider(by, disposition.administration)
    with atomic():
        known = Disposition.objects.filter(pk=disposition.pk).values_list("bundle_id", flat=True)
        bundle = known.get()
        if bundle is None:
            return disposition
        held = hold(Bundle.objects.all(), pk=bundle)
        row = hold_row(disposition, version)
        if row.status not in UNDECIDED:
            raise Refused(_("This bundle is decided. Reopen it before you take an alert out."))
        leave(row, held)
        record("alert.unbundled", kind="alert", key=row.alert_id, by=by,
               reference=row.alert.number, administration=row.administration,
               bundle=held.pk)  # fmt: skip
    return row


def leave(row: Disposition, bundle: Bundle) -> None:
    """A held row leaves its held bundle; a bundle of one is none."""
    row.bundle, row.is_covered, row.version = None, False, row.version + 1
    row.updated_at = clock.now()
    row.save(update_fields=["bundle", "is_covered", "version", "updated_at"])
    _refresh(bundle)


def _refresh(bundle: Bundle) -> None:
    """The strongest undecided member leads; everybody who looks at the bundle looks anew."""
    members = Disposition.objects.filter(bundle=bundle)
    open_members = members.filter(status__in=UNDECIDED).order_by("-score", "id")
    lead = open_members.first() or members.order_by("-score", "id").first()
    bundle.size, bundle.updated_at = members.count(), clock.now()
    if lead and bundle.size < FEWEST:
        members.update(bundle=None, is_covered=False, version=F("version") + 1)
        bundle.size, bundle.is_open = 0, False
        lead = None
    elif lead:
        members.update(version=F("version") + 1)
        open_members.exclude(pk=lead.pk).update(is_covered=True)
        members.filter(pk=lead.pk).update(is_covered=False)
        _hand_keys_on(bundle.lead_id, lead)
    bundle.lead = lead
    bundle.save(update_fields=["size", "reasons", "is_open", "lead", "updated_at"])


def _hand_keys_on(before: int | None, lead: Disposition) -> None:
    """A new lead is found by whatever its bundle was found by."""
    if before in (None, lead.pk):
        return
    keys = BundleKey.objects.filter(disposition=before).values_list("key", flat=True)
    insert_rows(BundleKey, "disposition_id administration key",
                [(lead.pk, lead.administration, key) for key in keys])  # fmt: skip
