"""Bulk writing: what is written is what was given, and what stood there before stays."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from seizures.cargo.models import Consignment, Container, GoodsLine
from seizures.core import clock
from seizures.core.bulk import add_counts, copy_rows, moment, reserve_keys
from seizures.parties.actions import remember
from seizures.parties.models import Party
from tests.builders import consignment

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LINE = (
    "consignment_id manifest_id position description hs quantity packages extra created_at unit "
    "currency container"
)
ODD = (
    "plain", 'say "so"', "a, b; c|d", "two\nlines", "lone\rreturn", "both\r\nends", "tab\there",
    "\\N", "\\.", "back\\slash", "NULL", "", " blanks ", "운동화 运动鞋", "\U0001f45f", "'quoted'",
)  # fmt: skip


def line(cargo: Consignment, position: int, text: str, **values: Any) -> tuple[Any, ...]:
    return (
        cargo.pk, cargo.manifest_id, position, text, "", values.get("quantity"),
        values.get("packages"), "{}", moment(clock.now()), values.get("unit", ""), "", "",
    )  # fmt: skip


def test_every_text_comes_out_as_it_went_in() -> None:
    cargo = consignment()
    rows = [line(cargo, 1000 + place, text, unit=text[:40]) for place, text in enumerate(ODD)]
    assert copy_rows(GoodsLine, LINE, rows)
    written = GoodsLine.objects.filter(position__gte=1000).order_by("position")
    assert [(row.description, row.unit) for row in written] == [(one, one[:40]) for one in ODD]


def test_an_amount_that_is_not_told_stays_unknown() -> None:
    cargo = consignment()
    rows = [line(cargo, 1000, "A"), line(cargo, 1001, "B", quantity="2.5", packages=7)]
    assert copy_rows(GoodsLine, LINE, rows)
    found = GoodsLine.objects.filter(position__gte=1000).order_by("position")
    amounts = list(found.values_list("quantity", "packages", "extra"))
    assert amounts == [(None, None, {}), (Decimal("2.5"), 7, {})]


def test_rows_that_stood_there_before_are_left_alone_and_the_others_written() -> None:
    cargo = consignment()
    columns = "consignment_id number seal is_valid"
    assert copy_rows(Container, columns, [(cargo.pk, "CSQU3054383", "first", True)])
    both = [(cargo.pk, "CSQU3054383", "second", True), (cargo.pk, "MSKU0000001", "", False)]
    assert not copy_rows(Container, columns, both)
    found = Container.objects.filter(consignment=cargo).order_by("number")
    assert list(found.values_list("number", "seal", "is_valid")) == [
        ("CSQU3054383", "first", True), ("MSKU0000001", "", False)
    ]  # fmt: skip


def test_reserved_keys_are_given_to_nobody_else() -> None:
    with transaction.atomic():
        remember(["FIRST TRADE"])
        first = list(reserve_keys(Party, 3))
        now = moment(clock.now())
        columns = "id created_at updated_at key name country consignments"
        copy_rows(Party, columns, [(pk, now, now, f"k{pk}", f"N{pk}", "", 0) for pk in first])
        again = list(reserve_keys(Party, 2))
        later = remember(["SECOND TRADE"])["SECOND TRADE"]
    assert len({*first, *again}) == 5
    assert later not in first
    assert Party.objects.filter(pk__in=first).count() == 3


def test_counts_are_added_to_the_rows_named_and_to_no_other() -> None:
    keys = remember(["A TRADE", "B TRADE", "C TRADE", "A TRADE"])
    add_counts(Party, "consignments", {keys["B TRADE"]: 5, keys["A TRADE"]: 1})
    add_counts(Party, "consignments", {})
    counts = dict(Party.objects.filter(pk__in=keys.values()).values_list("name", "consignments"))
    assert counts == {"A TRADE": 3, "B TRADE": 6, "C TRADE": 1}
