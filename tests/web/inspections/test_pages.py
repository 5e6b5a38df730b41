"""The inspection page: what to look for, checklist, photos, findings, and how it ends."""

from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import of_user
from seizures.files.models import Attachment
from seizures.inspections import actions
from seizures.inspections.models import Inspection
from tests.builders import consignment, person, picture, recorded_right
from tests.web.visiting import LANGUAGES, statuses, visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def ordered(administration: str = "kr", lines: int = 1) -> Inspection:
    """An inspection ordered by an officer of the administration."""
    cargo = consignment(administration=administration, lines=lines)
    by = of_user(person("officer", administration))
    return actions.open_inspection(consignment=cargo, by=by, place="Yard 4")


def at(inspection: Inspection, what: str = "detail", *more: int) -> str:
    return reverse(f"inspection-{what}", args=[inspection.pk, *more])


def finding(inspection: Inspection, **values: Any) -> dict[str, Any]:
    """What the page's form sends for suspected goods."""
    right = recorded_right()
    line = inspection.consignment.lines.get(position=1)
    inspection.consignment.alerts.create(right=right, score=0.9, tier="high")
    return {"verdict": "suspected", "line": line.pk, "right": right.pk, "quantity": "1200",
            "unit": "PR", "note": "", "client_key": "k1", **values}  # fmt: skip


def test_only_the_own_administration_finds_it_and_only_officers_act() -> None:
    row = ordered()
    visitors = [visitor_of("officer", "kr"), visitor_of("analyst", "kr"),
                visitor_of("officer", "cn"), visitor_of("holder")]  # fmt: skip
    assert statuses(at(row), *visitors) == [200, 200, 404, 403]
    begun = [client.post(at(row, "start")).status_code for client in visitors]
    assert begun == [302, 403, 404, 403]
    assert visitors[0].get("/inspections/999999/").status_code == 404
    assert visitors[0].get(at(row, "start")).status_code == 405


def test_an_analyst_sees_no_buttons() -> None:
    row = ordered()
    told = visitor_of("analyst", "kr").get(at(row)).content.decode()
    assert at(row, "start") not in told and at(row, "finding") not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_and_page_speak_the_readers_language(language: str) -> None:
    row = ordered()
    client = visitor_of("officer", "kr", language)
    for address in ("/inspections/", at(row)):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()


def test_a_checklist_item_is_ticked_and_unticked() -> None:
    row = ordered()
    item = row.checklist.first()
    client = visitor_of("officer", "kr")
    answer = client.post(at(row, "tick", item.pk), {"done": "1"})
    assert answer["Location"].endswith("#checklist")
    assert row.checklist.get(pk=item.pk).is_done
    client.post(at(row, "tick", item.pk), {"done": "0"})
    assert not row.checklist.get(pk=item.pk).is_done
    foreign = ordered().checklist.first()
    assert client.post(at(row, "tick", foreign.pk), {"done": "1"}).status_code == 404


def test_the_same_photo_sent_twice_is_kept_once() -> None:
    row = ordered()
    client = visitor_of("officer", "kr")
    for _again in range(2):
        sent = {"photo": picture(), "note": "Box", "client_key": "p1"}
        assert client.post(at(row, "photo"), sent).status_code == 302
    photo = Attachment.objects.on("inspection", row.pk).get()
    assert photo.note == "Box"
    shown = client.get(reverse("file-thumbnail", args=[photo.pk]))
    assert shown.status_code == 200 and shown["Content-Type"] == "image/jpeg"
    assert statuses(reverse("file-show", args=[photo.pk]), visitor_of("officer", "cn")) == [404]


def test_what_is_no_picture_is_refused_at_its_field() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    row = ordered()
    client = visitor_of("officer", "kr")
    paper = SimpleUploadedFile("x.txt", b"no picture")
    answer = client.post(at(row, "photo"), {"photo": paper})
    assert answer.status_code == 422 and "kind of file" in answer.content.decode()
    missing = client.post(at(row, "photo"), {"note": "x"})
    assert missing.status_code == 422 and missing.context["photo_form"].errors["photo"]


