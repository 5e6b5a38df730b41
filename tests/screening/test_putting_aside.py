"""Snoozes end by themselves, merged alerts part again, a dismissal above a risk level waits."""

import datetime as dt
from typing import Any

import pytest

from seizures.cargo.models import Consignment
from seizures.cases import actions as cases
from seizures.core import clock
from seizures.core.actor import system
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.inspections import actions as inspections
from seizures.journal.actions import verify
from seizures.screening import actions
from seizures.screening.models import Snooze
from tests.builders import actor, found_goods, person, recorded_right
from tests.making import row, screened
from tests.screening.queues import FAKE, OTHER, arranged, parcels, queue, raised

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("reference_tables"),
]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path


def days(count: int) -> dt.datetime:
    """So many days from now."""
    return clock.now() + dt.timedelta(days=count)


def after(count: int) -> Any:
    """Runs what is inside so many days from now."""
    return clock.moved_by(dt.timedelta(days=count))


def aside(disposition: Any, **fields: Any) -> Snooze:
    """Snoozes a row for three days."""
    told = {"until": days(3), "reason": "Waits for the samples", **fields}
    return actions.snooze(disposition, by=actor("officer", "kr"), **told)


def test_a_snoozed_alert_comes_back_at_its_hour_and_not_before() -> None:
    parcels(1)
    aside(queue()[0], version=1)
    assert queue()[0].status == "snoozed" and queue("cn")[0].status == "open"
    with after(2):
        actions.end_snoozes(by=system())
        assert queue()[0].status == "snoozed"
    with after(4):
        assert actions.end_snoozes(by=system()) == 1
        assert actions.end_snoozes(by=system()) == 0
    (back,) = queue()
    assert (back.status, back.snooze, back.note) == ("open", None, "")
    assert not Snooze.objects.active().exists() and verify("kr").broken_at is None


def test_a_taken_alert_comes_back_taken() -> None:
    parcels(1)
    officer = actor("officer", "kr")
    actions.take(queue()[0], by=officer)
    rest = aside(queue()[0])
    actions.end_snooze(rest, by=officer)
    assert queue()[0].status == "assigned" and str(queue()[0].assignee_id) == officer.id


@pytest.mark.parametrize("wide", [{"right": True}, {"party": "sender"}, {"pattern": "velantis"},
                                  {"party": "receiver", "right": True}])  # fmt: skip
def test_what_is_like_it_follows_and_what_comes_later_is_stored_and_put_aside(wide: Any) -> None:
    parcels(2)
    aside(queue()[0], **wide)
    assert sorted(one.status for one in queue()) == ["open", "snoozed"]
    assert [one.status for one in arranged()] == ["snoozed"] * 2
    screened(row("LATE", FAKE))
    assert [one.status for one in arranged()] == ["snoozed"] * 3
    with after(4):
        assert actions.end_snoozes(by=system()) == 3
    assert {one.status for one in queue()} == {"open"}


def test_all_that_a_snooze_gives_must_apply() -> None:
    raised(row("A", FAKE), row("B", FAKE, shipper=OTHER), row("C", FAKE + " OLD STOCK"))
    first = queue().get(alert__consignment__reference="A")
    aside(first, party="sender", pattern="sports shoes")
    arranged()
    told = dict(queue().values_list("alert__consignment__reference", "status"))
    assert told == {"A": "snoozed", "B": "open", "C": "snoozed"}


def test_a_bundle_is_put_aside_and_comes_back_whole() -> None:
    parcels(3)
    aside(arranged()[0])
    assert {one.status for one in queue()} == {"snoozed"}
    with after(4):
        assert actions.end_snoozes(by=system()) == 3
    assert len({one.bundle_id for one in queue()}) == 1


def test_a_snooze_needs_a_reason_a_day_to_come_and_a_hand_of_its_own_side() -> None:
    parcels(1)
    wrongs: list[tuple[dict[str, Any], str]] = [
        ({"reason": " "}, "reason"), ({"until": days(-1)}, "until"),
        ({"until": days(400)}, "until"), ({"pattern": "ab"}, "pattern"),
    ]  # fmt: skip
    for wrong, field in wrongs:
        with pytest.raises(Refused) as error:
            aside(queue()[0], **wrong)
        assert error.value.field == field
    with pytest.raises(NotAllowed):
        actions.snooze(queue()[0], until=days(1), reason="x", by=actor("officer", "cn"))
    with pytest.raises(Stale):
        aside(queue()[0], version=9)
    assert queue()[0].status == "open"


