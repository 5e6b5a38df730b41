"""Moves goods through the ledger; a quantity never goes below zero and never drifts."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.ledger import balance, balance_of
from seizures.cases.models import CaseGoods, GoodsMovement, SeizureCase
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic, hold
from seizures.core.errors import Refused
from seizures.law.goods import GOODS_CODES
from seizures.law.procedures import Step


def move_goods(goods: CaseGoods, *, source: str, target: str, quantity: Decimal, by: Actor,
               step: str = "", place: str = "", witness: str = "", method: str = "",
               note: str = "") -> GoodsMovement:  # fmt: skip
    """Moves a quantity of one line from one code to another; refuses more than stands there."""
    with atomic():
        row = hold(CaseGoods.objects.all(), pk=goods.pk)
        if quantity <= 0:
            raise Refused(_("Give a quantity above zero."), field="quantity")
        if target not in GOODS_CODES or source not in GOODS_CODES:
            raise Refused(_("Unknown goods code."))
        there = balance_of(row).under.get(source, Decimal(0))
        if quantity > there:
            raise Refused(
                _("Only %(there)s %(unit)s of “%(goods)s” stand there; you asked for "
                  "%(asked)s."),
                field="quantity", there=f"{there.normalize():f}", unit=row.unit,
                goods=row.description[:60], asked=f"{quantity.normalize():f}",
            )  # fmt: skip
        return GoodsMovement.objects.create(
            goods=row, source=source, target=target, quantity=quantity, at=clock.now(), step=step,
            place=place[:200], witness=witness[:200], method=method[:100], note=note[:300],
            by_name=by.name,
        )  # fmt: skip


def move_by_step(case: SeizureCase, step: Step, answers: dict[str, Any], *, by: Actor) -> None:
    """Moves what a step's ledger line says: everything under its code, or the asked quantities."""
    if not step.ledger:
        return
    source, target = step.ledger.from_code, step.ledger.to_code
    particulars = {name: str(answers.get(name, "")) for name in ("place", "witness", "method")}
    asked = answers.get("quantities") or {}
    moved = False
    for line in balance(case):
        there = line.under.get(source, Decimal(0))
        if step.ledger.scope == "all":
            quantity = there
        else:
            quantity = Decimal(str(asked.get(str(line.goods.pk)) or 0))
        if quantity > 0:
            move_goods(line.goods, source=source, target=target, quantity=quantity, by=by,
                       step=step.code, **particulars)  # fmt: skip
            moved = True
    if step.ledger.scope == "asked" and not moved:
        raise Refused(_("Say how much of which goods this step concerns."), field="quantities")
