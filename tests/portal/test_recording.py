"""Recording a right once for both administrations, saved as one goes."""

import pytest
from django.test import override_settings
from django.urls import reverse

from seizures.core.actor import of_user
from seizures.files.models import Attachment
from seizures.reference.models import NiceClass
from seizures.rights import actions as rights
from seizures.rights.models import Holder, Right
from tests.builders import picture, recorded_right
from tests.portal.worlds import (
    a_complete_draft,
    a_draft,
    a_holder,
    an_agent,
    paper,
    person,
    signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def part(right: Right, code: str) -> str:
    return reverse("portal-record-part", args=[right.pk, code])


def test_a_small_holder_records_a_mark_for_both_countries_from_first_page_to_receipt() -> None:
    owner, user = a_holder()
    client = signed_in(user)
    begun = client.post(reverse("portal-record"), {
        "holder": f"h{owner.pk}", "kind": "trademark", "mark": "NURIBOM"})  # fmt: skip
    right = Right.objects.get()
    assert begun.url == part(right, "what")
    saved = client.post(part(right, "what"), {"mark": "NURIBOM", "nice": ["18", "25"],
                                              "goods": "Shoes", "picture": picture()})  # fmt: skip
    assert saved.url == part(right, "where")
    both = {"registration_number": "40-1234567", "filed_on": "2020-01-02",
            "registered_on": "2021-03-04", "right_expires_on": "2031-03-04"}  # fmt: skip
    sent = {f"{code}_{name}": value for code in ("kr", "cn") for name, value in both.items()}
    sent |= {"kr_chosen": "on", "cn_chosen": "on", "kr_certificate": paper("kr.pdf"),
             "cn_certificate": paper("cn.pdf")}  # fmt: skip
    assert client.post(part(right, "where"), sent).url == part(right, "names")
    shown = client.get(part(right, "names")).content.decode()
    assert "누리봄" in shown
    client.post(part(right, "names"), {"use_0": "on", "text_0": "누리봄", "text_1": "x",
                                       "more": "努瑞宝\nNURI BOM"})  # fmt: skip
    assert set(right.aliases.values_list("language", "text")) == {
        ("ko", "누리봄"), ("zh", "努瑞宝"), ("en", "NURI BOM")}  # fmt: skip
    pasted = "Hanbit Trade; importer; KR\nLanhai\tmanufacturer\tCN"
    client.post(part(right, "traders"), {"role": "licensee", "lines": pasted})
    assert right.traders.count() == 2
    client.post(part(right, "genuine"), {
        "identification": "Label: woven, not printed", "genuine_price": "59000",
        "genuine_currency": "KRW", "genuine": picture("navy", "genuine.png"),
        "fake": picture("red", "fake.png")})  # fmt: skip
    check = client.get(part(right, "check"))
    assert [side["is_ready"] for side in check.context["sides"]] == [True, True]
    done = client.post(part(right, "check"), {"submit": ["kr", "cn"]}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("portal-record-receipt", args=[right.pk])
    for row in right.recordations.all():
        assert row.status == "submitted" and row.number in done.content.decode()
        assert row.examine_by is not None
    assert Attachment.objects.on("right", right.pk).count() == 3


def test_pasted_traders_are_read_in_any_language_and_the_first_bad_line_is_named() -> None:
    owner, user = a_holder()
    right = a_draft(owner, user)
    client = signed_in(user)
    good = {"role": "licensee", "country": "", "lines":
            "Hanbit Trade; importer; KR\nLanhai Garment\texporter\tChina\nSoban"}  # fmt: skip
    assert client.post(part(right, "traders"), good | {"go": "stay"}).url == part(right, "traders")
    assert set(right.traders.values_list("name", "role", "country")) == {
        ("Hanbit Trade", "importer", "KR"), ("Lanhai Garment", "exporter", "CN"),
        ("Soban", "licensee", "")}  # fmt: skip
    client.post(part(right, "traders"), good)
    assert right.traders.count() == 3
    bad = client.post(part(right, "traders"), good | {"lines": "Fine; importer\nBad; emperor"})
    assert bad.status_code == 422 and "Line 2" in bad.content.decode()
    assert right.traders.count() == 3


def test_leaving_in_the_middle_loses_nothing_and_home_leads_back_to_what_is_missing() -> None:
    owner, user = a_holder()
    right = a_draft(owner, user)
    client = signed_in(user)
    left = client.post(part(right, "what"), {"mark": "NURIBOM", "nice": ["25"], "go": "home"})
    assert left.url == reverse("portal-home")
    home = client.get(left.url).content.decode()
    assert reverse("portal-record-resume", args=[right.pk]) in home
    resumed = client.get(reverse("portal-record-resume", args=[right.pk]))
    assert resumed.url == part(right, "where")
    right.refresh_from_db()
    assert right.nice == [25]


def test_what_is_missing_is_listed_with_links_for_each_administration() -> None:
    owner, user = a_holder()
    right = a_draft(owner, user)
    page = signed_in(user).get(part(right, "check"))
    kr, cn = page.context["sides"]
    assert [gap["url"] for gap in kr["gaps"]] == [
        part(right, "where"), part(right, "what"), part(right, "where")]  # fmt: skip
    assert len(cn["gaps"]) == 3
    refused = signed_in(user).post(part(right, "check"), {"submit": ["kr"]})
    assert refused.status_code == 422
    assert right.recordations.filter(status="draft").count() == 2


def test_a_patent_has_a_product_card_instead_of_classes() -> None:
    owner, user = a_holder()
    right = a_draft(owner, user, mark="Folding hinge", kind="patent")
    client = signed_in(user)
    page = client.get(part(right, "what")).content.decode()
    assert 'name="hs"' in page and 'name="nice"' not in page
    client.post(part(right, "what"), {"mark": "Folding hinge", "hs": "8517.62, 8302",
                                      "terms": "hinge\n경첩", "models_made": "FH-2"})  # fmt: skip
    right.refresh_from_db()
    assert (right.hs, right.terms, right.models_made) == (
        ["851762", "8302"], ["hinge", "경첩"], ["FH-2"])  # fmt: skip
    bad = client.post(part(right, "what"), {"mark": "Folding hinge", "hs": "shoes"})
    assert bad.status_code == 422 and "no HS heading" in bad.content.decode()


def test_the_same_press_twice_makes_one_draft_and_one_submission() -> None:
    owner, user = a_holder()
    client = signed_in(user)
    sent = {"holder": f"h{owner.pk}", "kind": "trademark", "mark": "SOLBIT"}
    first = client.post(reverse("portal-record"), sent)
    again = client.post(reverse("portal-record"), sent)
    assert first.url == again.url and Right.objects.count() == 1
    right = a_complete_draft(owner, user)
    for _press in range(2):
        client.post(part(right, "check"), {"submit": ["kr", "cn"]})
    numbers = [row.number for row in right.recordations.all()]
    assert len(set(numbers)) == 2 and all(numbers)


def test_the_same_file_twice_is_one_paper_and_a_draft_lets_it_go_again() -> None:
    owner, user = a_holder()
    right = a_draft(owner, user)
    client = signed_in(user)
    for _press in range(2):
        client.post(part(right, "genuine"), {"fake": picture("red")})
    file = Attachment.objects.on("right", right.pk).get()
    gone = client.post(part(right, "genuine"), {"remove": str(file.pk), "identification": "Kept"})
    assert gone.url == part(right, "genuine")
    assert not Attachment.objects.on("right", right.pk).exists()
    right.refresh_from_db()
    assert right.identification == "Kept"


@override_settings(MAX_EVIDENCE_BYTES=1024)
def test_a_file_over_the_limit_is_refused_at_its_field() -> None:
    owner, user = a_holder()
    right = a_draft(owner, user)
    big = paper()
    big.file.seek(0)
    big.file.write(b"%PDF-1.4\n" + b"x" * 5000 + b"\n%%EOF")
    big.size = 5020
    big.file.seek(0)
    answer = signed_in(user).post(part(right, "where"), {
        "kr_chosen": "on", "kr_registration_number": "40-1", "kr_certificate": big})  # fmt: skip
    assert answer.status_code == 422 and "too large" in answer.content.decode()
    assert right.recordations.get(administration="kr").registration_number == "40-1"


def test_a_file_of_an_unknown_kind_is_refused_by_its_bytes() -> None:
    owner, user = a_holder()
    right = a_draft(owner, user)
    liar = picture(name="mark.png")
    liar.file.seek(0)
    liar.file.write(b"<script>alert(1)</script>")
    liar.file.seek(0)
    answer = signed_in(user).post(part(right, "what"), {"mark": "NURIBOM", "picture": liar})
    assert answer.status_code == 422
    assert not Attachment.objects.on("right", right.pk).exists()


def test_days_that_cannot_be_are_said_at_their_fields() -> None:
    owner, user = a_holder()
    right = a_draft(owner, user)
    answer = signed_in(user).post(part(right, "where"), {
        "kr_chosen": "on", "kr_filed_on": "2022-01-02", "kr_registered_on": "2021-01-01",
        "kr_right_expires_on": "2020-01-01"})  # fmt: skip
    assert answer.status_code == 422
    assert {"kr_registered_on", "kr_right_expires_on"} <= set(answer.context["form"].errors)


def test_an_administration_can_be_left_out_and_added_later() -> None:
    owner, user = a_holder()
    right = a_draft(owner, user)
    client = signed_in(user)
    client.post(part(right, "where"), {"kr_chosen": "on"})
    assert [row.administration for row in right.recordations.all()] == ["kr"]
    nothing = client.post(part(right, "where"), {})
    assert nothing.status_code == 422 and "at least one" in nothing.content.decode()
    client.post(part(right, "where"), {"kr_chosen": "on", "cn_chosen": "on"})
    assert right.recordations.count() == 2


def test_an_agent_with_several_holders_chooses_for_whom() -> None:
    (one, _user), (two, _other) = a_holder("Nuribom"), a_holder("Solbit")
    agent = an_agent(one, two)
    client = signed_in(agent)
    page = client.get(reverse("portal-record"))
    assert {value for value, _name in page.context["holders"]} == {f"h{one.pk}", f"h{two.pk}"}
    missing = client.post(reverse("portal-record"), {"kind": "trademark", "mark": "X MARK"})
    assert missing.status_code == 422
    client.post(reverse("portal-record"), {"holder": f"h{two.pk}", "kind": "trademark",
                                           "mark": "SOLBIT"})  # fmt: skip
    right = Right.objects.get(mark="SOLBIT")
    assert right.holder == two
    client.post(part(right, "where"), {"kr_chosen": "on", "power_of_attorney": paper("poa.pdf")})
    assert Attachment.objects.on("right", right.pk).get().purpose == "power_of_attorney"


def test_a_firm_new_to_the_house_becomes_a_holder_with_its_first_right() -> None:
    from seizures.accounts.models import Organisation

    firm = Organisation.objects.create(kind="holder", name="Bora Tea", country="KR", is_small=True)
    user = person("holder", organisation=firm)
    signed_in(user).post(reverse("portal-record"), {
        "holder": f"o{firm.pk}", "kind": "trademark", "mark": "BORA"})  # fmt: skip
    owner = Holder.objects.get(organisation=firm)
    assert owner.is_small and owner.rights.get().mark == "BORA"


def test_marks_of_others_that_are_the_same_are_told_without_standing_in_the_way() -> None:
    other, _them = a_holder("Somebody Else")
    recorded_right("NURIBOM", owner=other, nice=(25,))
    owner, user = a_holder()
    right = a_complete_draft(owner, user)
    page = signed_in(user).get(part(right, "check"))
    assert [(s.right.holder, s.classes, s.is_same) for s in page.context["similar"]] == [
        (other, [25], True)]  # fmt: skip
    assert page.context["may_submit"]


def test_marks_that_sound_alike_are_found_in_the_match_index(settings, tmp_path) -> None:
    from seizures.core.actor import system

    settings.MATCH_INDEX_DIR = tmp_path
    other, _them = a_holder("Somebody Else")
    recorded_right("NURIBOM", owner=other, nice=(25,))
    rights.build_index(by=system())
    owner, user = a_holder()
    right = a_complete_draft(owner, user, mark="NURI BOM")
    page = signed_in(user).get(part(right, "check"))
    assert [s.right.holder for s in page.context["similar"]] == [other]


def test_what_an_administration_has_received_no_longer_changes_in_the_guide() -> None:
    owner, user = a_holder()
    right = a_complete_draft(owner, user)
    rights.submit(right.recordations.get(administration="kr"), by=of_user(user))
    client = signed_in(user)
    client.post(part(right, "what"), {"mark": "OTHER", "nice": ["1"]})
    right.refresh_from_db()
    assert right.mark == "NURIBOM" and right.nice == [18, 25]
    assert client.get(part(right, "what")).status_code == 200


def test_very_long_texts_are_taken_or_refused_with_a_sentence() -> None:
    owner, user = a_holder()
    right = a_draft(owner, user)
    client = signed_in(user)
    long = "가" * 20_000
    assert client.post(part(right, "genuine"), {"identification": long}).status_code == 302
    right.refresh_from_db()
    assert right.identification == long
    assert client.post(part(right, "genuine"), {"identification": long + "가"}).status_code == 422


@pytest.mark.parametrize("code", ["what", "where", "names", "traders", "genuine", "check"])
@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_every_part_opens_in_three_languages(code: str, language: str, count_queries) -> None:
    owner, user = a_holder()
    right = a_complete_draft(owner, user)
    client = signed_in(user, language)
    with count_queries(24):
        page = client.get(part(right, code))
    assert page.status_code == 200 and f'lang="{language}"' in page.content.decode()


def test_every_class_can_be_found_by_its_name_and_by_goods_in_it() -> None:
    owner, user = a_holder()
    page = signed_in(user, "ko").get(part(a_draft(owner, user), "what"))
    classes = {row["number"]: row for row in page.context["classes"]}
    assert len(classes) == 45 == NiceClass.objects.count()
    assert "footwear" in classes[25]["words"]
    assert "신발" in classes[25]["words"] and "신발" not in classes[5]["words"]
