"""Quantities never drift: whatever is moved or tried, the ledger sums to what came in."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seizures.cases.actions.goods import move_goods
from seizures.cases.actions.stocktaking import close_count, enter_counts, in_store, open_count
from seizures.cases.actions.storing import carry_goods, enter_place
from seizures.cases.ledger import balance, balance_of
from seizures.cases.models import CaseGoods, StockCount
from seizures.core.errors import NotAllowed, Refused, Stale
from seizures.journal.models import Entry
from seizures.law.goods import GOODS_CODES
from tests.builders import actor
from tests.cases.rooms import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
CODES = sorted(GOODS_CODES)
MOVE = st.tuples(
    st.sampled_from([*CODES, "", "lost"]),
    st.sampled_from([*CODES, "lost"]),
    st.one_of(
        st.integers(1, 400).map(Decimal),
        st.decimals("-5", "2000", places=4),
        st.sampled_from([Decimal("NaN"), Decimal("Infinity"), Decimal("0.001")]),
    ),
    st.sampled_from(["", "PR", "PCE", "KGM"]),
)


@settings(max_examples=40, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.lists(MOVE, max_size=25))
def test_no_sequence_of_moves_changes_a_sum_or_a_unit(moves: list[Any]) -> None:
    case, officer = opened()
    goods = case.goods.get()
    over = Decimal(0)
    for source, target, quantity, unit in moves:
        try:
            done = move_goods(goods, source=source, target=target, quantity=quantity, by=officer,
                              unit=unit)  # fmt: skip
        except Refused:
            continue
        assert unit in {"", goods.unit} and quantity > 0
        over += done.quantity if not source else 0
        line = balance_of(CaseGoods.objects.get(pk=goods.pk))
        assert line.is_balanced and line.seized == goods.quantity + over
        assert all(part >= 0 for part in line.under.values())
    goods.refresh_from_db()
    assert goods.unit == "PR" and goods.quantity == 1200


@pytest.mark.parametrize("quantity", ["0", "-1", "0.0001", "NaN", "1200.001"])
def test_a_quantity_that_cannot_be_booked_is_refused(quantity: str) -> None:
    case, officer = opened()
    with pytest.raises(Refused):
        move_goods(case.goods.get(), source="stored", target="destroyed", by=officer,
                   quantity=Decimal(quantity))  # fmt: skip
    assert balance(case)[0].under == {"stored": Decimal(1200)}


def test_goods_are_carried_to_a_place_once_and_only_within_the_administration() -> None:
    case, officer = opened()
    goods = case.goods.get()
    shelf = enter_place(administration="kr", code="ICN-A-01", name="Store A", shelf="1", by=officer)
    assert carry_goods(goods, to=shelf, by=officer) is not None
    assert carry_goods(goods, to=shelf, by=officer) is None
    goods.refresh_from_db()
    assert goods.place == shelf and goods.relocations.count() == 1
    theirs = enter_place(administration="cn", code="tao-1", name="青岛", by=actor("officer", "cn"))
    with pytest.raises(Refused, match="cannot be used"):
        carry_goods(goods, to=theirs, by=officer)
    with pytest.raises(NotAllowed):
        carry_goods(goods, to=shelf, by=actor("officer", "cn"))
    with pytest.raises(NotAllowed):
        carry_goods(goods, to=shelf, by=actor("auditor", "kr"))


def counted(case: Any, officer: Any, number: str, reason: str = "") -> StockCount:
    place = enter_place(administration="kr", code="a1", name="Store A", by=officer)
    carry_goods(case.goods.get(), to=place, by=officer)
    count = open_count(place, by=officer)
    assert open_count(place, by=officer) == count
    line = count.lines.get()
    return enter_counts(count, counted={line.pk: Decimal(number)}, reasons={line.pk: reason},
                        by=officer)  # fmt: skip


def test_what_is_missing_is_booked_with_its_reason_after_a_second_person_confirmed() -> None:
    case, officer = opened()
    with pytest.raises(Refused, match="Say why"):
        counted(case, officer, "1190")
    count = counted(case, officer, "1190", "Ten pairs eaten by mice")
    with pytest.raises(NotAllowed, match="Another person"):
        close_count(count, by=officer)
    colleague = actor("officer", "kr")
    close_count(count, by=colleague)
    close_count(count, by=colleague)
    [line] = balance(case)
    assert line.under == {"stored": Decimal(1190), "found_short": Decimal(10)}
    move = count.movements.get()
    assert move.note == "Ten pairs eaten by mice" and line.is_balanced
    assert Entry.objects.filter(verb="stocktake.closed").count() == 1


def test_what_turns_up_again_comes_back_and_only_the_rest_is_found_over() -> None:
    case, officer = opened()
    colleague = actor("officer", "kr")
    close_count(counted(case, officer, "1190", "missing"), by=colleague)
    close_count(counted(case, officer, "1203", "behind the door"), by=colleague)
    [line] = balance(case)
    assert {code: part for code, part in line.under.items() if part} == {
        "stored": Decimal(1200), "found_over": Decimal(3)
    }  # fmt: skip
    assert line.is_balanced and in_store(line) == 1200


def test_goods_that_moved_while_they_were_counted_must_be_counted_again() -> None:
    case, officer = opened()
    count = counted(case, officer, "1190", "missing")
    move_goods(case.goods.get(), source="stored", target="sampled", quantity=Decimal(5), by=officer)
    with pytest.raises(Stale, match="moved while"):
        close_count(count, by=actor("officer", "kr"))
    assert balance(case)[0].under == {"stored": Decimal(1195), "sampled": Decimal(5)}
