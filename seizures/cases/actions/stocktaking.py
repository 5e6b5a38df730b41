"""Stocktakes: one counts a place, another confirms, differences are booked with a reason."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from seizures.cases.actions.goods import FINEST, move_goods
from seizures.cases.choices import CountStatus
from seizures.cases.ledger import LineBalance, balance_of
from seizures.cases.models import CaseGoods, StockCount, StockCountLine, StoragePlace
from seizures.cases.officers import require_officer
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.core.numbering import next_number
from seizures.journal.actions import record

IN_STORE = ("stored", "confiscated")
"""Codes under which goods lie in the store; samples and handed-over goods are elsewhere."""


def in_store(line: LineBalance) -> Decimal:
    """How much of a goods line should lie in the store, in the line's unit."""
    return sum((line.under.get(code, Decimal(0)) for code in IN_STORE), Decimal(0))


def open_count(place: StoragePlace, *, by: Actor) -> StockCount:
    """Begins a stocktake of a place; while one is open, the same one is answered."""
    require_officer(by, place.administration)
    with atomic():
        hold(StoragePlace.objects.all(), pk=place.pk)
        same: StockCount | None = place.counts.exclude(status=CountStatus.CLOSED).first()
        if same:
            return same
        count = StockCount.objects.create(
            number=next_number("stocktake", place.administration), place=place,
            administration=place.administration, counted_by_id=by.id, counted_by_name=by.name,
        )  # fmt: skip
        goods = CaseGoods.objects.filter(place=place).prefetch_related("movements").order_by("id")
        lines = (balance_of(row) for row in goods)
        StockCountLine.objects.bulk_create([
            StockCountLine(count=count, goods=line.goods, expected=in_store(line))
            for line in lines if in_store(line) > 0 or line.under.get("found_short")
        ])  # fmt: skip
        record("stocktake.opened", kind="stocktake", key=count.pk, by=by, reference=count.number,
               administration=count.administration, place=str(place))  # fmt: skip
    return count


def enter_counts(count: StockCount, *, counted: dict[int, Decimal], reasons: dict[int, str],
                 by: Actor) -> StockCount:  # fmt: skip
    """Notes what was counted for every line (by its key); a difference needs a reason."""
    require_officer(by, count.administration)
    with atomic():
        row = hold(StockCount.objects.all(), pk=count.pk)
        if row.status == CountStatus.CLOSED:
            raise Stale(_("This stocktake is closed."))
        for line in row.lines.select_related("goods"):
            _enter(line, counted.get(line.pk), reasons.get(line.pk, "").strip())
        row.status, row.counted_at = CountStatus.COUNTED, clock.now()
        row.counted_by_id, row.counted_by_name = by.id, by.name
        row.save(update_fields=["status", "counted_at", "counted_by_id", "counted_by_name"])
        record("stocktake.counted", kind="stocktake", key=row.pk, by=by, reference=row.number,
               administration=row.administration)  # fmt: skip
    return row


def _enter(line: StockCountLine, number: Decimal | None, reason: str) -> None:
    field = f"counted-{line.pk}"
    if number is None or number < 0 or number != number.quantize(FINEST):
        raise Refused(_("Enter what was counted of “%(goods)s”."), field=field,
                      goods=line.goods.description[:60])  # fmt: skip
    if number != line.expected and not reason:
        raise Refused(_("“%(goods)s” differs from the ledger. Say why."),
                      field=f"reason-{line.pk}", goods=line.goods.description[:60])  # fmt: skip
    line.counted, line.reason = number, reason[:300]
    line.save(update_fields=["counted", "reason"])


def close_count(count: StockCount, *, by: Actor) -> StockCount:
    """A second person confirms; each difference is booked as found short or found over."""
    require_officer(by, count.administration)
    with atomic():
        row = hold(StockCount.objects.all(), pk=count.pk)
        if row.status == CountStatus.CLOSED:
            return row
        if row.status != CountStatus.COUNTED:
            raise Refused(_("Enter what was counted first."))
        if by.id == row.counted_by_id:
            raise NotAllowed(_("Another person than the one who counted must confirm."))
        differences = [_book(row, line, by) for line in
                       row.lines.select_related("goods__case").order_by("id")]  # fmt: skip
        row.status, row.closed_at, row.second_name = CountStatus.CLOSED, clock.now(), by.name
        row.save(update_fields=["status", "closed_at", "second_name"])
        record("stocktake.closed", kind="stocktake", key=row.pk, by=by, reference=row.number,
               administration=row.administration, differences=sum(differences))  # fmt: skip
    return row


def _book(count: StockCount, line: StockCountLine, by: Actor) -> bool:
    """Books the difference of one line; refuses when the goods moved since they were listed."""
    now = balance_of(hold(CaseGoods.objects.all(), pk=line.goods_id))
    if in_store(now) != line.expected:
        raise Stale(
            _("“%(goods)s” moved while it was counted. Count this place again."),
            goods=line.goods.description[:60],
        )  # fmt: skip
    difference = (line.counted or Decimal(0)) - line.expected
    if difference < 0:
        _short(count, line, now, -difference, by)
    elif difference > 0:
        _over(count, line, now, difference, by)
    return difference != 0


def _short(count: StockCount, line: StockCountLine, now: LineBalance, missing: Decimal,
           by: Actor) -> None:  # fmt: skip
    for code in IN_STORE:
        part = min(missing, now.under.get(code, Decimal(0)))
        if part > 0:
            move_goods(line.goods, source=code, target="found_short", quantity=part, by=by,
                       note=line.reason, count=count)  # fmt: skip
            missing -= part


def _over(count: StockCount, line: StockCountLine, now: LineBalance, surplus: Decimal,
          by: Actor) -> None:  # fmt: skip
    back = min(surplus, now.under.get("found_short", Decimal(0)))
    if back > 0:  # what was missing earlier has turned up
        target = next((code for code in IN_STORE if now.under.get(code)), "stored")
        move_goods(line.goods, source="found_short", target=target, quantity=back, by=by,
                   note=line.reason, count=count)  # fmt: skip
    if surplus > back:
        move_goods(line.goods, source="", target="found_over", quantity=surplus - back, by=by,
                   note=line.reason, count=count)  # fmt: skip
