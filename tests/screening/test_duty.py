"""Service levels and escalation, hand-over, office transfer, conflicts of interest."""

import datetime as dt
from typing import Any

import pytest

from seizures.accounts.models import User
from seizures.cargo.actions import merge_parties
from seizures.core import clock
from seizures.core.actor import Actor, of_user, system
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.inspections.actions import open_inspection
from seizures.journal.models import Entry
from seizures.parties.models import Party
from seizures.reference.models import Office
from seizures.screening import actions
from seizures.screening.models import Conflict, Disposition, Handover, Referral
from seizures.screening.waiting import level_at, wait_of, working_hours, working_hours_before
from tests.builders import actor, person
from tests.screening.queues import parcels, queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
SEOUL = clock.zone("kr")
MONDAY = dt.datetime(2026, 11, 23, 10, tzinfo=SEOUL)


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path


def waiting(count: int = 1, at: dt.datetime = MONDAY) -> list[Disposition]:
    """So many rows of Korea's queue that came at this instant."""
    parcels(count)
    Disposition.objects.filter(administration="cn").delete()
    Disposition.objects.update(created_at=at)
    return list(queue())


def taken(row: Disposition, officer: User) -> Disposition:
    """The row in this officer's hand."""
    return actions.take(row, by=of_user(officer))


def fresh(row: Disposition) -> Disposition:
    """The row as it stands now."""
    return Disposition.objects.get(pk=row.pk)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-23 10:00", "2026-11-23 12:30", 2.5),
        ("2026-11-23 07:00", "2026-11-23 08:00", 0),
        ("2026-11-20 17:00", "2026-11-23 10:00", 2),  # over a weekend
        ("2026-11-23 17:00", "2026-11-24 10:00", 2),
        ("2026-12-24 17:00", "2026-12-28 10:00", 2),  # over Christmas and a weekend
        ("2026-11-24 10:00", "2026-11-23 10:00", 0),
    ],
)
def test_only_the_hours_of_working_days_count(start: str, end: str, hours: float) -> None:
    first, last = (dt.datetime.fromisoformat(one).replace(tzinfo=SEOUL) for one in (start, end))
    assert working_hours(first, last, "kr") == hours


@pytest.mark.parametrize("hours", [0.5, 4, 9, 18, 30.25, 45])
@pytest.mark.parametrize("hour", [6, 11, 17, 23])
def test_the_cut_off_lies_so_many_working_hours_back(hours: float, hour: int) -> None:
    now = MONDAY.replace(hour=hour)
    before = working_hours_before(now, hours, "kr")
    assert working_hours(before, now, "kr") == pytest.approx(hours)


def test_what_waits_too_long_is_escalated_once_for_each_reason() -> None:
    (row,) = waiting()
    with clock.moved_to(MONDAY + dt.timedelta(hours=3)):
        assert actions.escalate(by=system()) == 0
        assert wait_of(fresh(row)).is_late is False  # type: ignore[union-attr]
    with clock.moved_to(MONDAY + dt.timedelta(hours=5)):
        assert [actions.escalate(by=system()) for _n in range(2)] == [1, 0]
        assert fresh(row).escalation == "take"
        assert list(queue().late()) == [row]
    with clock.moved_to(MONDAY + dt.timedelta(days=4)):
        assert [actions.escalate(by=system()) for _n in range(2)] == [1, 0]
    told = Entry.objects.filter(verb="alert.escalated", chain="kr").order_by("id")
    assert [entry.data["waited"] for entry in told] == ["take", "decide"]


def test_what_is_taken_in_time_is_late_only_when_it_is_not_decided() -> None:
    (row,) = waiting()
    taken(row, person("officer", "kr"))
    with clock.moved_to(MONDAY + dt.timedelta(hours=6)):
        assert actions.escalate(by=system()) == 0
    with clock.moved_to(MONDAY + dt.timedelta(days=3)):
        assert actions.escalate(by=system()) == 1
        actions.dismiss(fresh(row), reason="personal", by=system("kr"))
        assert not queue().late().exists()


