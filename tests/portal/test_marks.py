"""The structured answer: features of the product card, marks on the picture, sample, receipt."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from seizures.accounts.models import User
from seizures.cases import actions
from seizures.cases.actions.answering import digest_of, notice_answered
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.files.models import Attachment
from seizures.journal.models import Entry
from seizures.letters.models import Letter
from tests.portal.worlds import a_holder, notified_case, request_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def photo_of(case: Any) -> Attachment:
    found: Attachment = Attachment.objects.on("inspection", case.inspection_id).pictures()[0]
    return found


def drawn(case: Any, **changes: Any) -> dict[str, Any]:
    """A request with a point and a rectangle, and an empty row as the page sends it."""
    key = str(photo_of(case).pk)
    marks = {"mark_picture": [key, key, key], "mark_left": ["10.5", "40", ""],
             "mark_top": ["20", "30", ""], "mark_width": ["", "25", ""],
             "mark_height": ["", "12.5", ""],
             "mark_note": ["Wrong stitch", "Printed label", ""]}  # fmt: skip
    return request_of(case) | marks | changes


def test_marks_are_kept_as_data_and_shown_to_the_officer() -> None:
    owner, user = a_holder()
    case, officer = notified_case(owner)
    answer = signed_in(user).post(reverse("portal-notice", args=[case.pk]), drawn(case))
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    point, box = case.answers.get().marks.all()
    assert point.is_point and (point.left, point.top) == (Decimal("10.5"), Decimal("20.0"))
    assert not box.is_point and box.width == Decimal("25.0") and box.note == "Printed label"
    desk = signed_in(User.objects.get(pk=officer.id))
    text = desk.get(reverse("case-detail", args=[case.pk])).content.decode()
    assert 'cx="10.5%"' in text and 'width="25.0%"' in text and "Wrong stitch" in text


@pytest.mark.parametrize(
    "changes",
    [{"mark_left": ["90", "90", ""]}, {"mark_note": ["", "", ""]}, {"mark_left": ["x", "1", ""]},
     {"mark_picture": ["999999", "999999", ""]}, {"mark_top": ["NaN", "1", ""]}],
)  # fmt: skip
def test_a_mark_that_cannot_be_is_refused_and_nothing_is_lost(changes: dict[str, Any]) -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    answer = signed_in(user).post(reverse("portal-notice", args=[case.pk]), drawn(case, **changes))
    assert answer.status_code == 422 and not case.answers.exists()
    assert "woven" in answer.content.decode()


def test_a_mark_lies_only_on_a_picture_of_this_notice() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    other, _them = a_holder("Somebody Else")
    strange, _officer = notified_case(other, mark="SOLBIT")
    mark = actions.Mark(photo_of(strange).pk, Decimal(1), Decimal(1), Decimal(0), Decimal(0), "x")
    with pytest.raises(Refused):
        actions.answer_notice(case, verdict="genuine", marks=[mark], by=of_user(user))


def test_features_of_the_product_card_are_answered_one_by_one() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    case.right.identification = "Woven label\n- Eleven stitches\n\n"
    case.right.save()
    client, url = signed_in(user), reverse("portal-notice", args=[case.pk])
    assert "Eleven stitches" in client.get(url).content.decode()
    client.post(url, request_of(case, point_0="differs", point_1="unseen"))
    first, second = case.answers.get().points
    assert first == {"text": "Woven label", "state": "differs"}
    assert second == {"text": "Eleven stitches", "state": "unseen"}


@pytest.mark.parametrize(("administration", "kind"), [("kr", "samples"), ("cn", "inspection")])
def test_a_sample_or_a_viewing_is_asked_for_with_the_answer(administration: str, kind: str) -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner, administration)
    signed_in(user).post(reverse("portal-notice", args=[case.pk]),
                         request_of(case, sample_kind=kind))  # fmt: skip
    codes = set(case.facts.values_list("code", flat=True))
    assert {"inspection_asked", f"asked:{kind}"} <= codes and case.answers.get().wants_sample


def test_the_receipt_tells_what_when_by_whom_and_its_hash() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner, "cn")
    client = signed_in(user)
    client.post(reverse("portal-notice", args=[case.pk]), drawn(case))
    answer = case.answers.get()
    url = reverse("portal-notice-receipt", args=[case.pk])
    text = client.get(url).content.decode()
    assert answer.digest in text and answer.by_name in text and "Printed label" in text
    assert digest_of(answer) == answer.digest
    notice = notice_answered(answer)
    assert notice and notice.key == "cn/status_notice" and notice.number in text
    answer.features += "!"
    assert digest_of(answer) != answer.digest
    answer.refresh_from_db()
    Letter.objects.filter(pk=notice.pk).update(sha256="0" * 64)
    assert digest_of(answer) != answer.digest, "what was answered is part of the hash"
    assert client.get(url + "?pdf").content.startswith(b"%PDF")
    entry = Entry.objects.about("case", case.pk).get(verb="case.holder_answered")
    assert entry.data["sha256"] == answer.digest and entry.data["marks"] == 2


def test_the_page_works_without_a_script() -> None:
    owner, user = a_holder()
    case, _officer = notified_case(owner)
    text = signed_in(user).get(reverse("portal-notice", args=[case.pk])).content.decode()
    before, _template = text.split("<template", 1)
    assert 'name="mark_note"' in before and 'name="mark_picture"' in before