def test_merged_alerts_are_decided_once_and_part_again() -> None:
    raised(row("A", FAKE), row("B", FAKE, shipper=OTHER))
    officer = actor("officer", "kr")
    twin, kept = arranged()
    merged = actions.merge(twin, into=kept, by=officer, version=twin.version)
    assert merged.status == "merged" and merged.merged_into_id == kept.pk
    assert actions.merge(twin, into=kept, by=officer).version == merged.version
    screened(row("C", FAKE, shipper="WEIHAI DONGSHENG CO LTD"))
    third = queue().get(alert__consignment__reference="C")
    with pytest.raises(Refused, match="merged into this one"):
        actions.merge(kept, into=third, by=officer)
    with pytest.raises(Refused, match="merged itself"):
        actions.merge(third, into=merged, by=officer)
    actions.unmerge(merged, by=officer, version=merged.version)
    assert {one.status for one in queue()} == {"open"}


def test_an_alert_merges_only_into_its_own_queue() -> None:
    parcels(1)
    with pytest.raises(Refused):
        actions.merge(queue()[0], into=queue("cn")[0], by=actor("officer", "kr"))
    with pytest.raises(Refused):
        actions.merge(queue()[0], into=queue()[0], by=actor("officer", "kr"))


@pytest.fixture
def risky(settings: Any) -> None:
    """Every dismissal of these alerts needs a second officer."""
    settings.COUNTERSIGN_SCORE = 0.01


@pytest.mark.usefixtures("risky")
def test_above_the_risk_level_a_second_officer_confirms() -> None:
    parcels(1)
    first, second = actor("officer", "kr"), actor("officer", "kr")
    waits = actions.dismiss(queue()[0], reason="generic", by=first, version=1)
    assert waits.status == "proposed"
    assert actions.dismiss(waits, reason="generic", by=first).version == waits.version
    with pytest.raises(Refused, match="second officer"):
        actions.confirm_dismissal(waits, accept=True, by=first)
    with pytest.raises(NotAllowed):
        actions.confirm_dismissal(waits, accept=True, by=actor("officer", "cn"))
    done = actions.confirm_dismissal(waits, accept=True, by=second, version=waits.version)
    assert done.status == "dismissed" and first.name in done.decided_by_name
    with pytest.raises(Stale):
        actions.confirm_dismissal(done, accept=True, by=second)


@pytest.mark.usefixtures("risky")
def test_what_is_not_confirmed_waits_in_the_queue_again() -> None:
    parcels(2)
    officer = actor("officer", "kr")
    actions.take(arranged()[0], by=officer)
    actions.dismiss(queue()[0], reason="generic", by=officer)
    assert {one.status for one in queue()} == {"proposed"}
    actions.confirm_dismissal(queue()[0], accept=False, note="Look again", by=officer)
    assert {one.status for one in queue()} == {"assigned"}


def test_below_the_risk_level_nobody_waits(settings: Any) -> None:
    settings.COUNTERSIGN_TIERS, settings.COUNTERSIGN_SCORE = ["refer"], 2.0
    parcels(1)
    done = actions.dismiss(queue()[0], reason="generic", by=actor("officer", "kr"))
    assert done.status == "dismissed"


def test_out_of_the_box_strong_alerts_need_two_officers() -> None:
    from customs_ip.settings import base

    assert base.COUNTERSIGN_TIERS == ["high"]


def test_an_alert_joins_an_open_case_and_leaves_it_again() -> None:
    order, officer = found_goods(recorded_right())
    case = cases.open_case(order, track="kr/on_request", by=officer)
    parcels(1)
    own = queue(status="open")[0]
    link = cases.join_alert(own, case, note="Same sender", by=officer, version=own.version)
    assert cases.join_alert(own, case, by=officer) == link
    assert queue(pk=own.pk)[0].status == "in_case"
    with pytest.raises(Refused):
        cases.join_alert(queue("cn")[0], case, by=actor("officer", "cn"))
    cases.part_alert(link, by=officer)
    assert queue(pk=own.pk)[0].status == "open" and not case.linked_alerts.exists()


def test_versions_guard_taking_referring_and_ordering() -> None:
    parcels(1)
    own, officer, colleague = queue()[0], actor("officer", "kr"), person("officer", "kr")
    actions.take(own, by=actor("officer", "kr"), version=own.version)
    for deed in (
        lambda: actions.take(own, by=officer, version=own.version),
        lambda: actions.refer(own, note="x", by=officer, version=own.version),
        lambda: inspections.open_inspection(alert=own.alert, by=officer, version=own.version),
        lambda: actions.assign(own, officer=colleague, by=officer, version=own.version),
    ):  # fmt: skip
        with pytest.raises(Stale):
            deed()
    assert queue()[0].status == "assigned" and Consignment.objects.get().inspections.count() == 0


def test_work_is_given_to_officers_of_the_same_administration_alone() -> None:
    parcels(2)
    own, officer, colleague = arranged()[0], actor("officer", "kr"), person("officer", "kr")
    actions.assign(own, officer=colleague, by=officer)
    assert {one.assignee_id for one in queue()} == {colleague.pk}
    for wrong in (person("officer", "cn"), person("auditor", "kr")):
        with pytest.raises(Refused):
            actions.assign(queue()[0], officer=wrong, by=officer)
