"""The goods ledger: for each line, how much stands under which code; always sums to what was
seized."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from seizures.cases.models import CaseGoods, GoodsMovement, SeizureCase
from seizures.law.goods import GOODS_CODES, OPEN_CODES


@dataclass(frozen=True, slots=True)
class LineBalance:
    """One goods line: quantity seized and the quantity under each code, in the line's unit."""

    goods: CaseGoods
    seized: Decimal
    under: dict[str, Decimal]

    @property
    def on_hand(self) -> Decimal:
        """What still needs an outcome."""
        return sum((self.under.get(code, Decimal(0)) for code in OPEN_CODES), Decimal(0))

    @property
    def is_balanced(self) -> bool:
        """What was seized equals the sum over the codes."""
        return self.seized == sum(self.under.values(), Decimal(0))

    @property
    def parts(self) -> list[tuple[str, Decimal]]:
        """Codes with a quantity, in the order of the closed list."""
        return [(code, self.under[code]) for code in GOODS_CODES if self.under.get(code)]


def _sums(movements: Iterable[GoodsMovement]) -> dict[str, Decimal]:
    under: dict[str, Decimal] = defaultdict(Decimal)
    for movement in movements:
        if movement.source:
            under[movement.source] -= movement.quantity
        under[movement.target] += movement.quantity
    return dict(under)


def balance_of(goods: CaseGoods) -> LineBalance:
    """The balance of one goods line."""
    movements = list(goods.movements.all())
    seized = sum((m.quantity for m in movements if not m.source), Decimal(0))
    return LineBalance(goods, seized, _sums(movements))


def balance(case: SeizureCase) -> list[LineBalance]:
    """The balances of all goods lines of a case, in two queries."""
    rows = case.goods.prefetch_related("movements").order_by("id")
    return [balance_of(goods) for goods in rows]


def is_disposed(case: SeizureCase) -> bool:
    """No quantity stands under an open code."""
    return all(line.on_hand == 0 for line in balance(case))
