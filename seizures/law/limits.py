"""Limits in quantity and money: small consignments, baggage, personal use, fines, costs.

Pure functions; every answer carries the article it rests on and how sure the reading is.
Amounts are in the currency that each function names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from seizures.law.errors import LawError
from seizures.law.words import Words

SMALL_EXPRESS_USD = Decimal(2000)
SMALL_POST_USD = Decimal(1000)
SMALL_GIFT_KRW = Decimal(5_000_000)
PER_ITEM_TYPE = 1
IN_TOTAL = 2
FINE_SHARE = Decimal("0.30")
STATUS_FINE_CNY = Decimal(50_000)
LATE_SHARE = Decimal("0.03")
FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Limit:
    """Whether something stays inside a limit, what the limit is and where it stands."""

    allowed: bool
    limit: Decimal
    unit: str
    """USD, KRW, CNY or pieces."""
    basis: str
    confidence: str = "V"

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the original text of the instrument was not read."""
        return self.confidence != "V"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money the law names, with its formula and basis."""

    amount: Decimal
    currency: str
    formula: str
    basis: str
    confidence: str = "V"

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the original text of the instrument was not read."""
        return self.confidence != "V"


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who owes one kind of cost, and from what it is taken when nobody pays."""

    party: str
    """holder, owner (importer, exporter, consignee or consignor) or administration."""
    explanation: Words
    basis: str
    confidence: str = "V"

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the original text of the instrument was not read."""
        return self.confidence != "V"


def small_parcel(mode: str, value: Decimal, *, gift: bool = False) -> Limit:
    """Korea: may the small-consignment track be used for goods of this value?

    `value` is in US dollars, for gifts by post (or post without payment) the customs value in
    KRW. Raises `LawError` for a negative value.
    """
    _not_negative(value)
    basis = "Act 235-2; Decree 243-2; Notif. 31"
    if mode == "post" and gift:
        return Limit(value <= SMALL_GIFT_KRW, SMALL_GIFT_KRW, "KRW", basis)
    limits = {"express": SMALL_EXPRESS_USD, "post": SMALL_POST_USD}
    if mode not in limits:
        return Limit(False, Decimal(0), "USD", basis)
    return Limit(value <= limits[mode], limits[mode], "USD", basis)


def traveller_exempt(pieces: Sequence[tuple[str, int]], *, commercial: bool = False) -> Limit:
    """Korea: is hand baggage outside Act 235? One piece of an item type, two in all.

    `pieces` are item types with the number of units (a set counts by unit); goods for trade are
    never exempt. The limit answered is the total.
    """
    per_type: dict[str, int] = {}
    for kind, number in pieces:
        _not_negative(Decimal(number))
        per_type[kind] = per_type.get(kind, 0) + number
    small = all(number <= PER_ITEM_TYPE for number in per_type.values())
    inside = small and sum(per_type.values()) <= IN_TOTAL and not commercial
    return Limit(inside, Decimal(IN_TOTAL), "pieces", "Decree 243; Notif. 3")


def personal_use(quantity: Decimal, reasonable: Decimal, *, own_use: bool) -> Limit:
    """China: are articles of a traveller or by post within personal use and reasonable quantity?

    What is reasonable is for the officer to say (`reasonable`, in pieces); beyond it, or not for
    own use, infringing articles are treated as infringing goods.
    """
    _not_negative(quantity)
    _not_negative(reasonable)
    return Limit(own_use and quantity <= reasonable, reasonable, "pieces", "Reg. 31")


def penalty_value(dutiable_value: Decimal, duty: Decimal, import_taxes: Decimal) -> Amount:
    """China: the value of goods for a fine (CNY), which is not the value for a security."""
    for part in (dutiable_value, duty, import_taxes):
        _not_negative(part)
    total = dutiable_value + duty + import_taxes
    formula = f"{dutiable_value:f} + {duty:f} + {import_taxes:f}"
    return Amount(total, "CNY", formula, "Penalty Regs 64")


def fine_maximum(dutiable_value: Decimal, duty: Decimal, import_taxes: Decimal) -> Amount:
    """China: the highest fine beside confiscation, 30 % of the value, rounded down to the fen."""
    value = penalty_value(dutiable_value, duty, import_taxes)
    most = (value.amount * FINE_SHARE).quantize(FEN, rounding=ROUND_FLOOR)
    formula = f"({value.formula}) x {FINE_SHARE}"
    return Amount(most, "CNY", formula, "Customs Law 91; Penalty Regs 25(1), 64")