def test_a_finding_is_written_once_however_often_it_is_sent() -> None:
    row = ordered()
    client, sent = visitor_of("officer", "kr"), finding(row)
    for _again in range(2):
        assert client.post(at(row, "finding"), sent)["Location"].endswith("#findings")
    assert row.findings.get().quantity == 1200


@pytest.mark.parametrize(
    ("lack", "field"),
    [({"quantity": ""}, "quantity"), ({"right": ""}, "right"), ({"verdict": ""}, "verdict")],
)
def test_a_finding_that_lacks_something_comes_back_with_the_sentence(
    lack: dict[str, str], field: str
) -> None:
    row = ordered()
    answer = visitor_of("officer", "kr").post(at(row, "finding"), finding(row, **lack))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert "id_" + field in answer.content.decode()
    assert not row.findings.exists()


def test_a_line_of_another_consignment_is_no_choice() -> None:
    row = ordered()
    other = consignment().lines.get(position=1)
    answer = visitor_of("officer", "kr").post(at(row, "finding"), finding(row, line=other.pk))
    assert answer.status_code == 422 and answer.context["form"].errors["line"]


def test_it_cannot_end_without_a_finding_and_says_so() -> None:
    row = ordered()
    answer = visitor_of("officer", "kr").post(at(row, "finish"))
    assert answer.status_code == 422 and "at least one finding" in answer.content.decode()


def test_suspected_goods_lead_straight_to_opening_a_case() -> None:
    row = ordered()
    client = visitor_of("officer", "kr")
    client.post(at(row, "finding"), finding(row))
    answer = client.post(at(row, "finish"))
    assert answer["Location"] == reverse("case-open", args=[row.pk])
    assert client.post(at(row, "finish"))["Location"] == answer["Location"]
    assert reverse("case-open", args=[row.pk]) in client.get(at(row)).content.decode()


def test_genuine_goods_end_on_the_same_page() -> None:
    row = ordered()
    client = visitor_of("officer", "kr")
    client.post(at(row, "finding"), finding(row, verdict="genuine", right="", quantity=""))
    assert client.post(at(row, "finish"))["Location"] == at(row)
    row.refresh_from_db()
    assert row.status == "done" and row.outcome == "genuine"


def test_a_finished_inspection_takes_nothing_more() -> None:
    row = ordered()
    client, sent = visitor_of("officer", "kr"), finding(row)
    client.post(at(row, "finding"), sent)
    client.post(at(row, "finish"))
    late = client.post(at(row, "finding"), {**sent, "client_key": "k2"})
    assert late.status_code == 422 and row.findings.count() == 1
    assert at(row, "finding") not in client.get(at(row)).content.decode()


def test_calling_it_off_asks_for_the_reason() -> None:
    row = ordered()
    client = visitor_of("officer", "kr")
    assert client.post(at(row, "cancel"), {"reason": ""}).status_code == 422
    assert client.post(at(row, "cancel"), {"reason": "Goods have left"}).status_code == 302
    row.refresh_from_db()
    assert row.status == "cancelled"
    assert client.post(at(row, "cancel"), {"reason": "Again"}).status_code == 422


def test_the_list_shows_what_is_to_do_and_finds_by_document() -> None:
    first, second = ordered(), ordered()
    actions.cancel(second, reason="Left", by=of_user(person("officer", "kr")))
    ordered("cn")
    client = visitor_of("officer", "kr")
    shown = client.get("/inspections/").context["rows"]
    assert [entry[0].pk for entry in shown] == [first.pk]
    assert "Qingdao" in str(shown[0])
    gone = client.get(f"/inspections/?state=cancelled&q={second.consignment.reference}")
    assert [entry[0].pk for entry in gone.context["rows"]] == [second.pk]


def test_the_pages_ask_the_database_a_fixed_number_of_times(count_queries: Any) -> None:
    rows = [ordered(lines=3) for _n in range(12)]
    client = visitor(person("officer", "kr"))
    client.get("/inspections/")
    with count_queries(7):
        client.get("/inspections/")
    with count_queries(22):
        client.get(at(rows[0]))
