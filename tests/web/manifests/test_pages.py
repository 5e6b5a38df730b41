"""Manifests on the desk: taken in once, followed while read, refused rows put right."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from seizures.cargo import actions as cargo
from seizures.cargo.models import Manifest, RefusedRow
from seizures.core.actor import of_user, system
from seizures.core.models import Job
from seizures.journal.models import Entry
from seizures.screening import actions as screening
from seizures.screening.actions import running
from tests.builders import person
from tests.making import read, received, recorded, row, screened, table
from tests.web.visiting import LANGUAGES, statuses, visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
CUT = b"UNB+UNOA:2+SENDER+RECEIVER+261122:1030+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+MF1+9'"


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kicked after an upload is tested with a broker elsewhere."""
    monkeypatch.setattr("seizures.cargo.tasks.kick", lambda manifest: None)


def upload(content: bytes, name: str = "qingdao.csv") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def with_refused(*, quantity: str = "12O0") -> RefusedRow:
    """A read manifest with one good row and one whose quantity is no number."""
    good, bad = row("HBL1", "SHOES"), row("HBL2", "SHOES", quantity=quantity)
    return read(table(good, bad)).refused_rows.get()


def test_an_upload_is_received_once_and_leads_to_its_page() -> None:
    user = person("officer", "kr")
    client, content = visitor(user), table(row("HBL1", "SHOES"))
    first = client.post("/manifests/upload/", upload(content))
    manifest = Manifest.objects.get()
    assert first["Location"] == reverse("manifest-detail", args=[manifest.pk])
    assert manifest.received_by_name == user.username and manifest.status == "waiting"
    again = client.post("/manifests/upload/", upload(content, "other-name.csv"))
    assert Manifest.objects.count() == 1
    assert "came before" in client.get(again["Location"]).content.decode()


def test_the_same_bytes_are_a_manifest_of_its_own_for_the_other_administration() -> None:
    content = table(row("HBL1", "SHOES"))
    for place in ("kr", "cn"):
        visitor_of("officer", place).post("/manifests/upload/", upload(content))
    assert sorted(Manifest.objects.values_list("administration", flat=True)) == ["cn", "kr"]


def test_an_upload_without_a_file_is_refused_at_its_field() -> None:
    answer = visitor_of("officer", "kr").post("/manifests/upload/", {})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert 'href="#id_file"' in answer.content.decode()


def test_a_file_that_is_too_large_is_refused_with_its_limit(settings) -> None:
    settings.MAX_MANIFEST_BYTES = 1024 * 1024
    answer = visitor_of("officer", "kr").post(
        "/manifests/upload/", upload(b"x" * (1024 * 1024 + 1))
    )
    assert answer.status_code == 422 and Manifest.objects.count() == 0
    assert "1 MB" in answer.content.decode()


def test_each_role_and_administration_sees_its_own() -> None:
    address = reverse("manifest-detail", args=[received(table(row("HBL1", "SHOES"))).pk])
    own, other = visitor_of("analyst", "kr"), visitor_of("officer", "cn")
    assert statuses(address, own, other, visitor_of("holder")) == [200, 404, 403]
    assert statuses("/manifests/upload/", own) == [403]
    assert own.get("/manifests/999999/").status_code == 404
    assert "qingdao" not in other.get("/manifests/").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_the_readers_language(language: str) -> None:
    refused = with_refused()
    client = visitor_of("officer", "kr", language)
    key = refused.manifest_id
    for address in ("/manifests/", "/manifests/upload/", f"/manifests/{key}/",
                    f"/manifests/{key}/refused/", f"/refused-rows/{refused.pk}/"):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()
    told = client.get(f"/refused-rows/{refused.pk}/").context["row"]["sentence"]
    assert ("cannot be read as a number" in told) is (language == "en")


def test_the_page_asks_again_only_while_something_is_going_on() -> None:
    client = visitor_of("officer", "kr")
    waiting = received(table(row("HBL1", "SHOES")))
    address = reverse("manifest-progress", args=[waiting.pk])
    assert 'hx-trigger="every 1s"' in client.get(address).content.decode()
    cargo.read_manifest(waiting.pk, by=system(), budget_seconds=60)
    assert 'hx-trigger="every 1s"' in client.get(address).content.decode()  # not screened yet
    broken = read(CUT, name="cut.edi")
    told = client.get(reverse("manifest-progress", args=[broken.pk])).content.decode()
    assert "every 1s" not in told


def test_a_manifest_that_broke_off_is_accepted_only_when_lines_were_read() -> None:
    client = visitor_of("officer", "kr")
    broken = read(CUT, name="cut.edi")
    assert broken.status == "incomplete"
    accept = reverse("manifest-accept", args=[broken.pk])
    assert accept not in client.get(f"/manifests/{broken.pk}/").content.decode()
    Manifest.objects.filter(pk=broken.pk).update(lines_count=3)
    assert accept in client.get(f"/manifests/{broken.pk}/").content.decode()
    assert client.get(accept).status_code == 405
    assert visitor_of("officer", "cn").post(accept).status_code == 404
    assert client.post(accept).status_code == 302
    assert client.post(accept).status_code == 302
    broken.refresh_from_db()
    assert broken.is_accepted
    assert Entry.objects.filter(verb="manifest.accepted").count() == 1


