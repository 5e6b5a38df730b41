"""A right is drafted, completed, examined and recorded; every change that matters is noted."""

import datetime as dt
from typing import Any

import pytest

from seizures.core import clock
from seizures.core.actor import Actor, of_user, system
from seizures.core.errors import NotAllowed, Refused
from seizures.files.actions import attach, store_bytes
from seizures.journal.models import Entry
from seizures.rights import actions
from seizures.rights.models import Right, RightChange
from tests.builders import actor, holder, holder_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture
def owner() -> Actor:
    return of_user(holder_user(holder()))


def draft(owner: Actor, **fields: Any) -> Right:
    from seizures.accounts.models import User

    return actions.draft_right(
        holder=User.objects.get(pk=owner.id).organisation.holders.get(),
        kind="trademark",
        mark="VELANTIS",
        administrations=["kr", "cn"],
        fields={"nice": [25], "registration_number": "40-1", **fields},
        by=owner,
    )


def complete(owner: Actor, **fields: Any) -> Right:
    right = draft(owner, **fields)
    paper = store_bytes(b"%PDF-1.7 certificate %%EOF", media_type="application/pdf", by=owner)
    attach(paper, kind="right", key=right.pk, purpose="certificate", name="c.pdf", by=owner)
    return right


def test_a_draft_has_a_recordation_for_each_administration(owner: Actor) -> None:
    right = draft(owner, cn={"registration_number": "G-2"})
    numbers = right.recordations.order_by("administration")
    assert [(row.administration, row.registration_number, row.status) for row in numbers] == [
        ("cn", "G-2", "draft"), ("kr", "40-1", "draft")
    ]  # fmt: skip
    assert not RightChange.objects.exists()


def test_nobody_drafts_for_a_stranger(owner: Actor) -> None:
    right = draft(owner)
    stranger = of_user(holder_user(holder("Other Ltd")))
    for outsider in (stranger, actor("officer", "kr")):
        with pytest.raises(NotAllowed):
            actions.save_draft(right, {"goods": "shoes"}, by=outsider)
        with pytest.raises(NotAllowed):
            actions.submit(right.recordations.get(administration="kr"), by=outsider)


@pytest.mark.parametrize(
    ("lack", "field"),
    [({"registration_number": ""}, "registration_number"), ({"nice": []}, "nice")],
)
def test_an_incomplete_draft_is_not_submitted(owner: Actor, lack: dict, field: str) -> None:
    right = complete(owner, **lack)
    with pytest.raises(Refused) as error:
        actions.submit(right.recordations.get(administration="kr"), by=owner)
    assert error.value.field == field


def test_a_draft_without_certificate_is_not_submitted(owner: Actor) -> None:
    with pytest.raises(Refused) as error:
        actions.submit(draft(owner).recordations.get(administration="kr"), by=owner)
    assert error.value.field == "certificate"


def test_korea_examines_in_seven_working_days_china_in_thirty() -> None:
    with clock.moved_to(dt.datetime(2026, 6, 1, 3, 0, tzinfo=dt.UTC)):
        owner = of_user(holder_user(holder()))  # its power of attorney runs in that June
        right = complete(owner)
        due = {
            row.administration: actions.submit(row, by=owner).examine_by
            for row in right.recordations.all()
        }
    assert due["kr"] == dt.date(2026, 6, 10)  # the first day counts; election day does not
    assert due["cn"] == dt.date(2026, 7, 14)  # the first day does not count, nor does 19 June


