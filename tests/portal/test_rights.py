"""One right and its recordations: changes, messages with the examiner, letters, withdrawal."""

import pytest
from django.urls import reverse

from seizures.core import clock
from seizures.core.actor import of_user
from seizures.files.models import Attachment
from seizures.rights import actions as rights
from seizures.rights.models import RightChange
from tests.builders import actor, picture, recorded_right
from tests.portal.worlds import (
    a_complete_draft,
    a_draft,
    a_holder,
    asked_for_more,
    in_days,
    paper,
    signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def test_first_page_shows_both_administrations_side_by_side() -> None:
    owner, user = a_holder()
    right = recorded_right("SOLBIT", owner=owner, administrations=("kr",))
    waiting = a_complete_draft(owner, user, mark="MARUSOL")
    rights.submit(waiting.recordations.get(administration="cn"), by=of_user(user))
    page = signed_in(user).get(reverse("portal-home"))
    rows = {row["right"].mark: row["cells"] for row in page.context["rows"]}
    assert [bool(cell["row"]) for cell in rows["SOLBIT"]] == [True, False]
    kr, cn = rows["MARUSOL"]
    assert kr["row"].status == "draft" and cn["clock"]["administration"] == "cn"
    assert right.mark in page.content.decode()


def test_a_recordation_near_its_end_says_until_when_it_can_be_renewed() -> None:
    owner, user = a_holder()
    row = recorded_right(owner=owner, administrations=("kr",)).recordations.get()
    with clock.moved_by(in_days(2800)):
        page = signed_in(user).get(reverse("portal-home"))
        assert page.context["rows"][0]["cells"][0]["renewal"]["is_open"]
        assert "Renew by" in page.content.decode()
        shown = signed_in(user).get(reverse("portal-recordation", args=[row.pk]))
        assert "can be renewed" in shown.content.decode()


def test_the_list_goes_on_page_by_page_and_finds_by_the_beginning_of_a_mark(count_queries) -> None:
    owner, user = a_holder()
    for number in range(30):
        recorded_right(f"MARK {number:02}", owner=owner)
    client = signed_in(user)
    with count_queries(24):
        first = client.get(reverse("portal-home"))
    assert len(first.context["rows"]) == 25 and first.context["next_url"]
    second = client.get(reverse("portal-home") + first.context["next_url"])
    assert len(second.context["rows"]) == 5
    back = client.get(reverse("portal-home") + second.context["previous_url"])
    assert [r["right"] for r in back.context["rows"]] == [r["right"] for r in first.context["rows"]]
    found = client.get(reverse("portal-home"), {"q": "mark 07"})
    assert [row["right"].mark for row in found.context["rows"]] == ["MARK 07"]


def test_a_spelling_and_a_trader_of_a_recorded_right_reach_the_match_index() -> None:
    owner, user = a_holder()
    right = recorded_right(owner=owner)
    client = signed_in(user)
    client.post(reverse("portal-right-names", args=[right.pk]), {"more": "누리봄"})
    client.post(reverse("portal-right-traders", args=[right.pk]),
                {"name": "Hanbit", "role": "importer"})  # fmt: skip
    assert RightChange.objects.filter(right=right).count() == 2
    alias, trader = right.aliases.get(), right.traders.get()
    client.post(reverse("portal-right-names", args=[right.pk]), {"remove": alias.pk})
    client.post(reverse("portal-right-traders", args=[right.pk]), {"remove": trader.pk})
    assert not right.aliases.exists() and not right.traders.exists()


def test_pictures_can_be_added_at_any_time_but_only_pictures() -> None:
    owner, user = a_holder()
    right = recorded_right(owner=owner)
    url = reverse("portal-right-pictures", args=[right.pk])
    client = signed_in(user)
    assert client.post(url, {"purpose": "genuine", "pictures": picture()}).status_code == 302
    refused = client.post(url, {"purpose": "fake", "pictures": paper()})
    assert refused.status_code == 422 and "Send a picture" in refused.content.decode()
    assert Attachment.objects.on("right", right.pk).count() == 1


def test_a_supplement_is_answered_with_its_papers_once() -> None:
    owner, user = a_holder()
    row = asked_for_more(owner, user)
    client = signed_in(user)
    home = client.get(reverse("portal-home"))
    assert home.context["supplements"][0]["clock"]["days_left"] > 0
    page = client.get(reverse("portal-recordation", args=[row.pk]))
    assert "Send the extract of the register." in page.content.decode()
    url = reverse("portal-recordation-answer", args=[row.pk])
    assert client.post(url, {"text": ""}).status_code == 422
    sent = {"text": "Here it is.", "papers": paper("extract.pdf")}
    assert client.post(url, sent).status_code == 302
    client.post(url, {"text": "Here it is.", "papers": paper("extract.pdf")})
    row.refresh_from_db()
    assert row.status == "submitted" and row.messages.count() == 2
    assert {p.name for p in Attachment.objects.on("recordation", row.pk)} == {
        "certificate.pdf", "extract.pdf"}  # fmt: skip


def test_an_answer_with_a_bad_file_changes_nothing() -> None:
    owner, user = a_holder()
    row = asked_for_more(owner, user)
    bad = paper("notes.txt")
    bad.file.seek(0)
    bad.file.truncate()
    bad.file.write(b"just words")
    bad.file.seek(0)
    answer = signed_in(user).post(
        reverse("portal-recordation-answer", args=[row.pk]), {"text": "Here", "papers": bad}
    )
    assert answer.status_code == 422 and "not taken" in answer.content.decode()
    row.refresh_from_db()
    assert row.status == "deficient" and row.messages.count() == 1


def test_particulars_are_corrected_while_a_supplement_is_asked_for() -> None:
    owner, user = a_holder()
    row = asked_for_more(owner, user)
    page = signed_in(user).get(reverse("portal-record-part", args=[row.right_id, "where"]))
    assert "kr_registration_number" in page.context["form"].fields
    assert "kr_chosen" not in page.context["form"].fields


def test_a_recordation_is_withdrawn_after_asking_once_more() -> None:
    owner, user = a_holder()
    row = recorded_right(owner=owner, administrations=("kr",)).recordations.get()
    client = signed_in(user)
    url = reverse("portal-recordation-withdraw", args=[row.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "The mark was sold."}).status_code == 302
    assert client.post(url, {"reason": "The mark was sold."}).status_code == 302
    row.refresh_from_db()
    assert row.status == "withdrawn"


def test_a_right_recorded_in_one_country_is_filed_in_the_other_later() -> None:
    owner, user = a_holder()
    right = recorded_right(owner=owner, administrations=("kr",))
    done = signed_in(user).post(reverse("portal-right-also", args=[right.pk]),
                                {"administration": "cn"})  # fmt: skip
    assert done.url == reverse("portal-record-part", args=[right.pk, "where"])
    statuses = dict(right.recordations.values_list("administration", "status"))
    assert statuses == {"kr": "recorded", "cn": "draft"}


def test_the_timeline_of_a_right_names_no_examiner() -> None:
    owner, user = a_holder()
    row = asked_for_more(owner, user)
    examiner = actor("examiner", "kr")
    rights.refuse(row, "The register says otherwise.", by=examiner)
    text = signed_in(user).get(reverse("portal-right", args=[row.right_id])).content.decode()
    assert "Recordation refused" in text and examiner.name not in text
    page = signed_in(user).get(reverse("portal-recordation", args=[row.pk])).content.decode()
    assert "The register says otherwise." in page and examiner.name not in page


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_every_page_of_a_right_opens_in_three_languages(language: str, count_queries) -> None:
    owner, user = a_holder()
    row = asked_for_more(owner, user)
    a_draft(owner, user)
    client = signed_in(user, language)
    pages = [reverse("portal-home"), reverse("portal-right", args=[row.right_id]),
             reverse("portal-recordation", args=[row.pk]), reverse("portal-record"),
             reverse("portal-recordation-withdraw", args=[row.pk]),
             reverse("portal-record-receipt", args=[row.right_id]),
             reverse("portal-notice-list")]  # fmt: skip
    for url in pages:
        with count_queries(26):
            assert client.get(url).status_code == 200, url


def test_the_product_card_of_a_recorded_right_is_kept_up_to_date() -> None:
    owner, user = a_holder()
    right = recorded_right(owner=owner)
    client, page = signed_in(user), reverse("portal-right", args=[right.pk])
    sent = {"identification": "Woven label", "genuine_price": "120", "genuine_currency": "USD"}
    for _twice in range(2):
        answer = client.post(reverse("portal-right-card", args=[right.pk]), sent)
        assert answer["Location"] == f"{page}#card"
    right.refresh_from_db()
    assert (right.identification, right.genuine_price) == ("Woven label", 120)
    assert RightChange.objects.filter(right=right, what="changed").count() == 1
    assert "Product card changed" in client.get(page).content.decode()


def test_a_wrong_price_comes_back_with_what_was_typed() -> None:
    owner, user = a_holder()
    right = recorded_right(owner=owner)
    answer = signed_in(user).post(
        reverse("portal-right-card", args=[right.pk]),
        {"identification": "Eight stitches", "genuine_price": "-1", "genuine_currency": "USD"},
    )
    assert answer.status_code == 422 and answer.context["card_form"].errors["genuine_price"]
    assert "Eight stitches" in answer.content.decode()
    _other, stranger = a_holder("Haneul Co., Ltd.")
    strange = signed_in(stranger).post(reverse("portal-right-card", args=[right.pk]), {})
    assert strange.status_code == 404
