"""Reading the ledger of money: balances, what is open, and whether everything still balances."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from seizures.cases.choices import AccountCode, SecurityStatus
from seizures.cases.models import Account, Guarantee, Posting, PostingLine, SeizureCase

ZERO = Decimal(0)
OWED = (AccountCode.HOLDER_OWES, AccountCode.OWNER_OWES, AccountCode.FINE_OWED)
"""Accounts on which a party owes the administration."""
DEBITS = {*OWED, AccountCode.CASH, AccountCode.PAPER, AccountCode.COVER, AccountCode.STATE_BEARS,
          AccountCode.TILL, AccountCode.LETTER}  # fmt: skip
"""Accounts that grow by debits; all others grow by credits."""
DEPOSITS = (AccountCode.HOLDER_DEPOSIT, AccountCode.OWNER_DEPOSIT)


@dataclass(frozen=True, slots=True)
class OpenMoney:
    """One thing about money still open in a case; the sentence holds `amount` and `currency`."""

    code: str
    sentence: object
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in the ledger, and the posting it was found in."""

    posting: str
    what: str


def lines_of(lines: Iterable[PostingLine]) -> dict[str, Decimal]:
    """Balances by account code of lines read with their accounts; positive on the side an account
    grows."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        found[line.debit.code] += line.amount
        found[line.credit.code] -= line.amount
    return {code: total if code in DEBITS else -total for code, total in found.items()}


def balances(case: SeizureCase) -> dict[str, Decimal]:
    """Every account of a case that was ever used, in the case's currency."""
    return _balances(Account.objects.filter(case=case))


def balances_of_guarantee(guarantee: Guarantee) -> dict[str, Decimal]:
    """The accounts of a guarantee: letter = free + drawn, always."""
    return _balances(Account.objects.filter(guarantee=guarantee))


def _balances(accounts: "QuerySet[Account]") -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    codes = dict(accounts.values_list("pk", "code"))
    for side, sign in (("debit", 1), ("credit", -1)):
        sums = PostingLine.objects.filter(**{f"{side}__in": list(codes)}).values_list(
            side).annotate(total=Sum("amount"))  # fmt: skip
        for key, total in sums:
            code = codes[key]
            grows = sign if code in DEBITS else -sign
            found[code] = found.get(code, ZERO) + grows * total
    return found


def free_of(guarantee: Guarantee) -> Decimal:
    """What is still free for further cases."""
    return balances_of_guarantee(guarantee).get(AccountCode.FREE, ZERO)


def open_duties(case: SeizureCase) -> list[OpenMoney]:
    """What is not settled: securities still held, top-ups asked, costs and fines not paid."""
    said = {
        AccountCode.HOLDER_OWES: _("The right holder still owes %(amount)s %(currency)s."),
        AccountCode.OWNER_OWES: _("The importer or exporter still owes %(amount)s %(currency)s."),
        AccountCode.FINE_OWED: _("A fine of %(amount)s %(currency)s is not paid."),
        AccountCode.PROCEEDS: _("Proceeds of %(amount)s %(currency)s are still kept."),
    }  # fmt: skip
    now = balances(case)
    found = [OpenMoney(str(code), sentence, now[code], case.currency)
             for code, sentence in said.items() if now.get(code, ZERO) > 0]  # fmt: skip
    held = case.securities.select_related("guarantee").filter(status=SecurityStatus.HELD)
    for row in held:
        if row.lacking:
            found.append(OpenMoney("top_up", _("A security lacks %(amount)s %(currency)s."),
                                   row.lacking, row.currency))  # fmt: skip
    return found


def verify(administration: str) -> list[Fault]:
    """Proves the whole ledger of one administration; an empty list means that it stands.

    Each line has one amount on two sides, so that a posting without lines, a line across
    currencies, administrations, cases or guarantees, a gap in the numbers and a negative deposit
    are what can fail.
    """
    return [*_bare(administration), *_gaps(administration), *_crossed(administration),
            *_negative(administration)]  # fmt: skip


def _bare(administration: str) -> list[Fault]:
    rows = Posting.objects.filter(administration=administration, lines=None)
    return [Fault(row.number, "no lines") for row in rows]


def _gaps(administration: str) -> list[Fault]:
    rows = Posting.objects.filter(administration=administration)
    counted = rows.exclude(case=None).values("case").annotate(n=Count("pk"), last=Max("place"))
    alone = rows.filter(case=None).values("guarantee").annotate(n=Count("pk"), last=Max("place"))
    gaps = [*counted.exclude(n=F("last")), *alone.exclude(n=F("last"))]
    return [Fault(str(row.get("case") or row.get("guarantee")), "a gap in the numbers")
            for row in gaps]  # fmt: skip


def _crossed(administration: str) -> list[Fault]:
    lines = PostingLine.objects.filter(posting__administration=administration)
    wrong = Q()
    for side in ("debit", "credit"):
        wrong |= ~Q(**{f"{side}__currency": F("currency")})
        wrong |= ~Q(**{f"{side}__administration": administration})
        for owner in ("case", "guarantee"):
            wrong |= Q(**{f"{side}__{owner}__isnull": False}) & ~Q(
                **{f"{side}__{owner}": F(f"posting__{owner}")})  # fmt: skip
    for one, other in (("debit", "credit"), ("credit", "debit")):
        wrong |= Q(**{f"{one}__guarantee__isnull": False, f"{other}__guarantee__isnull": True})
    return [Fault(line.posting.number, "a line between strangers")
            for line in lines.filter(wrong).select_related("posting")]  # fmt: skip


def _negative(administration: str) -> list[Fault]:
    sums: dict[int, Decimal] = defaultdict(Decimal)
    accounts = {row.pk: row for row in Account.objects.filter(administration=administration)}
    for side, sign in (("debit", 1), ("credit", -1)):
        rows = PostingLine.objects.filter(posting__administration=administration)
        for key, total in rows.values_list(side).annotate(total=Sum("amount")):
            sums[key] += sign * total
    if sum(sums.values(), ZERO) != 0:
        return [Fault("", "debits and credits differ")]
    return [
        Fault(str(account), "a negative balance")
        for key, total in sums.items()
        if (account := accounts.get(key)) is None
        or (total if account.code in DEBITS else -total) < 0
    ]  # fmt: skip
