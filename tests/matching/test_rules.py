"""Officers' rules over a batch of lines: every field, every way to ask, and what is no rule."""

import datetime as dt
from typing import Any

import pytest

from seizures.matching.context import Context, KnownParty, PeopleIndex
from seizures.matching.facts import GoodsFacts, RightFacts
from seizures.matching.intervals import wilson
from seizures.matching.phrases import contains
from seizures.matching.rules import (
    Batch,
    Condition,
    RuleFacts,
    RuleLine,
    concerns,
    met,
    problem_of,
    shifted,
)

CONTEXT = Context(
    PeopleIndex.of([
        KnownParty("1", ("Shenzhen Honglin Trade Co., Ltd.",), "watched", infringing=3, genuine=1),
        KnownParty("2", ("Hanbit Trade",), "clean", genuine=5),
    ]),
    rates={"CNY": 190.0, "USD": 1380.0, "KRW": 1.0},
)  # fmt: skip
USUAL: dict[str, Any] = {
    "description": "LEATHER HANDBAG", "hs": "4202.21", "shipper": "SHENZHEN HONGLIN TRADE CO LTD",
    "consignee": "Hanbit Trade", "notify": "", "origin": "CNSZX", "destination": "KRICN",
    "mode": "express", "quantity": 100.0, "value": 2000.0, "currency": "CNY",
}  # fmt: skip


def line(number: int = 1, *, weight: float | None = None, office: str = "",
         day: dt.date | None = None, **facts: Any) -> RuleLine:  # fmt: skip
    return RuleLine(GoodsFacts(str(number), **{**USUAL, **facts}), weight, office, day)


def holds(condition: tuple[str, str, tuple[str, ...]], one: RuleLine) -> bool:
    rule = RuleFacts("1", 1, (Condition(*condition),), "raise", 1.0)
    return bool(met(rule, Batch([one], CONTEXT))[0])


@pytest.mark.parametrize(("condition", "yes", "no"), [
    (("mode", "is", ("express", "post")), {}, {"mode": "sea"}),
    (("mode", "is_not", ("sea",)), {}, {"mode": "sea"}),
    (("origin", "is", ("CNSZX",)), {}, {"origin": "CNTAO"}),
    (("origin", "is", ("CN",)), {"origin": "CNTAO"}, {"origin": "HKHKG"}),
    (("destination", "is", ("KRICN",)), {}, {"destination": "KRINC"}),
    (("hs", "is", ("42",)), {}, {"hs": "640411"}),
    (("hs", "is", ("420221",)), {}, {"hs": "4202.22"}),
    (("description", "has", ("handbag",)), {}, {"description": "HANDBAGS"}),
    (("description", "has", ("手提包",)), {"description": "皮革手提包 黑色"}, {}),
    (("description", "has", ("운동화",)), {"description": "남성운동화"}, {}),
    (("description", "has", ("leather hand bag",)), {}, {"description": "LEATHER BAG"}),
    (("description", "has_not", ("cotton",)), {}, {"description": "cotton bag"}),
    (("shipper", "has", ("honglin",)), {}, {"shipper": "QINGDAO LANHAI"}),
    (("watched", "is", ("watched",)), {}, {"shipper": "QINGDAO LANHAI"}),
    (("watched", "is_not", ("watched",)), {"shipper": "QINGDAO LANHAI"}, {}),
    (("party_infringing", "least", ("70",)), {}, {"shipper": "QINGDAO LANHAI"}),
    (("unit_value", "below", ("5", "USD")), {}, {"value": 20_000.0}),
    (("unit_value", "below", ("5", "USD")), {"currency": "USD", "value": 499.0},
     {"currency": "USD", "value": 500.0}),
    (("unit_value", "below", ("5", "USD")), {}, {"currency": "XXX"}),
    (("unit_value", "below", ("5", "USD")), {}, {"quantity": 0.0}),
    (("value", "least", ("2000", "CNY")), {}, {"value": 1999.0}),
    (("quantity", "least", ("100",)), {}, {"quantity": None}),
    (("weight", "below", ("2",)), {"weight": 1.5}, {}),
    (("office", "is", ("020",)), {"office": "020"}, {"office": "030"}),
    (("weekday", "is", ("7",)), {"day": dt.date(2026, 11, 22)}, {"day": dt.date(2026, 11, 23)}),
    (("month", "is", ("11", "12")), {"day": dt.date(2026, 11, 22)}, {}),
])  # fmt: skip
def test_a_condition_holds_for_one_line_and_not_for_the_other(
    condition: tuple[str, str, tuple[str, ...]], yes: dict[str, Any], no: dict[str, Any]
) -> None:
    assert problem_of(Condition(*condition)) == ""
    assert holds(condition, line(**yes))
    assert not holds(condition, line(**no))