def test_an_office_has_its_own_level_and_the_others_the_level_of_all() -> None:
    one, other = waiting(2)
    office = Office.objects.of("kr").order_by("pk")[0]
    Disposition.objects.filter(pk=one.pk).update(office=office)
    boss = actor("senior_officer", "kr")
    actions.set_level("kr", office=office, queue="alerts", take_hours=1, decide_hours=9, by=boss)
    assert level_at("kr", office.pk, "alerts").take == 1
    assert level_at("kr", None, "alerts").take == 4
    with clock.moved_to(MONDAY + dt.timedelta(hours=2)):
        assert actions.escalate(by=system()) == 1
    assert fresh(one).escalation == "take" and not fresh(other).escalation


def test_only_a_senior_officer_sets_a_sensible_level() -> None:
    values = {"office": None, "queue": "alerts", "take_hours": 2, "decide_hours": 9}
    with pytest.raises(NotAllowed):
        actions.set_level("kr", **values, by=actor("officer", "kr"))
    boss = actor("senior_officer", "kr")
    row = actions.set_level("kr", **values, by=boss)
    with pytest.raises(Refused, match="after it is taken"):
        actions.set_level("kr", **{**values, "decide_hours": 1}, by=boss)
    actions.set_level("kr", **values, by=boss, version=row.version)
    with pytest.raises(Stale):
        actions.set_level("kr", **values, by=boss, version=row.version)


def test_a_shift_is_handed_to_a_colleague_with_a_note() -> None:
    rows = waiting(2)
    sender, receiver = person("officer", "kr"), person("officer", "kr")
    for row in rows:
        taken(row, sender)
    handover = actions.hand_over(receiver=receiver, note="The samples come at ten",
                                 by=of_user(sender))  # fmt: skip
    assert {fresh(row).assignee_id for row in rows} == {receiver.pk}
    assert handover.size == 2 and handover.items.count() == 2
    actions.see_handover(handover, by=of_user(sender))
    assert Handover.objects.get().seen_at is None
    first = actions.see_handover(handover, by=of_user(receiver)).seen_at
    assert first and actions.see_handover(handover, by=of_user(receiver)).seen_at == first
    with pytest.raises(Refused, match="nothing to hand over"):
        actions.hand_over(receiver=receiver, by=of_user(sender))


def test_a_shift_goes_back_to_all_without_a_colleague() -> None:
    (row,) = waiting()
    sender = person("officer", "kr")
    taken(row, sender)
    actions.hand_over(receiver=None, by=of_user(sender))
    assert fresh(row).assignee_id is None and fresh(row).status == "open"


def test_nobody_hands_to_the_other_administration_or_to_oneself() -> None:
    (row,) = waiting()
    sender = person("officer", "kr")
    taken(row, sender)
    for wrong in (person("officer", "cn"), person("analyst", "kr"), sender):
        with pytest.raises(Refused, match="another officer"):
            actions.hand_over(receiver=wrong, by=of_user(sender))


def test_an_alert_moves_to_another_office_with_reason_and_whereabouts() -> None:
    (row,) = waiting()
    first, second = Office.objects.of("kr").order_by("pk")[:2]
    Disposition.objects.filter(pk=row.pk).update(office=first)
    officer = person("officer", "kr")
    row = taken(row, officer)
    with pytest.raises(Refused, match="needs to know"):
        actions.transfer(row, office=second, reason="x", whereabouts=" ", by=of_user(officer))
    with pytest.raises(Refused, match="other administration"):
        actions.transfer(row, office=Office.objects.of("cn")[0], reason="x", whereabouts="y",
                         by=of_user(officer))  # fmt: skip
    seen = fresh(row).version
    made = actions.transfer(row, office=second, reason="Unloaded there", whereabouts="Yard 4",
                            by=of_user(officer), version=seen)  # fmt: skip
    now = fresh(row)
    assert (now.office_id, now.assignee_id, now.status) == (second.pk, None, "open")
    assert (made.origin_id, made.whereabouts) == (first.pk, "Yard 4")
    with pytest.raises(Stale):
        actions.transfer(row, office=first, reason="x", whereabouts="y", by=of_user(officer),
                         version=seen)  # fmt: skip


