"""Inspections: ordered once, carried out by the own side, closed with a finding."""

import pytest

from seizures.cargo.models import Consignment
from seizures.core.errors import NotAllowed, Refused
from seizures.files.models import Attachment
from seizures.inspections import actions
from seizures.inspections.models import Inspection
from seizures.screening import actions as screening
from tests.builders import actor, consignment, picture, recorded_right

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def ordered(administration: str = "kr", mode: str = "sea") -> tuple[Inspection, object]:
    officer = actor("officer", administration)
    cargo = consignment(administration=administration, mode=mode)
    return actions.open_inspection(consignment=cargo, by=officer, place="Yard 1"), officer


def test_asking_twice_answers_the_open_order():
    order, officer = ordered()
    again = actions.open_inspection(consignment=order.consignment, by=officer)
    assert again.pk == order.pk and Inspection.objects.count() == 1


def test_a_parcel_has_no_seal_to_compare():
    sea, _officer = ordered()
    parcel, _officer = ordered(mode="express")
    assert sea.checklist.filter(code="seal").exists()
    assert not parcel.checklist.filter(code="seal").exists()


def test_the_features_of_the_right_are_on_the_checklist():
    right = recorded_right()
    right.identification = "Woven label\nHologram"
    right.save()
    officer, cargo = actor("officer", "kr"), consignment()
    alert = screening.raise_by_hand(cargo, right, reason="Tip-off", by=officer)
    order = actions.open_inspection(alert=alert, by=officer)
    assert {"Woven label", "Hologram"} <= set(order.checklist.values_list("text", flat=True))


def test_the_other_administration_may_not_work_on_it():
    order, _officer = ordered()
    stranger = actor("officer", "cn")
    with pytest.raises(NotAllowed):
        actions.start(order, by=stranger)
    with pytest.raises(NotAllowed):
        actions.record_finding(order, verdict="nothing", by=stranger)


def test_an_auditor_may_not_inspect():
    with pytest.raises(NotAllowed):
        actions.open_inspection(consignment=consignment(), by=actor("auditor", "kr"))


def test_a_suspected_finding_needs_right_and_quantity():
    order, officer = ordered()
    with pytest.raises(Refused, match="right"):
        actions.record_finding(order, verdict="suspected", quantity=3, by=officer)
    with pytest.raises(Refused, match="quantity"):
        actions.record_finding(order, verdict="suspected", right=recorded_right(), by=officer)


def test_a_line_of_another_consignment_is_refused():
    order, officer = ordered()
    with pytest.raises(Refused, match="another consignment"):
        actions.record_finding(order, verdict="genuine", line=consignment().lines.get(),
                               by=officer)  # fmt: skip


def test_the_same_client_key_keeps_one_finding_and_one_photo():
    order, officer = ordered()
    for _time in range(2):
        actions.record_finding(order, verdict="genuine", by=officer, client_key="f1")
        actions.add_photo(order, picture(), by=officer, client_key="p1")
    assert order.findings.count() == 1
    assert Attachment.objects.on("inspection", order.pk).count() == 1


def test_a_photo_must_be_a_picture():
    from django.core.files.uploadedfile import SimpleUploadedFile

    order, officer = ordered()
    paper = SimpleUploadedFile("paper.pdf", b"%PDF-1.7\n1 0 obj\n%%EOF", "application/pdf")
    with pytest.raises(Refused, match="picture"):
        actions.add_photo(order, paper, by=officer)


def test_an_inspection_without_finding_cannot_be_finished():
    order, officer = ordered()
    with pytest.raises(Refused, match="finding"):
        actions.finish(order, by=officer)


def test_the_gravest_finding_is_the_outcome_and_holds_the_goods():
    order, officer = ordered()
    actions.record_finding(order, verdict="genuine", by=officer)
    actions.record_finding(order, verdict="suspected", right=recorded_right(), quantity=5,
                           by=officer)  # fmt: skip
    done = actions.finish(order, by=officer)
    assert done.outcome == "suspected"
    assert Consignment.objects.get(pk=order.consignment_id).status == "held"
    assert actions.finish(order, by=officer).version == done.version


def test_an_inspection_called_off_takes_no_more_findings():
    order, officer = ordered()
    with pytest.raises(Refused, match="why"):
        actions.cancel(order, reason=" ", by=officer)
    actions.cancel(order, reason="Wrong container", by=officer)
    with pytest.raises(Refused):
        actions.record_finding(order, verdict="nothing", by=officer)


def test_an_alert_whose_inspection_is_called_off_is_decided_anew():
    right, officer, cargo = recorded_right(), actor("officer", "kr"), consignment()
    alert = screening.raise_by_hand(cargo, right, reason="Tip-off", by=officer)
    own = alert.dispositions.get(administration="kr")
    order = actions.open_inspection(alert=alert, by=officer)
    actions.cancel(order, reason="Wrong container", by=officer)
    own.refresh_from_db()
    assert (own.status, own.note, own.decided_by_name) == ("open", "Wrong container", "")
    again = actions.open_inspection(alert=alert, by=officer)
    assert again.pk != order.pk
    actions.record_finding(again, verdict="suspected", right=right, quantity=5, by=officer)
    actions.finish(again, by=officer)
    further = actions.open_inspection(alert=alert, by=officer)
    actions.cancel(further, reason="Found already", by=officer)
    own.refresh_from_db()
    assert own.status == "inspecting"


def test_what_was_found_reaches_the_alert():
    right, officer, cargo = recorded_right(), actor("officer", "kr"), consignment()
    alert = screening.raise_by_hand(cargo, right, reason="Tip-off", by=officer)
    order = actions.open_inspection(alert=alert, by=officer)
    actions.record_finding(order, verdict="genuine", by=officer)
    actions.finish(order, by=officer)
    alert.refresh_from_db()
    assert alert.outcome == "genuine"
    assert alert.dispositions.get(administration="kr").status == "cleared"