def test_all_conditions_must_hold_and_are_asked_for_the_whole_batch() -> None:
    rule = RuleFacts("1", 1, (Condition("mode", "is", ("express",)),
                              Condition("hs", "is", ("42",))), "raise", 1.0)  # fmt: skip
    lines = [line(1), line(2, mode="sea"), line(3, hs="64"), line(4)]
    assert met(rule, Batch(lines)).tolist() == [True, False, False, True]


@pytest.mark.parametrize(("condition", "expected"), [
    (("right", "is", ("7",)), True), (("right", "is", ("8",)), False),
    (("right", "is_not", ("8",)), True), (("nice", "is", ("25", "18")), True),
    (("nice", "is", ("9",)), False), (("holder", "has", ("velantis",)), True),
    (("holder", "has_not", ("velantis",)), False),
])  # fmt: skip
def test_conditions_on_the_right_are_asked_of_the_right(
    condition: tuple[str, str, tuple[str, ...]], expected: bool
) -> None:
    right = RightFacts("7", "trademark", "VELANTIS", nice=(25,), holder="Velantis GmbH")
    rule = RuleFacts("1", 1, (Condition(*condition),), "raise", 1.0)
    assert concerns(rule, right) is expected


@pytest.mark.parametrize(("condition", "problem"), [
    (("colour", "is", ("red",)), "field"), (("hs", "has", ("42",)), "operator"),
    (("hs", "is", ()), "empty"), (("hs", "is", (" ",)), "empty"),
    (("hs", "is", tuple("12" for _n in range(31))), "too_many"),
    (("quantity", "least", ("nan",)), "number"), (("quantity", "least", ("-1",)), "number"),
    (("party_infringing", "least", ("101",)), "number"), (("value", "least", ("5",)), "currency"),
    (("value", "least", ("5", "dollars")), "currency"), (("mode", "is", ("x",)), "choice"),
    (("month", "is", ("13",)), "choice"), (("origin", "is", ("QINGDAO",)), "place"),
    (("hs", "is", ("bags",)), "code"), (("right", "is", ("VELANTIS",)), "right"),
    (("description", "has", ("x" * 101,)), "long"),
])  # fmt: skip
def test_what_is_no_condition_is_named(
    condition: tuple[str, str, tuple[str, ...]], problem: str
) -> None:
    assert problem_of(Condition(*condition)) == problem


def test_imitations_are_found_as_the_word_they_imitate() -> None:
    found = contains(["NlKE shoes", "N-I-K-E", "SNIKERS", "나이키 신발", ""], ["nike", "나이키"])
    assert found.tolist() == [True, True, False, True, False]


def test_a_score_is_moved_in_log_odds_and_stays_a_probability() -> None:
    assert shifted(0.5, 0.0) == pytest.approx(0.5)
    assert shifted(0.5, 1.0) == pytest.approx(0.7310585786)
    assert 0.0 < shifted(0.0, -6.0) < shifted(1.0, 6.0) <= 1.0


def test_an_interval_is_wide_for_few_and_narrow_for_many() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = wilson(3, 4)
    assert (round(low, 3), round(high, 3)) == (0.301, 0.954)
    assert wilson(300, 400)[1] - wilson(300, 400)[0] < 0.09
