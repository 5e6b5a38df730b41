"""What belongs together is one item with one decision; it is found once and can be taken apart."""

from typing import Any

import pytest

from seizures.core.actor import system
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.inspections import actions as inspections
from seizures.journal.models import Entry
from seizures.screening import actions
from seizures.screening.models import Bundle, Disposition
from tests.builders import actor
from tests.making import row, screened
from tests.screening.queues import FAKE, OTHER, arranged, parcels, queue, raised

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("reference_tables"),
]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path


def test_alerts_of_one_sender_and_mark_become_one_item() -> None:
    parcels(3)
    rows = arranged()
    (bundle,) = Bundle.objects.filter(administration="kr")
    assert bundle.size == 3 and bundle.reasons == ["sender"]
    assert {one.bundle_id for one in rows} == {bundle.pk}
    assert [one for one in rows if not one.is_covered] == [bundle.lead]
    assert Bundle.objects.filter(administration="cn").count() == 1


def test_arranging_again_changes_nothing() -> None:
    parcels(3)
    before = [(one.pk, one.bundle_id, one.version) for one in arranged()]
    assert actions.arrange(by=system()) == 0
    Disposition.objects.update(is_arranged=False)
    actions.arrange(by=system())
    assert [(one.pk, one.bundle_id, one.version) for one in queue()] == before
    assert Bundle.objects.count() == 2


def test_what_comes_later_joins_the_open_bundle_and_makes_old_looks_stale() -> None:
    parcels(2)
    lead = arranged()[0]
    screened(row("LATE", FAKE))
    assert len({one.bundle_id for one in arranged()}) == 1
    assert Bundle.objects.get(administration="kr").size == 3
    with pytest.raises(Stale):
        actions.dismiss(lead, reason="generic", by=actor("officer", "kr"), version=lead.version)


def test_other_senders_other_marks_and_other_sides_stand_alone() -> None:
    raised(row("A", FAKE), row("B", FAKE, shipper=OTHER))
    assert {one.bundle_id for one in arranged()} == {None}


def test_legal_forms_do_not_part_a_sender_from_itself() -> None:
    raised(row("A", FAKE), row("B", FAKE, shipper="Qingdao Lanhai Garment"))
    assert len({one.bundle_id for one in arranged()} - {None}) == 1


def test_the_same_wording_joins_parcels_of_other_senders_but_not_containers() -> None:
    text = 'BRAND "VELANTIS" RUNNING SHOES WHITE SIZE 270'
    raised(row("A", text, mode="post"), row("B", text.replace("270", "265"), mode="post",
                                            shipper=OTHER))  # fmt: skip
    assert arranged()[0].bundle and Bundle.objects.first().reasons == ["text"]  # type: ignore[union-attr]


def test_an_address_beside_the_line_joins_too() -> None:
    raised(row("A", FAKE), row("B", FAKE, shipper=OTHER))
    from seizures.cargo.models import GoodsLine

    GoodsLine.objects.update(extra={"consignee_address": "12 Sejong-daero, Seoul"})
    assert arranged()[0].bundle and Bundle.objects.first().reasons == ["address"]  # type: ignore[union-attr]


def test_one_decision_settles_all_members_with_one_entry_each() -> None:
    parcels(3)
    member = arranged()[-1]
    done = actions.dismiss(member, reason="generic", by=actor("officer", "kr"),
                           version=member.version)  # fmt: skip
    assert {one.status for one in queue()} == {"dismissed"} and done.status == "dismissed"
    told = Entry.objects.filter(verb="alert.dismissed")
    assert told.count() == 3 and {one.data["bundle"] for one in told} == {done.bundle_id}
    assert {one.status for one in queue("cn")} == {"open"}
    actions.reopen(done, by=actor("officer", "kr"))
    assert {one.status for one in queue()} == {"open"}


def test_a_decided_bundle_takes_no_further_members() -> None:
    parcels(2)
    actions.dismiss(arranged()[0], reason="generic", by=actor("officer", "kr"))
    screened(row("LATE", FAKE))
    late = next(one for one in arranged() if one.status == "open")
    assert late.bundle is None


