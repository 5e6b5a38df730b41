"""Evidence, goods and a disposal order of one case, for the world of every page."""

from typing import Any

from seizures.cases.actions import (
    bundling,
    custody,
    disposing,
    evidence,
    redacting,
    stocktaking,
    storing,
)
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actor import of_user, system
from seizures.files.redacting import Box
from tests.builders import picture


def furnish(case: SeizureCase, people: dict[str, Any]) -> dict[str, int]:
    """An item that is being handed over, a redacted copy, a shelf, a stocktake, an order, a
    bundle: their keys by name."""
    officer = of_user(people["officer"])
    item = evidence.enter_file(case, picture("olive", "label.png"), by=officer)
    paper = item.attachment
    assert paper is not None
    copy = redacting.redact_file(case, paper, audience="holder", reason="Names on the label",
                                 boxes=[Box(0.1, 0.1, 0.3, 0.3)], by=officer)  # fmt: skip
    offer = custody.offer_hand_over(item, to=people["senior_officer"], place="Laboratory",
                                    condition="Sealed", by=officer)  # fmt: skip
    goods = case.goods.order_by("pk")[0]
    shelf = storing.enter_place(administration="kr", code="icn-a-01", name="Store A", by=officer)
    storing.carry_goods(goods, to=shelf, by=officer)
    order = disposing.draft_order(
        case, step="destroy_by_order", method="shredding", place="Incheon", by=officer,
        planned_on=clock.today("kr"), officers=["Kim Seojun", "Lee Jiwoo"],
    )  # fmt: skip
    made = bundling.request_bundle(case, by=officer)
    assert bundling.pack_bundle(made.pk, by=system())
    return {
        "item_of_evidence": item.pk, "paper_of_case": paper.pk, "redaction": copy.pk,
        "hand_over": offer.pk, "case_goods": goods.pk, "store_place": shelf.pk,
        "disposal": order.pk, "stocktake": stocktaking.open_count(shelf, by=officer).pk,
        "case_bundle": made.pk,
    }  # fmt: skip
