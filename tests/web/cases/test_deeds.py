"""Deeds beside the steps on the case page: clocks, questions, corrections; opening by hand."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from seizures.cases import actions
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.core.actor import of_user
from tests.builders import holder, holder_user, person, picture, recorded_right
from tests.cases.test_clocks import AT, deciding
from tests.cases.walking import opened, step
from tests.web.visiting import LANGUAGES, statuses, visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def page(case: SeizureCase) -> str:
    return reverse("case-detail", args=[case.pk])


ASKED = {"party": "holder", "text": "Which features?", "days": "5"}
WRONG = {"kind": "value", "value": "1000", "reason": "Typed one nought too many"}


def test_only_officers_of_the_administration_do_deeds() -> None:
    case, officer = opened()
    step(case, "notify", officer)
    row = actions.ask_question(case, party="holder", text="x?", days=5, by=officer)
    due = case.due_dates.order_by("pk")[0]
    addresses = [
        reverse("case-question-ask", args=[case.pk]),
        reverse("case-question", args=[case.pk, row.pk, "withdraw"]),
        reverse("case-clock", args=[case.pk, due.pk, "stop"]),
        reverse("case-correct", args=[case.pk]),
    ]
    strangers = [visitor_of("auditor", "kr"), visitor_of("officer", "cn"), visitor_of("holder")]
    for address in addresses:
        assert [client.post(address, {}).status_code for client in strangers] == [403, 404, 403]
        assert visitor_of("officer", "kr").get(address).status_code == 405
    other, _by = opened()
    wrong = reverse("case-question", args=[other.pk, row.pk, "answer"])
    assert visitor_of("officer", "kr").post(wrong, {"answer": "x"}).status_code == 404


def test_a_question_is_asked_answered_and_shown() -> None:
    case, _officer = opened()
    client = visitor_of("officer", "kr")
    ask = reverse("case-question-ask", args=[case.pk])
    assert client.post(ask, {**ASKED, "days": "0"}).status_code == 422
    refused = client.post(ask, {**ASKED, "party": "office"})
    assert refused.status_code == 422 and "Choose the office" in refused.content.decode()
    for _twice in range(2):
        assert client.post(ask, ASKED)["Location"] == page(case)
    row = case.questions.get()
    assert client.get(page(case)).context["questions"]["waiting"] == 1
    answer = reverse("case-question", args=[case.pk, row.pk, "answer"])
    assert client.post(answer, {"answer": ""}).status_code == 422
    client.post(answer, {"answer": "The label", "files": [picture(), picture("navy", "b.png")]})
    again = client.post(answer, {"answer": "More"})
    assert again.status_code == 422 and "no longer waits" in again.content.decode()
    row.refresh_from_db()
    assert len(row.files) == 2 and "The label" in client.get(page(case)).content.decode()


def test_a_correction_is_proposed_and_confirmed_by_a_colleague() -> None:
    case, _officer = opened()
    first, second = visitor_of("officer", "kr"), visitor_of("senior_officer", "kr")
    propose = reverse("case-correct", args=[case.pk])
    assert first.post(propose, {**WRONG, "reason": ""}).status_code == 422
    assert first.post(propose, {**WRONG, "kind": "goods"}).status_code == 422
    assert first.post(propose, WRONG).status_code == 302
    row = case.corrections.get()
    settle = reverse("case-correction", args=[case.pk, row.pk])
    assert first.post(settle, {"answer": "yes"}).status_code == 422
    assert second.get(page(case)).context["corrections"]["rows"][0]["may_confirm"]
    assert second.post(settle, {"answer": "yes"}).status_code == 302
    assert second.post(settle, {"answer": "yes"}).status_code == 422
    case.refresh_from_db()
    assert case.value == 1000


def test_a_stop_is_entered_and_its_mistake_comes_back_in_its_own_form() -> None:
    with clock.moved_to(AT):
        case, _officer, due = deciding()
        client = visitor_of("officer", "kr")
        address = reverse("case-clock", args=[case.pk, due.pk, "stop"])
        sent = {"first": "2026-05-21", "last": "2026-05-20", "reason": "Opinion"}
        back = client.post(address, sent)
        assert back.status_code == 422
        (deed,) = [d for c in back.context["clocks"] if c["pk"] == due.pk for d in c["deeds"]]
        assert deed["open"] and "after its first" in deed["refused"]
        assert client.post(address, {**sent, "last": "2026-05-22"}).status_code == 302
    due.refresh_from_db()
    assert due.due_on == dt.date(2026, 6, 11)


def test_the_small_calendar_tells_each_day_and_why_it_did_not_count() -> None:
    with clock.moved_to(AT):
        case, officer = opened()
        step(case, "notify", officer)
        shown = visitor_of("officer", "kr", "ko").get(page(case))
    due = next(row for row in shown.context["clocks"] if row["weeks"])
    cells = [cell for week in due["weeks"] for cell in week if cell]
    assert cells[0]["tone"] == "first" and cells[-1]["day"] == due["due_on"]
    assert all(len(week) == 7 for week in due["weeks"])
    assert "대체" in shown.content.decode() or "부처님" in shown.content.decode()


def test_a_case_that_asks_an_officer_is_on_the_worklist_and_in_its_own_tab() -> None:
    with clock.moved_to(AT):
        case, officer, due = deciding()
    with clock.moved_to(AT + dt.timedelta(days=60)):
        actions.miss_due(due, by=officer)
        client = visitor_of("officer", "kr")
        listed = client.get("/cases/?state=asking").context["rows"]
        assert [item["row"].pk for item in listed] == [case.pk]
        assert client.get("/worklist/").context["asking"][0]["case"].pk == case.pk
        assert client.get(page(case)).context["asking"]
        decide = reverse("case-clock", args=[case.pk, due.pk, "decide"])
        assert client.post(decide, {"decision": ""}).status_code == 422
        assert client.post(decide, {"decision": "Heard again"}).status_code == 302
        assert client.get("/cases/?state=asking").context["rows"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_board_puts_cases_by_their_next_clock(language: str) -> None:
    case, officer = opened()
    step(case, "notify", officer)
    opened()
    client = visitor_of("officer", "kr", language)
    columns = client.get("/cases/?view=board").context["columns"]
    assert [len(column["cards"]) for column in columns] == [0, 0, 1, 0, 1]
    assert visitor_of("officer", "cn").get("/cases/?view=board").status_code == 200


@pytest.mark.parametrize("text", ["nuri", "ＮＵＲＩ", "누리봄", "nuribom co", "QDICN"])
def test_cases_are_found_in_any_script_by_mark_spelling_holder_or_consignment(text: str) -> None:
    from seizures.rights.models import Alias

    right = recorded_right()
    Alias.objects.create(right=right, language="ko", text="누리봄")
    case, _officer = opened(right=right)
    opened(of={"mark": "GAON", "owner": holder("Gaon Industries")}) if text != "QDICN" else None
    client = visitor_of("officer", "kr")
    assert [i["row"].pk for i in client.get("/cases/", {"q": text}).context["rows"]] == [case.pk]
    assert client.get("/cases/", {"q": "zzz"}).context["rows"] == []


HAND = {"channel": "post", "reason": "Label", "track": "kr/small_parcel", "condition": "normal",
        "consignee": "Kim", "from_country": "CN", "to_country": "KR", "storage_place": "Counter",
        "description_1": "NURIBOM bags", "quantity_1": "5", "unit_1": "PCE", "value_1": "300000",
        "unit_2": "PCE", "unit_3": "PCE", "unit_4": "PCE", "key": "abc", "q": "nuri"}  # fmt: skip


def test_a_case_is_opened_by_hand_once_and_mistakes_come_back_at_their_field() -> None:
    right = recorded_right()
    client, address = visitor_of("officer", "kr"), reverse("case-by-hand")
    assert client.get(address, {"q": "nuri"}).context["found"] == [right]
    assert client.post(address, {}).status_code == 422
    over = client.post(address, {**HAND, "right": right.pk, "value_1": "90000000"})
    assert over.status_code == 422 and "235-2" in over.context["form"].errors["track"][0]
    first = client.post(address, {**HAND, "right": right.pk})
    again = client.post(address, {**HAND, "right": right.pk})
    assert first["Location"] == again["Location"] == page(SeizureCase.objects.get())
    assert statuses(address, visitor_of("analyst", "kr"), visitor_of("holder")) == [403, 403]


def test_the_holder_answers_in_the_portal_and_reads_only_its_own_papers() -> None:
    owner = holder()
    case, officer = opened(of={"owner": owner})
    step(case, "notify", officer)
    row = actions.ask_question(case, party="holder", text="Which features?", days=5, by=officer)
    other = actions.ask_question(case, party="declarant", text="Secret?", days=5, by=officer)
    client = visitor(holder_user(owner))
    assert "Which features?" in client.get(reverse("portal-home")).content.decode()
    shown = client.get(reverse("portal-case", args=[case.pk])).content.decode()
    assert "Which features?" in shown and "Secret?" not in shown
    address = reverse("portal-question", args=[case.pk, row.pk])
    assert client.post(address, {"answer": ""}).status_code == 422
    assert client.post(address, {"answer": "The zip", "files": [picture()]}).status_code == 302
    hidden = reverse("portal-question", args=[case.pk, other.pk])
    assert client.post(hidden, {"answer": "x"}).status_code == 404
    stranger = visitor(holder_user(holder("Gaon")))
    assert stranger.post(address, {"answer": "x"}).status_code == 404
    row.refresh_from_db()
    file = reverse("file-show", args=[row.files[0]["attachment"]])
    assert statuses(file, client, stranger) == [200, 404]


def test_closing_with_something_open_names_it_and_asks_for_a_tick() -> None:
    case, officer = opened()
    step(case, "drop_suspicion", officer, reasons="Licensed")
    step(case, "release", officer, release_reason="no_right")
    actions.ask_question(case, party="holder", text="Sure?", days=5, by=officer)
    client = visitor(person("officer", "kr"))
    address = reverse("case-step", args=[case.pk, "close"])
    back = client.post(address, {"version": case.version})
    assert back.status_code == 422 and "1 question waits" in back.content.decode()
    assert client.post(address, {"version": case.version, "duties_confirmed": "on"}).status_code \
        == 302  # fmt: skip
    case.refresh_from_db()
    assert case.is_closed and of_user(person("officer", "kr")).administration == "kr"
