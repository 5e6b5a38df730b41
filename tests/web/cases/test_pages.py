"""Seizure cases on the desk: opening, steps by the table, clocks, letters, ledger, two officers."""

import datetime as dt
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.urls import reverse

from seizures.cases import actions
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.letters.models import Letter
from tests.builders import actor, found_goods, holder, holder_user, person, recorded_right
from tests.web.visiting import LANGUAGES, statuses, visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
TRACK = {"kr": "kr/on_request", "cn": "cn/ex_officio"}


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def opened(administration: str = "kr", **fields: Any) -> SeizureCase:
    """A case just opened from an inspection."""
    inspection, officer = found_goods(recorded_right(**fields), administration=administration)
    return actions.open_case(inspection, track=TRACK[administration], by=officer)


def notified() -> SeizureCase:
    """A Korean case whose holder and importer were notified."""
    case = opened()
    actions.take_step(case, "notify", by=actor("officer", "kr"), answers={})
    case.refresh_from_db()
    return case


def at(case: SeizureCase, step: str = "") -> str:
    if step:
        return reverse("case-step", args=[case.pk, step])
    return reverse("case-detail", args=[case.pk])


def test_only_the_own_administration_finds_it_and_only_officers_act() -> None:
    case = opened()
    visitors = [visitor_of("officer", "kr"), visitor_of("auditor", "kr"),
                visitor_of("officer", "cn"), visitor_of("holder")]  # fmt: skip
    assert statuses(at(case), *visitors) == [200, 200, 404, 403]
    sent = [client.post(at(case, "notify"), {"version": case.version}) for client in visitors[1:]]
    assert [answer.status_code for answer in sent] == [403, 404, 403]
    assert visitors[0].get("/cases/999999/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_the_readers_language(language: str) -> None:
    case = notified()
    client = visitor_of("officer", "kr", language)
    for address in ("/cases/", at(case)):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()
    stage = client.get(at(case)).context["stage_title"]
    assert {"en": "Notified", "ko": "통보", "zh-hans": "通知"}[language] in stage


def test_a_case_is_opened_with_one_form_and_only_once() -> None:
    inspection, _officer = found_goods(recorded_right())
    client = visitor_of("officer", "kr")
    address = reverse("case-open", args=[inspection.pk])
    page = client.get(address)
    assert page.context["form"].fields["track"].initial == "kr/on_request"
    assert page.context["form"]["storage_place"].value() == "Bonded store 3"
    sent = {"track": "kr/on_request", "condition": "perishable", "storage_place": "Store 9",
            "declaration_number": "12345", "value": "1000.50"}  # fmt: skip
    first, again = client.post(address, sent), client.post(address, sent)
    case = SeizureCase.objects.get()
    assert first["Location"] == again["Location"] == at(case)
    assert case.is_urgent and case.value == Decimal("1000.50") and case.storage_place == "Store 9"


def test_opening_asks_for_the_storage_place_at_its_field() -> None:
    inspection, _officer = found_goods(recorded_right())
    client = visitor_of("officer", "kr")
    address = reverse("case-open", args=[inspection.pk])
    answer = client.post(address, {"track": "cn/ex_officio", "condition": "normal"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"track", "storage_place"}
    assert client.post(address, {}).status_code == 422
    assert statuses(address, visitor_of("officer", "cn"), visitor_of("analyst", "kr")) == [404, 403]


def test_a_step_changes_the_stage_starts_clocks_and_issues_letters() -> None:
    case = opened()
    client = visitor_of("officer", "kr")
    page = client.get(at(case))
    assert page.context["steps"]["possible"][0]["code"] == "notify"
    answer = client.post(at(case, "notify"), {"version": case.version})
    assert answer["Location"] == at(case)
    after = client.get(at(case))
    assert after.context["next_clock"]["days_left"] >= 1
    letters = after.context["letters"]
    assert {letter.key for letter in letters} == {"kr/form11"}
    paper = client.get(reverse("letter-file", args=[letters[0].pk]))
    assert paper["Content-Type"] == "application/pdf"
    assert statuses(reverse("letter-file", args=[letters[0].pk]),
                    visitor_of("officer", "cn")) == [404]  # fmt: skip


def test_the_same_step_pressed_twice_is_taken_once() -> None:
    case = opened()
    client = visitor_of("officer", "kr")
    sent = {"version": case.version}
    client.post(at(case, "notify"), sent)
    again = client.post(at(case, "notify"), sent, follow=True)
    assert "not possible at the stage" in again.content.decode()
    assert case.steps.count() == 1


def test_what_somebody_else_did_in_between_is_told_before_deciding() -> None:
    case = notified()
    stale = {"version": case.version - 1, "reasons": "x"}
    answer = visitor_of("officer", "kr").post(at(case, "holder_declines"), stale)
    assert answer.status_code == 422 and "Somebody else" in answer.content.decode()


def test_too_little_security_comes_back_with_the_sentence_at_its_field() -> None:
    case = notified()
    required = case.securities.get().required
    sent = {"version": case.version, "appraisal_result": "infringing", "reasons": "Fake",
            "security_amount": "1", "security_form": "cash"}  # fmt: skip
    client = visitor_of("officer", "kr")
    answer = client.post(at(case, "holder_requests"), sent)
    assert answer.status_code == 422
    offered = answer.context["steps"]
    (step,) = [s for s in offered["possible"] + offered["further"] if s["open"]]
    assert f"{required:,.0f}" in step["form"].errors["security_amount"][0]
    assert step["form"]["reasons"].value() == "Fake"
    done = client.post(at(case, "holder_requests"), {**sent, "security_amount": required})
    assert done.status_code == 302


def test_the_suggested_security_is_what_the_law_asks() -> None:
    case = notified()
    page = visitor_of("officer", "kr").get(at(case))
    (step,) = [s for s in page.context["steps"]["possible"] if s["code"] == "holder_requests"]
    assert step["form"].fields["security_amount"].initial == case.securities.get().required


def test_an_unknown_step_or_one_of_another_stage_only_says_so() -> None:
    case = opened()
    client = visitor_of("officer", "kr")
    for code in ("suspend", "fly"):
        answer = client.post(at(case, code), {"version": case.version})
        assert answer.status_code == 302 and answer["Location"] == at(case)
    assert client.get(at(case, "notify")).status_code == 405


def test_a_second_officer_confirms_and_the_first_cannot() -> None:
    owner = holder()
    case = opened(owner=owner)
    officer = person("officer", "kr")
    by = of_user(officer)
    actions.take_step(case, "notify", by=by, answers={})
    actions.take_step(case, "consent_to_destruction", by=by,
                      answers={"consenting_person": "Park"})  # fmt: skip
    case.refresh_from_db()
    first = visitor(officer)
    first.post(at(case, "destroy"), {"version": case.version, "place": "Incheon",
                                     "method": "shredding", "witness": "Choi"})  # fmt: skip
    pending = case.pending_steps.get()
    answer = reverse("case-countersign", args=[case.pk, pending.pk])
    page = first.get(at(case))
    assert not page.context["pending"][0]["may_countersign"]
    offered = page.context["steps"]
    codes = [step["code"] for step in offered["possible"] + offered["further"]]
    assert "destroy" not in codes
    assert first.post(answer, {"answer": "yes"}).status_code == 422
    second = visitor_of("senior_officer", "kr")
    assert second.get(at(case)).context["pending"][0]["may_countersign"]
    assert visitor_of("senior_officer", "cn").post(answer, {"answer": "yes"}).status_code == 404
    assert second.post(answer, {"answer": "yes"}).status_code == 302
    assert second.post(answer, {"answer": "yes"}).status_code == 422
    case.refresh_from_db()
    assert case.stage == "settling"
    ledger = second.get(at(case)).context["goods"][0]
    assert ledger["on_hand"] == 0 and ledger["seized"] == 1200


def test_a_proposal_is_turned_down_and_the_step_offered_again() -> None:
    case = notified()
    actions.take_step(case, "consent_to_destruction", by=actor("officer", "kr"),
                      answers={"consenting_person": "Park"})  # fmt: skip
    actions.take_step(case, "destroy", by=actor("officer", "kr"),
                      answers={"place": "a", "method": "shredding", "witness": "c"})  # fmt: skip
    pending = case.pending_steps.get()
    senior = visitor_of("senior_officer", "kr")
    senior.post(reverse("case-countersign", args=[case.pk, pending.pk]), {"answer": "no"})
    page = senior.get(at(case))
    assert page.context["pending"] == []
    assert "destroy" in [s["code"] for s in page.context["steps"]["possible"]]


def test_a_proposal_of_another_case_is_not_found() -> None:
    case, other = opened(), notified()
    actions.take_step(other, "consent_to_destruction", by=actor("officer", "kr"),
                      answers={"consenting_person": "Park"})  # fmt: skip
    actions.take_step(other, "destroy", by=actor("officer", "kr"),
                      answers={"place": "a", "method": "shredding", "witness": "c"})  # fmt: skip
    address = reverse("case-countersign", args=[case.pk, other.pending_steps.get().pk])
    answer = visitor_of("senior_officer", "kr").post(address, {"answer": "yes"})
    assert answer.status_code == 404


def test_the_stage_track_tells_the_way_so_far_the_next_stage_and_the_end() -> None:
    page = visitor_of("officer", "kr").get(at(notified()))
    assert [stage["state"] for stage in page.context["stages"]] == [
        "done", "current", "next", "next"
    ]  # fmt: skip


def test_every_clock_tells_how_it_was_counted() -> None:
    due = visitor_of("officer", "kr").get(at(notified())).context["clocks"][0]
    numbered = [day for day in due["days"] if day["number"]]
    assert [day["number"] for day in numbered] == list(range(1, len(numbered) + 1))
    assert due["basis"] and due["counting"] and due["event"]


def test_the_next_clock_comes_first_and_late_cases_have_their_tab() -> None:
    without, late, soon = opened(), notified(), notified()
    SeizureCase.objects.filter(pk=late.pk).update(
        next_due_on=clock.today("kr") - dt.timedelta(days=3)
    )
    client = visitor_of("officer", "kr")
    rows = client.get("/cases/").context["rows"]
    assert [item["row"].pk for item in rows] == [late.pk, soon.pk, without.pk]
    assert rows[0]["days_left"] < 0 and rows[2]["days_left"] is None
    overdue = client.get("/cases/?state=overdue").context["rows"]
    assert [item["row"].pk for item in overdue] == [late.pk]
    found = client.get(f"/cases/?q={soon.number}").context["rows"]
    assert [item["row"].pk for item in found] == [soon.pk]
    assert client.get("/cases/?state=closed").context["rows"] == []
    text = b"".join(client.get("/cases/?export=csv").streaming_content).decode()
    assert text.count("\n") == 4 and "NURIBOM" in text


def test_lists_are_paged_without_losing_cases_that_have_no_clock(monkeypatch: Any) -> None:
    from seizures.web import cases, lists

    monkeypatch.setattr(cases, "keyset_page", partial(lists.keyset_page, size=2))
    keys = [notified().pk for _n in range(2)] + [opened().pk for _n in range(3)]
    client, address, seen = visitor_of("officer", "kr"), "/cases/", []
    while address:
        page = client.get(address)
        seen += [item["row"].pk for item in page.context["rows"]]
        address = page.context["next_url"] and "/cases/" + page.context["next_url"]
    assert seen == keys


def test_the_holder_reads_only_its_own_letters() -> None:
    owner = holder()
    case = opened(owner=owner)
    actions.take_step(case, "notify", by=actor("officer", "kr"), answers={})
    client = visitor(holder_user(owner))
    found = {
        letter.recipient_kind: client.get(reverse("letter-file", args=[letter.pk])).status_code
        for letter in Letter.objects.about("case", case.pk)
    }
    assert found == {"holder": 200, "declarant": 404}


def test_the_pages_ask_the_database_a_fixed_number_of_times(count_queries: Any) -> None:
    cases = [notified() for _n in range(4)]
    client = visitor(person("officer", "kr"))
    client.get(at(cases[0]))
    with count_queries(6):
        client.get("/cases/")
    with count_queries(40):
        client.get(at(cases[0]))
