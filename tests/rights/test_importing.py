"""Registers are taken over in bulk, once, with every refused row named."""

from typing import Any

import pytest

from seizures.core.actor import Actor, system
from seizures.core.errors import NotAllowed
from seizures.rights import actions
from seizures.rights.models import Holder, Recordation, Right, RightChange
from tests.making import register_row

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BOTH = ["kr", "cn"]


def take(*rows: Any, places: list[str] = BOTH) -> actions.Imported:
    return actions.import_rows(list(rows), administrations=places, by=system())


def test_a_row_becomes_a_right_with_all_that_hangs_on_it() -> None:
    assert take(register_row(), register_row("DORMUNDA")).created == 2
    right = Right.objects.get(mark="VELANTIS")
    assert right.nice == [25] and right.holder.name == "Velantis GmbH"
    assert [alias.text for alias in right.aliases.all()] == ["벨란티스"]
    assert [trader.name for trader in right.traders.all()] == ["VELANTIS ASIA LOGISTICS LTD"]
    assert Holder.objects.count() == 1
    assert {row.administration for row in right.recordations.all()} == {"kr", "cn"}


def test_without_number_and_dates_a_recordation_is_marked_unverified() -> None:
    take(register_row(), register_row(
        "DORMUNDA", number="R1", filed_on="2020-01-01", registered_on="2020-02-01",
        expires_on="2030-02-01",
    ))  # fmt: skip
    verdicts = Recordation.objects.filter(administration="kr").order_by("right__mark")
    assert list(verdicts.values_list("right__mark", "is_unverified", "number")) == [
        ("DORMUNDA", False, "R1"), ("VELANTIS", True, "")
    ]  # fmt: skip


def test_the_same_rows_again_change_nothing() -> None:
    take(register_row())
    changes = RightChange.objects.count()
    again = take(register_row())
    assert (again.created, again.updated) == (0, 0)
    assert RightChange.objects.count() == changes
    assert Right.objects.count() == 1 and Recordation.objects.count() == 2


def test_a_row_that_says_something_new_updates_and_is_followed() -> None:
    take(register_row())
    again = take(register_row(nice=[18, 25], aliases={"ko": "벨란티스", "zh": "维兰蒂"}))
    assert (again.created, again.updated) == (0, 1)
    right = Right.objects.get()
    assert right.nice == [18, 25] and right.aliases.count() == 2 and right.revision == 2
    assert RightChange.objects.order_by("-id").first().what == "changed"


def test_a_second_administration_can_follow_later() -> None:
    take(register_row(), places=["kr"])
    assert take(register_row(), places=["cn"]).updated == 1
    assert Right.objects.get().recordations.count() == 2
    assert take(register_row(), places=["cn"]).updated == 0


def test_a_row_that_ended_lapses() -> None:
    take(register_row())
    take(register_row(status="lapsed"))
    assert set(Recordation.objects.values_list("status", flat=True)) == {"lapsed"}
    assert RightChange.objects.order_by("-id").first().what == "lapsed"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"mark": ""}, "mark is missing"),
        ({"holder": None}, "holder is missing"),
        ({"nice": [99]}, "no class"),
        ({"kind": "song"}, "song"),
        ({"filed_on": "01/02/2020"}, "not a day"),
        ({"authorised": "one"}, "list"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_and_the_others_are_taken(
    wrong: dict[str, Any], reason: str
) -> None:
    result = take(register_row("DORMUNDA", **wrong), register_row())
    assert result.created == 1
    assert [place for place, _why in result.refused] == [0]
    assert reason in result.refused[0][1]


def test_only_an_administrator_imports() -> None:
    with pytest.raises(NotAllowed):
        actions.import_rows([], administrations=BOTH, by=Actor("user", "1", "kr", "", "officer"))
