"""A recordation is renewed: asked for in the window of the law, once; decided by an examiner."""

import datetime as dt
from typing import Any

import pytest

from seizures.core import clock
from seizures.core.actor import of_user, system
from seizures.core.errors import NotAllowed, Refused
from seizures.files import store
from seizures.journal.models import Entry
from seizures.letters.models import Letter
from seizures.rights import actions
from seizures.rights.models import Recordation, Renewal, RightChange
from tests.builders import actor, recorded_right
from tests.letters.reading import needs_poppler, text_of
from tests.portal.worlds import a_holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def ending(days: int, administration: str = "kr", **fields: Any) -> tuple[Recordation, Any]:
    """A recordation whose term ends in so many days, and its holder."""
    owner, user = a_holder()
    row = recorded_right(owner=owner, administrations=(administration,)).recordations.get()
    row.expires_on = clock.today(administration) + dt.timedelta(days=days)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row, of_user(user)


@pytest.mark.parametrize(
    ("administration", "days", "is_open"),
    [("kr", 11, True), ("kr", 360, True), ("kr", 8, False), ("kr", 400, False),
     ("cn", 1, True), ("cn", 170, True), ("cn", 200, False)],
)  # fmt: skip
def test_it_is_asked_for_in_the_window_of_that_law(
    administration: str, days: int, is_open: bool
) -> None:
    row, by = ending(days, administration)
    if is_open:
        assert actions.ask_renewal(row, by=by).status == "asked"
        return
    with pytest.raises(Refused, match="recorded anew"):
        actions.ask_renewal(row, by=by)


def test_asked_twice_is_asked_once() -> None:
    row, by = ending(100)
    first, again = actions.ask_renewal(row, by=by), actions.ask_renewal(row, by=by)
    assert first == again and first.decide_by is not None
    assert Renewal.objects.count() == 1
    assert Entry.objects.filter(verb="recordation.renewal_asked").count() == 1


def test_the_new_term_follows_the_old_one() -> None:
    row, by = ending(100, "cn")
    old = row.expires_on
    asked = actions.ask_renewal(row, by=by)
    for _twice in range(2):
        actions.grant_renewal(asked, by=actor("examiner", "cn"))
    row.refresh_from_db()
    assert row.status == "recorded" and row.expires_on == old.replace(year=old.year + 10)
    with pytest.raises(Refused):
        actions.refuse_renewal(asked, "Too late", by=actor("examiner", "cn"))


def test_it_never_outlasts_the_right_itself() -> None:
    row, by = ending(100, right_expires_on=clock.today("kr") + dt.timedelta(days=500))
    actions.grant_renewal(actions.ask_renewal(row, by=by), by=actor("examiner", "kr"))
    row.refresh_from_db()
    assert row.expires_on == clock.today("kr") + dt.timedelta(days=500)


def test_a_right_that_ends_with_the_term_is_renewed_first() -> None:
    row, by = ending(100, right_expires_on=clock.today("kr") + dt.timedelta(days=100))
    with pytest.raises(Refused) as refusal:
        actions.ask_renewal(row, by=by)
    assert refusal.value.field == "right_expires_on"
    later = clock.today("kr") + dt.timedelta(days=100 + 3650)
    asked = actions.ask_renewal(row, by=by, right_expires_on=later)
    actions.grant_renewal(asked, by=actor("examiner", "kr"))
    row.refresh_from_db()
    assert row.right_expires_on == later


def test_a_refusal_leaves_the_running_term_and_needs_a_reason() -> None:
    row, by = ending(100)
    asked, until = actions.ask_renewal(row, by=by), row.expires_on
    with pytest.raises(Refused):
        actions.refuse_renewal(asked, " ", by=actor("examiner", "kr"))
    actions.refuse_renewal(asked, "The right was assigned", by=actor("examiner", "kr"))
    row.refresh_from_db()
    assert row.status == "recorded" and row.expires_on == until
    assert actions.ask_renewal(row, by=by) != asked


def test_what_was_asked_in_time_is_renewed_although_the_term_ran_out() -> None:
    row, by = ending(1, "cn")
    asked = actions.ask_renewal(row, by=by)
    with clock.moved_by(dt.timedelta(days=5)):
        actions.lapse_expired(by=system())
        row.refresh_from_db()
        assert row.status == "lapsed"
        actions.grant_renewal(asked, by=actor("examiner", "cn"))
    row.refresh_from_db()
    assert row.status == "recorded"
    assert RightChange.objects.filter(right=row.right_id).last().what == "recorded"


def test_only_the_holder_asks_and_only_the_own_examiner_decides() -> None:
    row, by = ending(100)
    _other, stranger = a_holder("Haneul Co., Ltd.")
    with pytest.raises(NotAllowed):
        actions.ask_renewal(row, by=of_user(stranger))
    asked = actions.ask_renewal(row, by=by)
    for examiner in (actor("examiner", "cn"), actor("officer", "kr"), by):
        with pytest.raises(NotAllowed):
            actions.grant_renewal(asked, by=examiner)


def test_what_was_withdrawn_is_not_renewed() -> None:
    row, by = ending(100)
    asked = actions.ask_renewal(row, by=by)
    actions.withdraw(row, "Sold", by=by)
    with pytest.raises(Refused):
        actions.grant_renewal(asked, by=actor("examiner", "kr"))


@pytest.mark.parametrize(
    ("administration", "key", "native", "title"),
    [
        ("kr", "kr/form10", "ko", "갱신의처리결과를"),
        ("cn", "cn/renewal_result", "zh-hans", "准予续展"),
    ],
)
@needs_poppler
def test_the_holder_gets_the_renewal_by_letter(
    administration: str, key: str, native: str, title: str
) -> None:
    row, by = ending(100, administration)
    old = row.expires_on
    assert old is not None
    asked = actions.ask_renewal(row, by=by)
    for _twice in range(2):
        actions.grant_renewal(asked, by=actor("examiner", administration))
    row.refresh_from_db()
    letter = Letter.objects.about("recordation", row.pk).get()
    assert (letter.key, letter.language, letter.recipient_kind) == (key, native, "holder")
    assert letter.data["right"]["valid_from"] == (old + dt.timedelta(days=1)).isoformat()
    assert letter.data["right"]["valid_until"] == str(row.expires_on)
    assert title in text_of(store.full(letter.file.path).read_bytes())


@pytest.mark.parametrize("administration", ["kr", "cn"])
@needs_poppler
def test_a_refused_renewal_reaches_the_holder_with_its_reason(administration: str) -> None:
    row, by = ending(100, administration)
    asked = actions.ask_renewal(row, by=by)
    actions.refuse_renewal(asked, "Certificate unreadable", by=actor("examiner", administration))
    letter = Letter.objects.about("recordation", row.pk).get()
    text = text_of(store.full(letter.file.path).read_bytes())
    assert "Certificateunreadable" in text
    assert {"kr": "현재의세관신고는유효기간만료일까지", "cn": "不予续展"}[administration] in text
