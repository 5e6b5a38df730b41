"""Computed amounts are shown with separators, decimals, percentages and words."""

from decimal import Decimal

import pytest

from seizures.law import limits, procedures, securities
from seizures.law.formulas import figure, shown


@pytest.mark.parametrize(
    ("formula", "currency", "en", "ko", "zh"),
    [
        ("23449200.00 x 1.20", "KRW", "KRW 23,449,200 × 120 %", "23,449,200원 × 120%",
         "23,449,200韩元 × 120%"),
        ("23449200 x 0.40", "KRW", "KRW 23,449,200 × 40 %", "23,449,200원 × 40%",
         "23,449,200韩元 × 40%"),
        ("max(39000 x 0.5, 20000)", "CNY", "CNY 39,000.00 × 50 %, at least CNY 20,000.00",
         "39,000.00위안 × 50%(최저 20,000.00위안)", "39,000.00元 × 50%，但不低于20,000.00元"),
        ("100000", "CNY", "CNY 100,000.00", "100,000.00위안", "100,000.00元"),
        ("max(0, 200000)", "CNY", "CNY 0.00, at least CNY 200,000.00",
         "0.00위안(최저 200,000.00위안)", "0.00元，但不低于200,000.00元"),
        ("(1000 + 80.5 + 140) x 0.30", "CNY", "(CNY 1,000.00 + CNY 80.50 + CNY 140.00) × 30 %",
         "(1,000.00위안 + 80.50위안 + 140.00위안) × 30%",
         "(1,000.00元 + 80.50元 + 140.00元) × 30%"),
        ("min(300 x 0.03 x 12, 300)", "CNY",
         "CNY 300.00 × 3 % × 12 days, at most CNY 300.00",
         "300.00위안 × 3% × 12일(최고 300.00위안)", "300.00元 × 3% × 12天，但不超过300.00元"),
    ],
)  # fmt: skip
def test_a_formula_is_shown_as_each_language_writes_money(formula, currency, en, ko, zh):
    assert shown(formula, currency) == {"en": en, "ko": ko, "zh-hans": zh}


def test_every_formula_the_law_room_makes_is_understood():
    made = [limits.fine_maximum(Decimal("1000.5"), Decimal(80), Decimal(140)),
            limits.penalty_value(Decimal(1), Decimal(2), Decimal(3)),
            limits.status_fine_maximum(), limits.late_surcharge(Decimal(300), 12)]  # fmt: skip
    for track in procedures.tracks():
        rule = procedures.load(track, procedures.editions(track)[-1]).security
        if rule.bands:
            made += [securities.compute(track, Decimal(value))  # type: ignore[misc]
                     for value in (0, 10_000, 39_000, 500_000)]  # fmt: skip
        if rule.counter_rate is not None:
            made.append(securities.compute(track, Decimal(700), counter=True))  # type: ignore[arg-type]
        if rule.general_minimum is not None:
            made.append(securities.compute(track, Decimal(0), general=True))  # type: ignore[arg-type]
    assert len(made) > 15
    for row in made:
        told = shown(row.formula, row.currency)
        assert " x " not in told["en"] and "max(" not in told["ko"] and "min(" not in told["en"]
        assert len(set(told.values())) > 1


def test_won_have_no_decimals_and_yuan_two():
    assert figure(Decimal("23449200.50"), "KRW") == "23,449,201"
    assert figure(Decimal("1234.5"), "CNY") == "1,234.50"
    assert figure(Decimal("1E+3"), "CNY") == "1,000.00"


@pytest.mark.parametrize("text", ["", "as agreed", "max(1)", "1 x", "() x 2"])
def test_what_is_not_a_formula_stays_as_it_was_written(text):
    assert set(shown(text, "KRW").values()) == {text}
