"""Issuing, serving and replacing letters, and what stays on record of it."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.errors import Refused
from seizures.files import store
from seizures.journal.models import Entry
from seizures.letters import contents
from seizures.letters.actions import issue_letter, record_service, supersede
from seizures.letters.models import Letter
from seizures.letters.render import MissingGlyph, UnknownLetter, render

pytestmark = pytest.mark.django_db
OFFICER = Actor(kind="user", id="7", administration="kr", name="김하늘", role="officer")


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def _issue(key: str = "kr/form11", *, subject: int = 5, data=None, translation=None) -> Letter:
    return issue_letter(
        key=key, language=contents.ALL[key].languages[0], subject_kind="case", subject_id=subject,
        data=data or contents.sample(key), recipient_name="누리봄 주식회사",
        recipient_kind="holder", channel="portal", by=OFFICER, translation=translation,
    )  # fmt: skip


def test_an_issued_letter_is_numbered_stored_hashed_and_journalled():
    letter = _issue()
    content = store.full(letter.file.path).read_bytes()
    assert content.startswith(b"%PDF")
    assert letter.sha256 == hashlib.sha256(content).hexdigest() == letter.file.sha256
    assert letter.number.startswith("KR-LT-") and letter.data["number"] == letter.number
    entry = Entry.objects.get(verb="letter.issued")
    assert entry.subject_reference == letter.number
    assert entry.chain == "kr" and entry.data["sha256"] == letter.sha256


def test_a_letter_can_be_set_again_from_its_row_byte_for_byte():
    letter = _issue()
    day = clock.day_of(letter.issued_at, "kr")
    again = render(letter.key, letter.language, letter.data, issued_on=day)
    assert hashlib.sha256(again).hexdigest() == letter.sha256


def test_the_caller_cannot_choose_the_number():
    letter = _issue(data={**contents.sample("kr/form11"), "number": "KR-LT-1999-000001"})
    assert letter.data["number"] == letter.number != "KR-LT-1999-000001"


def test_a_translation_lies_beside_the_letter():
    letter = _issue("cn/status_notice", translation="en")
    assert letter.administration == "cn" and letter.number.startswith("CN-LT-")
    assert letter.translation_file and letter.translation_file != letter.file
    assert _issue(translation="ko").translation_file is None


def test_a_refused_letter_takes_no_number_and_leaves_no_row():
    data = contents.sample("kr/form11")
    data["reason"] = "𠀀"
    with pytest.raises(MissingGlyph):
        _issue(data=data)
    with pytest.raises(UnknownLetter):
        issue_letter(
            key="kr/none", language="ko", subject_kind="case", subject_id=1, data={},
            recipient_name="", recipient_kind="holder", channel="portal", by=OFFICER,
        )  # fmt: skip
    assert not Letter.objects.exists()
    assert not Entry.objects.filter(verb__startswith="letter.").exists()
    first = _issue()
    assert first.number.endswith("000001")


def test_service_is_recorded_once_with_its_evidence():
    letter = _issue()
    on = letter.issued_at + dt.timedelta(seconds=1)
    with clock.moved_by(dt.timedelta(hours=1)):
        served = record_service(letter, on=on, evidence="portal receipt 12", by=OFFICER)
        assert served.served_at == on and served.service_evidence == "portal receipt 12"
        record_service(letter, on=on, evidence="portal receipt 12", by=OFFICER)
        with pytest.raises(Refused, match="already on record"):
            record_service(letter, on=on + dt.timedelta(minutes=1), evidence="fax", by=OFFICER)
    assert Entry.objects.filter(verb="letter.served").count() == 1


def test_a_letter_is_served_after_its_issue_and_not_in_the_future():
    letter = _issue()
    with pytest.raises(Refused, match="before it was issued"):
        record_service(letter, on=letter.issued_at - dt.timedelta(days=1), evidence="", by=OFFICER)
    with pytest.raises(Refused, match="in the future"):
        record_service(letter, on=clock.now() + dt.timedelta(days=1), evidence="", by=OFFICER)


def test_a_later_letter_on_the_same_subject_replaces_one():
    old, new, other = _issue(), _issue(), _issue(subject=6)
    with pytest.raises(Refused, match="same subject"):
        supersede(old, replacement=other, by=OFFICER)
    with pytest.raises(Refused, match="later letter"):
        supersede(new, replacement=old, by=OFFICER)
    assert supersede(old, replacement=new, by=OFFICER, reason="typing error").superseded_by == new
    supersede(old, replacement=new, by=OFFICER)
    third = _issue()
    with pytest.raises(Refused, match="already been replaced"):
        supersede(old, replacement=third, by=OFFICER)
    assert Entry.objects.filter(verb="letter.superseded").count() == 1


def test_the_register_is_read_by_subject_standing_and_service():
    old, new, _other = _issue(), _issue(), _issue(subject=6)
    supersede(old, replacement=new, by=OFFICER)
    with clock.moved_by(dt.timedelta(hours=1)):
        record_service(new, on=clock.now(), evidence="handed over", by=OFFICER)
    assert list(Letter.objects.about("case", 5)) == [old, new]
    assert list(Letter.objects.about("case", 5).standing()) == [new]
    assert list(Letter.objects.served()) == [new]
