"""Securities: lodged against what the law asks, topped up, renewed, returned, used.

The row is the document of what was asked and lodged; every movement is booked in the ledger too.
The caller holds the case.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions import asking_more
from seizures.cases.actions.posting import Line, post
from seizures.cases.choices import (
    AccountCode,
    GuaranteeStatus,
    PostingKind,
    SecurityKind,
    SecurityStatus,
)
from seizures.cases.ledger_of_money import balances, balances_of_guarantee
from seizures.cases.models import Guarantee, Security, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.core.languages import lazy_cite, pick
from seizures.journal.actions import record
from seizures.law import guarantees, securities
from seizures.law.formulas import figure
from seizures.parties.names import fold

ZERO = Decimal(0)
DEPOSIT = {SecurityKind.REQUEST: AccountCode.HOLDER_DEPOSIT,
           SecurityKind.COUNTER: AccountCode.OWNER_DEPOSIT}  # fmt: skip
OWES = {SecurityKind.REQUEST: AccountCode.HOLDER_OWES, SecurityKind.COUNTER: AccountCode.OWNER_OWES}
TAKES_UNPAID = {"cn"}
"""Administrations whose law takes unpaid costs from the holder's security (Reg. 25)."""


def lodge_security(case: SeizureCase, security: Security, *, amount: Decimal, form: str,
                   provider: str, reference: str, by: Actor,
                   paper: dict[str, Any] | None = None) -> Security:  # fmt: skip
    """Takes a security of at least the amount required, in a form this country accepts.

    `paper` is the written statement lodged with it, as an attachment of the case.
    """
    with atomic():
        row = hold(Security.objects.all(), pk=security.pk, case=case)
        if row.status != SecurityStatus.REQUIRED:
            raise Refused(_("This security was already lodged."))
        require_form(case, form, counter=row.kind == SecurityKind.COUNTER)
        _require_own_name(case, row, provider)
        if amount < row.required:
            raise Refused(
                _("The security must be at least %(amount)s %(currency)s (%(basis)s)."),
                field="security_amount", amount=figure(row.required, row.currency),
                currency=row.currency, basis=lazy_cite(row.basis),
            )  # fmt: skip
        row.status, row.lodged, row.form = SecurityStatus.HELD, amount, form
        row.provider, row.reference, row.lodged_at = provider, reference[:100], clock.now()
        row.paper = paper or {}
        row.save()
        if amount > 0:
            post(case, PostingKind.LODGED, [Line(asset_of(row), DEPOSIT[_kind(row)], amount)],
                 by=by, reference=reference, basis=row.basis)  # fmt: skip
        record("security.lodged", kind="case", key=case.pk, by=by, reference=case.number,
               basis=row.basis, amount=str(amount), currency=row.currency,
               form=form, provider=provider)  # fmt: skip
    return row


def require_form(case: SeizureCase, form: str, *, counter: bool = False) -> None:
    """Refuses a form of security that this procedure does not accept, naming those it does."""
    known = guarantees.forms(case.track, counter=counter, edition=case.edition)
    accepted = [row for row in known if row.accepted]
    if not accepted or form in {row.choice.code for row in accepted}:
        return
    given = next((pick(row.choice.titles) for row in known if row.choice.code == form), form)
    raise Refused(
        _("“%(form)s” is not accepted as security (%(basis)s). Accepted: %(accepted)s."),
        field="security_form", form=given, basis=lazy_cite(accepted[0].basis),
        accepted=", ".join(pick(row.choice.titles) for row in accepted),
    )  # fmt: skip


def _require_own_name(case: SeizureCase, row: Security, provider: str) -> None:
    """Korea: the right holder's security must be in its own name (Forms 13, 14 and 21)."""
    own = {fold(case.right.holder.name), fold(str(case.right.holder.organisation or ""))}
    if (row.kind == SecurityKind.REQUEST and case.administration == "kr"
            and fold(provider) not in own):  # fmt: skip
        raise Refused(_("The security must be in the right holder’s own name: %(name)s."),
                      field="provider", name=case.right.holder.name)  # fmt: skip


def asset_of(row: Security) -> str:
    """The account on which what was lodged lies."""
    if row.guarantee_id:
        return AccountCode.COVER
    return AccountCode.CASH if row.form == "cash" else AccountCode.PAPER


def _kind(row: Security) -> SecurityKind:
    return SecurityKind(row.kind)


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


