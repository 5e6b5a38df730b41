"""The yard: labels lead to their order, and what a phone kept is taken once it has a network."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from seizures.cargo.models import Container
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.files.models import Attachment
from seizures.inspections import actions
from seizures.journal.models import Entry
from tests.builders import person, picture
from tests.web.inspections.test_pages import at, finding, ordered
from tests.web.visiting import visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def boxed(number: str, administration: str = "kr") -> Any:
    """An inspection of a consignment in this container."""
    row = ordered(administration)
    Container.objects.create(consignment=row.consignment, number=number)
    return row


@pytest.mark.parametrize("typed", ["DMOU5519395", "dmou 551939-5", " DMOU5519395 "])
def test_the_label_of_a_container_leads_to_its_inspection(typed: str) -> None:
    row = boxed("DMOU5519395")
    answer = visitor_of("officer", "kr").get("/inspections/", {"label": typed})
    assert answer.status_code == 302 and answer["Location"] == at(row)


def test_the_label_of_a_document_or_of_the_order_leads_there_too() -> None:
    row, client = ordered(), visitor_of("officer", "kr")
    for label in (row.number, row.consignment.reference):
        assert client.get("/inspections/", {"label": label})["Location"] == at(row)


def test_a_label_nobody_awaits_is_said_at_its_field() -> None:
    ours, theirs = boxed("DMOU5519395"), boxed("TEMU1234565", "cn")
    actions.cancel(ours, reason="Left", by=of_user(person("officer", "kr")))
    client = visitor_of("officer", "kr")
    for label in ("DMOU5519395", "TEMU1234565", theirs.number, "<b>"):
        answer = client.get("/inspections/", {"label": label})
        assert answer.status_code == 200 and answer.context["is_unknown"]
        assert 'aria-describedby="label_error"' in answer.content.decode()


def test_a_label_of_two_orders_lists_both() -> None:
    first, second = boxed("DMOU5519395"), boxed("DMOU5519395")
    ordered()
    answer = visitor_of("officer", "kr").get("/inspections/", {"label": "DMOU5519395"})
    assert [entry[0].pk for entry in answer.context["rows"]] == [second.pk, first.pk]


def test_what_was_kept_is_taken_and_answered_shortly() -> None:
    row, user = ordered(), person("officer", "kr")
    client, item = visitor(user), row.checklist.first()
    whose = {"HTTP_X_KEPT_FOR": f"{user.pk}:"}
    sent = (
        ("start", (), {}),
        ("tick", (item.pk,), {"done": "1"}),
        ("photo", (), {"photo": picture(), "client_key": "p"}),
        ("finding", (), finding(row)),
    )
    for what, keys, values in sent:
        answer = client.post(at(row, what, *keys), values, **whose)
        assert (answer.status_code, answer.content) == (204, b""), what
    row.refresh_from_db()
    assert row.status == "started" and row.findings.count() == 1
    assert row.checklist.get(pk=item.pk).is_done


@pytest.mark.parametrize("whose", ["0:", "{pk}:exercise-1"])
def test_what_another_person_or_an_exercise_kept_is_not_taken(whose: str) -> None:
    row, user = ordered(), person("officer", "kr")
    scope = whose.format(pk=user.pk)
    answer = visitor(user).post(at(row, "finding"), finding(row), HTTP_X_KEPT_FOR=scope)
    assert answer.status_code == 412 and not row.findings.exists()


def test_a_refusal_of_what_was_kept_carries_its_sentence() -> None:
    row, user = ordered(), person("officer", "kr")
    answer = visitor(user).post(at(row, "finding"), finding(row, quantity=""),
                                HTTP_X_KEPT_FOR=f"{user.pk}:")  # fmt: skip
    assert answer.status_code == 422 and "error-summary" in answer.content.decode()


def test_a_photo_sent_later_keeps_the_moment_it_was_taken() -> None:
    row, before = ordered(), clock.now()
    client = visitor_of("officer", "kr")
    client.post(at(row, "photo"), {"photo": picture(), "client_key": "p", "age": "7200"})
    taken = Attachment.objects.on("inspection", row.pk).get().taken_at
    assert before - dt.timedelta(hours=2) <= taken <= clock.now() - dt.timedelta(hours=2)


@pytest.mark.parametrize("age", ["-5", "999999999999", "soon"])
def test_an_impossible_moment_is_refused(age: str) -> None:
    row = ordered()
    answer = visitor_of("officer", "kr").post(at(row, "photo"), {"photo": picture(), "age": age})
    assert answer.status_code == 422 and not Attachment.objects.on("inspection", row.pk)


def days_old() -> Any:
    """An inspection that was ordered three days ago."""
    with clock.moved_to(clock.now() - dt.timedelta(days=3)):
        return ordered()


def test_what_was_kept_says_when_it_was_done_and_when_it_was_received() -> None:
    row, user = days_old(), person("officer", "kr")
    client, item, hours = visitor(user), row.checklist.first(), dt.timedelta(hours=2)
    whose, before = {"HTTP_X_KEPT_FOR": f"{user.pk}:"}, clock.now()
    for what, keys, values in (("start", (), {}), ("tick", (item.pk,), {"done": "1"}),
                               ("finding", (), finding(row))):  # fmt: skip
        client.post(at(row, what, *keys), {**values, "age": "7200"}, **whose)
    row.refresh_from_db()
    found = row.findings.get()
    moments = (row.started_at, row.checklist.get(pk=item.pk).done_at, found.found_at)
    for moment in moments:
        assert before - hours <= moment <= clock.now() - hours
    assert found.created_at >= before and found.was_kept
    deeds = Entry.objects.about("inspection", row.pk)
    later = {entry.verb for entry in deeds if "done_at" in entry.data}
    assert later == {"inspection.started", "inspection.checked", "inspection.found"}
    assert all(entry.at >= before for entry in deeds if entry.verb in later)
    told = client.get(at(row)).content.decode()
    assert told.count("received ") == 4  # the finding and three deeds of the timeline


@pytest.mark.parametrize(("age", "was_kept"), [("999999999999", True), ("1", False),
                                               ("-5", False), ("soon", False)])  # fmt: skip
def test_a_finding_is_never_before_its_order_nor_after_now(age: str, was_kept: bool) -> None:
    row = days_old()
    visitor_of("officer", "kr").post(at(row, "finding"), {**finding(row), "age": age})
    found = row.findings.get()
    assert row.created_at <= found.found_at <= clock.now()
    assert found.was_kept == was_kept


def test_the_page_names_every_label_of_the_order_and_whose_deeds_it_keeps() -> None:
    row, user = boxed("DMOU5519395"), person("officer", "kr")
    told = visitor(user).get(at(row)).content.decode()
    assert '<span class="reference" data-carries>DMOU5519395</span>' in told
    assert f'data-scope="{user.pk}:"' in told


def test_the_worker_is_a_script_of_the_yard_for_who_has_signed_in() -> None:
    answer = visitor_of("officer", "kr").get(reverse("inspection-worker"))
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/javascript")
