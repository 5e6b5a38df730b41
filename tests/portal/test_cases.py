"""Following a case: what the holder sees, what stays closed, and its own later steps."""

import pytest
from django.urls import reverse

from seizures.core.actor import of_user
from seizures.files.actions import attach, store_upload
from seizures.letters.models import Letter
from tests.builders import picture
from tests.portal.worlds import a_holder, notified_case, request_of, signed_in, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def suspended():
    owner, user = a_holder()
    case, officer = notified_case(owner)
    client = signed_in(user)
    client.post(reverse("portal-notice", args=[case.pk]), request_of(case))
    case.refresh_from_db()
    return owner, user, client, step(case, "suspend", officer), officer


def page_of(client, case):
    return client.get(reverse("portal-case", args=[case.pk]))


def test_names_open_with_the_suspension_and_not_before() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    before = page_of(signed_in(user), case).content.decode()
    assert "HANBIT TRADE" not in before and "LANHAI" not in before
    _owner, _user, client, case, _officer = suspended()
    after = page_of(client, case).content.decode()
    assert "HANBIT TRADE" in after and "QINGDAO LANHAI" in after


def test_in_china_names_open_with_the_detention() -> None:
    owner, user = a_holder()
    case, officer = notified_case(owner, "cn")
    client = signed_in(user)
    client.post(reverse("portal-notice", args=[case.pk]), request_of(case))
    case.refresh_from_db()
    assert "LANHAI" not in page_of(client, case).content.decode()
    step(case, "detain", officer)
    assert "LANHAI" in page_of(client, case).content.decode()


def test_the_holder_reads_its_letters_and_none_of_the_other_side() -> None:
    _owner, _user, client, case, officer = suspended()
    step(case, "consent_to_destruction", officer, consenting_person="Park Seojun")
    page = page_of(client, case)
    shown = {letter.pk for letter in page.context["letters"]}
    assert {letter.key for letter in page.context["letters"]} >= {
        "kr/form11", "kr/form13", "kr/form13_2", "kr/form15"}  # fmt: skip
    assert "kr/form19" not in {letter.key for letter in page.context["letters"]}
    for letter in Letter.objects.filter(subject_kind="case", subject_id=case.pk):
        answer = client.get(reverse("letter-file", args=[letter.pk]))
        assert answer.status_code == (200 if letter.pk in shown else 404), letter.key


def test_files_of_the_other_side_and_internal_ones_stay_closed() -> None:
    _owner, _user, client, case, officer = suspended()
    stored = store_upload(picture("red"), by=officer)
    internal = attach(stored, kind="case", key=case.pk, purpose="evidence", name="memo", by=officer)
    assert client.get(reverse("file-show", args=[internal.pk])).status_code == 404
    note = attach(stored, kind="inspection", key=case.inspection_id, purpose="other",
                  name="sheet", by=officer)  # fmt: skip
    assert client.get(reverse("file-thumbnail", args=[note.pk])).status_code == 404
    photo = page_of(client, case).context["pictures"][0]
    assert client.get(reverse("file-thumbnail", args=[photo.pk])).status_code == 200


def test_the_timeline_names_no_officer_and_no_internal_note() -> None:
    _owner, user, client, case, officer = suspended()
    page = page_of(client, case)
    told = page.context["timeline"]
    assert [entry["sentence"] for entry in told if entry.get("actor")] == [
        "The right holder answered the notice"]  # fmt: skip
    text = page.content.decode()
    assert officer.name not in text
    assert user.get_full_name() or user.username in text


def test_the_goods_and_the_stages_are_told() -> None:
    _owner, _user, client, case, officer = suspended()
    step(case, "consent_to_destruction", officer, consenting_person="Park Seojun")
    step(case, "destroy", officer, place="Incheon", method="shredding", witness="Choi Minho")
    page = page_of(client, case)
    parts = page.context["outcomes"][0]["parts"]
    assert sum(part["value"] for part in parts) == 1200 and len(parts) == 1
    assert "Choi Minho" not in page.content.decode()
    assert page.context["stages"][-1]["state"] == "current"


def test_the_holder_proves_its_court_action_on_the_page_of_the_case() -> None:
    _owner, _user, client, case, _officer = suspended()
    offered = {row["url"]: row for row in page_of(client, case).context["steps"]}
    url = reverse("portal-case-step", args=[case.pk, "prove_action"])
    assert url in offered
    empty = client.post(url, {"version": case.version})
    assert empty.status_code == 422
    form = offered[url]["form"]
    choice = form.fields["action_kind"].choices[1][0]
    sent = {"version": case.version, "action_kind": choice, "authority": "Seoul Central",
            "reference": "2026-1234"}  # fmt: skip
    assert client.post(url, sent).status_code == 302
    case.refresh_from_db()
    assert case.stage == "continued"
    again = client.post(url, sent, follow=True)
    assert "not possible at the stage" in again.content.decode()


def test_steps_of_officers_cannot_be_taken_from_the_portal() -> None:
    _owner, _user, client, case, _officer = suspended()
    for code in ("suspend", "close", "grant_counter_release", "nonsense"):
        answer = client.post(reverse("portal-case-step", args=[case.pk, code]), {})
        assert answer.status_code == 302
    before = case.stage
    case.refresh_from_db()
    assert case.stage == before


def test_a_suspension_on_own_motion_is_seen_and_appraised_by_the_holder() -> None:
    from seizures.cases import actions
    from seizures.cases.facts import procedure_of
    from tests.builders import found_goods, recorded_right

    owner, user = a_holder()
    inspection, officer = found_goods(recorded_right(owner=owner))
    case = actions.open_case(inspection, track="kr/ex_officio", by=officer)
    client = signed_in(user)
    assert page_of(client, case).status_code == 404
    ground = procedure_of(case).step("suspend_ex_officio").asks[0].choices[0].code
    step(case, "suspend_ex_officio", officer, reasons="Printed label", manifest_ground=ground)
    page = page_of(client, case)
    assert page.status_code == 200 and page.context["steps"]
    url = page.context["steps"][0]["url"]
    client.post(url, {"version": case.version, "appraisal_result": "infringing",
                      "reasons": "Printed label"})  # fmt: skip
    assert case.facts.filter(code="appraised").exists()


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_a_case_opens_in_three_languages_with_few_queries(language: str, count_queries) -> None:
    _owner, user, _client, case, _officer = suspended()
    client = signed_in(user, language)
    with count_queries(60):
        assert page_of(client, case).status_code == 200


def test_what_another_actor_of_the_holder_does_is_refused_for_a_stranger() -> None:
    from seizures.cases.policies import offers_for

    _owner, user, _client, case, _officer = suspended()
    _other, stranger = a_holder("Somebody Else")
    assert offers_for(case, of_user(user)) and offers_for(case, of_user(stranger)) == ()
