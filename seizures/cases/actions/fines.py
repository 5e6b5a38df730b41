"""Fines with their limits, surcharges for late payment, and the proceeds of sales."""

from decimal import ROUND_FLOOR, Decimal

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.costs import book_payment, hold_seen, note_seen
from seizures.cases.actions.posting import Line, post
from seizures.cases.choices import AccountCode, PostingKind
from seizures.cases.ledger_of_money import balances
from seizures.cases.models import PenaltyBase, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.errors import Refused
from seizures.core.languages import lazy_cite, lazy_reckoned
from seizures.journal.actions import record
from seizures.law import limits
from seizures.law.errors import LawError
from seizures.law.formulas import figure

ZERO = Decimal(0)


def record_penalty_base(case: SeizureCase, *, dutiable: Decimal, duty: Decimal, taxes: Decimal,
                        by: Actor, version: int | None = None) -> PenaltyBase:  # fmt: skip
    """Keeps what a fine is measured by: dutiable value, duty and import taxes, in CNY."""
    if case.administration != "cn":
        raise Refused(_("Only China measures fines by the value of the goods."))
    with atomic():
        row = hold_seen(case, version, by)
        try:
            value = limits.penalty_value(dutiable, duty, taxes)
        except LawError as error:
            raise Refused(_("Give amounts from zero up."), field="duty") from error
        base, _is_new = PenaltyBase.objects.update_or_create(
            case=row, defaults={"dutiable": dutiable, "duty": duty, "taxes": taxes,
                                "by_name": by.name},
        )  # fmt: skip
        note_seen(row)
        record("money.penalty_base", kind="case", key=row.pk, by=by, reference=row.number,
               basis=value.basis, administration=row.administration, amount=str(value.amount),
               currency=value.currency)  # fmt: skip
    return base


def fine_limit(case: SeizureCase) -> limits.Amount:
    """The highest fine in this case: of the base entered, else of the customs value alone."""
    base = PenaltyBase.objects.filter(case=case).first()
    if base is None:
        return limits.fine_maximum(case.value, ZERO, ZERO)
    return limits.fine_maximum(base.dutiable, base.duty, base.taxes)


def require_fine(case: SeizureCase, amount: Decimal) -> None:
    """Refuses a fine above the limit, with the reckoning."""
    limit = fine_limit(case)
    if amount < 0 or amount > limit.amount:
        raise Refused(
            _("The fine may be %(amount)s %(currency)s at most: %(formula)s (%(basis)s). Enter "
              "duty and taxes under “Money” where they are missing."), field="fine_amount",
            amount=figure(limit.amount, limit.currency), currency=limit.currency,
            formula=lazy_reckoned(limit.formula, limit.currency), basis=lazy_cite(limit.basis),
        )  # fmt: skip


def impose_fine(case: SeizureCase, amount: Decimal, *, by: Actor, basis: str) -> None:
    """Books the fine decided; an earlier decision's fine that is not paid falls."""
    require_fine(case, amount)
    annul_fine(case, by=by)
    if amount > 0:
        post(case, PostingKind.FINE, [Line(AccountCode.FINE_OWED, AccountCode.TREASURY, amount)],
             by=by, basis=basis)  # fmt: skip


def annul_fine(case: SeizureCase, *, by: Actor) -> None:
    """Takes fines and surcharges out of the books: what is open falls, what was paid goes back."""
    now = balances(case)
    imposed, owed = _imposed(case), now.get(AccountCode.FINE_OWED, ZERO)
    if imposed > 0:
        post(case, PostingKind.REVERSED,
             [Line(AccountCode.TREASURY, AccountCode.FINE_OWED, owed),
              Line(AccountCode.TREASURY, AccountCode.TILL, imposed - owed)], by=by)  # fmt: skip


def _imposed(case: SeizureCase) -> Decimal:
    """Fines and surcharges in the books now."""
    total = ZERO
    for row in case.postings.prefetch_related("lines__debit").order_by("id"):
        if row.kind in {PostingKind.FINE, PostingKind.SURCHARGE}:
            total += sum((line.amount for line in row.lines.all()), ZERO)
        elif row.kind == PostingKind.REVERSED:
            total -= sum((line.amount for line in row.lines.all()
                          if line.debit.code == AccountCode.TREASURY), ZERO)  # fmt: skip
    return total


def order_surcharge(case: SeizureCase, amount: Decimal, *, by: Actor, basis: str) -> None:
    """Books the surcharge on a fine paid late, never above what the law allows on this day."""
    fine = balances(case).get(AccountCode.FINE_OWED, ZERO)
    due = case.due_dates.filter(rule="fine_payment").order_by("-id").first()
    late = max((clock.today(case.administration) - due.due_on).days, 0) if due else 0
    already = sum((line.amount for row in case.postings.filter(kind=PostingKind.SURCHARGE)
                   for line in row.lines.all()), ZERO)  # fmt: skip
    limit = limits.late_surcharge(max(fine - already, ZERO), late)
    most = max(limit.amount - already, ZERO).quantize(Decimal("0.01"), rounding=ROUND_FLOOR)
    if amount <= 0 or amount > most:
        raise Refused(
            _("The surcharge may be %(amount)s %(currency)s at most: %(formula)s (%(basis)s)."),
            field="fine_amount", amount=figure(most, limit.currency),
            currency=limit.currency, formula=lazy_reckoned(limit.formula, limit.currency),
            basis=lazy_cite(limit.basis),
        )  # fmt: skip
    post(case, PostingKind.SURCHARGE, [Line(AccountCode.FINE_OWED, AccountCode.TREASURY, amount)],
         by=by, basis=basis)  # fmt: skip


def pay_fine(case: SeizureCase, *, reference: str, by: Actor) -> None:
    """Books that the fine and its surcharge were paid in full."""
    owed = balances(case).get(AccountCode.FINE_OWED, ZERO)
    if owed > 0:
        book_payment(case, AccountCode.FINE_OWED, owed, reference, by)


def book_proceeds(case: SeizureCase, amount: Decimal, *, kept: bool, by: Actor,
                  basis: str) -> None:  # fmt: skip
    """Books what a sale brought: kept until the outcome (`kept`), else for the Treasury."""
    if amount > 0:
        account = AccountCode.PROCEEDS if kept else AccountCode.TREASURY
        post(case, PostingKind.SALE, [Line(AccountCode.TILL, account, amount)], by=by,
             basis=basis)  # fmt: skip


def end_proceeds(case: SeizureCase, *, to_treasury: bool, by: Actor, basis: str) -> None:
    """Ends the keeping of proceeds: for the Treasury with the goods, or back to their owner."""
    kept = balances(case).get(AccountCode.PROCEEDS, ZERO)
    if kept > 0:
        account = AccountCode.TREASURY if to_treasury else AccountCode.TILL
        kind = PostingKind.SALE if to_treasury else PostingKind.RETURNED
        post(case, kind, [Line(AccountCode.PROCEEDS, account, kept)], by=by, basis=basis)
