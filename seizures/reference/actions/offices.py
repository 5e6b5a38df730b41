"""Where an office takes deposits."""

from django.utils.translation import gettext_lazy as _

from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed
from seizures.journal.actions import record
from seizures.reference.models import Office


def set_deposit_account(office: Office, account: str, *, by: Actor) -> Office:
    """Sets the bank account that letters and requests name for deposits; kept in the journal."""
    own = by.administration == office.administration_id
    if not (by.kind == "system" or (by.role == "administrator" and own)):
        raise NotAllowed(_("Only an administrator of this administration may do this."))
    with atomic():
        row: Office = hold(Office.objects.all(), pk=office.pk)
        before, row.deposit_account = row.deposit_account, " ".join(account.split())[:200]
        if row.deposit_account != before:
            row.save(update_fields=["deposit_account"])
            record("office.account_set", kind="office", key=row.pk, by=by, reference=row.code,
                   administration=row.administration_id, before=before,
                   account=row.deposit_account)  # fmt: skip
    return row