def test_a_member_is_taken_out_and_stays_out() -> None:
    parcels(3)
    lead = arranged()[0]
    with pytest.raises(NotAllowed):
        actions.take_out(lead, by=actor("officer", "cn"))
    out = actions.take_out(lead, by=actor("officer", "kr"), version=lead.version)
    assert out.bundle is None and not out.is_covered
    bundle = Bundle.objects.get(administration="kr")
    assert bundle.size == 2 and bundle.lead_id != lead.pk and not bundle.lead.is_covered
    Disposition.objects.update(is_arranged=False)
    arranged()
    assert Disposition.objects.get(pk=lead.pk).bundle is None
    actions.dismiss(out, reason="generic", by=actor("officer", "kr"))
    assert {one.status for one in queue(bundle=bundle)} == {"open"}


def test_a_bundle_of_two_ends_when_one_is_taken_out() -> None:
    parcels(2)
    actions.take_out(arranged()[0], by=actor("officer", "kr"))
    assert {(one.bundle_id, one.is_covered) for one in queue()} == {(None, False)}


def test_one_order_covers_the_bundle_and_tells_every_consignment_what_was_found() -> None:
    alerts = parcels(3)
    officer = actor("officer", "kr")
    lead = arranged()[0]
    order = inspections.open_inspection(alert=lead.alert, by=officer, version=lead.version)
    assert order.bundle_id == lead.bundle_id
    assert {one.status for one in queue()} == {"inspecting"}
    fake, good, rest = alerts
    for alert, verdict, quantity in ((fake, "suspected", 5), (good, "genuine", 0)):
        inspections.record_finding(order, verdict=verdict, line=alert.consignment.lines.get(),
                                   right=alert.right, quantity=quantity, by=officer)  # fmt: skip
    inspections.finish(order, by=officer)
    for alert in alerts:
        alert.refresh_from_db()
    assert [alert.outcome for alert in alerts] == ["infringing", "genuine", "infringing"]
    assert fake.consignment.status == "held" or fake.consignment.held_by == "kr"
    assert good.dispositions.get(administration="kr").status == "cleared"
    assert not good.dispositions.get(administration="kr").is_covered
    assert rest.dispositions.get(administration="kr").status == "inspecting"


def test_a_case_out_of_a_bundle_takes_the_consignments_in_which_goods_were_found() -> None:
    from seizures.cases import actions as cases

    alerts = parcels(3, currency="CNY")
    officer = actor("officer", "kr")
    order = inspections.open_inspection(alert=arranged()[0].alert, by=officer)
    for alert in alerts[:2]:
        inspections.record_finding(order, verdict="suspected", right=alert.right, quantity=5,
                                   line=alert.consignment.lines.get(), by=officer)  # fmt: skip
    inspections.record_finding(order, verdict="genuine", by=officer,
                               line=alerts[2].consignment.lines.get())  # fmt: skip
    inspections.finish(order, by=officer)
    case = cases.open_case(order, track="kr/on_request", by=officer)
    assert case.goods.count() == 2
    joined = {link.alert_id for link in case.linked_alerts.all()} | {case.alert_id}
    assert joined == {alert.pk for alert in alerts[:2]}
    statuses = [alert.dispositions.get(administration="kr").status for alert in alerts]
    assert statuses == ["in_case", "in_case", "cleared"]


def test_a_finding_on_a_consignment_outside_the_bundle_is_refused() -> None:
    raised(row("A", FAKE), row("B", FAKE), row("C", FAKE, shipper=OTHER))
    officer = actor("officer", "kr")
    bundled = next(one for one in arranged() if one.bundle_id)
    order = inspections.open_inspection(alert=bundled.alert, by=officer)
    stranger = next(one for one in queue() if not one.bundle_id).alert.consignment.lines.get()
    with pytest.raises(Refused, match="another consignment"):
        inspections.record_finding(order, verdict="genuine", line=stranger, by=officer)
