"""Costs and payments of a case, each booked in the ledger.

The deeds an officer does on the page take `version`, what the person last saw: the same form sent
twice is refused as stale.
"""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from seizures.cases import ladder
from seizures.cases.actions import money
from seizures.cases.actions.locking import held_case
from seizures.cases.actions.posting import Line, between, converted, post, reverse_posting
from seizures.cases.choices import AccountCode, CostKind, CostPayer, PostingKind
from seizures.cases.ledger_of_money import balances
from seizures.cases.models import Cost, DisposalOrder, Posting, Security, SeizureCase
from seizures.cases.officers import require_officer
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.core.errors import Refused, Stale
from seizures.core.languages import lazy_cite
from seizures.journal.actions import record
from seizures.law import limits
from seizures.law.errors import LawError
from seizures.law.formulas import figure

ZERO = Decimal(0)
ONE_DAY = dt.timedelta(days=1)
OWES = {CostPayer.HOLDER: AccountCode.HOLDER_OWES, CostPayer.OWNER: AccountCode.OWNER_OWES,
        CostPayer.STATE: AccountCode.STATE_BEARS}  # fmt: skip
PAYS = {"holder": AccountCode.HOLDER_OWES, "owner": AccountCode.OWNER_OWES,
        "fine": AccountCode.FINE_OWED}  # fmt: skip
LAW_KIND = {("cn", CostKind.STORAGE): "storage", ("cn", CostKind.CUSTODY): "disposal",
            ("cn", CostKind.DESTRUCTION): "disposal", ("kr", CostKind.STORAGE): "storage",
            ("kr", CostKind.DESTRUCTION): "destruction"}  # fmt: skip
PARTY = {"holder": CostPayer.HOLDER, "owner": CostPayer.OWNER, "administration": CostPayer.STATE}
CAP = "storage_liability_cap"


def debtor_by_law(administration: str, kind: str) -> limits.Debtor | None:
    """Who owes a kind of cost, where the law of this country says so."""
    named = LAW_KIND.get((administration, CostKind(kind)))
    try:
        return limits.who_owes(administration, named) if named else None
    except LawError:
        return None


def hold_seen(case: SeizureCase, version: int | None, by: Actor) -> SeizureCase:
    """The case, locked, for an officer who saw this version of it."""
    row = held_case(case.pk)
    require_officer(by, row.administration)
    if version is not None and version != row.version:
        raise Stale(_("Somebody else has just worked on this case. Look again, then decide."))
    return row


def note_seen(case: SeizureCase) -> None:
    """The case has changed: whoever saw it before must look again."""
    case.version += 1
    case.updated_at = clock.now()
    case.save(update_fields=["version", "updated_at"])


def charge_cost(case: SeizureCase, *, kind: str, first: dt.date, rate: Decimal, by: Actor,
                days: int = 1, currency: str = "", payer: str = "", note: str = "",
                client_key: str = "", version: int | None = None) -> list[Cost]:  # fmt: skip
    """Charges days x rate to who owes it by law; where the law is silent the officer says who.

    Storage in China beyond the last day the holder is liable for falls to the State: two lines.
    """
    if kind not in CostKind.values:
        raise Refused(_("Say what the cost is for."), field="kind")
    if not 1 <= days <= 3660:
        raise Refused(_("Give the number of days, from 1 up."), field="days")
    with atomic():
        row = hold_seen(case, version, by)
        if client_key and (known := row.costs.filter(client_key=client_key).first()):
            return [known]
        law = debtor_by_law(row.administration, kind)
        debtor = _debtor(law, payer)
        parts = [(first, days, debtor)]
        last = first + (days - 1) * ONE_DAY
        if kind == CostKind.STORAGE and debtor == CostPayer.HOLDER:
            parts = _split(row, first, last)
        made = [_charge(row, kind, begin, length, who, rate, currency, law, note,
                        client_key if who == debtor else "", by)
                for begin, length, who in parts]  # fmt: skip
        note_seen(row)
    return made


def _debtor(law: limits.Debtor | None, payer: str) -> CostPayer:
    if payer and payer not in CostPayer.values:
        raise Refused(_("Say who owes the costs."), field="payer")
    if law is None:
        if not payer:
            raise Refused(_("The law does not say who owes this. Say who owes the costs."),
                          field="payer")  # fmt: skip
        return CostPayer(payer)
    named = PARTY[law.party]
    if payer and CostPayer(payer) not in {named, CostPayer.STATE}:
        raise Refused(_("By law this is owed by: %(party)s (%(basis)s)."), field="payer",
                      party=named.label, basis=lazy_cite(law.basis))  # fmt: skip
    return CostPayer(payer) if payer else named


def liable_until(case: SeizureCase, last: dt.date) -> dt.date:
    """China: the last of these days of storage that the holder pays for."""
    cap = case.due_dates.filter(rule=CAP).order_by("-id").first()
    if cap is None:
        return last
    excused = case.facts.filter(code="review_pending").exists()
    return limits.storage_owed_until(cap.due_on, last, delay_excused=excused)