def test_a_complete_manifest_cannot_be_accepted_and_says_why() -> None:
    whole = read(table(row("HBL1", "SHOES")))
    answer = visitor_of("officer", "kr").post(reverse("manifest-accept", args=[whole.pk]))
    assert answer.status_code == 409 and "incomplete manifest" in answer.content.decode()


def test_a_manifest_whose_reading_was_given_up_says_so_and_is_read_again() -> None:
    manifest, client = read(table(row("HBL1", "SHOES"))), visitor_of("officer", "kr")
    problem = {"code": "reading_failed", "params": {"attempts": "3", "detail": "OSError()"}}
    Manifest.objects.filter(pk=manifest.pk).update(status="failed", problem=problem)
    page = client.get(f"/manifests/{manifest.pk}/").content.decode()
    again = reverse("manifest-read-again", args=[manifest.pk])
    assert "stopped after 3 attempts" in page and again in page and "reading_failed" not in page
    assert "every 1s" not in page and "Stopped" in page
    assert visitor_of("officer", "cn").post(again).status_code == 404
    for _press in range(2):
        assert client.post(again).status_code == 302
    manifest.refresh_from_db()
    assert manifest.status == "waiting" and Entry.objects.filter(
        verb="manifest.reading_tried_again").count() == 1  # fmt: skip
    assert cargo.read_manifest(manifest.pk, by=system(), budget_seconds=60)
    manifest.refresh_from_db()
    assert (manifest.status, manifest.lines.count()) == ("read", 1)


def test_a_file_that_is_no_manifest_is_not_read_again() -> None:
    broken = read(b"%PDF-1.7 no manifest at all", name="x.pdf")
    assert broken.status == "failed"
    client, again = visitor_of("officer", "kr"), reverse("manifest-read-again", args=[broken.pk])
    assert again not in client.get(f"/manifests/{broken.pk}/").content.decode()
    answer = client.post(again)
    assert answer.status_code == 409 and "Send a corrected file" in answer.content.decode()


def test_a_screening_that_stopped_says_so_and_a_senior_officer_lets_it_go_on() -> None:
    manifest = read(table(row("HBL1", "SHOES")))
    run = running.run_of(manifest)
    Job.objects.filter(pk=run.job_id).update(status="failed", problem="OSError('disk full')")
    page = visitor_of("officer", "kr").get(f"/manifests/{manifest.pk}/").content.decode()
    again = reverse("screening-retry", args=[run.pk])
    assert "Stopped after three attempts" in page and "disk full" in page
    assert "every 1s" not in page and again not in page
    boss = visitor_of("senior_officer", "kr")
    assert again in boss.get(f"/manifests/{manifest.pk}/").content.decode()
    assert boss.post(again)["Location"] == f"/manifests/{manifest.pk}/"
    told = boss.get(f"/manifests/{manifest.pk}/").content.decode()
    assert "every 1s" in told and again not in told


def test_a_refused_row_is_corrected_and_becomes_a_line() -> None:
    refused = with_refused()
    client = visitor_of("officer", "kr")
    page = client.get(f"/refused-rows/{refused.pk}/")
    values = {name: field.initial for name, field in page.context["form"].fields.items()}
    assert values["quantity"] == "12O0" and 'href="#id_quantity"' in page.content.decode()
    answer = client.post(f"/refused-rows/{refused.pk}/", {**values, "quantity": "1200"})
    assert answer["Location"] == reverse("manifest-detail", args=[refused.manifest_id])
    refused.refresh_from_db()
    assert refused.status == "corrected" and refused.line.quantity == 1200
    client.post(f"/refused-rows/{refused.pk}/", {**values, "quantity": "1200"})
    assert refused.manifest.lines.count() == 2
    assert Entry.objects.filter(verb="row.corrected").count() == 1


def test_a_row_still_wrong_comes_back_with_the_sentence_at_its_field() -> None:
    refused = with_refused()
    client = visitor_of("officer", "kr")
    values = {**refused.values, "quantity": "many"}
    answer = client.post(f"/refused-rows/{refused.pk}/", values)
    assert answer.status_code == 422
    assert "many" in answer.context["form"].errors["quantity"][0]
    assert answer.context["form"]["quantity"].value() == "many"
    refused.refresh_from_db()
    assert refused.status == "open"


