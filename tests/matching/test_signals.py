"""Prices, quantities, parties and vague texts as signals beside the words."""

import numpy as np
import pytest

from seizures.matching import signals
from seizures.matching.context import Context, KnownParty, PeopleIndex, Price
from seizures.matching.evidence import Evidence, gather
from seizures.matching.facts import GoodsFacts
from seizures.matching.reading import read
from seizures.matching.signals import SIGNALS, columns, reasons
from seizures.matching.vague import vagueness
from tests.matching.making import index_of

BAD = KnownParty("p1", ("广州市百丽皮具有限公司",), "infringer", seen=9, infringing=3)
QUIET = KnownParty(
    "p2", ("HANBIT SHOES CO LTD",), "clean", seen=80, genuine=12, usual_quantity=20.0
)
ONLY_R2 = KnownParty("p3", ("KORVANE NORTE TRADING",), "watched", rights=("R2",))
CONTEXT = Context(
    PeopleIndex.of((BAD, QUIET, ONLY_R2)),
    {"R1": Price("R1", 90.0, "USD")},
    {"USD": 1.0, "CNY": 0.14, "KRW": 0.00072},
)


def _found(lines: list[GoodsFacts]) -> tuple[Evidence, list[signals.Names]]:
    index = index_of()
    return gather(read([line.description for line in lines]), index), [
        part.rights.ids for part in index.segments
    ]


def _signals(line: GoodsFacts, context: Context = CONTEXT) -> dict[str, float]:
    found, ids = _found([line])
    assert len(found)
    made = columns([line], found, context, ids)
    assert all(len(values) == len(found) for values in made.values())
    return {name: float(values.max()) for name, values in made.items()}


def test_an_empty_context_tells_nothing_but_how_vague_the_text_is() -> None:
    line = GoodsFacts("1", "ZORVANE SHOES", "640411", shipper="百丽皮具", value=5.0, quantity=1.0)
    made = _signals(line, Context.EMPTY)
    assert set(made) == set(SIGNALS)
    assert not any(value for name, value in made.items() if name != "vague")


def test_no_candidates_bring_empty_columns() -> None:
    found, ids = _found([GoodsFacts("1", "STEEL PIPES", "730490")])
    assert all(len(values) == 0 for values in columns([], found, CONTEXT, ids).values())


def test_a_known_infringer_is_told_in_another_script_and_with_its_history() -> None:
    line = GoodsFacts("1", "ZORVANE SHOES", shipper="GUANGZHOU BAILI LEATHER CO., LTD.")
    made = _signals(line)
    assert made["known_infringer"] == 1.0
    assert made["history_bad"] > 0.8
    told = dict(reasons(line, "R1", "known_infringer", CONTEXT))
    assert told["party"] == "广州市百丽皮具有限公司"
    assert told["declared"] == "GUANGZHOU BAILI LEATHER CO., LTD."
    assert told["infringing"] == "3"


def test_a_manufacturer_is_a_party_too() -> None:
    made = _signals(GoodsFacts("1", "ZORVANE SHOES", manufacturer="百丽皮具（广州）有限公司"))
    assert made["known_infringer"] == 1.0


def test_a_party_watched_for_one_right_says_nothing_of_another() -> None:
    shipper = "KORVANE NORTE TRADING CO LTD"
    assert _signals(GoodsFacts("1", "ZORVANE SHOES", shipper=shipper))["watched"] == 0.0
    assert _signals(GoodsFacts("1", "HARBOR LARK JACKETS", shipper=shipper))["watched"] == 1.0


def test_a_long_clean_history_and_an_odd_quantity_are_told() -> None:
    line = GoodsFacts("1", "ZORVANE SHOES", shipper="HANBIT SHOES", quantity=1280.0, unit="PRS")
    made = _signals(line)
    assert made["history_clean"] > 0.9
    assert made["history_bad"] == 0.0
    assert made["quantity_odd"] == pytest.approx(1.0)
    told = dict(reasons(line, "R1", "quantity_odd", CONTEXT))
    assert (told["quantity"], told["usual"]) == ("1280", "20")


@pytest.mark.parametrize(
    ("value", "currency", "quantity", "unit", "low"),
    [
        (90.0, "USD", 1.0, "PCS", 0.0), (450.0, "USD", 10.0, "PRS", 0.0),
        (225.0, "USD", 10.0, "PCS", 0.25), (1000.0, "CNY", 100.0, "双", 1.0),
        (8000.0, "KRW", 1.0, "켤레", 0.74), (5.0, "USD", 10.0, "KGM", 0.0),
        (5.0, "XXX", 10.0, "PCS", 0.0), (0.0, "USD", 10.0, "PCS", 0.0),
        (5.0, "USD", 0.0, "PCS", 0.0),
    ],
)  # fmt: skip
def test_a_piece_far_below_the_genuine_price_is_cheap(
    value: float, currency: str, quantity: float, unit: str, low: float
) -> None:
    line = GoodsFacts(
        "1", "ZORVANE SHOES", "640411",
        value=value, currency=currency, quantity=quantity, unit=unit,
    )  # fmt: skip
    assert _signals(line)["price_low"] == pytest.approx(low, abs=0.02)


def test_the_sentence_of_a_low_price_names_both_prices() -> None:
    line = GoodsFacts("1", "ZORVANE SHOES", value=100.0, currency="CNY", quantity=10.0, unit="PCS")
    told = dict(reasons(line, "R1", "price_low", CONTEXT))
    assert (told["unit_value"], told["currency"]) == ("10", "CNY")
    assert (told["genuine_price"], told["genuine_currency"], told["share"]) == ("90", "USD", "2")
    assert reasons(line, "R9", "price_low", CONTEXT) == ()


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("GIFT", 1, 1), ("SAMPLE, NO COMMERCIAL VALUE", 1, 1), ("잡화", 1, 1),
        ("생활용품 외", 1, 1), ("日用品", 1, 1), ("礼品一批", 1, 1), ("DAILY NECESSITIES", 1, 1),
        ("PARTS", 1, 1), ("", 1, 1), ("12345", 1, 1), ("ZORVANE", 0.5, 0.9),
        ("MENS COTTON T-SHIRTS", 0, 0.2), ("여성용 가죽 핸드백", 0, 0), ("女士皮鞋", 0, 0),
        ("ZORVANE SHOES", 0, 0), ("BRAKE PADS FOR CARS", 0, 0.3), ("塑料玩具配件", 0, 0.3),
    ],
)  # fmt: skip
def test_a_text_that_names_no_goods_is_vague(text: str, least: float, most: float) -> None:
    assert least <= vagueness(text) <= most


def test_a_very_long_text_is_read_in_no_time() -> None:
    assert 0.0 <= vagueness("잡화" * 50_000) <= 1.0


def test_signals_of_many_lines_stand_by_their_candidates() -> None:
    lines = [
        GoodsFacts("1", "ZORVANE SHOES", shipper="百丽皮具"),
        GoodsFacts("2", "ZORVANE SHOES", shipper="NOBODY KNOWN LLC"),
    ]
    found, ids = _found(lines)
    made = columns(lines, found, CONTEXT, ids)["known_infringer"]
    assert np.array_equal(made, (found.line == 0).astype(float))
