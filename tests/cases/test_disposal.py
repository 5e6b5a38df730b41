"""Disposal orders: the ladder of the law, the step as the gate, and goods that move once."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from seizures.cases import actions, ladder
from seizures.cases.actions import disposing, reporting
from seizures.cases.choices import PhotoStage
from seizures.cases.ledger import balance
from seizures.cases.models import DisposalOrder, SeizureCase
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.files.choices import Purpose
from tests.builders import actor
from tests.cases.rooms import confiscated, consented, countersigned, photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
DAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def drafted(case: SeizureCase, by: Actor, **fields: Any) -> DisposalOrder:
    values: dict[str, Any] = {
        "step": "destroy", "method": "shredding", "place": "Incheon works", "planned_on": DAY,
        "officers": ["Kim Seojun", "Lee Jiwoo"], "witnesses": ["Choi Minho"],
        "quantities": {case.goods.get().pk: Decimal(1200)}, **fields,
    }  # fmt: skip
    return disposing.draft_order(case, by=by, **values)


def approved(case: SeizureCase, by: Actor, **fields: Any) -> DisposalOrder:
    order = drafted(case, by, **fields)
    return disposing.approve_order(order, by=actor("senior_officer", case.administration))


def photographed(order: DisposalOrder, by: Actor) -> None:
    for number, stage in enumerate(("before", "loading", "destruction", "residue")):
        disposing.add_photo(order, photo(number), stage=stage, by=by)


def test_korea_destroys_through_the_step_once_and_reports_with_photographs() -> None:
    case, officer = consented()
    order = approved(case, officer, is_immediate=True)
    order = disposing.carry_out(order, by=officer)
    assert order.status == "proposed" and order.pending is not None
    assert balance(case)[0].under == {"stored": Decimal(1200)}
    assert disposing.carry_out(order, by=officer).pending == order.pending
    countersigned(order.pending)
    order.refresh_from_db()
    assert order.status == "carried_out" and order.taken is not None
    assert order.taken.code == "destroy"
    assert [m.order for m in case.goods.get().movements.exclude(source="")] == [order]
    disposing.carry_out(order, by=officer)
    assert balance(case)[0].parts == [("destroyed_voluntarily", Decimal(1200))]

    with pytest.raises(Refused, match="Before, Loading"):
        reporting.report_order(order, by=officer, weight_kg=Decimal(900), has_residue=False)
    photographed(order, officer)
    with pytest.raises(Refused, match="who owes"):
        reporting.report_order(order, by=officer, weight_kg=Decimal(900), has_residue=False,
                               cost=Decimal(100))  # fmt: skip
    done = reporting.report_order(order, by=officer, weight_kg=Decimal("900.5"), has_residue=False,
                                  cost=Decimal(150000), cost_payer="holder")  # fmt: skip
    again = reporting.report_order(order, by=officer)
    assert done.report == again.report and done.report.purpose == Purpose.REPORT
    letter = done.certificate
    assert letter is not None and letter.key == "kr/disposal_certificate"
    assert letter.recipient_kind == "holder" and letter.recipient_name == case.right.holder.name


def test_the_step_cannot_pass_by_an_approved_order() -> None:
    case, officer = consented()
    order = approved(case, officer)
    sent = {"place": "Incheon", "method": "fire", "witness": "Choi"}
    pending = actions.take_step(case, "destroy", by=officer, answers=sent)
    with pytest.raises(Refused, match=order.number):
        countersigned(pending)
    assert balance(case)[0].under == {"stored": Decimal(1200)}


def test_a_proposal_turned_down_lets_the_order_be_carried_out_again() -> None:
    case, officer = consented()
    order = disposing.carry_out(approved(case, officer), by=officer)
    with pytest.raises(Refused, match="Take the proposal back"):
        disposing.cancel_order(order, reason="No lorry", by=officer)
    actions.withdraw_proposal(order.pending, by=officer)
    order = disposing.carry_out(order, by=officer)
    countersigned(order.pending)
    order.refresh_from_db()
    assert order.status == "carried_out"
    assert balance(case)[0].parts == [("destroyed_voluntarily", Decimal(1200))]


def test_an_order_called_off_leaves_the_step_free() -> None:
    case, officer = consented()
    order = approved(case, officer)
    with pytest.raises(Refused, match="Say why"):
        disposing.cancel_order(order, reason=" ", by=officer)
    disposing.cancel_order(order, reason="No lorry", by=officer)
    sent = {"place": "Incheon", "method": "fire", "witness": "Choi"}
    countersigned(actions.take_step(case, "destroy", by=officer, answers=sent))
    assert balance(case)[0].parts == [("destroyed_voluntarily", Decimal(1200))]
    order.refresh_from_db()
    assert order.taken is None


def test_the_procedure_stays_the_gate() -> None:
    case, officer = consented()
    order = approved(case, officer)
    SeizureCase.objects.filter(pk=case.pk).update(stage="notified")
    with pytest.raises(Refused, match="not possible"):
        disposing.carry_out(order, by=officer)
    order.refresh_from_db()
    assert order.status == "approved"


def test_nobody_approves_their_own_order_and_only_a_senior_officer_does() -> None:
    case, officer = consented()
    senior = actor("senior_officer", "kr")
    order = drafted(case, senior)
    for by, error in ((officer, NotAllowed), (senior, NotAllowed),
                      (actor("senior_officer", "cn"), NotAllowed)):  # fmt: skip
        with pytest.raises(error):
            disposing.approve_order(order, by=by)
    with pytest.raises(Stale):
        disposing.approve_order(order, by=actor("senior_officer", "kr"), version=99)
    with pytest.raises(Refused, match="approve the order first"):
        disposing.carry_out(order, by=officer)


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"officers": ["Kim", "Kim "]}, "two officers"),
    ({"place": " "}, "where it is done"),
    ({"method": "auction"}, "cannot be done in this way"),
    ({"step": "release"}, "no such disposal"),
])  # fmt: skip
def test_an_order_that_lacks_something_is_refused(fields: dict[str, Any], sentence: str) -> None:
    case, officer = consented()
    with pytest.raises(Refused, match=sentence):
        drafted(case, officer, **fields)
    assert not case.disposal_orders.exists()


def test_china_asks_why_the_earlier_choices_of_the_law_are_not_possible() -> None:
    case, officer = confiscated()
    order = drafted(case, officer)
    senior = actor("senior_officer", "cn")
    with pytest.raises(Refused, match="law puts them first"):
        disposing.approve_order(order, by=senior)
    DisposalOrder.objects.filter(pk=order.pk).update(grounds="No charity wants counterfeit fuses")
    assert disposing.approve_order(order, by=senior).status == "approved"


def test_china_auctions_only_after_opinion_and_complete_removal_and_never_mere_removal() -> None:
    case, officer = confiscated()
    SeizureCase.objects.filter(pk=case.pk).update(direction="export")
    case.refresh_from_db()
    order = drafted(case, officer, step="auction", method="auction", grounds="Nobody wants them")
    senior = actor("senior_officer", "cn")
    with pytest.raises(Refused, match="Ask the right holder"):
        disposing.approve_order(order, by=senior)
    actions.take_step(case, "consult_holder", by=officer,
                      answers={"holder_opinion": "We object", "happened_on": DAY})  # fmt: skip
    assert ladder.opinion(case) == {"text": "We object", "on": "2026-11-20"}
    with pytest.raises(Refused, match="packaging"):
        disposing.approve_order(order, by=senior)
    disposing.record_removal(order, on=DAY, method="Ground off", goods=True, packaging=False,
                             by=officer)  # fmt: skip
    with pytest.raises(Refused, match="packaging"):
        disposing.approve_order(order, by=senior)
    disposing.record_removal(order, on=DAY, method="Ground off", goods=True, packaging=True,
                             by=officer)  # fmt: skip
    SeizureCase.objects.filter(pk=case.pk).update(direction="import")
    with pytest.raises(Refused, match="mere removal"):
        disposing.approve_order(order, by=senior)
    SeizureCase.objects.filter(pk=case.pk).update(direction="export")
    assert disposing.approve_order(order, by=senior).status == "approved"


def test_an_imported_counterfeit_is_auctioned_by_no_way_but_an_approved_special_case() -> None:
    case, officer = confiscated()
    SeizureCase.objects.filter(pk=case.pk).update(direction="import")
    case.refresh_from_db()
    actions.take_step(case, "consult_holder", by=officer,
                      answers={"holder_opinion": "No objection", "happened_on": DAY})  # fmt: skip
    answers = {"quantities": {str(case.goods.get().pk): "1200"}, "why_not_welfare": "Not wanted",
               "features_removed": "Ground off", "proceeds_amount": "100"}  # fmt: skip
    with pytest.raises(Refused, match="special case"):
        actions.take_step(case, "auction", by=officer, answers=answers)
    order = drafted(case, officer, step="auction", method="auction", grounds="Nobody wants them",
                    exception_reason="Judgment 12 allows it")  # fmt: skip
    disposing.record_removal(order, on=DAY, method="Ground off", goods=True, packaging=True,
                             by=officer)  # fmt: skip
    order = disposing.approve_order(order, by=actor("senior_officer", "cn"))
    order = disposing.carry_out(order, by=officer, answers={"proceeds_amount": "100"})
    countersigned(order.pending)
    assert balance(case)[0].parts == [("auctioned_after_removal", Decimal(1200))]
    assert case.steps.get(code="auction").answers["features_removed"] == "Ground off"


def test_an_order_for_some_of_the_goods_moves_just_these() -> None:
    case, officer = confiscated()
    goods = case.goods.get()
    with pytest.raises(Refused, match="Only 1200 PR"):
        drafted(case, officer, quantities={goods.pk: Decimal(1201)})
    order = approved(case, officer, step="donate", method="welfare", recipient="Red Cross",
                     quantities={goods.pk: Decimal(200)})  # fmt: skip
    order = disposing.carry_out(order, by=officer)
    countersigned(order.pending)
    assert dict(balance(case)[0].parts) == {"donated": Decimal(200), "confiscated": Decimal(1000)}
    order.refresh_from_db()
    done = reporting.report_order(order, by=officer)
    assert done.certificate is not None and done.certificate.key == "cn/disposal_certificate"


def test_korea_asks_for_headquarters_above_five_million_won_unless_sold_or_destroyed() -> None:
    case, officer = consented()
    case.goods.update(unit_value=Decimal(10_000))
    order = drafted(case, officer)
    assert not list(ladder.against(order))
    order.method = "return_abroad"
    assert [refusal.field for refusal in ladder.against(order)] == ["approval_reference"]
    order.approval_reference = "KCS-2026-77"
    assert not list(ladder.against(order))


def test_every_stage_of_the_law_has_its_name() -> None:
    assert {stage.value for stage in reporting.FOUR} <= set(PhotoStage.values)