def interested(officer: Actor, about: str, row: Disposition) -> Conflict:
    """The officer's declared interest in something of this alert."""
    alert = row.alert
    subject = {"right": {"right": alert.right}, "holder": {"holder": alert.right.holder},
               "party": {"party": alert.consignment.shipper}}[about]  # fmt: skip
    return actions.declare_conflict(**subject, by=officer)


@pytest.mark.parametrize("about", ["right", "holder", "party"])
def test_an_interested_officer_neither_takes_nor_decides(about: str) -> None:
    (row,) = waiting()
    officer = actor("officer", "kr")
    conflict = interested(officer, about, row)
    assert interested(officer, about, row) == conflict
    for deed in (
        lambda: actions.take(row, by=officer),
        lambda: actions.dismiss(row, reason="personal", by=officer),
        lambda: actions.refer(row, note="x", by=officer),
        lambda: actions.snooze(row, until=MONDAY, reason="x", by=officer),
        lambda: open_inspection(alert=row.alert, by=officer),
        lambda: open_inspection(consignment=row.alert.consignment, by=officer)
        if about == "party" else actions.take(row, by=officer),
    ):  # fmt: skip
        with pytest.raises(Refused):
            deed()
    assert fresh(row).status == "open"
    assert actions.take(row, by=actor("officer", "kr")).status == "assigned"


def test_a_conflict_with_a_party_counts_for_its_merged_spellings() -> None:
    (row,) = waiting()
    other = Party.objects.create(key="lanhai", name="LANHAI")
    officer = actor("officer", "kr")
    actions.declare_conflict(party=other, by=officer)
    merge_parties(row.alert.consignment.shipper, [other], administration="kr", reason="same",
                  by=actor("officer", "kr"))  # fmt: skip
    with pytest.raises(NotAllowed, match="conflict of interest"):
        actions.take(row, by=officer)


def test_declaring_gives_back_what_was_taken_and_keeps_it_from_being_given() -> None:
    (row,) = waiting()
    officer, boss = person("officer", "kr"), person("senior_officer", "kr")
    taken(row, officer)
    interested(of_user(officer), "right", row)
    assert fresh(row).assignee_id is None
    with pytest.raises(Refused, match="Choose another one"):
        actions.assign(row, officer=officer, by=of_user(boss))
    taken(row, boss)
    actions.hand_over(receiver=officer, by=of_user(boss))
    assert fresh(row).assignee_id is None


def test_another_senior_officer_ends_a_conflict() -> None:
    (row,) = waiting()
    officer, boss = actor("officer", "kr"), actor("senior_officer", "kr")
    conflict = interested(officer, "right", row)
    with pytest.raises(NotAllowed):
        actions.end_conflict(conflict, by=officer)
    actions.end_conflict(conflict, by=boss)
    assert actions.take(row, by=officer).status == "assigned"
    own = actions.declare_conflict(right=row.alert.right, by=boss)
    with pytest.raises(Refused, match="Another senior officer"):
        actions.end_conflict(own, by=boss)


def test_a_referral_is_seen_when_its_receiver_takes_the_alert() -> None:
    (row,) = waiting()
    actions.refer(row, note="Before departure, please", by=actor("officer", "kr"))
    assert Referral.objects.get().seen_at is None
    received = Disposition.objects.get(administration="cn")
    actions.take(received, by=actor("officer", "cn"))
    assert Referral.objects.get().seen_at is not None
