"""Decisions of the examiner reach the holder by letter, in one transaction with the decision."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from seizures.core.actor import Actor, of_user
from seizures.core.errors import Refused
from seizures.files.actions import attach, store_bytes
from seizures.letters.models import Letter
from seizures.letters.render import MissingGlyph
from seizures.rights import actions
from seizures.rights.models import Alias, Holder, Recordation, Right
from tests.builders import actor, holder, holder_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.PUBLIC_URL = "https://ip.example/"


@pytest.fixture
def firm() -> Holder:
    return holder()


@pytest.fixture
def owner(firm: Holder) -> Actor:
    return of_user(holder_user(firm))


def submitted(firm: Holder, owner: Actor, place: str, mark: str = "VELANTIS") -> Recordation:
    """A complete recordation that waits for its examiner."""
    right = actions.draft_right(
        holder=firm, kind="trademark", mark=mark, administrations=[place],
        fields={"nice": [25], "registration_number": "40-1"}, by=owner,
    )  # fmt: skip
    paper = store_bytes(b"%PDF-1.7 certificate %%EOF", media_type="application/pdf", by=owner)
    attach(paper, kind="right", key=right.pk, purpose="certificate", name="c.pdf", by=owner)
    return actions.submit(right.recordations.get(), by=owner)


def letters(row: Recordation) -> list[Letter]:
    return list(Letter.objects.about("recordation", row.pk))


@pytest.mark.parametrize(
    ("place", "key", "languages"),
    [("kr", "kr/form10", "ko"), ("cn", "cn/recordation_result", "zh-hans")],
)
def test_acceptance_is_told_by_the_form_of_the_administration(
    firm: Holder, owner: Actor, place: str, key: str, languages: str
) -> None:
    row = actions.accept(submitted(firm, owner, place), by=actor("examiner", place))
    letter = letters(row)[0]
    assert (letter.key, letter.language) == (key, languages)
    assert letter.data["result"] == "accepted"
    assert letter.data["right"]["recordation_number"] == row.number
    assert letter.data["right"]["valid_until"] == row.expires_on.isoformat()
    assert letter.recipient_kind == "holder" and letter.translation_file is not None
    actions.accept(row, by=actor("examiner", place))
    assert len(letters(row)) == 1


def test_refusal_carries_its_reason(firm: Holder, owner: Actor) -> None:
    row = submitted(firm, owner, "cn")
    actions.refuse(row, "The registration has lapsed.", by=actor("examiner", "cn"))
    letter = letters(row)[0]
    assert letter.data["result"] == "refused"
    assert letter.data["reason"] == "The registration has lapsed."
    assert "valid_from" not in letter.data["right"]


def test_korea_asks_for_a_supplement_by_form_and_china_by_message(
    firm: Holder, owner: Actor
) -> None:
    korean = submitted(firm, owner, "kr")
    actions.request_supplement(korean, "- Licence\n- Register extract", by=actor("examiner", "kr"))
    letter = letters(korean)[0]
    assert letter.key == "kr/form10_2"
    assert letter.data["deficiencies"] == ["Licence", "Register extract"]
    due = letter.data["deadlines"][0]
    assert due["due_on"] == korean.messages.get().answer_by.isoformat()
    chinese = submitted(firm, owner, "cn", "VELANTIS TWO")
    actions.request_supplement(chinese, "Licence", by=actor("examiner", "cn"))
    assert letters(chinese) == []


def test_an_answer_is_filed_by_the_form_with_its_papers_and_stays_in_the_office(
    firm: Holder, owner: Actor
) -> None:
    row = submitted(firm, owner, "kr")
    row = actions.request_supplement(row, "Licence", by=actor("examiner", "kr"))
    paper = ContentFile(b"%PDF-1.7 licence %%EOF", name="licence.pdf")
    actions.answer_with_papers(row, "- The licence\n- Its extract", [paper], by=owner)
    asked, filed = sorted(letters(row), key=lambda letter: letter.pk)
    assert (asked.key, filed.key) == ("kr/form10_2", "kr/form10_3")
    assert filed.recipient_kind == "internal" and filed.recipient_name == "대한민국 관세청"
    assert filed.data["supplement"]["answers"] == ["The licence", "Its extract"]
    assert filed.data["supplement"]["asked_letter"] == asked.number
    assert filed.data["enclosures"] == ["licence.pdf"]


def test_an_explanation_is_asked_and_answered_by_the_forms_of_its_own(
    firm: Holder, owner: Actor
) -> None:
    row = submitted(firm, owner, "kr")
    row = actions.request_explanation(row, "- Is Hanbit an agent?", by=actor("examiner", "kr"))
    assert row.messages.get().answer_by is not None
    row = actions.answer_supplement(row, "No, a stranger", by=owner)
    row = actions.request_supplement(row, "Licence", by=actor("examiner", "kr"))
    actions.answer_supplement(row, "Here", by=owner)
    told = sorted(letters(row), key=lambda letter: letter.pk)
    assert [letter.key for letter in told] == [
        "kr/form10_4", "kr/form10_5", "kr/form10_2", "kr/form10_3",
    ]  # fmt: skip
    assert told[0].data["deficiencies"] == ["Is Hanbit an agent?"]
    assert told[0].data["deadlines"][0]["code"] == "recordation_supplement"
    assert told[1].data["supplement"]["asked_letter"] == told[0].number


def test_china_knows_no_form_for_an_explanation_and_says_so(firm: Holder, owner: Actor) -> None:
    row = submitted(firm, owner, "cn")
    with pytest.raises(Refused, match="supplement"):
        actions.request_explanation(row, "Why is Hanbit named?", by=actor("examiner", "cn"))
    row.refresh_from_db()
    assert row.status == "submitted" and letters(row) == []


def test_a_letter_that_cannot_be_set_leaves_the_recordation_undecided(
    firm: Holder, owner: Actor
) -> None:
    row = submitted(firm, owner, "kr")
    Right.objects.filter(pk=row.right_id).update(mark="V\U0001f98a")
    with pytest.raises(MissingGlyph):
        actions.accept(row, by=actor("examiner", "kr"))
    row.refresh_from_db()
    assert row.status == "submitted" and letters(row) == []


def test_a_letter_names_the_address_where_it_can_be_checked(firm: Holder, owner: Actor) -> None:
    row = actions.accept(submitted(firm, owner, "kr"), by=actor("examiner", "kr"))
    letter = letters(row)[0]
    token = letter.data["verify_token"]
    assert len(token) == 12
    assert letter.data["verify_url"] == f"https://ip.example/verify/{letter.number}/{token}/"


def test_the_examiner_settles_the_aliases_with_the_decision(firm: Holder, owner: Actor) -> None:
    row = submitted(firm, owner, "kr")
    right = row.right
    guess = actions.add_alias(right, language="ko", text="벨란티스", by=owner, is_confirmed=False)
    wrong = actions.add_alias(right, language="ko", text="벨트", by=owner)
    actions.accept(
        row, by=actor("examiner", "kr"), aliases_confirmed=[guess.pk],
        aliases_rejected=[wrong.pk], aliases_added=[("zh", "维兰蒂斯"), ("zh", " ")],
    )  # fmt: skip
    found = Alias.objects.filter(right=right).order_by("id")
    assert [(a.text, a.is_confirmed, a.origin) for a in found] == [
        ("벨란티스", True, "examiner"), ("벨트", False, "holder"), ("维兰蒂斯", True, "examiner"),
    ]  # fmt: skip


def test_aliases_of_another_right_are_left_alone(firm: Holder, owner: Actor) -> None:
    other = submitted(firm, owner, "kr", "OTHER").right
    alias = actions.add_alias(other, language="ko", text="아더", by=owner)
    actions.accept(submitted(firm, owner, "kr"), by=actor("examiner", "kr"),
                   aliases_rejected=[alias.pk])  # fmt: skip
    alias.refresh_from_db()
    assert alias.is_confirmed