def _split(case: SeizureCase, first: dt.date,
           last: dt.date) -> list[tuple[dt.date, int, CostPayer]]:  # fmt: skip
    edge = liable_until(case, last)
    holder, state = (min(edge, last) - first).days + 1, (last - max(edge, first - ONE_DAY)).days
    parts = [(first, holder, CostPayer.HOLDER),
             (max(edge, first - ONE_DAY) + ONE_DAY, state, CostPayer.STATE)]  # fmt: skip
    return [part for part in parts if part[1] > 0]


def _charge(case: SeizureCase, kind: str, first: dt.date, days: int, payer: CostPayer,
            rate: Decimal, currency: str, law: limits.Debtor | None, note: str,
            client_key: str, by: Actor) -> Cost:  # fmt: skip
    line = converted(case, rate * days, currency)
    basis = law.basis if law else ""
    number = f"{case.number}/C{case.costs.count() + 1}"
    posting = post(case, PostingKind.COST, [between(line, OWES[payer], AccountCode.COSTS)], by=by,
                   reference=number, basis=basis)  # fmt: skip
    cost = Cost.objects.create(
        case=case, number=number, kind=kind, payer=payer, first=first,
        last=first + (days - 1) * ONE_DAY, days=days, rate=rate, amount=line.amount,
        currency=case.currency, note=note.strip()[:200], basis=basis,
        confidence=law.confidence if law else "", posting=posting, client_key=client_key[:40],
    )  # fmt: skip
    record("money.cost_charged", kind="case", key=case.pk, by=by, reference=case.number,
           basis=basis, administration=case.administration, cost=kind, payer=payer,
           amount=str(cost.amount), currency=cost.currency)  # fmt: skip
    return cost


def charge_disposal(order: DisposalOrder, *, by: Actor) -> Cost | None:
    """Charges what a disposal cost to whom its order names, once; the caller holds the case."""
    case = order.case
    if not order.cost or case.costs.filter(client_key=order.number).exists():
        return None
    kind = CostKind.DESTRUCTION if order.method in ladder.DESTRUCTIONS else CostKind.CUSTODY
    law = debtor_by_law(case.administration, kind)
    payer = CostPayer(order.cost_payer)
    if law and PARTY[law.party] != payer:
        law = None  # the officer who reported it names somebody else than the law
    day = order.done_on or clock.today(case.administration)
    return _charge(case, kind, day, 1, payer, order.cost, "", law, order.number, order.number, by)


def strike_cost(cost: Cost, *, reason: str, by: Actor, version: int | None = None) -> Posting:
    """Takes a charge back by its reversal; the line stays on the invoice, struck out."""
    with atomic():
        row = hold_seen(cost.case, version, by)
        posting = reverse_posting(cost.posting, reason=reason, by=by)
        note_seen(row)
    return posting


def take_payment(case: SeizureCase, *, payer: str, amount: Decimal, by: Actor,
                 reference: str = "", version: int | None = None) -> Posting:  # fmt: skip
    """Books what a party paid of what it owes; never more than that."""
    with atomic():
        row = hold_seen(case, version, by)
        account = PAYS.get(payer)
        if account is None:
            raise Refused(_("Say who paid."), field="payer")
        owed = balances(row).get(account, ZERO)
        if amount <= 0 or amount > owed:
            raise Refused(_("%(amount)s %(currency)s are owed. Give an amount up to that."),
                          field="amount", amount=figure(owed, row.currency),
                          currency=row.currency)  # fmt: skip
        posting = book_payment(row, account, amount, reference, by)
        note_seen(row)
    return posting


def book_payment(case: SeizureCase, account: str, amount: Decimal, reference: str,
                 by: Actor) -> Posting:  # fmt: skip
    """Books that something owed on this account was paid."""
    posting = post(case, PostingKind.PAID, [Line(AccountCode.TILL, account, amount)], by=by,
                   reference=reference)  # fmt: skip
    record("money.paid", kind="case", key=case.pk, by=by, reference=case.number,
           administration=case.administration, amount=str(amount),
           currency=case.currency)  # fmt: skip
    return posting


def settle_costs(case: SeizureCase, *, total: Decimal, by: Actor) -> None:
    """Notes that the holder paid its costs: `total` is all of them, what was charged included."""
    rows = case.costs.filter(payer=CostPayer.HOLDER, posting__reversed_by=None)
    charged = sum((row.amount for row in rows), ZERO)
    if total < charged:
        raise Refused(_("%(amount)s %(currency)s are charged to the right holder already."),
                      field="costs_amount", amount=figure(charged, case.currency),
                      currency=case.currency)  # fmt: skip
    if total > charged:
        law = debtor_by_law(case.administration, CostKind.CUSTODY)
        _charge(case, CostKind.CUSTODY, clock.today(case.administration), 1, CostPayer.HOLDER,
                total - charged, "", law, "", "", by)  # fmt: skip
    owed = balances(case).get(AccountCode.HOLDER_OWES, ZERO)
    if owed > 0:
        book_payment(case, AccountCode.HOLDER_OWES, owed, "", by)


def take_top_up(case: SeizureCase, *, amount: Decimal, reference: str, by: Actor,
                version: int | None = None) -> Security:  # fmt: skip
    """Takes what a held security lacks; an officer enters what the holder lodged."""
    with atomic():
        row = hold_seen(case, version, by)
        security = money.top_up(row, amount=amount, reference=reference, by=by)
        note_seen(row)
    return security
