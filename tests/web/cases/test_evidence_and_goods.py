"""Evidence room, store, disposal, bundle on the desk: roles, refusals, double submits, queries."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seizures.cases.actions import bundling, disposing, evidence, redacting, storing
from seizures.cases.ledger import balance
from seizures.cases.models import DisposalOrder, EvidenceItem, StockCount
from seizures.core import clock
from seizures.core.actor import of_user, system
from seizures.files.redacting import Box
from seizures.grants.actions import make_grant
from tests.builders import holder_user, person
from tests.cases.rooms import at_stage, consented, opened, photo
from tests.servers import free_port
from tests.web.visiting import LANGUAGES, statuses, visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_a_photo_is_entered_once_and_shows_its_hash_and_camera_data() -> None:
    case, _officer = opened()
    client = visitor_of("officer", "kr")
    sent = {"files": [photo(1, "a.jpg"), photo(2, "b.jpg")], "title": "Label", "client_key": "k"}
    address = reverse("evidence-enter", args=[case.pk])
    assert client.post(address, sent).status_code == 302
    again = {**sent, "files": [photo(1, "a.jpg"), photo(2, "b.jpg")]}
    assert client.post(address, again).status_code == 302
    assert case.evidence.count() == 2
    item = case.evidence.first()
    assert item is not None
    page = client.get(reverse("evidence-item", args=[item.pk])).content.decode()
    assert item.sha256 in page
    empty = client.post(address, {"client_key": "x"})
    assert empty.status_code == 422 and "Choose at least one file" in empty.content.decode()


def test_strangers_and_other_roles_stay_outside() -> None:
    case, officer = opened()
    item = evidence.enter_file(case, photo(1), by=officer)
    for name, key in (("evidence-list", case.pk), ("evidence-item", item.pk),
                      ("case-bundle", case.pk), ("disposal-list", case.pk),
                      ("case-labels", case.pk), ("store-goods", case.goods.get().pk)):  # fmt: skip
        found = statuses(reverse(name, args=[key]), visitor_of("officer", "kr"),
                         visitor_of("auditor", "kr"), visitor_of("officer", "cn"),
                         visitor_of("holder"))  # fmt: skip
        assert found == [200, 200, 404, 403], name
    post = visitor_of("auditor", "kr").post(reverse("evidence-deed", args=[item.pk, "move"]))
    assert post.status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers_in_every_language(language: str) -> None:
    case, officer = consented()
    item = evidence.enter_file(case, photo(1), by=officer)
    client = visitor_of("officer", "kr", language)
    assert item.attachment is not None
    pages = [
        reverse("evidence-list", args=[case.pk]), reverse("evidence-item", args=[item.pk]),
        reverse("evidence-redact", args=[case.pk, item.attachment.pk]), reverse("store-list"),
        reverse("case-bundle", args=[case.pk]), reverse("store-places"),
        reverse("disposal-new", args=[case.pk, "destroy"]), reverse("case-labels", args=[case.pk]),
    ]  # fmt: skip
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200 and f'<html lang="{language}"' in answer.content.decode()


def test_a_hand_over_on_the_desk_is_confirmed_by_the_receiver_alone() -> None:
    case, _officer = opened()
    giver, receiver = person("officer", "kr"), person("officer", "kr")
    item = evidence.enter_file(case, photo(1), by=of_user(giver), seal="S1")
    address = reverse("evidence-deed", args=[item.pk, "offer"])
    lacking = visitor(giver).post(address, {"to": receiver.pk, "place": "Lab"})
    assert lacking.status_code == 422
    wrong = visitor(giver).post(address, {"to": receiver.pk, "place": "Lab", "condition": "ok",
                                          "seal_before": "S9"})  # fmt: skip
    assert wrong.status_code == 422 and "The seal on record is S1" in wrong.content.decode()
    sent = {"to": receiver.pk, "place": "Lab", "condition": "ok", "seal_before": "S1"}
    assert visitor(giver).post(address, sent).status_code == 302
    assert visitor(giver).post(address, sent).status_code == 422
    offer = item.hand_overs.get()
    confirm = reverse("hand-over", args=[offer.pk, "confirm"])
    assert visitor(giver).post(confirm).status_code == 422
    assert visitor_of("officer", "cn").post(confirm).status_code == 404
    assert visitor(receiver).post(confirm).status_code == 302
    assert visitor(receiver).post(confirm).status_code == 302
    item.refresh_from_db()
    assert item.keeper == of_user(receiver).name


def test_the_file_view_serves_each_reader_their_version() -> None:
    case, officer = opened()
    item = evidence.enter_file(case, photo(1), by=officer)
    file = item.attachment
    assert file is not None
    address = reverse("file-show", args=[file.pk])
    ours, theirs = visitor_of("officer", "kr"), visitor_of("officer", "cn")
    holder = visitor(holder_user(case.right.holder))
    stranger = visitor_of("holder")
    original = b"".join(ours.get(f"{address}?original=1").streaming_content)  # type: ignore[attr-defined]
    photo_bytes = photo(1).read()
    assert original == photo_bytes
    assert statuses(address, ours, theirs, holder, stranger) == [200, 404, 404, 404]
    client = visitor_of("officer", "kr")
    redact = reverse("evidence-redact", args=[case.pk, file.pk])
    wrong = client.post(redact, {"audience": "holder", "hides": "names", "reason": "x",
                                 "marks": "10, 10, 20"})  # fmt: skip
    assert wrong.status_code == 422 and "four numbers" in wrong.content.decode()
    sent = {"audience": "holder", "hides": "names", "reason": "Names", "marks": "10,10,20,20"}
    assert client.post(redact, sent).status_code == 302
    copy = case.redacted_copies.get()
    release = reverse("redaction-deed", args=[copy.pk, "release"])
    early = client.post(release, {"basis": "Notif. 23"})
    assert early.status_code == 422 and "Notify it first" in early.content.decode()
    at_stage(case, "notified", "notified")
    assert statuses(address, holder) == [404]
    assert client.post(release, {"basis": "Notif. 23"}).status_code == 302
    served = holder.get(f"{address}?original=1")
    shown = b"".join(served.streaming_content)  # type: ignore[attr-defined]
    assert served.status_code == 200 and shown not in {original, b""}
    assert statuses(reverse("file-show", args=[copy.copy_id]), holder, theirs, stranger) == [
        200, 404, 404]  # fmt: skip
    redacting.redact_file(case, file, audience="administration", reason="x", by=officer,
                          boxes=[Box(0, 0, 0.5, 0.5)])  # fmt: skip
    make_grant(kind="case", key=case.pk, owner="kr", fields=["evidence"], basis="MoU", by=officer,
               to_administration="cn")  # fmt: skip
    assert statuses(address, theirs) == [404]
    redacting.release_copy(case.redacted_copies.get(audience="administration"), basis="MoU",
                           by=officer)  # fmt: skip
    assert statuses(address, theirs, stranger) == [200, 404]


def test_goods_are_carried_by_two_scans_and_looked_up_by_one() -> None:
    case, officer = opened()
    goods = case.goods.get()
    storing.enter_place(administration="kr", code="a-1", name="Store A", by=officer)
    client = visitor_of("officer", "kr")
    scan = reverse("store-scan")
    label = f"http://127.0.0.1:8000{reverse('store-goods', args=[goods.pk])}"
    assert client.post(scan, {"label": label})["Location"] == reverse("store-goods",
                                                                      args=[goods.pk])  # fmt: skip
    for wrong in ({"label": "nonsense"}, {"label": label, "place": "z-9"}, {}):
        assert client.post(scan, wrong).status_code == 422
    shelf = "http://127.0.0.1:8000/store/?place=a-1"
    assert client.post(scan, {"label": goods.control_number, "place": shelf}).status_code == 302
    goods.refresh_from_db()
    assert goods.place is not None and goods.place.code == "a-1"
    assert visitor_of("officer", "cn").post(scan, {"label": label}).status_code == 422
    labels = client.get(reverse("case-labels", args=[case.pk])).content.decode()
    assert goods.control_number in labels and "<svg" in labels
    found = client.get(reverse("store-list"), {"place": "a-1", "q": case.number})
    assert [row["row"] for row in found.context["rows"]] == [goods]
    assert not visitor_of("officer", "cn").get(reverse("store-list")).context["rows"]


def test_a_stocktake_on_the_desk() -> None:
    case, officer = opened()
    shelf = storing.enter_place(administration="kr", code="a-1", name="Store A", by=officer)
    storing.carry_goods(case.goods.get(), to=shelf, by=officer)
    client, colleague = visitor_of("officer", "kr"), visitor_of("officer", "kr")
    client.post(reverse("store-count-open", args=[shelf.pk]))
    count = StockCount.objects.get()
    line = count.lines.get()
    enter = reverse("store-count-deed", args=[count.pk, "enter"])
    lacking = client.post(enter, {f"counted-{line.pk}": "1199"})
    assert lacking.status_code == 422 and "Say why" in lacking.content.decode()
    client.post(enter, {f"counted-{line.pk}": "1199", f"reason-{line.pk}": "One pair torn"})
    close = reverse("store-count-deed", args=[count.pk, "close"])
    assert client.post(close).status_code == 422
    assert colleague.post(close).status_code == 302
    assert balance(case)[0].under["found_short"] == 1


def test_a_disposal_on_the_desk_from_draft_to_report() -> None:
    case, officer = consented()
    client, senior = visitor_of("officer", "kr"), visitor_of("senior_officer", "kr")
    new = reverse("disposal-new", args=[case.pk, "destroy"])
    sent = {"method": "shredding", "place": "Incheon", "planned_on": "2026-11-20",
            "officers": "Kim Seojun", "witnesses": "Choi Minho"}  # fmt: skip
    lacking = client.post(new, sent)
    assert lacking.status_code == 422 and "at least two officers" in lacking.content.decode()
    sent["officers"] = "Kim Seojun\nLee Jiwoo"
    first, again = client.post(new, sent), client.post(new, sent)
    assert first["Location"] == again["Location"]
    order = DisposalOrder.objects.get()

    def deed(name: str, by: Any, **data: Any) -> int:
        return int(by.post(reverse("disposal-deed", args=[order.pk, name]), data).status_code)

    assert deed("approve", client) == 422
    assert deed("approve", senior, version="7") == 422
    assert deed("approve", senior, version=str(order.version)) == 302
    assert deed("carry-out", client, done_on="2099-01-01") == 422
    assert deed("carry-out", client, done_on=dt.date(2026, 11, 20).isoformat()) == 302
    order.refresh_from_db()
    assert order.pending is not None
    countersign = reverse("case-countersign", args=[case.pk, order.pending.pk])
    assert senior.post(countersign, {"answer": "yes"}).status_code == 302
    assert balance(case)[0].parts == [("destroyed_voluntarily", Decimal(1200))]
    assert deed("report", client, weight_kg="900", has_residue="no") == 422
    for number, stage in enumerate(("before", "loading", "destruction", "residue")):
        assert deed("photo", client, stage=stage, photo=photo(number)) == 302
    assert deed("report", client, weight_kg="900", has_residue="no") == 302
    paper = client.get(reverse("disposal-paper", args=[order.pk]))
    assert paper.content.startswith(b"%PDF")
    page = client.get(reverse("disposal-detail", args=[order.pk])).content.decode()
    assert "Certificate to the right holder" in page


def test_an_order_under_a_judgment_asks_which_court_decided() -> None:
    case, officer = opened()
    at_stage(case, "continued", "notified", "suspended", "action_proven")
    order = disposing.draft_order(
        case, step="destroy_by_order", method="shredding", place="Incheon", by=officer,
        planned_on=clock.today("kr"), officers=["Kim Seojun", "Lee Jiwoo"],
    )  # fmt: skip
    chief, second = visitor_of("senior_officer", "kr"), visitor_of("senior_officer", "kr")
    chief.post(reverse("disposal-deed", args=[order.pk, "approve"]))
    deed = reverse("disposal-deed", args=[order.pk, "carry-out"])
    sent = {"done_on": clock.today("kr").isoformat()}
    assert chief.post(deed, sent).status_code == 422
    judged = {"authority": "Seoul Central District Court", "reference": "2026 Gahap 10234"}
    assert chief.post(deed, {**sent, **judged}).status_code == 302
    order.refresh_from_db()
    assert order.pending is not None and judged.items() <= order.pending.answers.items()
    countersign = reverse("case-countersign", args=[case.pk, order.pending.pk])
    assert second.post(countersign, {"answer": "yes"}).status_code == 302
    assert balance(case)[0].parts == [("destroyed", Decimal(1200))]


def test_a_bundle_is_asked_for_once_and_downloaded_by_its_own_side() -> None:
    case, officer = opened()
    evidence.enter_file(case, photo(1), by=officer)
    client = visitor_of("officer", "kr")
    for _time in range(2):
        assert client.post(reverse("case-bundle-request", args=[case.pk])).status_code == 302
    made = case.bundles.get()
    download = reverse("case-bundle-download", args=[made.pk])
    assert client.get(download).status_code == 404
    assert client.get(reverse("case-bundle-progress", args=[made.pk])).status_code == 200
    assert bundling.pack_bundle(made.pk, by=system())
    answer = client.get(download)
    assert answer["Content-Type"] == "application/zip"
    assert b"".join(answer.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    assert statuses(download, visitor_of("officer", "cn"), visitor_of("holder")) == [404, 403]
    page = client.get(reverse("case-bundle", args=[case.pk])).content.decode()
    made.refresh_from_db()
    assert made.seal in page


def test_a_bundle_waits_while_the_broker_is_gone_and_is_sent_by_the_one_that_comes_back(
    send_to: Callable[[str], None], django_capture_on_commit_callbacks: Any
) -> None:
    client, lost = visitor_of("officer", "kr"), f"redis://127.0.0.1:{free_port()}/0"
    case, _officer = opened()
    for url in ("memory://", lost, "memory://"):
        send_to(url)
        with django_capture_on_commit_callbacks(execute=True) as sent:
            answer = client.post(reverse("case-bundle-request", args=[case.pk]))
        assert answer.status_code == 302 and sent, url
    assert bundling.pack_bundle(case.bundles.get().pk, by=system())


def test_three_hundred_photos_are_paged_and_cost_no_more_queries() -> None:
    case, officer = opened()
    item = evidence.enter_file(case, photo(1), by=officer)
    client = visitor_of("officer", "kr")
    addresses = [reverse("evidence-list", args=[case.pk]), reverse("case-detail", args=[case.pk])]
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        EvidenceItem.objects.bulk_create([
            EvidenceItem(case=case, number=EvidenceItem.objects.count() + 1 + number, kind="photo",
                         title="x", attachment=item.attachment, sha256=item.sha256,
                         collected_at=item.collected_at, by_name="x")
            for number in range(150)
        ])  # fmt: skip
        with CaptureQueriesContext(connection) as many:
            page = client.get(address).content.decode()
        assert len(many) <= len(few) + 1
        assert page.count("<img") <= 60
    assert disposing.disposing_steps(case)
