"""A shift's line, its count, and the random items that tell what the line misses."""

import datetime as dt
from typing import Any

import pytest

from seizures.core import clock
from seizures.core.actor import system
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.inspections import actions as inspections
from seizures.reference.models import Office
from seizures.screening import actions
from seizures.screening.capacity import present_shift, shift_at
from seizures.screening.models import ExplorationDraw, Shift
from seizures.screening.ranking import line_of
from tests.builders import actor
from tests.making import row, screened
from tests.screening.queues import FAKE, arranged, parcels, queue, raised

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("reference_tables"),
]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MATCH_INDEX_DIR = tmp_path


def lone(count: int) -> None:
    """So many alerts of different senders, each with a score of its own."""
    raised(*(row(f"P{n:03d}", FAKE, shipper=f"FIRM NUMBER{n} LTD") for n in range(count)))
    for place, one in enumerate(queue()):
        type(one).objects.filter(pk=one.pk).update(score=0.9 - place / 1000)


def set_to(inspections: int, **values: Any) -> Shift:
    """The present shift of the whole Korean administration, set by a senior officer."""
    return actions.set_capacity("kr", office=values.pop("office", None), inspections=inspections,
                                by=actor("senior_officer", "kr"), **values)  # fmt: skip


@pytest.mark.parametrize(("hour", "day", "part"), [
    (6, 21, "night"), (7, 22, "day"), (18, 22, "day"), (19, 22, "night"), (23, 22, "night"),
])  # fmt: skip
def test_a_night_belongs_to_the_day_it_begins_on(hour: int, day: int, part: str) -> None:
    instant = dt.datetime(2026, 11, 22, hour, 30, tzinfo=clock.zone("kr"))
    assert shift_at(instant, "kr") == (dt.date(2026, 11, day), part)


def test_the_line_lies_after_what_the_shift_can_still_do() -> None:
    lone(5)
    set_to(3)
    line = line_of("kr", None, present_shift("kr", None).left)
    assert line and [line.is_above(one) for one in queue()] == [True] * 3 + [False] * 2
    inspections.open_inspection(alert=queue()[0].alert, by=actor("officer", "kr"))
    shift = present_shift("kr", None)
    assert (shift.capacity, shift.done, shift.left) == (3, 1, 2)
    line = line_of("kr", None, shift.left)
    assert line and [line.is_above(one) for one in queue(status="open")] == [True] * 2 + [False] * 2
    assert line_of("kr", None, 4) is None


def test_a_bundle_counts_as_one_inspection() -> None:
    parcels(4)
    inspections.open_inspection(alert=arranged()[0].alert, by=actor("officer", "kr"))
    assert present_shift("kr", None).done == 1


def test_with_nothing_left_all_lies_below_the_line() -> None:
    lone(2)
    set_to(0)
    line = line_of("kr", None, 0)
    assert line and not any(line.is_above(one) for one in queue())


def test_only_senior_officers_of_the_administration_set_it() -> None:
    for wrong in (actor("officer", "kr"), actor("senior_officer", "cn"), actor("auditor", "kr")):
        with pytest.raises(NotAllowed):
            actions.set_capacity("kr", office=None, inspections=5, by=wrong)
    with pytest.raises(Refused):
        set_to(9999)
    with pytest.raises(Refused):
        set_to(5, office=Office.objects.of("cn").first())
    row = set_to(5)
    with pytest.raises(Stale):
        set_to(6, version=row.version - 1)


def test_the_usual_number_holds_for_later_shifts(settings: Any) -> None:
    office = Office.objects.of("kr").last()
    set_to(7, office=office, is_usual=True)
    with clock.moved_by(dt.timedelta(days=2)):
        assert present_shift("kr", office.pk).capacity == 7
        assert present_shift("kr", None).capacity == settings.QUEUE_CAPACITY


def test_a_draw_comes_from_beyond_the_line_with_its_chance_and_is_made_once() -> None:
    lone(10)
    office = queue()[0].office
    set_to(4, office=office)
    assert actions.explore(by=system()) >= 1
    draws = list(ExplorationDraw.objects.filter(administration="kr", kind="beyond"))
    (draw,) = draws
    beyond = set(queue().values_list("pk", flat=True)[4:])
    assert draw.disposition_id in beyond and draw.probability == pytest.approx(1 / 6)
    assert draw.shift.frame_size == 6
    count = ExplorationDraw.objects.count()
    assert actions.explore(by=system()) == 0 and ExplorationDraw.objects.count() == count


def test_the_same_shift_draws_the_same_items() -> None:
    lone(12)
    set_to(3, office=queue()[0].office)
    actions.explore(by=system())
    first = set(ExplorationDraw.objects.values_list("disposition", "line", "probability"))
    ExplorationDraw.objects.all().delete()
    Shift.objects.update(drawn_at=None, frame_from=0, lines_from=0)
    actions.explore(by=system())
    assert set(ExplorationDraw.objects.values_list("disposition", "line", "probability")) == first


def test_frames_of_later_shifts_hold_only_what_came_since() -> None:
    lone(6)
    office = queue()[0].office
    set_to(2, office=office, is_usual=True)
    actions.explore(by=system())
    before = Shift.objects.get(office=office)
    with clock.moved_by(dt.timedelta(hours=14)):
        screened(row("LATE", FAKE, shipper="WEIHAI DONGSHENG CO LTD"))
        queue(alert__consignment__reference="LATE").update(score=0.1)
        actions.explore(by=system())
        after = Shift.objects.filter(office=office).latest("pk")
    assert after.pk != before.pk and after.frame_from == before.frame_to and after.frame_size == 1


def test_goods_without_an_alert_are_drawn_and_an_inspection_answers_the_draw() -> None:
    screened(*(row(f"G{n}", "PLASTIC CUPS", hs="392410") for n in range(20)))
    actions.explore(by=system())
    (draw,) = ExplorationDraw.objects.filter(administration="kr", kind="line")
    assert draw.probability == pytest.approx(1 / 20) and draw.line.consignment == draw.consignment
    officer = actor("officer", "kr")
    order = inspections.open_inspection(consignment=draw.consignment, by=officer)
    inspections.record_finding(order, verdict="nothing", by=officer)
    inspections.finish(order, by=officer)
    draw.refresh_from_db()
    assert draw.outcome == "nothing" and draw.outcome_at


def test_nothing_is_noted_while_there_is_nothing_to_draw_from() -> None:
    assert actions.explore(by=system()) == 0 and not Shift.objects.drawn().exists()


def test_the_outcome_of_a_drawn_alert_is_kept_with_the_draw() -> None:
    lone(4)
    set_to(1, office=queue()[0].office)
    actions.explore(by=system())
    draw = ExplorationDraw.objects.get(administration="kr", kind="beyond")
    actions.record_outcome(draw.disposition.alert, administration="kr", outcome="infringing",
                           by=actor("officer", "kr"))  # fmt: skip
    draw.refresh_from_db()
    assert draw.outcome == "infringing"
