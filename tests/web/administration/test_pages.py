"""An administrator lets people in and out and sets accounts; an auditor reads what was done."""

from typing import Any

import pytest
from django.urls import reverse

from seizures.accounts import actions
from seizures.accounts.models import User
from seizures.cases import actions as cases
from seizures.core.actor import of_user
from seizures.core.errors import NotAllowed
from seizures.journal.models import Entry
from seizures.reference.models import Office
from tests.builders import found_goods, person, recorded_right
from tests.web.visiting import LANGUAGES, statuses, visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
NEW = {"username": "kim.yuna", "last_name": "김", "first_name": "유나", "email": "yuna@example.org",
       "language": "ko", "role": "officer"}  # fmt: skip


def at(name: str, *keys: int) -> str:
    return reverse(name, args=keys)


def test_only_administrators_administer_and_only_they_and_auditors_read_the_journal() -> None:
    roles = ("administrator", "auditor", "senior_officer", "holder")
    clients = [visitor_of(role, "" if role == "holder" else "kr") for role in roles]
    for name in ("people-list", "people-new", "office-list"):
        assert statuses(at(name), *clients) == [200, 403, 403, 403]
    assert statuses(at("journal-list"), *clients) == [200, 200, 403, 403]


def test_a_person_is_let_in_once_and_belongs_to_the_administration_of_who_did_it() -> None:
    client = visitor_of("administrator", "kr")
    office = Office.objects.filter(administration="kr").first()
    assert client.post(at("people-new"), {**NEW, "office": office.pk})["Location"] == at(
        "people-list"
    )
    row = User.objects.get(username="kim.yuna")
    assert (row.administration_id, row.role, row.office) == ("kr", "officer", office)
    assert not row.has_usable_password() and not row.is_staff
    again = client.post(at("people-new"), {**NEW, "username": "KIM.yuna"})
    assert again.status_code == 422 and again.context["form"].errors["username"]


@pytest.mark.parametrize("wrong", [{"role": "holder"}, {"role": "system"}, {"email": "no"},
                                   {"username": "a b"}, {"last_name": ""}])  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(wrong: dict[str, str]) -> None:
    answer = visitor_of("administrator", "kr").post(at("people-new"), {**NEW, **wrong})
    assert answer.status_code == 422 and set(answer.context["form"].errors) == set(wrong)
    assert not User.objects.filter(username=NEW["username"]).exists()


def test_an_office_of_the_other_side_is_no_choice() -> None:
    theirs = Office.objects.filter(administration="cn").first()
    answer = visitor_of("administrator", "kr").post(at("people-new"), {**NEW, "office": theirs.pk})
    assert answer.status_code == 422 and answer.context["form"].errors["office"]


def test_who_left_is_signed_out_at_once_and_the_journal_keeps_it() -> None:
    row = person("officer", "kr")
    theirs = visitor(row)
    assert theirs.get("/worklist/").status_code == 200
    client = visitor_of("administrator", "kr")
    client.post(at("people-detail", row.pk), {"role": "officer"})
    assert theirs.get("/worklist/").status_code == 302
    entry = Entry.objects.about("user", row.pk).get(verb="user.changed")
    assert entry.data["before"]["is_active"] and not entry.data["after"]["is_active"]
    assert (
        "Role, office or access changed" in client.get(at("people-detail", row.pk)).content.decode()
    )


def test_the_people_of_others_are_unknown() -> None:
    clients = [visitor_of("administrator", "cn")]
    assert statuses(at("people-detail", person("officer", "kr").pk), *clients) == [404]
    assert statuses(at("people-detail", person("holder").pk), *clients) == [404]
    ours = Office.objects.filter(administration="kr").first()
    assert statuses(at("office-detail", ours.pk), *clients) == [404]
    by = of_user(person("administrator", "cn"))
    with pytest.raises(NotAllowed):
        actions.change_person(
            person("officer", "kr"), role="auditor", office=None, is_active=True, by=by
        )


def test_nobody_makes_themselves_an_officer() -> None:
    row = person("administrator", "kr")
    answer = visitor(row).post(at("people-detail", row.pk),
                               {"role": "senior_officer", "is_active": "on"})  # fmt: skip
    assert answer.status_code == 422 and "another administrator" in answer.content.decode()


def test_an_office_gets_its_account_for_deposits() -> None:
    row = Office.objects.filter(administration="kr").first()
    client = visitor_of("administrator", "kr")
    for _twice in range(2):
        client.post(at("office-detail", row.pk), {"account": "Hanul 100-22-333"})
    row.refresh_from_db()
    assert row.deposit_account == "Hanul 100-22-333"
    assert Entry.objects.about("office", row.pk).count() == 1


def test_the_journal_shows_ones_own_chain_page_by_page_and_exports_it(count_queries: Any) -> None:
    person("officer", "kr")
    by = of_user(person("administrator", "kr"))
    for number in range(60):
        actions.admit(username=f"p{number}", role="officer", by=by)
    actions.admit(username="theirs", role="officer", by=of_user(person("administrator", "cn")))
    client = visitor_of("auditor", "kr")
    first = client.get(at("journal-list"))
    assert [row["entry"].subject_reference for row in first.context["rows"]][:2] == ["p59", "p58"]
    second = client.get(at("journal-list") + first.context["next_url"])
    assert len(second.context["rows"]) == 10
    with count_queries(6):
        client.get(at("journal-list"))
    saved = b"".join(client.get(at("journal-list"), {"export": "csv"}).streaming_content).decode()
    assert "p59" in saved and "theirs" not in saved


def test_the_journal_words_the_steps_of_a_case_by_its_law() -> None:
    inspection, by = found_goods(recorded_right())
    cases.take_step(cases.open_case(inspection, track="kr/on_request", by=by), "notify", by=by,
                    answers={})  # fmt: skip
    rows = visitor_of("auditor", "kr").get(at("journal-list")).context["rows"]
    told = [row["sentence"] for row in rows if row["entry"].subject_kind == "case"]
    assert told and not [text for text in told if text.startswith("case.") or "_" in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_the_readers_language(language: str) -> None:
    client = visitor_of("administrator", "kr", language)
    for name in ("people-list", "people-new", "office-list", "journal-list"):
        assert f'<html lang="{language}"' in client.get(at(name)).content.decode()
