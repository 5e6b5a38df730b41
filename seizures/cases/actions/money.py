"""Securities: lodged against what the law asks, returned, used."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from seizures.cases.choices import SecurityKind, SecurityStatus
from seizures.cases.facts import procedure_of
from seizures.cases.models import Security, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.law import securities


def lodge_security(case: SeizureCase, security: Security, *, amount: Decimal, form: str,
                   provider: str, reference: str, by: Actor) -> Security:  # fmt: skip
    """Takes a security of at least the amount required, in a form this country accepts."""
    with atomic():
        row = hold(Security.objects.all(), pk=security.pk, case=case)
        if row.status != SecurityStatus.REQUIRED:
            raise Refused(_("This security was already lodged."))
        accepted = {choice.code for choice in procedure_of(case).security.forms}
        if accepted and form not in accepted:
            raise Refused(_("This form of security is not accepted here. Choose another."),
                          field="security_form")  # fmt: skip
        if amount < row.required:
            raise Refused(
                _("The security must be at least %(amount)s %(currency)s (%(basis)s)."),
                field="security_amount", amount=f"{row.required:,}", currency=row.currency,
                basis=row.basis,
            )  # fmt: skip
        row.status, row.lodged, row.form = SecurityStatus.HELD, amount, form
        row.provider, row.reference, row.lodged_at = provider, reference[:100], clock.now()
        row.save()
        record("security.lodged", kind="case", key=case.pk, by=by, reference=case.number,
               basis=row.basis, amount=str(amount), currency=row.currency,
               form=form, provider=provider)  # fmt: skip
    return row


def require_counter_security(case: SeizureCase) -> Security:
    """What the owner of the goods must lodge for their release, by this country's formula."""
    row = case.securities.filter(kind=SecurityKind.COUNTER,
                                 status=SecurityStatus.REQUIRED).first()  # fmt: skip
    if row:
        return row
    asked = securities.compute(case.track, case.value, counter=True, right=case.right.kind,
                               edition=case.edition)  # fmt: skip
    return Security.objects.create(
        case=case, kind=SecurityKind.COUNTER, required=asked.amount, currency=asked.currency,
        basis=asked.basis, formula=asked.formula,
    )  # fmt: skip


def return_security(case: SeizureCase, *, kind: str, by: Actor, used: bool = False) -> int:
    """Returns (or uses) every held security of a kind; answers how many."""
    count = 0
    with atomic():
        for row in case.securities.filter(kind=kind, status=SecurityStatus.HELD):
            row.status = SecurityStatus.USED if used else SecurityStatus.RELEASED
            row.ended_at = clock.now()
            row.save(update_fields=["status", "ended_at"])
            record("security.used" if used else "security.returned", kind="case", key=case.pk,
                   by=by, reference=case.number, basis=row.basis, amount=str(row.lodged),
                   currency=row.currency)  # fmt: skip
            count += 1
    return count


def adjust_security(case: SeizureCase, *, amount: Decimal, by: Actor) -> None:
    """Sets how much the held security must be after the value became known better."""
    row = case.securities.filter(kind=SecurityKind.REQUEST, status=SecurityStatus.HELD).first()
    if row is None:
        raise Refused(_("No security is held."))
    before, row.required, row.lodged = row.lodged, amount, amount
    row.save(update_fields=["required", "lodged"])
    record("security.adjusted", kind="case", key=case.pk, by=by, reference=case.number,
           basis=row.basis, before=str(before), amount=str(amount),
           currency=row.currency)  # fmt: skip
