"""Guarantees for many cases: applied for, accepted by two officers, drawn on, raised, ended."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.posting import Line, post_to_guarantee
from seizures.cases.choices import AccountCode, GuaranteeKind, GuaranteeStatus, PostingKind
from seizures.cases.ledger_of_money import balances_of_guarantee
from seizures.cases.models import Guarantee
from seizures.cases.officers import require_officer, require_senior
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.core.languages import lazy_cite, pick
from seizures.core.numbering import next_number
from seizures.journal.actions import record
from seizures.law import guarantees, securities
from seizures.law.formulas import figure
from seizures.rights.models import Holder, Recordation
from seizures.rights.policies import require_holder

ZERO = Decimal(0)
CURRENCY = {"kr": "KRW", "cn": "CNY"}
KIND = {"kr": GuaranteeKind.COMPREHENSIVE, "cn": GuaranteeKind.GENERAL}
TRACK = {"kr": "kr/guarantee", "cn": "cn/guarantee"}
STANDING = (GuaranteeStatus.APPLIED, GuaranteeStatus.PROPOSED, GuaranteeStatus.ACCEPTED)
WAITING = (GuaranteeStatus.APPLIED, GuaranteeStatus.PROPOSED)


def apply_guarantee(holder: Holder, *, administration: str, amount: Decimal, form: str,
                    guarantor: str, reference: str, by: Actor, past_costs: Decimal = ZERO,
                    expected_costs: Decimal = ZERO, covers_from: dt.date | None = None,
                    covers_until: dt.date | None = None,
                    letter_until: dt.date | None = None) -> Guarantee:  # fmt: skip
    """Applies for one; the holder does, or an officer enters what came on paper.

    The same letter applied with twice answers the first application.
    """
    if by.administration:
        require_officer(by, administration)
    else:
        require_holder(by, holder)
    if administration not in KIND:
        raise Refused(_("Choose the administration."), field="administration")
    minimum = _minimum(administration, past_costs)
    _require_sound(holder, administration, amount, minimum, form, guarantor, reference)
    if administration == "kr":
        _require_period(covers_from, covers_until)
    with atomic():
        hold(Holder.objects.all(), pk=holder.pk)
        same: Guarantee | None = Guarantee.objects.filter(
            holder=holder, administration=administration, reference=reference.strip()[:100],
            status__in=STANDING,
        ).first()  # fmt: skip
        if same:
            return same
        row = Guarantee.objects.create(
            number=next_number("guarantee", administration), administration=administration,
            holder=holder, kind=KIND[administration], amount=amount, minimum=minimum,
            currency=CURRENCY[administration], form=form, guarantor=guarantor.strip()[:200],
            reference=reference.strip()[:100], past_costs=past_costs, letter_until=letter_until,
            expected_costs=expected_costs, basis=_basis(administration)[:200],
            covers_from=covers_from if administration == "kr" else None,
            covers_until=covers_until if administration == "kr" else None,
            applied_by_name=by.name, applied_at=clock.now(),
        )  # fmt: skip
        _note("guarantee.applied", row, by, amount=str(amount), currency=row.currency)
    return row


def _minimum(administration: str, past_costs: Decimal) -> Decimal:
    """China: last year's costs, at least what the notice names; Korea names no minimum."""
    if past_costs < 0 or not past_costs.is_finite():
        raise Refused(_("Give an amount in figures."), field="past_costs")
    if administration != "cn":
        return ZERO
    asked = securities.compute("cn/guarantee", ZERO, general=True, prior_costs=past_costs)
    return asked.amount


def _basis(administration: str) -> str:
    if administration == "cn":
        return securities.compute("cn/guarantee", ZERO, general=True).basis
    day = clock.today(administration)
    return guarantees.comprehensive_standing(
        "kr/guarantee", first=day, last=day, maximum=ZERO, in_use=ZERO, needed=ZERO, on=day
    ).basis