def return_security(case: SeizureCase, *, kind: str, by: Actor) -> int:
    """Returns every held security of a kind; answers how many.

    In China what the holder still owes for storage and disposal is taken from it first.
    """
    count = 0
    with atomic():
        for row in _held(case, kind):
            owed = balances(case).get(OWES[_kind(row)], ZERO)
            takes = kind == SecurityKind.REQUEST and case.administration in TAKES_UNPAID
            used = min(row.lodged, owed) if takes else ZERO
            _settle(case, row, used=used, by=by)
            count += 1
    return count


def use_security(case: SeizureCase, *, kind: str, amount: Decimal, by: Actor) -> int:
    """Pays `amount` from the held securities of a kind, unpaid costs first; the rest goes back."""
    count = 0
    with atomic():
        rows = _held(case, kind)
        there = sum((row.lodged for row in rows), ZERO)
        if amount <= 0 or amount > there:
            raise Refused(_("The security is %(amount)s %(currency)s. Give an amount up to that."),
                          field="security_amount", amount=figure(there, case.currency),
                          currency=case.currency)  # fmt: skip
        for row in rows:
            used = min(row.lodged, amount)
            amount -= used
            _settle(case, row, used=used, by=by)
            count += 1
    return count


def _held(case: SeizureCase, kind: str) -> list[Security]:
    rows = case.securities.select_related("guarantee").order_by("id")
    return list(rows.filter(kind=kind, status=SecurityStatus.HELD))


def _settle(case: SeizureCase, row: Security, *, used: Decimal, by: Actor) -> None:
    """Ends a held security: what is used pays what is owed, then damages; the rest goes back."""
    deposit, asset, back = DEPOSIT[_kind(row)], asset_of(row), row.lodged - used
    owed = min(used, balances(case).get(OWES[_kind(row)], ZERO))
    spent = [Line(deposit, OWES[_kind(row)], owed), Line(AccountCode.TILL, asset, owed),
             Line(deposit, AccountCode.DAMAGES, used - owed),
             Line(AccountCode.DAMAGES, asset, used - owed)]  # fmt: skip
    rest = [Line(deposit, asset, back)]
    if row.guarantee:
        spent.append(Line(AccountCode.DRAWN, AccountCode.LETTER, used))
        rest.append(_let_go(row.guarantee, back))
    for kind, lines, amount in ((PostingKind.USED, spent, used),
                                (PostingKind.RETURNED, rest, back)):  # fmt: skip
        if amount > 0:
            post(case, kind, lines, by=by, reference=row.reference, basis=row.basis,
                 guarantee=row.guarantee)  # fmt: skip
            record(f"security.{kind}", kind="case", key=case.pk, by=by, reference=case.number,
                   basis=row.basis, amount=str(amount), currency=row.currency)  # fmt: skip
    row.status = SecurityStatus.USED if used > 0 else SecurityStatus.RELEASED
    row.used, row.returned, row.ended_at = used, row.returned + back, clock.now()
    row.save(update_fields=["status", "used", "returned", "ended_at"])
    asking_more.ask_for_rest(case, row, by=by)


def _let_go(guarantee: Guarantee, amount: Decimal) -> Line:
    """What a case no longer draws is free again, or falls away with a guarantee that has ended."""
    in_force = guarantee.status == GuaranteeStatus.ACCEPTED
    return Line(AccountCode.DRAWN, AccountCode.FREE if in_force else AccountCode.LETTER, amount)


def adjust_security(case: SeizureCase, *, amount: Decimal, by: Actor) -> None:
    """Sets how much the held security must be: an excess goes back at once, a shortfall is asked.

    What a guarantee for many cases covers is drawn on it as far as it reaches; only the rest is
    asked of the holder, formally, with amount, day and account.
    """
    row = case.securities.select_related("guarantee").filter(
        kind=SecurityKind.REQUEST, status=SecurityStatus.HELD).first()  # fmt: skip
    if row is None:
        raise Refused(_("No security is held."))
    if amount < 0:
        raise Refused(_("Give an amount above zero."), field="security_amount")
    before, row.required = row.lodged, amount
    change = guarantees.adjustment(case.administration, amount, row.lodged)
    if change.refund > 0:
        _refund(case, row, change.refund, change.basis, by)
    elif row.lacking and row.guarantee:
        _draw_more(case, row, row.guarantee, by)
    row.save(update_fields=["required", "lodged", "returned"])
    record("security.adjusted", kind="case", key=case.pk, by=by, reference=case.number,
           basis=change.basis, before=str(before), amount=str(amount),
           top_up=str(row.lacking or 0), currency=row.currency)  # fmt: skip
    asking_more.ask_for_rest(case, row, by=by)


