"""Where a right is to be recorded, and for whom: the first questions of the portal's guide."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from seizures.accounts.models import Organisation, User
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused
from seizures.journal.actions import record
from seizures.parties.names import fold
from seizures.rights.actions.drafting import ADMINISTRATIONS
from seizures.rights.choices import RecordationStatus
from seizures.rights.models import Holder, Recordation, Right
from seizures.rights.policies import require_holder


def open_holder(organisation: Organisation, *, by: Actor) -> Holder:
    """The right holder behind an organisation, entered on first asking from what is known of it."""
    user = User.objects.filter(pk=by.id).first() if by.kind == "user" else None
    if user is None or organisation.pk not in user.represented_ids("recordation"):
        raise NotAllowed(_("Only the right holder or its agent may do this."))
    with atomic():
        known = Holder.objects.filter(organisation=organisation).order_by("pk").first()
        if known:
            return known
        holder = Holder.objects.create(
            organisation=organisation,
            name=organisation.name,
            local_name=organisation.local_name,
            name_key=fold(organisation.name),
            country=organisation.country,
            address=organisation.address,
            is_small=organisation.is_small,
            contact_email=organisation.email,
            contact_phone=organisation.phone,
        )
        record("holder.entered", kind="holder", key=holder.pk, by=by, reference=holder.name)
    return holder


def choose_administrations(right: Right, chosen: Iterable[str], *, by: Actor) -> Right:
    """Makes the draft recordations exactly those chosen; what was submitted stays as it is."""
    require_holder(by, right.holder)
    wanted = [code for code in ADMINISTRATIONS if code in set(chosen)]
    with atomic():
        right = hold(Right.objects.all(), pk=right.pk)
        there = {row.administration: row for row in right.recordations.all()}
        kept = {code for code, row in there.items() if row.status != RecordationStatus.DRAFT}
        if not wanted and not kept:
            raise Refused(_("Choose at least one administration."), field="administrations")
        added = [code for code in wanted if code not in there]
        gone = [code for code in there if code not in wanted and code not in kept]
        Recordation.objects.filter(right=right, administration__in=gone).delete()
        for code in added:
            Recordation.objects.create(right=right, administration=code)
        if added or gone:
            Right.objects.filter(pk=right.pk).update(updated_at=clock.now())
            record("right.administrations_chosen", kind="right", key=right.pk, by=by,
                   reference=right.mark, added=added, removed=gone)  # fmt: skip
    return right