def _require_sound(holder: Holder, administration: str, amount: Decimal, minimum: Decimal,
                   form: str, guarantor: str, reference: str) -> None:  # fmt: skip
    if not amount.is_finite() or amount <= 0:
        raise Refused(_("Give an amount above zero."), field="amount")
    if amount < minimum:
        raise Refused(
            _("The guarantee must be at least %(amount)s %(currency)s: last year’s costs, and no "
              "less than the minimum."), field="amount",
            amount=figure(minimum, CURRENCY[administration]), currency=CURRENCY[administration],
        )  # fmt: skip
    known = guarantees.forms(TRACK[administration])
    if form not in {row.choice.code for row in known if row.accepted}:
        raise Refused(
            _("“%(form)s” is not accepted as security (%(basis)s). Accepted: %(accepted)s."),
            field="form", basis=lazy_cite(known[0].basis),
            form=next((pick(r.choice.titles) for r in known if r.choice.code == form), form),
            accepted=", ".join(pick(row.choice.titles) for row in known if row.accepted),
        )  # fmt: skip
    if not guarantor.strip() or not reference.strip():
        raise Refused(_("Name the guarantor and the number of the letter."), field="reference")
    rights = Recordation.objects.recorded().filter(right__holder=holder,
                                                   administration=administration)  # fmt: skip
    if administration == "cn":
        rights = rights.filter(right__kind="trademark")
    if not rights.exists():
        raise Refused(_("No right of this holder is recorded there that a guarantee could stand "
                        "for."), field="holder")  # fmt: skip


def _require_period(first: dt.date | None, last: dt.date | None) -> None:
    if first is None or last is None or last < first:
        raise Refused(_("State the period: from which day until which day."), field="covers_until")


def propose_acceptance(guarantee: Guarantee, *, by: Actor, version: int | None = None) -> Guarantee:
    """An officer examined the application and proposes to accept it."""
    with atomic():
        row = _held(guarantee, by, version)
        if row.status == GuaranteeStatus.PROPOSED:
            return row
        if row.status != GuaranteeStatus.APPLIED:
            raise Stale(_("This application was already decided."))
        row.status, row.proposed_by_id, row.proposed_by_name = (
            GuaranteeStatus.PROPOSED, by.id, by.name)  # fmt: skip
        _save(row)
        _note("guarantee.proposed", row, by)
    return row


def accept_guarantee(guarantee: Guarantee, *, by: Actor, version: int | None = None) -> Guarantee:
    """A second, senior officer accepts: from today cases can be put under it."""
    with atomic():
        row = _held(guarantee, by, version)
        require_senior(by, row.administration)
        if row.status == GuaranteeStatus.ACCEPTED:
            return row
        if row.status != GuaranteeStatus.PROPOSED:
            raise Refused(_("An officer must examine the application first."))
        if by.id == row.proposed_by_id and by.kind == "user":
            raise NotAllowed(_("Nobody countersigns their own proposal. Ask a colleague."))
        _put_in_force(row)
        row.status, row.accepted_by_name = GuaranteeStatus.ACCEPTED, by.name
        _save(row)
        post_to_guarantee(row, PostingKind.ACCEPTED,
                          [Line(AccountCode.LETTER, AccountCode.FREE, row.amount)], by=by,
                          reference=row.reference)  # fmt: skip
        _note("guarantee.accepted", row, by, amount=str(row.amount), currency=row.currency,
              until=str(row.covers_until))  # fmt: skip
    return row


def _put_in_force(row: Guarantee) -> None:
    """China: from acceptance to 31 December, the letter valid to 30 June of the next year."""
    row.accepted_on = clock.today(row.administration)
    if row.administration == "kr":
        if row.covers_until and row.covers_until < row.accepted_on:
            raise Refused(_("The period stated has passed. Ask for a new application."))
        return
    standing = guarantees.general_standing(
        "cn/guarantee", accepted_on=row.accepted_on, amount=row.amount, drawn=ZERO, needed=ZERO,
        on=row.accepted_on,
    )  # fmt: skip
    if standing.letter_until and (row.letter_until is None
                                  or row.letter_until < standing.letter_until):  # fmt: skip
        raise Refused(_("The letter must be valid until %(day)s at least."), field="letter_until",
                      day=standing.letter_until)  # fmt: skip
    row.covers_from, row.covers_until = row.accepted_on, standing.stands_until


