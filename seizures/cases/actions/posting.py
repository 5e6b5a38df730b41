"""Books postings: each line debits one account and credits another; put right only by reversal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from seizures.cases.choices import AccountCode, PostingKind
from seizures.cases.ledger_of_money import balances, balances_of_guarantee
from seizures.cases.models import Account, Guarantee, Posting, PostingLine, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.errors import Refused
from seizures.journal.actions import record
from seizures.reference.models import ExchangeRate

CENT = Decimal("0.01")
OF_GUARANTEE = {AccountCode.LETTER, AccountCode.FREE, AccountCode.DRAWN}


@dataclass(frozen=True, slots=True)
class Line:
    """What is to be booked: an amount in the books' currency, with the one it came in."""

    debit: str
    credit: str
    amount: Decimal
    rate: ExchangeRate | None = None
    original: Decimal | None = None


def converted(case: SeizureCase, amount: Decimal, currency: str) -> Line:
    """An amount in the case's currency at today's customs rate, which the line keeps.

    The accounts of the line are still to be named. Refuses a currency without a rate.
    """
    if not amount.is_finite() or amount <= 0:
        raise Refused(_("Give an amount above zero."), field="amount")
    if not currency or currency == case.currency:
        return Line("", "", amount.quantize(CENT))
    today = clock.today(case.administration)
    rate = ExchangeRate.objects.in_force(case.administration, currency, today)
    if rate is None:
        raise Refused(
            _("There is no customs exchange rate for %(currency)s. Give the value in %(local)s."),
            field="currency", currency=currency, local=case.currency,
        )  # fmt: skip
    return Line("", "", (amount * rate.rate).quantize(CENT), rate, amount)


def post(case: SeizureCase, kind: str, lines: Sequence[Line], *, by: Actor, reference: str = "",
         basis: str = "", guarantee: Guarantee | None = None,
         reverses: Posting | None = None) -> Posting:  # fmt: skip
    """Books one entry of a case; the caller holds the case, and the guarantee where one moves.

    Refuses what would take more from an account than stands there.
    """
    kept = [line for line in lines if line.amount > 0]
    if not kept:
        raise Refused(_("Give an amount above zero."), field="amount")
    with atomic():
        place = case.postings.count() + 1
        row = Posting.objects.create(
            number=f"{case.number}/{place}", place=place, administration=case.administration,
            case=case, guarantee=guarantee, kind=kind, reference=reference[:150],
            basis=basis[:200], at=clock.now(), by_name=by.name, reverses=reverses,
        )  # fmt: skip
        _write(row, kept, case.currency)
        _require_covered(balances(case))
        if guarantee:
            _require_covered(balances_of_guarantee(guarantee))
    return row


def post_to_guarantee(guarantee: Guarantee, kind: str, lines: Sequence[Line], *, by: Actor,
                      reference: str = "") -> Posting:  # fmt: skip
    """Books one entry of a guarantee alone; the caller holds it."""
    with atomic():
        place = guarantee.postings.filter(case=None).count() + 1
        row = Posting.objects.create(
            number=f"{guarantee.number}/{place}", place=place, guarantee=guarantee,
            administration=guarantee.administration, kind=kind, reference=reference[:150],
            basis=guarantee.basis, at=clock.now(), by_name=by.name,
        )  # fmt: skip
        _write(row, [line for line in lines if line.amount > 0], guarantee.currency)
        _require_covered(balances_of_guarantee(guarantee))
    return row


def reverse_posting(posting: Posting, *, reason: str, by: Actor) -> Posting:
    """Books the mirror of an entry of a case, which stays; the same entry is reversed once.

    The caller holds the case.
    """
    if len(reason.strip()) < 5:
        raise Refused(_("Say in a sentence what is wrong and how you know."), field="reason")
    standing: Posting | None = Posting.objects.filter(reverses=posting).first()
    if standing:
        return standing
    if posting.case is None or posting.kind == PostingKind.REVERSED:
        raise Refused(_("This entry cannot be reversed."))
    booked = posting.lines.select_related("debit", "credit").order_by("id")
    lines = [Line(line.credit.code, line.debit.code, line.amount) for line in booked]
    with atomic():
        row = post(posting.case, PostingKind.REVERSED, lines, by=by, basis=posting.basis,
                   reference=f"{posting.number}: {reason.strip()}",
                   guarantee=posting.guarantee, reverses=posting)  # fmt: skip
        record("money.reversed", kind="case", key=posting.case_id or 0, by=by,
               reference=posting.case.number, administration=posting.administration,
               posting=posting.number, reason=reason.strip()[:300])  # fmt: skip
    return row


def between(line: Line, debit: str, credit: str) -> Line:
    """The same amount between these accounts."""
    return replace(line, debit=debit, credit=credit)


def _write(row: Posting, lines: Sequence[Line], currency: str) -> None:
    PostingLine.objects.bulk_create([
        PostingLine(
            posting=row, debit=_account(row, line.debit, currency),
            credit=_account(row, line.credit, currency), amount=line.amount.quantize(CENT),
            currency=currency, original=line.original, rate=line.rate.rate if line.rate else None,
            original_currency=line.rate.currency_id if line.rate else "",
            rate_on=line.rate.on if line.rate else None,
        ) for line in lines
    ])  # fmt: skip


def _account(row: Posting, code: str, currency: str) -> Account:
    of_guarantee = code in OF_GUARANTEE
    account, _is_new = Account.objects.get_or_create(
        administration=row.administration, code=code, currency=currency,
        case=None if of_guarantee else row.case,
        guarantee=row.guarantee if of_guarantee else None,
    )  # fmt: skip
    return account


def _require_covered(now: dict[str, Decimal]) -> None:
    short = next((code for code, total in now.items() if total < 0), None)
    if short:
        raise Refused(_("There is not enough on the account “%(account)s”."), field="amount",
                      account=AccountCode(short).label)  # fmt: skip
