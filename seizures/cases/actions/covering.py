"""Puts a case under a guarantee for many cases, at whatever office the case is."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.locking import held_case
from seizures.cases.actions.posting import Line, post
from seizures.cases.choices import (
    AccountCode,
    GuaranteeKind,
    GuaranteeStatus,
    PostingKind,
    SecurityKind,
    SecurityStatus,
)
from seizures.cases.facts import procedure_of
from seizures.cases.forecasts import expected_cost
from seizures.cases.ledger_of_money import free_of
from seizures.cases.models import Guarantee, Security, SeizureCase
from seizures.cases.policies import require_actor
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused, Stale
from seizures.journal.actions import record
from seizures.law import guarantees
from seizures.law.errors import LawError
from seizures.law.formulas import figure
from seizures.law.guarantees import Standing

ZERO = Decimal(0)


def covering(case: SeizureCase) -> list[Guarantee]:
    """The guarantees in force that this case could be put under, the oldest first."""
    waits = any(row.kind == SecurityKind.REQUEST and row.status == SecurityStatus.REQUIRED
                for row in case.securities.all())  # fmt: skip
    if not waits or not may_be_covered(case):
        return []
    rows = Guarantee.objects.in_force(clock.today(case.administration))
    return list(rows.filter(holder=case.right.holder_id,
                            administration=case.administration).order_by("id"))  # fmt: skip


def may_be_covered(case: SeizureCase) -> bool:
    """Whether the law knows a guarantee for this case: track, kind of right, recordation."""
    rule = procedure_of(case).security
    if case.administration == "kr":
        return bool(rule.comprehensive_basis)
    return (rule.general_minimum is not None and case.right.kind in rule.general_rights
            and case.recordation_id is not None)  # fmt: skip


def draw_guarantee(case: SeizureCase, guarantee: Guarantee, *, by: Actor,
                   amount: Decimal | None = None,
                   version: int | None = None) -> Security:  # fmt: skip
    """Draws on a guarantee what this case needs; its security then counts as lodged.

    Korea draws the security asked, China the costs expected of the case (`amount` where an officer
    knows better). However many draw at once, never more than the guarantee is drawn.
    """
    with atomic():
        row = held_case(case.pk)
        held: Guarantee = hold(Guarantee.objects.all(), pk=guarantee.pk)
        require_actor(by, row)
        security: Security | None = row.securities.filter(
            kind=SecurityKind.REQUEST).order_by("id").first()  # fmt: skip
        if security and security.guarantee_id == held.pk:
            return security
        if version is not None and version != row.version:
            raise Stale(_("Somebody else has just worked on this case. Look again, then decide."))
        if security is None or security.status != SecurityStatus.REQUIRED:
            raise Refused(_("No security of this case waits to be lodged."))
        if held.holder_id != row.right.holder_id or held.administration != row.administration:
            raise Refused(_("This guarantee is another right holder’s."))
        if not may_be_covered(row):
            raise Refused(_("The law knows no guarantee for this case: it is for recorded "
                            "trademarks on the ex officio track."))  # fmt: skip
        needed = _needed(row, held, security, amount if by.administration else None)
        _require_standing(row, held, needed)
        _cover(row, held, security, needed, by)
        row.version += 1
        row.save(update_fields=["version"])
    return security


def _needed(case: SeizureCase, guarantee: Guarantee, security: Security,
            amount: Decimal | None) -> Decimal:  # fmt: skip
    if guarantee.kind == GuaranteeKind.COMPREHENSIVE:
        return security.required
    needed = amount if amount is not None else expected_cost(guarantee, security.required)
    if not needed > ZERO:
        raise Refused(_("Give an amount above zero."), field="amount")
    return needed


def _require_standing(case: SeizureCase, guarantee: Guarantee, needed: Decimal) -> None:
    if guarantee.status != GuaranteeStatus.ACCEPTED or not guarantee.accepted_on:
        raise Refused(_("This guarantee is not in force."))
    standing = standing_of(guarantee, case.track, needed)
    if standing.shortfall > 0:
        raise Refused(
            _("Only %(free)s %(currency)s of the guarantee are free; %(short)s are lacking. Raise "
              "the guarantee or lodge a security for this case."), field="amount",
            free=figure(standing.available, guarantee.currency), currency=guarantee.currency,
            short=figure(standing.shortfall, guarantee.currency),
        )  # fmt: skip
    if not standing.covered:
        raise Refused(_("No case can be put under this guarantee any more (until %(day)s)."),
                      day=standing.stands_until)  # fmt: skip


def standing_of(guarantee: Guarantee, track: str, needed: Decimal) -> Standing:
    """How the guarantee stands today by the law, for a case that needs so much."""
    today = clock.today(guarantee.administration)
    free = free_of(guarantee)
    drawn = guarantee.amount - free
    first = guarantee.covers_from or guarantee.accepted_on or today
    try:
        if guarantee.kind == GuaranteeKind.GENERAL:
            return guarantees.general_standing(
                track, accepted_on=guarantee.accepted_on or today, amount=guarantee.amount,
                drawn=drawn, needed=needed, on=today,
            )  # fmt: skip
        return guarantees.comprehensive_standing(
            track, first=first, last=guarantee.covers_until or today, maximum=guarantee.amount,
            in_use=drawn, needed=needed, on=today,
        )  # fmt: skip
    except LawError as error:
        raise Refused(_("The law knows no guarantee for this case: it is for recorded "
                        "trademarks on the ex officio track.")) from error  # fmt: skip


def _cover(case: SeizureCase, guarantee: Guarantee, security: Security, amount: Decimal,
           by: Actor) -> None:  # fmt: skip
    security.guarantee, security.form = guarantee, guarantee.form
    security.status, security.lodged = SecurityStatus.HELD, amount
    security.provider, security.reference = case.right.holder.name, guarantee.number
    security.lodged_at, security.basis = clock.now(), guarantee.basis
    security.save()
    post(case, PostingKind.COVERED,
         [Line(AccountCode.COVER, AccountCode.HOLDER_DEPOSIT, amount),
          Line(AccountCode.FREE, AccountCode.DRAWN, amount)],
         by=by, reference=guarantee.number, basis=guarantee.basis, guarantee=guarantee)  # fmt: skip
    record("guarantee.drawn", kind="case", key=case.pk, by=by, reference=case.number,
           administration=case.administration, basis=guarantee.basis, guarantee=guarantee.number,
           amount=str(amount), currency=guarantee.currency)  # fmt: skip