def refuse_guarantee(guarantee: Guarantee, *, reason: str, by: Actor) -> Guarantee:
    """Refuses an application, with the reason that the holder reads."""
    if len(reason.strip()) < 5:
        raise Refused(_("Say why it is refused."), field="reason")
    with atomic():
        row = _held(guarantee, by, None)
        if row.status == GuaranteeStatus.REFUSED:
            return row
        if row.status not in WAITING:
            raise Stale(_("This application was already decided."))
        row.status, row.reason = GuaranteeStatus.REFUSED, reason.strip()[:300]
        _save(row)
        _note("guarantee.refused", row, by, reason=row.reason)
    return row


def raise_guarantee(guarantee: Guarantee, *, amount: Decimal, reference: str, by: Actor,
                    version: int | None = None) -> Guarantee:  # fmt: skip
    """Adds to a guarantee in force what a further letter stands for; a senior officer does."""
    if not amount.is_finite() or amount <= 0:
        raise Refused(_("Give an amount above zero."), field="amount")
    if not reference.strip():
        raise Refused(_("Name the guarantor and the number of the letter."), field="reference")
    with atomic():
        row = _held(guarantee, by, version)
        require_senior(by, row.administration)
        if row.status != GuaranteeStatus.ACCEPTED:
            raise Refused(_("Only a guarantee in force can be raised."))
        row.amount += amount
        _save(row)
        post_to_guarantee(row, PostingKind.ADDED,
                          [Line(AccountCode.LETTER, AccountCode.FREE, amount)], by=by,
                          reference=reference)  # fmt: skip
        _note("guarantee.raised", row, by, amount=str(amount), currency=row.currency)
    return row


def withdraw_guarantee(guarantee: Guarantee, *, by: Actor) -> Guarantee:
    """The holder takes it back; one in force only while no case draws on it."""
    with atomic():
        row: Guarantee = hold(Guarantee.objects.select_related("holder"), pk=guarantee.pk)
        require_holder(by, row.holder)
        if row.status == GuaranteeStatus.WITHDRAWN:
            return row
        if row.status not in STANDING:
            raise Stale(_("This application was already decided."))
        if balances_of_guarantee(row).get(AccountCode.DRAWN, ZERO) > 0:
            raise Refused(_("Cases still draw on this guarantee. Wait until they are settled."))
        _end(row, GuaranteeStatus.WITHDRAWN, by)
        _note("guarantee.withdrawn", row, by)
    return row


def expire_guarantees(administration: str, *, by: Actor) -> int:
    """Ends the guarantees whose last day for new cases has passed; what is drawn stays drawn."""
    today, count = clock.today(administration), 0
    due = Guarantee.objects.filter(administration=administration, covers_until__lt=today,
                                   status=GuaranteeStatus.ACCEPTED)  # fmt: skip
    for key in due.values_list("pk", flat=True):
        with atomic():
            row: Guarantee = hold(Guarantee.objects.all(), pk=key)
            if row.status == GuaranteeStatus.ACCEPTED:
                _end(row, GuaranteeStatus.EXPIRED, by)
                _note("guarantee.expired", row, by)
                count += 1
    return count


def _end(row: Guarantee, status: str, by: Actor) -> None:
    free = balances_of_guarantee(row).get(AccountCode.FREE, ZERO)
    row.status = status
    _save(row)
    if free > 0:
        post_to_guarantee(row, PostingKind.ENDED,
                          [Line(AccountCode.FREE, AccountCode.LETTER, free)], by=by)  # fmt: skip


def _held(guarantee: Guarantee, by: Actor, version: int | None) -> Guarantee:
    row: Guarantee = hold(Guarantee.objects.select_related("holder"), pk=guarantee.pk)
    require_officer(by, row.administration)
    if version is not None and version != row.version:
        raise Stale(_("Somebody else has just worked on this guarantee. Look again, then decide."))
    return row


def _save(row: Guarantee) -> None:
    row.version += 1
    row.updated_at = clock.now()
    row.save()


def _note(verb: str, row: Guarantee, by: Actor, **data: str) -> None:
    record(verb, kind="guarantee", key=row.pk, by=by, reference=row.number,
           administration=row.administration, basis=row.basis, **data)  # fmt: skip
