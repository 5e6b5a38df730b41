"""The declarant's one-time link: the door, the limits, what is shown, what is sent."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from seizures.accounts.models import User
from seizures.cases import actions
from seizures.cases.actions import redacting
from seizures.cases.models import DeclarantLink
from seizures.core import clock
from seizures.core.errors import NotAllowed, Refused
from seizures.files.models import Attachment
from seizures.files.redacting import Box
from seizures.journal.models import Entry
from seizures.letters.models import Letter
from tests.builders import actor
from tests.cases import rooms
from tests.portal.declaring import at_the_door, linked_case, opened
from tests.portal.worlds import a_holder, notified_case, paper, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
CASE, DOOR = "/portal/declarant/case/", "/portal/declarant/"


@pytest.fixture(autouse=True)
def _fresh_limits() -> Any:
    cache.clear()
    yield
    cache.clear()


def verbs(case: Any) -> list[str]:
    return list(Entry.objects.about("case", case.pk).order_by("id").values_list("verb", flat=True))


def test_the_first_browser_opens_the_case_and_stays_in() -> None:
    client, case, link, _officer = opened()
    page = client.get(CASE)
    text = page.content.decode()
    assert page.status_code == 200 and case.number in text and "NURIBOM" in text
    assert "working day" in text and "Korean calendar" in text
    entry = Entry.objects.about("case", case.pk).filter(verb="link.opened", actor_kind="link")[0]
    assert entry.actor_id == str(link.pk) and entry.actor_name == "Park Seojun"


def test_every_further_opening_is_journalled_too() -> None:
    client, case, link, _officer = opened()
    client.get(CASE)
    client.get(CASE)
    assert verbs(case).count("link.opened") == 3
    link.refresh_from_db()
    assert link.openings == 3


def test_a_second_browser_is_turned_away_and_the_first_is_not_disturbed() -> None:
    case, _link, token, _officer = linked_case()
    first, _answer = at_the_door(token)
    second, answer = at_the_door(token)
    assert answer.status_code == 422 and "Ask the customs office" in answer.content.decode()
    assert second.get(CASE).status_code == 302 and first.get(CASE).status_code == 200
    assert "link.turned_away" in verbs(case)


def test_a_wrong_code_opens_nothing_and_says_no_more_than_a_used_one() -> None:
    _case, _link, token, _officer = linked_case()
    at_the_door(token)
    wrong = at_the_door("x" * 32)[1]
    used = at_the_door(token)[1]
    assert wrong.status_code == used.status_code == 422
    assert wrong.context["refused"] == used.context["refused"]


def test_an_expired_link_ends_in_the_browser_that_opened_it() -> None:
    client, _case, link, _officer = opened()
    DeclarantLink.objects.filter(pk=link.pk).update(expires_at=clock.now() - dt.timedelta(1))
    assert client.get(CASE)["Location"] == DOOR
    assert client.post(reverse("declarant-licence")).status_code == 302


def test_an_expired_link_does_not_open() -> None:
    _case, link, token, _officer = linked_case()
    DeclarantLink.objects.filter(pk=link.pk).update(expires_at=clock.now() - dt.timedelta(1))
    assert at_the_door(token)[1].status_code == 422


def test_a_revoked_link_ends_at_once() -> None:
    client, case, link, officer = opened()
    actions.revoke_link(link, reason="Sent to the wrong person", by=officer)
    assert client.get(CASE)["Location"] == DOOR
    with pytest.raises(NotAllowed):
        actions.send_step(link, "importer_replies", answers={"reasons": "Ours."})
    assert "link.revoked" in verbs(case)


def test_a_new_link_for_the_same_person_replaces_the_old_one() -> None:
    case, _link, token, officer = linked_case()
    actions.issue_link(case, recipient="Park Seojun", language="ko", days=5, by=officer)
    assert at_the_door(token)[1].status_code == 422


def test_only_digests_are_kept_and_no_address_carries_the_code() -> None:
    case, link, token, _officer = linked_case()
    client, answer = at_the_door(token)
    assert token not in str(DeclarantLink.objects.filter(pk=link.pk).values()[0])
    assert token not in answer["Location"] and token not in str(answer.cookies)
    assert token not in client.get(CASE).content.decode()
    told = str(list(Entry.objects.about("case", case.pk).values()))
    assert token not in told


def test_the_door_is_shut_after_too_many_tries_from_one_address() -> None:
    _case, _link, token, _officer = linked_case()
    for number in range(20):
        assert at_the_door(f"wrong-{number}")[1].status_code == 422
    answer = at_the_door(token)[1]
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 0
    assert "tried too often" in answer.content.decode()
    assert at_the_door(token, REMOTE_ADDR="203.0.113.9")[1].status_code == 302


def test_one_code_is_tried_only_so_often_from_anywhere() -> None:
    answers = [at_the_door("the-same", REMOTE_ADDR=f"203.0.113.{n}")[1] for n in range(7)]
    assert [answer.status_code for answer in answers] == [422] * 6 + [429]


def test_the_pages_of_a_link_are_limited_too(monkeypatch: Any) -> None:
    from seizures.portal.declarant import access

    client, *_rest = opened()
    monkeypatch.setitem(access.LIMITS, "pages", 2)
    assert [client.get(CASE).status_code for _n in range(3)] == [200, 200, 429]


def test_behind_a_proxy_the_header_it_writes_counts(settings: Any) -> None:
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"
    for number in range(20):
        at_the_door(f"wrong-{number}", HTTP_X_FORWARDED_FOR="1.1.1.1, 203.0.113.5")
    shut = at_the_door("x", HTTP_X_FORWARDED_FOR="9.9.9.9, 203.0.113.5")[1]
    assert shut.status_code == 429
    assert at_the_door("x", HTTP_X_FORWARDED_FOR="203.0.113.6")[1].status_code == 422


def test_pages_stay_out_of_search_engines_and_caches() -> None:
    client, *_rest = opened()
    for answer in (client.get(DOOR), client.get(CASE)):
        assert "noindex" in answer["X-Robots-Tag"] and "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert b'name="robots" content="noindex' in answer.content


def test_neither_secrets_of_the_holder_nor_names_of_officers_are_shown() -> None:
    client, case, _link, officer = opened()
    case.right.identification = "The seam has eleven stitches"
    case.right.save()
    user = User.objects.get(pk=officer.id)
    User.objects.filter(pk=user.pk).update(first_name="Secretive", last_name="Officer")
    holder_user = signed_in(User.objects.get(organisation=case.right.holder.organisation))
    holder_user.post(reverse("portal-notice", args=[case.pk]), {
        "version": case.version, "verdict": "counterfeit", "want": "later",
        "features": "Between us only"})  # fmt: skip
    assert case.answers.exists()
    text = client.get(CASE).content.decode()
    for secret in ("eleven stitches", "Secretive", "Between us only"):
        assert secret not in text


def test_only_pictures_opened_to_the_declarant_are_shown() -> None:
    client, case, _link, officer = opened()
    original = Attachment.objects.on("inspection", case.inspection_id).pictures()[0]
    assert client.get(reverse("declarant-file", args=[original.pk])).status_code == 404
    copy = redacting.redact_file(case, original, audience="declarant", reason="Names",
                                 boxes=[Box(0, 0, 0.2, 0.2)], by=officer)  # fmt: skip
    address = reverse("declarant-file", args=[copy.copy_id])
    assert client.get(address).status_code == 404
    assert address not in client.get(CASE).content.decode()
    redacting.release_copy(copy, basis="Notif. 13", by=officer)
    assert client.get(address).status_code == 200 and address in client.get(CASE).content.decode()
    holders = redacting.redact_file(case, original, audience="holder", reason="Names",
                                    boxes=[Box(0, 0, 0.2, 0.2)], by=officer)  # fmt: skip
    redacting.release_copy(holders, basis="Notif. 13", by=officer)
    assert client.get(reverse("declarant-file", args=[holders.copy_id])).status_code == 404


def test_nothing_of_another_case_is_reached() -> None:
    client, _case, _link, _officer = opened()
    _other, case, link, officer = opened(name="Somebody Else", mark="SOLBIT")
    sent = actions.send_step(link, "importer_replies", answers={"reasons": "Ours."},
                             files=[paper()])  # fmt: skip
    asked = actions.ask_question(case, party="declarant", text="Whose?", days=5, by=officer)
    letter = Letter.objects.about("case", case.pk).filter(recipient_kind="declarant")[0]
    mine = [("receipt", sent.pk), ("file", sent.files[0]["attachment"]), ("letter", letter.pk)]
    for name, key in mine:
        assert client.get(reverse(f"declarant-{name}", args=[key])).status_code == 404, name
    assert client.post(reverse("declarant-answer", args=[asked.pk])).status_code == 404


def test_a_letter_to_the_declarant_is_read_and_with_that_received() -> None:
    client, case, _link, _officer = opened()
    letter = Letter.objects.about("case", case.pk).filter(recipient_kind="declarant")[0]
    assert client.get(reverse("declarant-letter", args=[letter.pk])).status_code == 200
    letter.refresh_from_db()
    assert letter.opened_at and letter.served_at
    other = Letter.objects.about("case", case.pk).filter(recipient_kind="holder")[0]
    assert client.get(reverse("declarant-letter", args=[other.pk])).status_code == 404


def test_the_declarant_contests_with_documents_and_gets_a_receipt() -> None:
    client, case, _link, _officer = opened()
    answer = client.post(reverse("declarant-step", args=["importer_replies"]), {
        "version": case.version, "reasons": "Bought from the right holder.",
        "papers": [paper("invoice.pdf"), paper("contract.pdf")]})  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[:3000]
    sent = case.submissions.get()
    assert sent.kind == "contest" and len(sent.files) == 2 and len(sent.digest) == 64
    assert case.facts.filter(code="declarant_replied").exists()
    page = client.get(answer["Location"])
    text = page.content.decode()
    assert sent.digest in text and "invoice.pdf" in text and sent.files[0]["sha256"] in text
    pdf = client.get(answer["Location"] + "?pdf")
    assert pdf.content.startswith(b"%PDF")
    entry = Entry.objects.about("case", case.pk).get(verb="declarant.contest")
    assert entry.data["sha256"] == sent.digest and entry.actor_kind == "link"


def test_a_disguised_program_is_refused_and_nothing_is_kept() -> None:
    client, case, _link, _officer = opened()
    enemy = SimpleUploadedFile("invoice.pdf", b"MZ\x90\x00 this is no document", "application/pdf")
    answer = client.post(reverse("declarant-step", args=["importer_replies"]), {
        "version": case.version, "reasons": "Ours.", "papers": [enemy]})  # fmt: skip
    assert answer.status_code == 422 and not case.submissions.exists()
    assert not case.facts.filter(code="declarant_replied").exists()
    assert "Ours." in answer.content.decode()


def test_consent_to_destruction_is_confirmed_twice() -> None:
    client, case, _link, _officer = opened()
    url = reverse("declarant-step", args=["consent_to_destruction"])
    data = {"version": case.version, "consenting_person": "Park Seojun"}
    assert client.post(url, data).status_code == 422
    case.refresh_from_db()
    assert case.stage == "notified"
    assert client.post(url, data | {"confirmed": "on"}).status_code == 302
    case.refresh_from_db()
    assert case.stage == "destruction_agreed" and case.submissions.get().kind == "consent"
    assert Letter.objects.about("case", case.pk).filter(key="kr/form19").exists()


def test_a_step_that_is_not_offered_is_not_taken() -> None:
    client, case, _link, _officer = opened()
    for code in ("suspend", "holder_requests", "request_counter_release"):
        client.post(reverse("declarant-step", args=[code]), {"version": case.version})
    case.refresh_from_db()
    assert case.stage == "notified" and not case.submissions.exists()


def test_release_against_security_is_asked_for_where_the_law_allows_it() -> None:
    case, officer = rooms.opened("cn", kind="patent", nice=())
    rooms.at_stage(case, "detained", "notified", "detained")
    link, token = actions.issue_link(case, recipient="Wang Wei", language="en", days=5,
                                     by=officer)  # fmt: skip
    client, _answer = at_the_door(token)
    assert any(row["kind"] == "release" for row in client.get(CASE).context["steps"])
    answer = client.post(reverse("declarant-step", args=["request_counter_release"]), {
        "version": case.version, "reasons": "Our own process.", "security_amount": str(case.value),
    })  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert case.submissions.get().kind == "release"
    assert case.securities.get(kind="counter").lodged == case.value
    trademark, *_rest = opened("cn")
    assert not any(row["kind"] == "release" for row in trademark.get(CASE).context["steps"])


def test_a_confirmed_licence_makes_an_authorised_trader() -> None:
    client, case, _link, _officer = opened()
    data = {"trader": "HANBIT TRADE CO LTD", "country": "kr", "number": "L-7", "files": [paper()]}
    assert client.post(reverse("declarant-licence"), data).status_code == 302
    claim = case.licence_claims.get()
    user = User.objects.get(organisation=case.right.holder.organisation)
    holder = signed_in(user)
    page = holder.get(reverse("portal-case", args=[case.pk])).content.decode()
    assert "HANBIT TRADE CO LTD" in page
    file = claim.submission.files[0]["attachment"]
    assert holder.get(reverse("file-show", args=[file])).status_code == 200
    url = reverse("portal-licence", args=[case.pk, claim.pk])
    holder.post(url, {"answer": "yes"})
    holder.post(url, {"answer": "yes"})
    assert case.right.traders.filter(name="HANBIT TRADE CO LTD", country="KR").count() == 1
    assert "Confirmed by the right holder" in client.get(CASE).content.decode()


def test_a_denied_licence_needs_a_reason_and_authorises_nobody() -> None:
    client, case, _link, _officer = opened()
    client.post(reverse("declarant-licence"), {"trader": "HANBIT", "files": [paper()]})
    claim = case.licence_claims.get()
    by = actor("holder", organisation=case.right.holder.organisation)
    with pytest.raises(Refused):
        actions.answer_licence(claim, is_licensed=False, by=by)
    actions.answer_licence(claim, is_licensed=False, reason="The licence ended", by=by)
    assert not case.right.traders.exists()
    assert "The licence ended" in client.get(CASE).content.decode()


def test_a_licence_without_its_proof_is_refused() -> None:
    client, case, _link, _officer = opened()
    answer = client.post(reverse("declarant-licence"), {"trader": "HANBIT"})
    assert answer.status_code == 422 and not case.licence_claims.exists()


def test_a_formal_question_is_answered_by_the_link() -> None:
    client, case, _link, officer = opened()
    row = actions.ask_question(case, party="declarant", text="Who made them?", days=5, by=officer)
    assert "Who made them?" in client.get(CASE).content.decode()
    answer = client.post(reverse("declarant-answer", args=[row.pk]), {
        "answer": "Lanhai Garment.", "files": [paper()]})  # fmt: skip
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.status == "answered" and row.answered_by_name == "Park Seojun"
    held = actions.ask_question(case, party="holder", text="Yours?", days=5, by=officer)
    assert client.post(reverse("declarant-answer", args=[held.pk])).status_code == 404


def test_a_link_waits_until_the_declarant_was_told() -> None:
    owner, _user = a_holder()
    case, officer = notified_case(owner)
    with pytest.raises(NotAllowed):
        actions.issue_link(case, recipient="Park", language="ko", days=5,
                           by=actor("officer", "cn"))  # fmt: skip
    case.facts.all().delete()
    with pytest.raises(Refused):
        actions.issue_link(case, recipient="Park", language="ko", days=5, by=officer)


def test_a_closed_case_offers_nothing_to_do() -> None:
    client, case, _link, _officer = opened()
    case.is_closed, case.stage = True, "closed"
    case.save()
    page = client.get(CASE)
    assert page.status_code == 200 and not page.context["steps"] and not page.context["licence"]


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_the_page_opens_in_the_language_of_the_letter(language: str) -> None:
    client, _case, _link, _officer = opened("cn", language)
    assert f'<html lang="{ {"zh-hans": "zh-Hans"}.get(language, language) }"'.lower() in (
        client.get(CASE).content.decode().lower())  # fmt: skip


def test_the_language_is_switched_without_leaving_the_case() -> None:
    client, _case, _link, _officer = opened(language="ko")
    answer = client.post(reverse("set_language"), {"language": "en", "next": CASE})
    assert answer["Location"] == CASE
    assert '<html lang="en"' in client.get(CASE).content.decode()


def test_the_officer_issues_and_ends_a_link_on_the_desk() -> None:
    owner, _user = a_holder()
    case, officer = notified_case(owner)
    desk = signed_in(User.objects.get(pk=officer.id))
    url = reverse("case-link-issue", args=[case.pk])
    answer = desk.post(url, {"recipient": "Park Seojun", "language": "en", "days": "14"})
    text = answer.content.decode()
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    token = answer.context["token"]
    assert f"/portal/declarant/#{token}" in text
    client, opened_answer = at_the_door(token)
    assert opened_answer.status_code == 302
    link = case.links.get()
    assert desk.post(reverse("case-link-revoke", args=[case.pk, link.pk]),
                     {"reason": "Wrong person"}).status_code == 302  # fmt: skip
    assert client.get(CASE).status_code == 302
    assert token not in desk.get(reverse("case-detail", args=[case.pk])).content.decode()
    assert desk.post(url, {"recipient": "", "language": "en", "days": "99"}).status_code == 422


def test_what_the_declarant_sent_stands_on_the_case() -> None:
    _client, case, link, officer = opened()
    actions.send_step(link, "importer_replies", answers={"reasons": "We bought them."},
                      files=[paper("invoice.pdf")])  # fmt: skip
    page = signed_in(User.objects.get(pk=officer.id)).get(reverse("case-detail", args=[case.pk]))
    text = page.content.decode()
    assert "We bought them." in text and "invoice.pdf" in text


def test_a_stranger_and_a_forged_cookie_find_the_door() -> None:
    _client, _case, link, _officer = opened()
    stranger = Client()
    stranger.cookies["declarant"] = f"{link.pk}.forged"
    assert stranger.get(CASE)["Location"] == DOOR
    stranger.cookies["declarant"] = "9" * 40 + ".x"
    assert stranger.get(CASE)["Location"] == DOOR
