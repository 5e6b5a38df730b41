"""Notices to answer: goods beside the mark, the countdown, the answer with its step."""

import pytest
from django.test import Client
from django.urls import reverse

from seizures.cases.models import HolderAnswer, SeizureCase, StepTaken
from seizures.core import clock
from seizures.core.actor import of_user
from seizures.letters.models import Letter
from tests.builders import picture
from tests.portal.worlds import (
    a_holder,
    an_agent,
    in_days,
    notified_case,
    request_of,
    signed_in,
    step,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def address(case: SeizureCase, name: str = "portal-notice") -> str:
    return reverse(name, args=[case.pk])


def test_first_page_counts_down_in_both_calendars() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner, "cn")
    page = signed_in(user).get(reverse("portal-home"))
    shown = page.context["notices"][0]
    assert shown["case"] == case and shown["waits"] and shown["picture"]
    due = case.due_dates.get(rule="holder_reply")
    assert shown["clock"]["due_on"] == due.due_on and shown["clock"]["days_left"] == 3
    assert shown["clock"]["own"] == "kr" and shown["clock"]["own_days_left"] >= 1
    text = page.content.decode()
    assert "3 working days left" in text and "Chinese calendar" in text
    assert "in the Korean calendar" in text


def test_a_notice_shows_goods_pictures_costs_and_hides_the_parties() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    page = signed_in(user).get(address(case))
    text = page.content.decode()
    assert "NURIBOM SPORTS SHOES" in text and len(page.context["pictures"]) == 1
    assert page.context["costs"]["rows"][0]["is_required"]
    assert "HANBIT TRADE" not in text and "LANHAI" not in text
    assert "Not opened to you" in text


@pytest.mark.parametrize(("administration", "stage", "letters"), [
    ("kr", "requested", {"kr/form13", "kr/form13_2"}),
    ("cn", "applied", {"cn/detention_application"}),
])  # fmt: skip
def test_one_press_answers_lodges_and_files(
    administration: str, stage: str, letters: set[str]
) -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner, administration)
    client = signed_in(user)
    done = client.post(address(case), request_of(case), follow=True)
    assert done.redirect_chain[-1][0] == address(case, "portal-notice-receipt")
    case.refresh_from_db()
    assert case.stage == stage
    assert case.securities.get(kind="request").status == "held"
    answer = HolderAnswer.objects.get(case=case)
    assert answer.verdict == "counterfeit" and answer.wants_suspension
    taken = StepTaken.objects.filter(case=case).latest("id")
    assert taken.answers["reasons"] == "The label is printed; ours is woven."
    assert {letter.key for letter in done.context["letters"]} == letters
    for letter in done.context["letters"]:
        paper = client.get(reverse("letter-file", args=[letter.pk]))
        assert paper.status_code == 200 and paper["Content-Type"] == "application/pdf"


def test_sending_the_answer_twice_is_harmless() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    client, sent = signed_in(user), request_of(case)
    for _press in range(2):
        assert client.post(address(case), sent).url == address(case, "portal-notice-receipt")
    assert HolderAnswer.objects.count() == 1
    assert StepTaken.objects.filter(case=case, code="holder_requests").count() == 1


def test_only_a_verdict_leaves_the_clock_running_and_is_kept_once() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    client = signed_in(user)
    sent = {"version": case.version, "verdict": "unsure", "want": "later", "sample_kind": "samples"}
    for _press in range(2):
        client.post(address(case), sent)
    case.refresh_from_db()
    assert case.stage == "notified" and case.due_dates.running().exists()
    assert HolderAnswer.objects.get().wants_sample
    assert client.post(address(case), request_of(case)).status_code == 302


def test_declining_needs_a_reason_and_lets_the_goods_go() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    client = signed_in(user)
    sent = {"version": case.version, "verdict": "licensed", "want": "decline"}
    refused = client.post(address(case), sent)
    assert refused.status_code == 422 and "Say why" in refused.content.decode()
    client.post(address(case), sent | {"decline-reasons": "Made under licence"})
    case.refresh_from_db()
    assert case.stage == "release_due"


def test_too_small_a_security_is_refused_at_its_field_and_nothing_is_kept() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    refused = signed_in(user).post(
        address(case), request_of(case, **{"request-security_amount": "1000"})
    )
    assert refused.status_code == 422
    assert "at least" in refused.content.decode()
    assert not HolderAnswer.objects.exists() and not Letter.objects.filter(key="kr/form13").exists()


def test_somebody_faster_is_told_and_nothing_is_lost() -> None:
    owner, user = a_holder()
    case, officer = notified_case(owner)
    sent = request_of(case)
    step(case, "importer_replies", officer, reasons="We have a licence", happened_on="2026-01-05")
    refused = signed_in(user).post(address(case), sent)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "Somebody else" in text and "The label is printed" in text
    assert not HolderAnswer.objects.exists()


def test_after_the_last_day_the_page_says_so() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    with clock.moved_by(in_days(30)):
        page = signed_in(user).get(address(case))
        assert page.context["clock"]["days_left"] < 0


def test_the_inbox_keeps_what_waits_apart_from_what_was_answered() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    client = signed_in(user)
    assert len(client.get(reverse("portal-notice-list")).context["rows"]) == 1
    client.post(address(case), request_of(case))
    assert client.get(reverse("portal-notice-list")).context["rows"] == []
    everything = client.get(reverse("portal-notice-list"), {"state": "all"})
    assert [row["case"] for row in everything.context["rows"]] == [case]
    assert client.get(address(case)).url == address(case, "portal-case")


def test_an_agent_answers_for_its_principal() -> None:
    owner, _user = a_holder()
    case, _officer = notified_case(owner)
    done = signed_in(an_agent(owner)).post(address(case), request_of(case))
    assert done.url == address(case, "portal-notice-receipt")


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
@pytest.mark.parametrize("administration", ["kr", "cn"])
def test_a_notice_opens_in_three_languages_with_few_queries(
    language: str, administration: str, count_queries
) -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner, administration)
    client: Client = signed_in(user, language)
    with count_queries(48):
        assert client.get(address(case)).status_code == 200


def test_the_inbox_does_not_ask_the_database_once_a_case(count_queries) -> None:
    owner, user = a_holder()
    for _case in range(6):
        notified_case(owner)
    client = signed_in(user)
    with count_queries(24):
        assert len(client.get(reverse("portal-notice-list")).context["rows"]) == 6


def test_a_file_sent_with_the_request_hangs_on_the_case_and_can_be_read_again() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    client = signed_in(user)
    client.post(address(case), request_of(case, **{"request-evidence": picture()}))
    taken = StepTaken.objects.filter(case=case).latest("id")
    shown = client.get(reverse("file-show", args=[taken.answers["evidence"]["attachment"]]))
    assert shown.status_code == 200


def test_an_answer_by_a_stranger_is_refused_below_the_pages_too() -> None:
    from seizures.cases import actions
    from seizures.core.errors import NotAllowed

    owner, _user = a_holder()
    case, _officer = notified_case(owner)
    _other, stranger = a_holder("Somebody Else")
    with pytest.raises(NotAllowed):
        actions.answer_and_step(case, verdict="genuine", by=of_user(stranger))