def _draw_more(case: SeizureCase, row: Security, guarantee: Guarantee, by: Actor) -> None:
    """Draws what the case lacks on the guarantee that covers it, as far as it reaches."""
    hold(Guarantee.objects.all(), pk=guarantee.pk)
    free = balances_of_guarantee(guarantee).get(AccountCode.FREE, ZERO)
    more = min(row.lacking or ZERO, free)
    if more > 0:
        post(case, PostingKind.COVERED,
             [Line(AccountCode.COVER, DEPOSIT[_kind(row)], more),
              Line(AccountCode.FREE, AccountCode.DRAWN, more)],
             by=by, reference=guarantee.number, basis=row.basis, guarantee=guarantee)  # fmt: skip
        row.lodged += more


def _refund(case: SeizureCase, row: Security, amount: Decimal, basis: str, by: Actor) -> None:
    lines = [Line(DEPOSIT[_kind(row)], asset_of(row), amount)]
    if row.guarantee:
        lines.append(_let_go(row.guarantee, amount))
    post(case, PostingKind.REFUNDED, lines, by=by, reference=row.reference, basis=basis,
         guarantee=row.guarantee)  # fmt: skip
    row.lodged -= amount
    row.returned += amount


def top_up(case: SeizureCase, *, amount: Decimal, reference: str, by: Actor) -> Security:
    """Takes what was asked in addition to a held security; from a raised guarantee, draws it."""
    row: Security | None = case.securities.select_related("guarantee").filter(
        kind=SecurityKind.REQUEST, status=SecurityStatus.HELD).first()  # fmt: skip
    lacking = row.lacking if row else None
    if row is None or lacking is None:
        raise Refused(_("No security of this case lacks anything."))
    if row.guarantee:
        _draw_more(case, row, row.guarantee, by)
        if row.lacking:
            raise Refused(_("This case is covered by a guarantee. Raise the guarantee first."))
    elif amount < lacking:
        raise Refused(_("The security lacks %(amount)s %(currency)s. Take all of it."),
                      field="amount", amount=figure(lacking, row.currency),
                      currency=row.currency)  # fmt: skip
    else:
        post(case, PostingKind.TOPPED_UP, [Line(asset_of(row), DEPOSIT[_kind(row)], amount)],
             by=by, reference=reference, basis=row.basis)  # fmt: skip
        row.lodged += amount
    row.save(update_fields=["lodged"])
    record("security.topped_up", kind="case", key=case.pk, by=by, reference=case.number,
           basis=row.basis, amount=str(lacking if row.guarantee else amount),
           currency=row.currency)  # fmt: skip
    asking_more.note_rest_lodged(case, row, by=by)
    return row


def renew_security(case: SeizureCase, *, expires_on: dt.date | None, reference: str,
                   paper: dict[str, Any] | None, by: Actor) -> None:  # fmt: skip
    """Keeps the new last day of the held security, and the paper it stands on."""
    for row in _held(case, SecurityKind.REQUEST):
        if expires_on and expires_on <= clock.today(case.administration):
            raise Refused(_("This day has passed. Give the new last day."),
                          field="security_expires_on")  # fmt: skip
        if row.expires_on and expires_on and expires_on <= row.expires_on:
            raise Refused(_("The security already runs until %(day)s. Give a later day."),
                          field="security_expires_on", day=row.expires_on)  # fmt: skip
        row.expires_on = expires_on
        row.reference = reference[:100] or row.reference
        row.paper = paper or row.paper
        row.save(update_fields=["expires_on", "reference", "paper"])
        record("security.renewed", kind="case", key=case.pk, by=by, reference=case.number,
               basis="Notif. 29", until=expires_on)  # fmt: skip


def revalue(case: SeizureCase, *, by: Actor) -> None:
    """Reckons the holder's security anew after the customs value of the case changed."""
    small = case.administration == "kr" and bool(case.right.holder.is_small)
    asked = securities.compute(case.track, case.value, sme=small, right=case.right.kind,
                               edition=case.edition)  # fmt: skip
    rows = case.securities.select_related("guarantee").filter(kind=SecurityKind.REQUEST)
    for row in rows:
        if row.status == SecurityStatus.REQUIRED:
            row.required, row.formula = asked.amount, asked.formula
            row.save(update_fields=["required", "formula"])
        elif row.status == SecurityStatus.HELD and not row.is_general:
            row.formula = asked.formula
            row.save(update_fields=["formula"])
            if asked.amount != row.required:
                adjust_security(case, amount=asked.amount, by=by)
