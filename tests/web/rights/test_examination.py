"""The examiner's queue and file: clocks, completeness, near marks, three decisions, letters."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from seizures.core import clock
from seizures.core.actor import of_user, system
from seizures.journal.models import Entry
from seizures.letters.models import Letter
from seizures.rights import actions
from seizures.rights.models import Recordation
from tests.builders import holder, holder_user, person, recorded_right
from tests.making import recorded, register_row
from tests.web.rights.filed import filed
from tests.web.visiting import LANGUAGES, statuses, visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MATCH_INDEX_DIR = tmp_path / "index"


def at(row: Recordation, decision: str = "") -> str:
    if decision:
        return reverse("examination-decide", args=[row.pk, decision])
    return reverse("examination-detail", args=[row.pk])


def numbers(answer: Any) -> list[str]:
    return [item["row"].number for item in answer.context["rows"]]


def test_the_nearest_clock_comes_first_each_state_has_its_tab() -> None:
    firm = holder()
    late, fresh, asked, done = (filed(firm, f"MARK {n}") for n in range(4))
    Recordation.objects.filter(pk=late.pk).update(
        examine_by=clock.today("kr") - dt.timedelta(days=4)
    )
    actions.request_supplement(asked, "Licence", by=system("kr"))
    actions.accept(done, by=system("kr"))
    filed(firm, "CHINESE", place="cn")
    client = visitor_of("examiner", "kr")
    first = client.get("/examinations/")
    assert numbers(first) == [late.number, fresh.number]
    assert first.context["rows"][0]["days_left"] < 0 < first.context["rows"][1]["days_left"]
    deficient = client.get("/examinations/?state=deficient")
    assert numbers(deficient) == [asked.number]
    assert deficient.context["rows"][0]["due_on"] == asked.messages.get().answer_by
    assert numbers(client.get("/examinations/?state=decided")) == [done.number]
    assert numbers(client.get("/examinations/?q=mark%200")) == [late.number]
    assert numbers(client.get(f"/examinations/?q={fresh.number.lower()}")) == [fresh.number]


def test_a_recordation_without_a_clock_stays_in_the_queue() -> None:
    row = filed(holder())
    Recordation.objects.filter(pk=row.pk).update(examine_by=None)
    answer = visitor_of("examiner", "kr").get("/examinations/")
    assert numbers(answer) == [row.number] and answer.context["rows"][0]["days_left"] is None


def test_only_examiners_of_the_administration_come_in() -> None:
    row = filed(holder())
    visitors = [visitor_of("examiner", "kr"), visitor_of("officer", "kr"),
                visitor_of("examiner", "cn"), visitor_of("holder")]  # fmt: skip
    assert statuses("/examinations/", *visitors) == [200, 403, 200, 403]
    assert statuses(at(row), *visitors) == [200, 403, 404, 403]
    sent = [client.post(at(row, "refuse"), {"reason": "No"}) for client in visitors[1:]]
    assert [answer.status_code for answer in sent] == [403, 404, 403]
    assert visitors[0].get(at(row, "accept")).status_code == 405
    assert visitors[0].post(at(row, "postpone")).status_code == 404
    recorded_abroad = actions.accept(filed(holder("B"), "B", place="cn"), by=system("cn"))
    assert statuses(at(recorded_abroad), visitors[0]) == [404]


def test_an_administrator_reads_but_does_not_decide() -> None:
    row = filed(holder())
    client = visitor_of("administrator", "kr")
    assert client.get(at(row)).context["steps"] == []
    assert client.post(at(row, "refuse"), {"reason": "No"}).status_code == 403
    row.refresh_from_db()
    assert row.status == "submitted"


@pytest.mark.parametrize("language", LANGUAGES)
def test_queue_and_file_speak_the_readers_language(language: str) -> None:
    row = filed(holder())
    client = visitor_of("examiner", "kr", language)
    for address in ("/examinations/", at(row)):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()


def test_the_file_says_what_is_there_and_what_is_missing() -> None:
    row = filed(holder())
    Recordation.objects.filter(pk=row.pk).update(
        registration_number="", right_expires_on=clock.today("kr") - dt.timedelta(days=9)
    )
    checks = visitor_of("examiner", "kr").get(at(row)).context["checks"]
    met = {str(check["label"]): bool(check["is_met"]) for check in checks}
    assert met["Registration certificate"] and met["Nice classes"] and met["Picture of the mark"]
    assert not met["Registration number"] and not met["The right is in force"]
    assert not met["Power of attorney"]


def test_marks_of_others_that_come_near_are_shown_with_how() -> None:
    recorded("VELANTIS")
    rows = [register_row("QUIMBRA", holder="Far Ltd", aliases={})]
    actions.import_rows(rows, administrations=["kr"], by=system())
    actions.bring_up_to_date(by=system())
    near = visitor_of("examiner", "kr").get(at(filed(holder(), "VELANTYS"))).context["near"]
    assert [item["right"].mark for item in near] == ["VELANTIS"]
    assert near[0]["shared"] == "25" and near[0]["score"] > 0.3
    assert {entry.administration for entry, _tone in near[0]["entries"]} == {"kr", "cn"}


def test_own_marks_are_not_near_and_a_missing_index_is_no_trouble() -> None:
    firm = holder()
    recorded_right("VELANTIS", owner=firm)
    recorded_right("VELANTIS SPORT", owner=holder("Other Ltd"))
    near = visitor_of("examiner", "kr").get(at(filed(firm, "VELANTIS"))).context["near"]
    assert [item["right"].mark for item in near] == ["VELANTIS SPORT"]


def test_acceptance_settles_the_aliases_and_tells_the_holder_by_letter() -> None:
    firm = holder()
    row = filed(firm)
    by = of_user(holder_user(firm))
    kept = actions.add_alias(row.right, language="ko", text="벨란티스", by=by, is_confirmed=False)
    dropped = actions.add_alias(row.right, language="ko", text="벨트", by=by)
    client = visitor_of("examiner", "kr")
    form = client.get(at(row)).context["steps"][0]["form"]
    assert form["aliases"].value() == [str(dropped.pk)]
    suggested = [value for value, _label in form.fields["added"].choices]
    assert suggested and not any(value.endswith(":벨란티스") for value in suggested)
    answer = client.post(at(row, "accept"), {"aliases": [kept.pk], "added": suggested[:1]})
    assert answer["Location"] == at(row)
    found = dict(row.right.aliases.values_list("text", "is_confirmed"))
    assert found == {"벨란티스": True, "벨트": False, suggested[0].split(":", 1)[1]: True}
    after = client.get(at(row))
    assert after.context["row"].status == "recorded" and after.context["steps"] == []
    letter = after.context["letters"][0]
    assert client.get(reverse("letter-file", args=[letter.pk])).status_code == 200
    assert visitor(holder_user(firm)).get(
        reverse("letter-file", args=[letter.pk])
    ).status_code == 200  # fmt: skip


def test_an_alias_of_another_right_or_an_invented_one_is_no_choice() -> None:
    row = filed(holder())
    other = actions.add_alias(recorded_right("OTHER"), language="ko", text="아더", by=system())
    client = visitor_of("examiner", "kr")
    sent = {"aliases": [other.pk], "added": ["ko:<b>"]}
    answer = client.post(at(row, "accept"), sent)
    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.status == "submitted"


def test_accepting_twice_is_once_and_refusing_after_it_is_refused() -> None:
    row = filed(holder())
    client = visitor_of("examiner", "kr")
    for _again in range(2):
        assert client.post(at(row, "accept"), {}).status_code == 302
    assert Entry.objects.filter(verb="recordation.accepted").count() == 1
    assert Letter.objects.about("recordation", row.pk).count() == 1
    late = client.post(at(row, "refuse"), {"reason": "Too late"})
    assert late.status_code == 422 and "Recorded" in late.content.decode()


@pytest.mark.parametrize(
    ("decision", "field"), [("supplement", "text"), ("explain", "text"), ("refuse", "reason")]
)
def test_what_the_holder_must_read_cannot_be_left_out(decision: str, field: str) -> None:
    row = filed(holder())
    answer = visitor_of("examiner", "kr").post(at(row, decision), {field: "  "})
    assert answer.status_code == 422
    step = next(step for step in answer.context["steps"] if step["open"])
    assert step["form"].errors[field]
    assert f'href="#{decision}_{field}"' in answer.content.decode()


def test_a_supplement_stops_the_examination_and_the_answer_starts_it_again() -> None:
    firm = holder()
    row = filed(firm)
    client = visitor_of("examiner", "kr")
    client.post(at(row, "supplement"), {"text": "- Licence"})
    page = client.get(at(row))
    assert page.context["clock"]["due_on"] == row.messages.get().answer_by
    assert [step["title"] for step in page.context["steps"]] == ["Accept", "Refuse"]
    again = client.post(at(row, "supplement"), {"text": "More"})
    assert again.status_code == 422 and row.messages.count() == 1
    row.refresh_from_db()
    actions.answer_supplement(row, "Here it is", by=of_user(holder_user(firm)))
    assert len(client.get(at(row)).context["steps"]) == 4


def test_korea_asks_for_an_explanation_by_its_own_form_and_china_has_none() -> None:
    row, client = filed(holder()), visitor_of("examiner", "kr")
    page = client.get(at(row))
    asks = next(step for step in page.context["steps"] if step["url"].endswith("/explain/"))
    assert asks["basis"] == "Notif. 10(4)(5)"
    client.post(at(row, "explain"), {"text": "Who imports beside you?"})
    assert Letter.objects.about("recordation", row.pk).get().key == "kr/form10_4"
    assert "Explanation requested" in client.get(at(row)).content.decode()
    chinese, abroad = filed(holder("B"), "B", place="cn"), visitor_of("examiner", "cn")
    names = [step["url"] for step in abroad.get(at(chinese)).context["steps"]]
    assert len(names) == 3 and not any("explain" in name for name in names)
    assert abroad.post(at(chinese, "explain"), {"text": "Why?"}).status_code == 422


def test_a_right_that_has_ended_is_not_recorded_and_the_page_says_why() -> None:
    row = filed(holder())
    Recordation.objects.filter(pk=row.pk).update(
        right_expires_on=clock.today("kr") - dt.timedelta(days=1)
    )
    answer = visitor_of("examiner", "kr").post(at(row, "accept"), {})
    assert answer.status_code == 422 and "itself has expired" in answer.content.decode()


def test_each_decision_names_its_legal_basis() -> None:
    for place in ("kr", "cn"):
        row = filed(holder(f"Firm {place}"), f"MARK {place}", place=place)
        steps = visitor_of("examiner", place).get(at(row)).context["steps"]
        assert all(step["basis"] for step in steps) and len(steps) == {"kr": 4, "cn": 3}[place]


def test_the_pages_ask_the_database_a_fixed_number_of_times(count_queries: Any) -> None:
    firm = holder()
    rows = [filed(firm, f"MARK {n}") for n in range(6)]
    client = visitor(person("examiner", "kr"))
    with count_queries(7):
        client.get("/examinations/")
    with count_queries(36):
        client.get(at(rows[0]))


def test_anybody_may_check_a_letter_and_learns_nothing_but_that() -> None:
    from django.test import Client

    row = actions.accept(filed(holder()), by=system("kr"))
    letter = Letter.objects.about("recordation", row.pk).get()
    path = "/" + letter.data["verify_url"].split("/", 3)[3]
    answer = Client().get(path)
    told = answer.content.decode()
    assert answer.status_code == 200 and "genuine" in told and letter.number in told
    assert "Recordation result notice" in told and "Korea Customs Service" in told
    assert letter.recipient_name not in told and "VELANTIS" not in told
    wrong = path.replace(letter.data["verify_token"], "0" * 12)
    assert Client().get(wrong).status_code == 404
    assert Client().get("/verify/KR-LT-1999-000001/0123456789ab/").status_code == 404


def test_checking_a_letter_asks_the_database_once(count_queries: Any) -> None:
    from django.test import Client

    with count_queries(1):
        Client().get("/verify/KR-LT-1999-000001/0123456789ab/")