def test_an_accepted_recordation_is_in_force_for_ten_years_and_noted(owner: Actor) -> None:
    right = complete(owner)
    row = actions.submit(right.recordations.get(administration="kr"), by=owner)
    guess = actions.add_alias(right, language="ko", text="벨란티스", by=owner, is_confirmed=False)
    row = actions.accept(row, by=actor("examiner", "kr"), aliases_confirmed=[guess.pk])
    today = clock.today("kr")
    assert row.status == "recorded" and row.effective_on == today
    assert row.expires_on.year == today.year + 10
    assert row.number.startswith("KR-RC-")
    assert [(c.right_id, c.what) for c in RightChange.objects.all()] == [(right.pk, "recorded")]
    guess.refresh_from_db()
    assert guess.is_confirmed
    assert actions.accept(row, by=system()).pk == row.pk
    assert RightChange.objects.count() == 1


def test_a_recordation_ends_with_the_right_it_rests_on(owner: Actor) -> None:
    ends = clock.today("kr") + dt.timedelta(days=400)
    right = complete(owner, right_expires_on=ends)
    row = actions.submit(right.recordations.get(administration="kr"), by=owner)
    assert actions.accept(row, by=actor("examiner", "kr")).expires_on == ends


def test_an_examiner_decides_only_for_the_own_administration(owner: Actor) -> None:
    row = actions.submit(complete(owner).recordations.get(administration="kr"), by=owner)
    for other in (actor("examiner", "cn"), actor("officer", "kr"), owner):
        with pytest.raises(NotAllowed):
            actions.accept(row, by=other)
        with pytest.raises(NotAllowed):
            actions.refuse(row, "no", by=other)


def test_a_supplement_goes_to_the_holder_and_back(owner: Actor) -> None:
    row = actions.submit(complete(owner).recordations.get(administration="kr"), by=owner)
    examiner = actor("examiner", "kr")
    row = actions.request_supplement(row, "Send the licence.", by=examiner)
    assert row.status == "deficient"
    asked = row.messages.get()
    assert (asked.answer_by - clock.today("kr")).days >= 14
    row = actions.answer_supplement(row, "Here it is.", by=owner)
    assert row.status == "submitted" and row.messages.count() == 2
    row = actions.refuse(row, "The licence is not valid.", by=examiner)
    assert row.status == "refused" and row.decision_note
    with pytest.raises(Refused):
        actions.accept(row, by=examiner)
    verbs = [entry.verb for entry in Entry.objects.about("recordation", row.pk)]
    assert verbs == [
        "recordation.submitted", "recordation.supplement_requested", "letter.issued",
        "recordation.supplement_answered", "letter.issued", "recordation.refused",
        "letter.issued",
    ]  # fmt: skip


def test_what_changes_matching_on_a_recorded_right_is_noted(owner: Actor) -> None:
    right = complete(owner)
    row = actions.submit(right.recordations.get(administration="kr"), by=owner)
    actions.add_trader(right, name="Early Ltd", by=owner)
    assert not RightChange.objects.exists()
    row = actions.accept(row, by=actor("examiner", "kr"))
    alias = actions.add_alias(right, language="ko", text="벨란티스", by=actor("examiner", "kr"))
    actions.add_alias(right, language="ko", text="벨란티스", by=owner)
    trader = actions.add_trader(right, name="Late Ltd", by=owner)
    actions.remove_trader(trader, by=owner)
    actions.remove_alias(alias, by=owner)
    actions.suspend(row, "Dispute", by=actor("examiner", "kr"))
    assert list(RightChange.objects.order_by("id").values_list("what", flat=True)) == [
        "recorded", "changed", "changed", "changed", "changed", "suspended"
    ]  # fmt: skip


def test_a_term_that_ran_out_lapses_once(owner: Actor) -> None:
    right = complete(owner, right_expires_on=clock.today("kr") + dt.timedelta(days=5))
    row = actions.submit(right.recordations.get(administration="kr"), by=owner)
    actions.accept(row, by=actor("examiner", "kr"))
    with clock.moved_by(dt.timedelta(days=7)):
        assert actions.lapse_expired(by=system()) == 1
        assert actions.lapse_expired(by=system()) == 0
    row.refresh_from_db()
    assert row.status == "lapsed"
    assert RightChange.objects.order_by("-id").first().what == "lapsed"