def test_a_row_is_set_aside_with_a_reason_and_never_without() -> None:
    refused = with_refused()
    client = visitor_of("officer", "kr")
    address = f"/refused-rows/{refused.pk}/"
    assert client.post(address, {"discard": "1", "reason": ""}).status_code == 422
    assert client.post(address, {"discard": "1", "reason": "A doublet"}).status_code == 302
    refused.refresh_from_db()
    assert refused.status == "discarded"
    shown = client.get(f"/manifests/{refused.manifest_id}/refused/")
    assert shown.context["rows"] == []
    everything = client.get(f"/manifests/{refused.manifest_id}/refused/?state=all")
    assert len(everything.context["rows"]) == 1


def test_a_corrected_row_cannot_be_set_aside_any_more() -> None:
    refused = with_refused()
    cargo.correct_row(refused, {**refused.values, "quantity": "5"}, by=system("kr"))
    answer = visitor_of("officer", "kr").post(
        f"/refused-rows/{refused.pk}/", {"discard": "1", "reason": "No"}
    )
    assert answer.status_code == 422 and "corrected already" in answer.content.decode()


def test_refused_rows_belong_to_officers_of_the_administration() -> None:
    address = f"/refused-rows/{with_refused().pk}/"
    assert statuses(address, visitor_of("officer", "cn"), visitor_of("analyst", "kr"),
                    visitor_of("holder")) == [404, 403, 403]  # fmt: skip


def test_the_list_is_searched_filtered_and_exported() -> None:
    for place in range(3):
        received(table(row(f"HBL{place}", "SHOES")), name=f"ship-{place}.csv")
    client = visitor_of("officer", "kr")
    found = client.get("/manifests/?q=ship-1").context["rows"]
    assert [entry[0].name for entry in found] == ["ship-1.csv"]
    assert client.get("/manifests/?status=failed").context["rows"] == []
    book = load_workbook(BytesIO(client.get("/manifests/?q=ship-1&export=xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 2 and rows[1][1] == "ship-1.csv"
    text = b"".join(client.get("/manifests/?export=csv").streaming_content).decode()
    assert text.count("\n") == 4


def test_the_pages_ask_the_database_a_fixed_number_of_times(count_queries: Any) -> None:
    lines = [row(f"HBL{place:03d}", "SHOES") for place in range(60)]
    bad = [row(f"BAD{place}", "SHOES", quantity="x") for place in range(30)]
    manifest = read(table(*lines, *bad))
    client = visitor(person("officer", "kr"))
    client.get("/manifests/")
    with count_queries(8):
        client.get("/manifests/")
    with count_queries(18):
        client.get(f"/manifests/{manifest.pk}/")
    with count_queries(8):
        client.get(f"/manifests/{manifest.pk}/progress/")
    with count_queries(9):
        client.get(f"/manifests/{manifest.pk}/refused/")


def test_a_corrected_row_is_followed_until_it_is_screened_too() -> None:
    recorded()
    manifest = screened(row("HBL1", "CUPS"), row("HBL2", "CUPS", quantity="many"))
    client = visitor_of("officer", "kr")
    assert "every 1s" not in client.get(f"/manifests/{manifest.pk}/").content.decode()
    bad = manifest.refused_rows.get()
    cargo.correct_row(bad, {**bad.values, "quantity": "12"}, by=system("kr"))
    told = client.get(f"/manifests/{manifest.pk}/")
    assert "every 1s" in told.content.decode() and not told.context["is_screened"]
    assert screening.screen_manifest(manifest.pk, by=system(), budget_seconds=60)
    told = client.get(f"/manifests/{manifest.pk}/")
    assert "every 1s" not in told.content.decode() and told.context["is_screened"]


def test_the_list_says_what_came_of_each_manifest() -> None:
    recorded()
    screened(row("HBL1", 'BRAND "VELANTIS" SPORTS SHOES'), row("HBL2", "CUPS"))
    stopped = running.run_of(read(table(row("HBL3", "CUPS"))))
    Job.objects.filter(pk=stopped.job_id).update(status="failed")
    received(table(row("HBL4", "CUPS")))
    page = visitor_of("analyst", "kr").get("/manifests/")
    waiting, broken, whole = page.context["rows"]
    assert waiting[4] is None and broken[4].is_stopped and whole[4].alerts_raised == 1
    assert "Stopped" in page.content.decode()


def test_a_place_of_which_only_the_country_is_known_is_called_after_it() -> None:
    manifest = read(table(row("HBL1", "SHOES", origin="CNZZZ")))
    told = visitor_of("officer", "kr").get(f"/manifests/{manifest.pk}/").content.decode()
    assert "China" in told and "CNZZZ" not in told


def test_a_person_of_the_desk_is_named_in_the_timeline() -> None:
    user = person("officer", "kr", first_name="Haneul", last_name="Kim")
    content = BytesIO(table(row("HBL1", "SHOES")))
    done = cargo.receive_manifest(content, name="a.csv", administration="kr", by=of_user(user))
    told = visitor(user).get(f"/manifests/{done.manifest.pk}/").context["timeline"]
    assert told[0]["sentence"] == "Manifest received: a.csv"
    assert told[0]["actor"] == user.get_full_name()
