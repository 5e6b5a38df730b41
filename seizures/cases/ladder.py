"""What must stand in a disposal order before it may be approved: the ladder of each country's law.

China (Regulations 27, Measures 33): public welfare or sale to the holder first; then auction after
the holder was asked and every feature was removed from goods and packaging, which is not enough
for imported goods with counterfeit marks, save in special cases; then destruction.
Korea (Directive on forfeited goods 8, 55, 60): counterfeits may be destroyed at once; a disposal
above KRW 5 million other than sale or destruction needs the approval of KCS.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from seizures.cases.choices import DisposalMethod as Method
from seizures.cases.models import DisposalOrder, SeizureCase
from seizures.core.errors import Refused

METHODS: dict[str, tuple[Method, ...]] = {
    "destroyed": (Method.INCINERATION, Method.SHREDDING, Method.CRUSHING, Method.RECYCLING),
    "destroyed_voluntarily": (Method.INCINERATION, Method.SHREDDING, Method.CRUSHING,
                              Method.RECYCLING),
    "donated": (Method.WELFARE,),
    "sold_to_holder": (Method.SALE_TO_HOLDER,),
    "auctioned_after_removal": (Method.AUCTION,),
    "early_sale": (Method.EARLY_SALE,),
    "returned_abroad": (Method.RETURN_ABROAD,),
}  # fmt: skip
"""Which methods a disposing step allows, by the goods code it books."""

DESTRUCTIONS = METHODS["destroyed"]
SALES = (Method.SALE_TO_HOLDER, Method.AUCTION, Method.EARLY_SALE)
KCS_APPROVAL_ABOVE = Decimal(5_000_000)
"""KRW; Directive on forfeited goods 8."""


def order_value(order: DisposalOrder) -> Decimal:
    """The customs value of what the order names, in the case's currency."""
    lines = order.lines.select_related("goods")
    return sum((line.quantity * line.goods.unit_value for line in lines), Decimal(0))


def against(order: DisposalOrder) -> Iterator[Refused]:
    """What still stands against approving or carrying out the order, each with what to do."""
    if len({name.strip() for name in order.officers if name.strip()}) < 2:
        yield Refused(_("Name at least two officers."), field="officers")
    if order.case.administration == "cn":
        yield from _china(order)
    else:
        yield from _korea(order)


def _china(order: DisposalOrder) -> Iterator[Refused]:
    lower = order.method == Method.AUCTION or order.method in DESTRUCTIONS
    if lower and not order.grounds:
        yield Refused(_("Say why public welfare, sale to the right holder or auction is not "
                        "possible; the law puts them first."), field="grounds")  # fmt: skip
    if order.method != Method.AUCTION:
        return
    if not opinion(order.case):
        yield Refused(_("Ask the right holder for its opinion and record the answer before an "
                        "auction."))  # fmt: skip
    if not (order.removal_on and order.is_removed_from_goods and order.is_removed_from_packaging):
        yield Refused(_("Record that every mark was removed from the goods and from the "
                        "packaging before an auction."))  # fmt: skip
    if is_imported_counterfeit(order.case) and not order.exception_reason:
        yield Refused(
            _("Imported goods with a counterfeit mark may not be auctioned after mere removal of "
              "the mark. Name the special case, or choose another method."),
            field="exception_reason",
        )  # fmt: skip


def _korea(order: DisposalOrder) -> Iterator[Refused]:
    free = order.method in DESTRUCTIONS or order.method in SALES
    dear = order_value(order) > KCS_APPROVAL_ABOVE
    if not free and dear and not order.approval_reference:
        yield Refused(
            _("Above KRW 5,000,000 this disposal needs the approval of KCS headquarters. Enter "
              "its reference."), field="approval_reference",
        )  # fmt: skip


def opinion(case: SeizureCase) -> dict[str, Any]:
    """The right holder's latest opinion on an auction and its day, or nothing."""
    told = case.facts.filter(code="holder_consulted", is_withdrawn=False).exists()
    step = case.steps.filter(code="consult_holder").order_by("-id").first() if told else None
    if step is None or not step.answers.get("holder_opinion"):
        return {}
    return {"text": str(step.answers["holder_opinion"]),
            "on": str(step.answers.get("happened_on") or step.at.date().isoformat())}  # fmt: skip


def is_imported_counterfeit(case: SeizureCase) -> bool:
    """Imported goods that bear a counterfeit mark."""
    return case.direction == "import" and case.right.kind == "trademark"
