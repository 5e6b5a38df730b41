"""Letters on the desk: drafts, service and the clocks it starts, correction, register, checking."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from seizures.cases import actions
from seizures.cases.actions.receipts import record_receipt
from seizures.cases.models import SeizureCase
from seizures.core import clock
from seizures.files import store
from seizures.files.models import StoredFile
from seizures.journal.models import Entry
from seizures.letters.models import Letter
from tests.builders import actor, found_goods, holder, holder_user, recorded_right
from tests.letters.reading import needs_poppler, squeezed, text_of
from tests.web.visiting import LANGUAGES, statuses, visitor, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
TRACK = {"kr": "kr/on_request", "cn": "cn/ex_officio"}
STEP = {"kr": "notify", "cn": "suspend_release"}


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def opened(administration: str = "kr", **fields: Any) -> SeizureCase:
    """A case just opened from an inspection."""
    inspection, officer = found_goods(recorded_right(**fields), administration=administration)
    return actions.open_case(inspection, track=TRACK[administration], by=officer)


def notified(administration: str = "kr", **fields: Any) -> SeizureCase:
    """A case in which the first notice went out."""
    case = opened(administration, **fields)
    by = actor("officer", administration)
    actions.take_step(case, STEP[administration], by=by, answers={})
    case.refresh_from_db()
    return case


def letter_of(case: SeizureCase, kind: str = "holder") -> Letter:
    found = Letter.objects.about("case", case.pk).filter(recipient_kind=kind).first()
    assert found
    return found


def sent(channel: str, at: dt.datetime, **more: Any) -> dict[str, Any]:
    local = at.astimezone(clock.zone("kr"))
    return {"what": "received", "channel": channel, "day": f"{local:%Y-%m-%d}",
            "time": f"{local:%H:%M}", **more}  # fmt: skip


def content(stored: StoredFile | None) -> bytes:
    assert stored
    return store.full(stored.path).read_bytes()


# --- drafts --------------------------------------------------------------------------------


def test_a_step_shows_its_letters_before_anything_is_issued() -> None:
    case = opened()
    client = visitor_of("officer", "kr")
    page = client.get(reverse("case-detail", args=[case.pk])).content.decode()
    address = reverse("case-step-draft", args=[case.pk, "notify"])
    assert address in page
    answer = client.post(address, {"version": case.version})
    drafts = answer.context["drafts"]
    assert [draft["kind"] for draft in drafts] == ["Right holder", "Declarant"]
    assert all(draft["pages"] and draft["beside"] for draft in drafts)
    assert drafts[0]["pages"][0].startswith("data:image/png;base64,")
    assert not Letter.objects.exists() and not StoredFile.objects.filter(
        media_type="application/pdf").exists()  # fmt: skip
    case.refresh_from_db()
    assert case.stage == "opened"


def test_a_draft_says_what_was_answered_so_far_and_nothing_that_was_not() -> None:
    from seizures.cases.letter_data import draft_of

    case = notified()
    by = actor("officer", "kr")
    data = draft_of(case, "kr/form13", "holder_requests",
                    {"reasons": "Stitching differs", "security_amount": "5000"}, by=by)  # fmt: skip
    assert data["reason"] == "Stitching differs"
    assert case.steps.count() == 1


def test_a_draft_counts_the_clocks_the_step_would_start() -> None:
    from seizures.cases.letter_data import draft_of

    case = opened()
    draft = draft_of(case, "kr/form11", "notify", {}, by=actor("officer", "kr"))
    actions.take_step(case, "notify", by=actor("officer", "kr"), answers={})
    issued = letter_of(case).data
    assert draft["deadlines"] and draft["deadlines"] == issued["deadlines"]


def test_drafts_are_for_officers_of_the_own_administration_and_steps_with_letters() -> None:
    case = opened()
    address = reverse("case-step-draft", args=[case.pk, "notify"])
    assert statuses(
        address, visitor_of("officer", "kr"), visitor_of("auditor", "kr"),
        visitor_of("officer", "cn"), visitor_of("holder"),
    ) == [200, 403, 404, 403]  # fmt: skip
    client = visitor_of("officer", "kr")
    assert (
        client.get(reverse("case-step-draft", args=[case.pk, "drop_suspicion"])).status_code == 404
    )
    assert Client().get(address).status_code == 302


# --- service -------------------------------------------------------------------------------


def test_service_by_post_is_recorded_with_its_proof_and_starts_the_clock() -> None:
    case = notified()
    letter = letter_of(case)
    before = case.due_dates.get(rule="holder_request", status="running")
    client = visitor_of("officer", "kr")
    with clock.moved_by(dt.timedelta(days=3)):
        proof = SimpleUploadedFile("receipt.pdf", content(letter.file), "application/pdf")
        at = clock.now() - dt.timedelta(hours=1)
        answer = client.post(reverse("letter-service", args=[letter.pk]),
                             sent("post", at, evidence="RR123456789KR", proof=proof))  # fmt: skip
        assert answer.status_code == 302
    letter.refresh_from_db()
    assert letter.served_channel == "post" and letter.service_proof is not None
    assert letter.service_evidence == "RR123456789KR"
    after = case.due_dates.get(rule="holder_request", status="running")
    assert after.starts_on == clock.day_of(at, "kr") > before.starts_on
    assert after.due_on > before.due_on and letter.number in after.evidence
    assert Entry.objects.filter(verb="clock.recounted", subject_id=case.pk).exists()


def test_the_importers_receipt_moves_the_importers_clock_alone() -> None:
    case = notified()
    rows = {row.rule: row.starts_on for row in case.due_dates.filter(status="running")}
    with clock.moved_by(dt.timedelta(days=2)):
        record_receipt(letter_of(case, "declarant"), channel="in_person", on=clock.now(),
                       evidence="Park Seojun", by=actor("officer", "kr"))  # fmt: skip
    moved = {row.rule: row.starts_on for row in case.due_dates.filter(status="running")}
    assert moved["owner_reply"] == rows["owner_reply"] + dt.timedelta(days=2)
    assert moved["holder_request"] == rows["holder_request"]


def test_a_public_notice_takes_effect_when_fourteen_full_days_have_passed() -> None:
    case = notified()
    letter = letter_of(case, "declarant")
    posted = clock.now()
    record_receipt(letter, channel="public", on=posted, evidence="Gazette 77",
                   by=actor("officer", "kr"))  # fmt: skip
    letter.refresh_from_db()
    day = clock.day_of(posted, "kr")
    assert clock.day_of(letter.served_at, "kr") == day + dt.timedelta(days=15)
    page = visitor_of("officer", "kr").get(reverse("case-detail", args=[case.pk]))
    states = {row.pk: row.state["word"] for row in page.context["letters"]}
    assert states[letter.pk] == "Takes effect later"


def test_what_the_law_needs_for_a_channel_is_asked_at_its_field() -> None:
    letter = letter_of(notified())
    client = visitor_of("officer", "kr")
    address = reverse("letter-service", args=[letter.pk])
    now = clock.now()
    asked = [(sent("email", now, evidence="x"), "consent"), (sent("post", now), "evidence"),
             (sent("fax", now + dt.timedelta(days=2), evidence="x"), "day"),
             (sent("fax", now - dt.timedelta(days=9), evidence="x"), "day")]  # fmt: skip
    for data, field in asked:
        answer = client.post(address, data)
        assert answer.status_code == 422 and field in answer.context["form"].errors
    assert client.post(address, {}).status_code == 422
    answer = client.post(address, sent("email", now, evidence="x", consent="on"))
    assert answer.status_code == 302


def test_sending_is_recorded_apart_from_the_receipt() -> None:
    letter = letter_of(notified(), "declarant")
    client = visitor_of("officer", "kr")
    data = {**sent("fax", clock.now()), "what": "sent"}
    assert client.post(reverse("letter-service", args=[letter.pk]), data).status_code == 302
    letter.refresh_from_db()
    assert letter.channel == "fax" and letter.sent_at and letter.served_at is None


def test_opening_in_the_portal_records_the_receipt_once_for_the_right_person() -> None:
    owner = holder()
    case = notified(owner=owner)
    letter = letter_of(case)
    address = reverse("letter-file", args=[letter.pk])
    assert visitor_of("officer", "kr").get(address).status_code == 200
    assert visitor(holder_user(holder("Gaon"))).get(address).status_code == 404
    letter.refresh_from_db()
    assert letter.opened_at is None and letter.served_at is None
    client = visitor(holder_user(owner))
    assert client.get(address).status_code == client.get(address).status_code == 200
    letter.refresh_from_db()
    assert letter.opened_at and letter.served_channel == "portal"
    assert letter.served_at == letter.issued_at
    assert Entry.objects.filter(verb="letter.opened").count() == 1


def test_opening_in_the_chinese_portal_starts_the_holders_three_days() -> None:
    owner = holder()
    case = notified("cn", owner=owner)
    letter = letter_of(case)
    with clock.moved_by(dt.timedelta(days=4)):
        assert visitor(holder_user(owner)).get(
            reverse("letter-file", args=[letter.pk])).status_code == 200  # fmt: skip
        today = clock.today("cn")
    row = case.due_dates.get(rule="holder_reply", status="running")
    assert row.starts_on == today


# --- correction ----------------------------------------------------------------------------


@needs_poppler
def test_a_correction_is_a_new_letter_that_names_the_old_one() -> None:
    letter = letter_of(notified())
    old = content(letter.file)
    client = visitor_of("officer", "kr")
    address = reverse("letter-correct", args=[letter.pk])
    form = client.get(address).context["form"]
    data = {name: field.initial for name, field in form.fields.items() if name != "why"}
    assert client.post(address, {**data, "why": "Typing error"}).status_code == 422
    data["declaration_storage_place"] = "인천 보세창고 9동"
    assert client.post(address, data).status_code == 422
    answer = client.post(address, {**data, "why": "Typing error"})
    assert answer.status_code == 302
    letter.refresh_from_db()
    fresh = letter.superseded_by
    assert fresh and fresh.number != letter.number and content(letter.file) == old
    text = text_of(content(fresh.file))
    assert letter.number in text and squeezed("인천 보세창고 9동") in text
    assert "대체합니다" in text
    again = client.post(address, {**data, "why": "Once more"})
    assert again.status_code == 422 and "already been replaced" in again.content.decode()
    page = client.get(reverse("case-detail", args=[letter.subject_id])).content.decode()
    assert f"Replaced by {fresh.number}" in page


def test_who_may_serve_and_correct() -> None:
    letter = letter_of(notified())
    people = [visitor_of("officer", "kr"), visitor_of("auditor", "kr"), visitor_of("officer", "cn"),
              visitor_of("holder")]  # fmt: skip
    for name in ("letter-service", "letter-correct"):
        assert statuses(reverse(name, args=[letter.pk]), *people) == [200, 403, 404, 403]
    assert statuses(reverse("letter-beside", args=[letter.pk]), *people) == [200, 200, 404, 403]
    assert visitor_of("officer", "kr").get("/letters/99999/service/").status_code == 404


def test_a_paper_of_the_file_is_served_on_nobody() -> None:
    case = notified()
    by = actor("officer", "kr")
    actions.take_step(case, "consent_to_destruction", by=by,
                      answers={"consenting_person": "Park Seojun"})  # fmt: skip
    paper = Letter.objects.get(key="kr/form19")
    assert paper.is_filed and paper.sent_at is None
    client = visitor_of("officer", "kr")
    assert client.get(reverse("letter-service", args=[paper.pk])).status_code == 404


# --- beside a translation --------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_stands_beside_a_translation_in_a_language_of_choice(language: str) -> None:
    letter = letter_of(notified())
    client = visitor_of("officer", "kr", language)
    address = reverse("letter-beside", args=[letter.pk])
    for other in ("en", "zh-hans"):
        page = client.get(f"{address}?language={other}")
        assert page.context["other"] == other and page.context["pages"] and page.context["beside"]
        assert page.context["beside"] != page.context["pages"]
    assert client.get(f"{address}?language=xx").status_code == 200


def test_the_translation_kept_beside_is_in_the_language_of_the_recipient() -> None:
    case = notified("cn")
    letter = letter_of(case)
    assert letter.language == "zh-hans" and letter.translation_language == "ko"
    assert letter_of(notified()).translation_language == "en"


# --- register ------------------------------------------------------------------------------


def test_the_register_lists_filters_and_exports_the_own_letters() -> None:
    case = notified()
    notified("cn")
    client = visitor_of("officer", "kr")
    record_receipt(letter_of(case), channel="fax", on=clock.now(), evidence="Fax report 5",
                   by=actor("officer", "kr"))  # fmt: skip
    address = reverse("letter-register")
    rows = client.get(address).context["rows"]
    assert {row.administration for row in rows} == {"kr"} and len(rows) == 2
    assert len(client.get(address, {"state": "served"}).context["rows"]) == 1
    assert len(client.get(address, {"state": "under_way"}).context["rows"]) == 1
    assert len(client.get(address, {"channel": "post"}).context["rows"]) == 0
    assert len(client.get(address, {"office": str(case.office_id)}).context["rows"]) == 2
    old = {"first": "2020-01-01", "last": "2020-02-01"}
    assert not client.get(address, old).context["rows"]
    assert client.get(address, {"first": "nonsense", "office": "x"}).status_code == 200
    answer = client.get(address, {"export": "csv", "state": "served"})
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2 and "Fax report 5" in lines[1]
    assert client.get(address, {"export": "xlsx"}).status_code == 200
    assert statuses(address, visitor_of("auditor", "kr"), visitor_of("holder")) == [200, 403]


@needs_poppler
@pytest.mark.parametrize(("administration", "title"), [
    ("kr", "침해여부확인수출입신고등사실통보서발송대장"), ("cn", "法律文书送达登记簿"),
])  # fmt: skip
def test_the_register_is_printed_as_the_form(administration: str, title: str) -> None:
    letter = letter_of(notified(administration))
    client = visitor_of("officer", administration)
    answer = client.get(reverse("letter-register-form"))
    assert answer["Content-Type"] == "application/pdf"
    text = text_of(answer.content)
    assert title in text and letter.number in text and squeezed(letter.recipient_name) in text
    assert not Letter.objects.filter(key__in=["kr/form24", "cn/dispatch_register"]).exists()


def test_the_register_asks_the_database_no_more_for_more_letters(
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(3):
        notified()
    client = visitor_of("officer", "kr")
    client.get(reverse("letter-register"))
    with django_assert_max_num_queries(12):
        client.get(reverse("letter-register"))


# --- checking ------------------------------------------------------------------------------


def check(client: Client, address: str, pdf: bytes) -> dict[str, Any]:
    paper = SimpleUploadedFile("letter.pdf", pdf, "application/pdf")
    answer = client.post(address, {"paper": paper})
    assert answer.status_code == 200
    return dict(answer.context["compared"])


def test_anybody_can_check_a_letter_and_a_copy_of_it() -> None:
    letter = letter_of(notified())
    stranger = Client()
    address = reverse("letter-verify", args=[letter.number, letter.data["verify_token"]])
    page = stranger.get(address)
    assert page.context["seal"].is_valid and "Korea Customs Service" in page.content.decode()
    assert letter.recipient_name not in page.content.decode()
    signed, plain = content(letter.signed_file), content(letter.file)
    for where in (address, reverse("letter-check")):
        assert "as signed" in check(stranger, where, signed)["title"]
        assert "as issued" in check(stranger, where, plain)["title"]
        assert "translation" in check(stranger, where, content(letter.translation_file))["title"]
        spoilt = bytearray(signed)
        spoilt[len(plain) // 2] ^= 1
        assert check(stranger, where, bytes(spoilt))["tone"] == "danger"
    other = letter_of(notified())
    assert check(stranger, address, content(other.signed_file))["tone"] == "danger"


def test_the_check_takes_pdf_files_only() -> None:
    stranger = Client()
    paper = SimpleUploadedFile("letter.pdf", b"hello", "application/pdf")
    assert stranger.post(reverse("letter-check"), {"paper": paper}).status_code == 422
    assert stranger.post(reverse("letter-check"), {}).status_code == 422
    assert stranger.get(reverse("letter-check")).status_code == 200


def test_the_check_names_the_letter_that_took_its_place() -> None:
    from seizures.letters.actions import correct_letter

    letter = letter_of(notified())
    fresh = correct_letter(letter, changes={"remarks": "Corrected"}, reason="Left out",
                           by=actor("officer", "kr"))  # fmt: skip
    address = reverse("letter-verify", args=[letter.number, letter.data["verify_token"]])
    assert fresh.number in Client().get(address).content.decode()


def test_a_broken_file_in_the_store_shows_a_broken_signature() -> None:
    letter = letter_of(notified())
    assert letter.signed_file
    path = store.full(letter.signed_file.path)
    spoilt = bytearray(path.read_bytes())
    spoilt[len(content(letter.file)) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(bytes(spoilt))
    address = reverse("letter-verify", args=[letter.number, letter.data["verify_token"]])
    seal = Client().get(address).context["seal"]
    assert seal is None or not seal.is_valid


def test_the_signed_letter_is_what_is_handed_out() -> None:
    letter = letter_of(notified())
    client = visitor_of("officer", "kr")
    address = reverse("letter-file", args=[letter.pk])
    given = b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]
    assert given == content(letter.signed_file)
    plain = b"".join(client.get(f"{address}?unsigned=1").streaming_content)  # type: ignore[attr-defined]
    assert plain == content(letter.file)
