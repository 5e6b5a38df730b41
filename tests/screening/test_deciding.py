"""Each administration decides in its own queue; stale and strange hands are refused."""

from typing import Any

import pytest

from seizures.cargo.models import Consignment
from seizures.core.actor import Actor
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.journal.models import Entry
from seizures.screening import actions
from seizures.screening.models import Alert, Disposition, Referral
from tests.builders import actor
from tests.making import recorded, row, screened

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("reference_tables"),
]
FAKE = 'BRAND "VELANTIS" SPORTS SHOES'


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path


@pytest.fixture
def alert() -> Alert:
    recorded()
    screened(row("H1", FAKE))
    return Alert.objects.get()


@pytest.fixture
def korean() -> Actor:
    return actor("officer", "kr")


def mine(alert: Alert, administration: str = "kr") -> Disposition:
    return alert.dispositions.get(administration=administration)


def test_an_officer_takes_an_alert_once(alert: Alert, korean: Actor) -> None:
    taken = actions.take(mine(alert), by=korean)
    assert taken.status == "assigned" and str(taken.assignee_id) == korean.id
    assert actions.take(mine(alert), by=korean).version == taken.version
    with pytest.raises(Stale, match="Another officer"):
        actions.take(mine(alert), by=actor("officer", "kr"))


def test_only_officers_on_duty_of_the_queue_decide(alert: Alert) -> None:
    for other in (actor("officer", "cn"), actor("auditor", "kr"), actor("examiner", "kr")):
        with pytest.raises(NotAllowed):
            actions.take(mine(alert), by=other)
        with pytest.raises(NotAllowed):
            actions.dismiss(mine(alert), reason="generic", by=other)


def test_dismissing_on_one_side_leaves_the_other_open(alert: Alert, korean: Actor) -> None:
    done = actions.dismiss(mine(alert), reason="generic", by=korean, version=1)
    assert (done.status, done.reason, done.decided_by_name) == (
        "dismissed", "generic", korean.name
    )  # fmt: skip
    assert mine(alert, "cn").status == "open"
    told = Entry.objects.about("alert", alert.pk).last()
    assert told.verb == "alert.dismissed" and told.chain == "kr"


def test_a_decision_on_what_changed_meanwhile_is_stale(alert: Alert, korean: Actor) -> None:
    seen = mine(alert).version
    actions.take(mine(alert), by=korean)
    with pytest.raises(Stale):
        actions.dismiss(mine(alert), reason="generic", by=korean, version=seen)
    assert mine(alert).status == "assigned"


def test_what_is_inspected_cannot_be_dismissed_or_reopened(alert: Alert, korean: Actor) -> None:
    actions.note_inspection(alert, administration="kr", by=korean)
    with pytest.raises(Stale):
        actions.dismiss(mine(alert), reason="generic", by=korean)
    with pytest.raises(Refused):
        actions.reopen(mine(alert), by=korean)


def test_another_reason_must_be_written_out(alert: Alert, korean: Actor) -> None:
    with pytest.raises(Refused) as error:
        actions.dismiss(mine(alert), reason="other", note="  ", by=korean)
    assert error.value.field == "note"
    with pytest.raises(Refused):
        actions.dismiss(mine(alert), reason="because", by=korean)


def test_a_dismissed_alert_can_be_reopened(alert: Alert, korean: Actor) -> None:
    actions.dismiss(mine(alert), reason="generic", by=korean)
    row = actions.reopen(mine(alert), reason="New tip", by=korean)
    assert (row.status, row.reason, row.decided_at) == ("open", "", None)


def test_a_referral_reaches_the_other_side_once(alert: Alert, korean: Actor) -> None:
    first = actions.refer(mine(alert), note="Please look before departure", by=korean)
    assert (first.sender, first.receiver) == ("kr", "cn")
    assert actions.refer(mine(alert), note="again", by=korean) == first
    assert Referral.objects.count() == 1
    assert mine(alert).status == "referred" and mine(alert, "cn").status == "open"


def test_off_the_corridor_there_is_nobody_to_refer_to(korean: Actor) -> None:
    recorded()
    screened(row("H1", FAKE, origin="VNSGN"))
    with pytest.raises(Refused, match="other administration"):
        actions.refer(mine(Alert.objects.get()), note="x", by=korean)


def test_genuine_goods_clear_the_alert_infringing_goods_do_not(alert: Alert, korean: Actor) -> None:
    actions.note_inspection(alert, administration="kr", by=korean)
    actions.record_outcome(alert, administration="kr", outcome="infringing", by=korean)
    assert mine(alert).status == "inspecting"
    actions.note_case(alert, administration="kr", by=korean)
    assert mine(alert).status == "in_case"
    actions.record_outcome(alert, administration="cn", outcome="genuine", by=actor("officer", "cn"))
    assert mine(alert, "cn").status == "cleared"
    alert.refresh_from_db()
    assert alert.outcome == "genuine"


def test_an_officer_raises_an_alert_by_hand(korean: Actor) -> None:
    right = recorded("DORMUNDA")
    screened(row("H1", "SPORTS SHOES"))
    cargo = Consignment.objects.get()
    alert = actions.raise_by_hand(cargo, right, reason="Same consignee as last month", by=korean)
    assert alert.is_by_hand and alert.dispositions.count() == 2
    assert actions.raise_by_hand(cargo, right, reason="again", by=korean) == alert
    with pytest.raises(Refused):
        actions.raise_by_hand(cargo, recorded("OSTRELLA"), reason=" ", by=korean)


def test_a_right_that_is_not_recorded_raises_nothing_by_hand(korean: Actor) -> None:
    right = recorded("DORMUNDA", status="lapsed")
    screened(row("H1", "SPORTS SHOES"))
    with pytest.raises(Refused, match="not recorded"):
        actions.raise_by_hand(Consignment.objects.get(), right, reason="x", by=korean)
