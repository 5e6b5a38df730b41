"""The estimates of the queue: right on average, honest about what nobody looked at."""

from random import Random

import pytest

from seizures.statistics.estimates import (
    Drawn,
    Stratum,
    missed,
    precision,
    recall,
    total,
    wilson,
)
from seizures.statistics.quality import measure
from tests.builders import actor


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 20)[0] == 0 and 0.1 < wilson(0, 20)[1] < 0.2


def test_nothing_inspected_is_not_known() -> None:
    assert precision(0, 0) is None
    assert missed(Stratum(100, [])) is None
    assert recall(5, [Stratum(100, [])]) is None


def test_an_empty_stratum_misses_nothing() -> None:
    found = recall(5, [Stratum(0, [])])
    assert found and found.value == 1.0


def test_draws_count_by_the_inverse_of_their_chance() -> None:
    drawn = [Drawn(0.01, True), Drawn(0.1, False), Drawn(0.1, False)]
    found = missed(Stratum(120, drawn))
    assert found and found.value == pytest.approx(100) and found.count == 3
    assert found.low < found.value < found.high <= 120


def test_strata_are_added_with_their_uncertainty() -> None:
    parts = [missed(Stratum(100, [Drawn(0.1, place == 0) for place in range(10)]))] * 2
    whole = total(part for part in parts if part)
    assert whole.value == pytest.approx(20)
    assert parts[0] and whole.high - whole.value < 2 * (parts[0].high - parts[0].value)


def test_the_estimated_recall_is_right_on_average_and_its_interval_holds() -> None:
    rng, size, bad, held, sums = Random(7), 2000, 100, 0, 0.0
    truth = 60 / (60 + bad)
    for _turn in range(300):
        world = [place < bad for place in range(size)]
        drawn = [Drawn(80 / size, one) for one in rng.sample(world, 80)]
        found = recall(60, [Stratum(size, drawn)])
        assert found
        lost = missed(Stratum(size, drawn))
        sums += lost.value if lost else 0
        held += found.low <= truth <= found.high
    assert sums / 300 == pytest.approx(bad, rel=0.08)
    assert held / 300 > 0.9


@pytest.mark.django_db
@pytest.mark.usefixtures("reference_tables")
def test_the_figures_come_from_inspections_of_the_line_and_from_draws() -> None:
    from seizures.inspections import actions as inspections
    from seizures.screening import actions
    from seizures.screening.models import ExplorationDraw, Shift
    from tests.screening.test_shifts import lone, queue, set_to

    lone(6)
    set_to(1, office=queue()[0].office)
    actions.explore(by=actor("officer", "kr"))
    draw = ExplorationDraw.objects.get(administration="kr", kind="beyond")
    officer = actor("officer", "kr")
    for alert, verdict in ((queue()[0].alert, "suspected"), (draw.disposition.alert, "nothing")):
        order = inspections.open_inspection(alert=alert, by=officer)
        inspections.record_finding(order, verdict=verdict, by=officer, right=alert.right,
                                   line=alert.consignment.lines.get(), quantity=3)  # fmt: skip
        inspections.finish(order, by=officer)
    found = measure("kr", 30)
    assert (found.inspected, found.found) == (1, 1)
    assert found.precision and found.precision.value == 1.0
    beyond = found.lost["beyond"]
    assert found.frames["beyond"] == 5 and found.draws["beyond"] == (1, 1)
    assert beyond and beyond.value == 0 and beyond.high > 2
    assert measure("cn", 30).precision is None and Shift.objects.count() >= 2
