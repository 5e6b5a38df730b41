"""Moves goods through the ledger; a quantity never goes below zero and never drifts."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.choices import OrderStatus
from seizures.cases.ledger import balance, balance_of
from seizures.cases.models import (
    CaseGoods,
    DisposalOrder,
    GoodsMovement,
    SeizureCase,
    StepTaken,
    StockCount,
)
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.law.goods import GOODS_CODES
from seizures.law.procedures import Step

FINEST = Decimal("0.001")
ENTERS = {"found_over"}
"""Codes under which goods may come in from nowhere: more was counted than was seized."""


def move_goods(goods: CaseGoods, *, source: str, target: str, quantity: Decimal, by: Actor,
               step: str = "", place: str = "", witness: str = "", method: str = "",
               note: str = "", unit: str = "", order: DisposalOrder | None = None,
               count: StockCount | None = None) -> GoodsMovement:  # fmt: skip
    """Moves a quantity of one line from one code to another; refuses more than stands there.

    `unit` names the unit the quantity is given in; it must be the line's own. An empty `source`
    enters goods counted over, and nothing else.
    """
    with atomic():
        row = hold(CaseGoods.objects.all(), pk=goods.pk)
        _require_sound(row, quantity, unit)
        known = source in GOODS_CODES or (source == "" and target in ENTERS)
        if target not in GOODS_CODES or not known or source == target:
            raise Refused(_("Unknown goods code."))
        if source:
            _require_there(row, source, quantity)
        return GoodsMovement.objects.create(
            goods=row, source=source, target=target, quantity=quantity, at=clock.now(), step=step,
            place=place[:200], witness=witness[:200], method=method[:100], note=note[:300],
            by_name=by.name, order=order, count=count,
        )  # fmt: skip


def _require_sound(row: CaseGoods, quantity: Decimal, unit: str) -> None:
    if not quantity.is_finite() or quantity <= 0:
        raise Refused(_("Give a quantity above zero."), field="quantity")
    if quantity != quantity.quantize(FINEST):
        raise Refused(_("Give a quantity with at most three decimals."), field="quantity")
    if unit and unit != row.unit:
        raise Refused(
            _("These goods are counted in %(unit)s; a quantity in %(asked)s cannot be booked."),
            field="quantity", unit=row.unit, asked=unit,
        )  # fmt: skip


def _require_there(row: CaseGoods, source: str, quantity: Decimal) -> None:
    there = balance_of(row).under.get(source, Decimal(0))
    if quantity > there:
        raise Refused(
            _("Only %(there)s %(unit)s of “%(goods)s” stand there; you asked for %(asked)s."),
            field="quantity", there=f"{there.normalize():f}", unit=row.unit,
            goods=row.description[:60], asked=f"{quantity.normalize():f}",
        )  # fmt: skip


def move_by_step(case: SeizureCase, step: Step, answers: dict[str, Any], *, by: Actor) -> None:
    """Moves what a step's ledger line says: everything under its code, or the asked quantities.

    A disposal order that waits for this step is carried out by it: its movements carry the order.
    """
    if not step.ledger:
        return
    source, target = step.ledger.from_code, step.ledger.to_code
    order = _order_of(case, step, answers)
    asked = _asked(order, answers)
    told = {name: str(answers.get(name, "")) for name in ("place", "witness", "method")}
    moved: dict[int, Decimal] = {}
    for line in balance(case):
        there = line.under.get(source, Decimal(0))
        if step.ledger.scope == "all":
            quantity = there
        else:
            quantity = Decimal(str(asked.get(str(line.goods.pk)) or 0))
        if quantity > 0:
            move_goods(line.goods, source=source, target=target, quantity=quantity, by=by,
                       step=step.code, order=order, place=told["place"],
                       witness=told["witness"], method=told["method"])  # fmt: skip
            moved[line.goods.pk] = quantity
    if step.ledger.scope == "asked" and not moved:
        raise Refused(_("Say how much of which goods this step concerns."), field="quantities")
    if order is not None:
        _carried_out(case, order, step, moved)


def _order_of(case: SeizureCase, step: Step, answers: dict[str, Any]) -> DisposalOrder | None:
    """The order this step carries out; one that is approved must not be passed by."""
    orders = DisposalOrder.objects.select_for_update().filter(case=case, step=step.code)
    standing = orders.filter(status__in=(OrderStatus.APPROVED, OrderStatus.PROPOSED))
    for order in standing.order_by("id"):
        own = order.pending is None or order.pending.answers == answers
        if order.status == OrderStatus.PROPOSED and own:
            return order
        raise Refused(
            _("Disposal order %(number)s covers this. Carry out the order instead."),
            number=order.number,
        )  # fmt: skip
    return None


def _asked(order: DisposalOrder | None, answers: dict[str, Any]) -> dict[str, Any]:
    if order is None:
        return dict(answers.get("quantities") or {})
    return {str(line.goods_id): line.quantity for line in order.lines.all()}


def _carried_out(case: SeizureCase, order: DisposalOrder, step: Step,
                 moved: dict[int, Decimal]) -> None:  # fmt: skip
    ordered = {line.goods_id: line.quantity for line in order.lines.all()}
    if ordered != moved:
        raise Refused(
            _("This step takes all goods in storage, and order %(number)s names other quantities. "
              "Call the order off and draft it again."), number=order.number,
        )  # fmt: skip
    order.taken = StepTaken.objects.filter(case=case, code=step.code).order_by("-id").first()
    order.status, order.version = OrderStatus.CARRIED_OUT, order.version + 1
    order.done_on = order.done_on or clock.today(case.administration)
    order.save(update_fields=["taken", "status", "version", "done_on"])
