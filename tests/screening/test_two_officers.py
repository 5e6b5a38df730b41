"""Two officers at once: one decision stands, the other is told; nothing is overwritten."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from seizures.core.actor import system
from seizures.core.errors import Refused
from seizures.inspections import actions as inspections
from seizures.inspections.models import Inspection
from seizures.journal.models import Entry
from seizures.screening import actions
from seizures.screening.models import Bundle, Referral
from tests.builders import actor, person
from tests.screening.queues import arranged, parcels, queue

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres(only=True),
    pytest.mark.usefixtures("reference_tables"),
]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Runs deeds in threads that start together; answers what each gave, or its refusal."""
    gate, answers = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place: int, deed: Callable[[], Any]) -> None:
        try:
            gate.wait(10)
            answers[place] = deed()
        except Refused as refusal:
            answers[place] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, deed)) for n, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)
    return answers


def refused(answers: list[Any]) -> int:
    """How many were told no."""
    return sum(isinstance(answer, Refused) for answer in answers)


@pytest.mark.parametrize("other", ["dismiss", "take", "refer", "snooze", "inspect"])
def test_one_of_two_decisions_on_the_same_version_stands(other: str) -> None:
    import datetime as dt

    from seizures.core import clock

    parcels(1)
    own, one, two = queue()[0], actor("officer", "kr"), actor("officer", "kr")
    seen = own.version
    deeds = {
        "dismiss": lambda: actions.dismiss(own, reason="accessory", by=two, version=seen),
        "take": lambda: actions.take(own, by=two, version=seen),
        "refer": lambda: actions.refer(own, note="Look", by=two, version=seen),
        "snooze": lambda: actions.snooze(own, until=clock.now() + dt.timedelta(days=1),
                                         reason="Later", by=two, version=seen),
        "inspect": lambda: inspections.open_inspection(alert=own.alert, by=two, version=seen),
    }  # fmt: skip
    answers = at_once(lambda: actions.dismiss(own, reason="generic", by=one, version=seen),
                      deeds[other])  # fmt: skip
    assert refused(answers) == 1, answers
    row = queue()[0]
    assert row.version == seen + 1
    assert Inspection.objects.count() + Referral.objects.count() <= 1
    assert (row.status == "dismissed" and row.reason == "generic") == isinstance(
        answers[1], Refused
    )


def test_members_of_one_bundle_are_not_decided_twice() -> None:
    parcels(4)
    rows, one, two = arranged(), actor("officer", "kr"), actor("officer", "kr")
    answers = at_once(
        lambda: actions.dismiss(rows[0], reason="generic", by=one, version=rows[0].version),
        lambda: actions.dismiss(rows[3], reason="licensed", by=two, version=rows[3].version),
    )
    assert refused(answers) == 1
    assert len({(row.status, row.reason) for row in queue()}) == 1
    assert Entry.objects.filter(verb="alert.dismissed").count() == 4


def test_taking_out_and_deciding_at_once_leave_no_half_decided_bundle() -> None:
    parcels(3)
    rows, one, two = arranged(), actor("officer", "kr"), actor("officer", "kr")
    at_once(
        lambda: actions.dismiss(rows[0], reason="generic", by=one, version=rows[0].version),
        lambda: actions.take_out(rows[1], by=two, version=rows[1].version),
    )
    for bundle in Bundle.objects.filter(administration="kr"):
        assert len({row.status for row in queue(bundle=bundle)}) <= 1


def test_two_sweeps_at_once_make_one_bundle() -> None:
    parcels(6)
    at_once(*[lambda: actions.arrange(by=system())] * 3)
    assert Bundle.objects.filter(administration="kr").count() == 1
    assert queue(is_covered=False).count() == 1


def test_two_orders_at_once_are_one_inspection() -> None:
    parcels(2)
    own = arranged()[0]
    at_once(*[lambda who=who: inspections.open_inspection(alert=own.alert, by=who)
              for who in (actor("officer", "kr"), actor("officer", "kr"))])  # fmt: skip
    assert Inspection.objects.count() == 1


def test_an_alert_goes_to_one_officer_alone() -> None:
    parcels(1)
    own, people = queue()[0], [person("officer", "kr") for _n in range(2)]
    deeds = [
        lambda who=who: actions.assign(own, officer=who, by=system("kr"), version=own.version)
        for who in people
    ]
    assert refused(at_once(*deeds)) == 1
