"""Earlier rights and older marks of others, as the examiner sees them."""

from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import of_user
from seizures.files.actions import attach, store_bytes
from seizures.files.choices import Purpose
from seizures.rights import actions
from seizures.rights.models import Recordation, Right
from tests.builders import holder, holder_user, recorded_right
from tests.rights.test_prior_art import CLAIM, patent
from tests.web.rights.filed import filed
from tests.web.visiting import LANGUAGES, statuses, visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MATCH_INDEX_DIR = tmp_path / "index"


def filed_patent(title: str = "One touch flask", place: str = "kr", **told: Any) -> Recordation:
    """A patent that waits for its examiner."""
    firm = holder(f"Applicant {title}")
    by = of_user(holder_user(firm))
    right = actions.draft_right(
        holder=firm, kind="patent", mark=title, administrations=[place], by=by,
        fields={"terms": ["rotating lid"], "registration_number": "10-1",
                "filed_on": "2022-01-01", "specification": {"claims": CLAIM, **told}},
    )  # fmt: skip
    paper = store_bytes(b"%PDF-1.7 certificate %%EOF", media_type="application/pdf", by=by)
    attach(paper, kind="right", key=right.pk, purpose=Purpose.CERTIFICATE, name="c", by=by)
    return actions.submit(right.recordations.get(), by=by)


def at(row: Recordation) -> str:
    return reverse("examination-detail", args=[row.pk])


def test_the_examiner_reads_what_came_before_by_whom_when_and_how_it_is_alike() -> None:
    patent("Bottle with rotating lid", places=("cn",), classes=["A47G 19/22"],
           published_on="2020-09-01")  # fmt: skip
    row = filed_patent(classes=["A47G 19/22"])
    answer = visitor_of("examiner", "kr").get(at(row))
    (item,) = answer.context["earlier"]
    page = answer.content.decode()
    assert item["standing"] == "Published before" and item["is_same"]
    assert item["numbers"] == [("cn", f"40-{item['right'].pk:07d}")]
    assert "100 % of the wording in common" in page and "Same class: A47G 19/22" in page
    assert "Firm Bottle with rotating lid" in page and "Korea" in page and "Nearly the same" in page
    assert reverse("right-detail", args=[item["right"].pk]) in page


def test_a_bare_filing_and_an_empty_answer_are_told_so() -> None:
    row = filed_patent()
    row.right.specification.delete()
    page = visitor_of("examiner", "kr").get(at(row)).content.decode()
    assert "No recorded right resembles this one." in page
    assert "No classes, abstract or claims were filed" in page


def test_a_copy_filed_later_is_no_earlier_right() -> None:
    patent("Bottle with rotating lid", day="2023-01-01")
    (item,) = visitor_of("examiner", "kr").get(at(filed_patent())).context["earlier"]
    assert item["standing"] == "Filed later" and not item["is_same"]


def test_once_decided_the_comparison_is_over() -> None:
    patent("Bottle with rotating lid")
    row = filed_patent()
    client = visitor_of("examiner", "kr")
    client.post(reverse("examination-decide", args=[row.pk, "refuse"]), {"reason": "Known"})
    assert "earlier" not in client.get(at(row)).context


def test_strangers_do_not_come_to_the_comparison() -> None:
    row = filed_patent()
    visitors = [visitor_of("officer", "kr"), visitor_of("examiner", "cn"), visitor_of("holder")]
    assert statuses(at(row), *visitors) == [403, 404, 403]


def test_of_the_other_sides_file_classes_and_days_are_shown_but_not_the_claims() -> None:
    right = patent("Bottle recorded in China", places=("cn",), classes=["A47G 19/22"])
    address = reverse("right-detail", args=[right.pk])
    abroad = visitor_of("officer", "kr").get(address).content.decode()
    at_home = visitor_of("officer", "cn").get(address).content.decode()
    assert "A47G 19/22" in abroad and "leakproof gasket" not in abroad
    assert "A47G 19/22" in at_home and "leakproof gasket" in at_home


def test_older_marks_of_others_are_counted_and_listed() -> None:
    squatter = holder("Quick Filing Ltd")
    for name in ("DORMUNDA", "VELANTIS"):
        for owner, place, day in ((holder(f"{name} GmbH"), "kr", "2015-01-01"),
                                  (squatter, "cn", "2021-01-01")):  # fmt: skip
            right = recorded_right(name, owner=owner)
            Right.objects.filter(pk=right.pk).update(jurisdiction=place)
            Recordation.objects.filter(right=right).update(filed_on=day)
    row = filed(squatter, "QUIMBRA", filed_on="2023-01-01")
    answer = visitor_of("examiner", "kr").get(at(row))
    older = answer.context["older"]
    assert [item["own"].mark for item in older["rows"]] == ["VELANTIS", "DORMUNDA"]
    page = answer.content.decode()
    assert "in a common class: 2. Older owners: 2." in page and "DORMUNDA GmbH" in page


def test_one_older_mark_of_another_filing_is_no_pattern() -> None:
    firm, owner = holder("Quick Filing Ltd"), holder("Velantis GmbH")
    for who, place, day in ((owner, "kr", "2015-01-01"), (firm, "cn", "2021-01-01")):
        right = recorded_right("VELANTIS", owner=who)
        Right.objects.filter(pk=right.pk).update(jurisdiction=place)
        Recordation.objects.filter(right=right).update(filed_on=day)
    client = visitor_of("examiner", "kr")
    unlike = filed(firm, "QUIMBRA", filed_on="2023-01-01")
    assert client.get(at(unlike)).context["older"] is None
    same = filed(firm, "VELANTIS", filed_on="2023-01-01", jurisdiction="cn")
    assert client.get(at(same)).context["older"]["rows"][0]["is_this"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panel_speaks_the_readers_language(language: str) -> None:
    patent("Bottle with rotating lid")
    answer = visitor_of("examiner", "kr", language).get(at(filed_patent()))
    assert answer.status_code == 200 and answer.context["earlier"]
    assert f'<html lang="{language}"' in answer.content.decode()


def test_the_number_of_questions_does_not_grow_with_what_is_found(count_queries: Any) -> None:
    rows = [filed_patent("One touch flask"), filed_patent("Second flask")]
    client = visitor_of("examiner", "kr")
    client.get(at(rows[0]))
    patent("Bottle one")
    with count_queries(39):
        assert len(client.get(at(rows[0])).context["earlier"]) == 2
    for number in range(5):
        patent(f"Bottle with rotating lid {number}")
    with count_queries(39):
        assert len(client.get(at(rows[0])).context["earlier"]) == 7