def status_fine_maximum() -> Amount:
    """China: the highest fine for a false or missing declaration of the IP status."""
    return Amount(STATUS_FINE_CNY, "CNY", f"{STATUS_FINE_CNY}", "Penalty Regs 25(2)")


def late_surcharge(fine: Decimal, days_late: int) -> Amount:
    """China: the surcharge on a fine paid late, 3 % a day; never more than the fine itself."""
    _not_negative(fine)
    _not_negative(Decimal(days_late))
    raw = fine * LATE_SHARE * days_late
    most = min(raw, fine).quantize(FEN, rounding=ROUND_FLOOR)
    formula = f"min({fine:f} x {LATE_SHARE} x {days_late}, {fine:f})"
    return Amount(most, "CNY", formula, "Penalty Law 72; Penalty Regs 60", "M")


def storage_owed_until(last_liable_day: date, disposed_on: date, *, delay_excused: bool) -> date:
    """China: the last day whose storage the right holder pays for.

    `last_liable_day` is the due day of `storage_liability_cap`; a delay through review, suit or a
    special reason (`delay_excused`) keeps the liability running until the disposal.
    """
    return disposed_on if delay_excused else min(last_liable_day, disposed_on)


_COSTS: dict[tuple[str, str], Debtor] = {
    ("cn", "storage"): Debtor(
        "holder",
        {
            "en": "The right holder pays storage; unpaid amounts are taken from the security.",
            "ko": "권리자가 보관료를 부담하며, 미납 금액은 담보에서 공제합니다.",
            "zh-hans": "仓储费用由知识产权权利人支付；未支付的从担保中扣除。",
        },
        "Reg. 25; Measures 34-36",
    ),
    ("cn", "disposal"): Debtor(
        "holder",
        {
            "en": "The right holder pays custody and disposal; unpaid amounts are taken from the "
            "security.",
            "ko": "권리자가 보관·처분 비용을 부담하며, 미납 금액은 담보에서 공제합니다.",
            "zh-hans": "保管、处置费用由知识产权权利人支付；未支付的从担保中扣除。",
        },
        "Reg. 25; Measures 34-36",
    ),
    ("cn", "damages"): Debtor(
        "holder",
        {
            "en": "Damages from a wrong application are the right holder's; the security answers.",
            "ko": "신청이 부당한 경우의 손해는 권리자가 배상하며, 담보로 담보됩니다.",
            "zh-hans": "因申请不当造成的损失由知识产权权利人赔偿，以担保支付。",
        },
        "Reg. 14, 28",
    ),
    ("kr", "damages"): Debtor(
        "holder",
        {
            "en": "Damages adjudged to the other side are taken from the security.",
            "ko": "법원의 판결에 따른 상대방의 손해배상은 담보에서 지급합니다.",
            "zh-hans": "经法院判决应赔偿对方的损失，以担保支付。",
        },
        "Decree 241(3)",
    ),
    ("kr", "recall"): Debtor(
        "owner",
        {
            "en": "The party under the recall order pays for the return or the destruction.",
            "ko": "반입명령을 받은 자가 반송 또는 폐기 비용을 부담합니다.",
            "zh-hans": "退运或者销毁的费用由收到召回命令的当事人承担。",
        },
        "Act 238",
    ),
    ("kr", "storage"): Debtor(
        "owner",
        {
            "en": "Storage in a bonded area is owed by the owner of the goods.",
            "ko": "보세구역 보관료는 화주가 부담합니다.",
            "zh-hans": "保税区域的仓储费用由货主承担。",
        },
        "Notif. 17(2)",
        "M",
    ),
    ("kr", "destruction"): Debtor(
        "owner",
        {
            "en": "The consenting owner bears the cost of the destruction.",
            "ko": "폐기에 동의한 화주가 폐기 비용을 부담합니다.",
            "zh-hans": "同意销毁的货主承担销毁费用。",
        },
        "Notif. 27",
        "M",
    ),
}


def who_owes(administration: str, cost: str) -> Debtor:
    """Who owes a kind of cost; raises `LawError` naming the kinds that are known."""
    try:
        return _COSTS[administration, cost]
    except KeyError:
        known = ", ".join(f"{code} {kind}" for code, kind in _COSTS)
        raise LawError(f"No rule for {administration} {cost}. Known: {known}.") from None


def _not_negative(amount: Decimal) -> None:
    if not amount.is_finite() or amount < 0:
        raise LawError(f"Expected an amount from zero up, not {amount}.")
