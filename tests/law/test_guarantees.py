"""Securities once lodged: what is paid in or back, what is taken, what a guarantee carries."""

from datetime import date
from decimal import Decimal

import pytest

from seizures.law import guarantees, procedures
from seizures.law.errors import LawError, OptionNotKnown

MONEY = Decimal


@pytest.mark.parametrize(
    ("required", "held", "top_up", "refund"),
    [("120", "100", "20", "0"), ("100", "120", "0", "20"), ("50", "50", "0", "0")],
)
def test_a_shortfall_is_paid_in_and_an_excess_paid_back(
    required: str, held: str, top_up: str, refund: str
) -> None:
    kr = guarantees.adjustment("kr", MONEY(required), MONEY(held))
    assert (kr.top_up, kr.refund) == (MONEY(top_up), MONEY(refund))
    assert kr.basis == "Notif. 28" and not kr.to_be_confirmed
    assert guarantees.adjustment("cn", MONEY(required), MONEY(held)).to_be_confirmed


def test_an_adjustment_knows_no_negative_amount_and_no_third_country() -> None:
    with pytest.raises(LawError):
        guarantees.adjustment("kr", MONEY(-1), MONEY(0))
    with pytest.raises(LawError, match="kr, cn"):
        guarantees.adjustment("jp", MONEY(1), MONEY(0))


@pytest.mark.parametrize("track", ["kr/on_request", "kr/advance_request", "kr/guarantee"])
def test_korea_takes_cash_bonds_securities_and_letters_and_nothing_else(track: str) -> None:
    for form in ("cash", "government_bond", "accepted_securities", "guarantor_letter"):
        assert guarantees.accepts(track, form)
    for form in ("insurance_policy", "land", "buildings_ships"):
        assert not guarantees.accepts(track, form)
    with pytest.raises(LawError, match="cash"):
        guarantees.accepts(track, "gold")


def test_china_takes_cash_and_letters_but_only_cash_as_counter_security() -> None:
    assert guarantees.accepts("cn/ex_officio", "bank_letter")
    assert guarantees.accepts("cn/ex_officio", "cash", counter=True)
    with pytest.raises(LawError):
        guarantees.accepts("cn/ex_officio", "bank_letter", counter=True)
    assert all(row.to_be_confirmed for row in guarantees.forms("cn/ex_officio"))


def test_a_track_without_security_takes_no_form() -> None:
    assert guarantees.forms("kr/small_parcel") == ()
    with pytest.raises(LawError, match="none"):
        guarantees.accepts("kr/small_parcel", "cash")


def _general(**more: object) -> guarantees.Standing:
    row = {"accepted_on": date(2026, 3, 2), "amount": MONEY(200_000), "drawn": MONEY(150_000),
           "needed": MONEY(50_000), "on": date(2026, 12, 31)}  # fmt: skip
    return guarantees.general_standing("cn/guarantee", **(row | more))  # type: ignore[arg-type]


def test_a_general_guarantee_stands_to_the_end_of_the_year_as_far_as_it_goes() -> None:
    standing = _general()
    assert standing.covered and standing.available == 50_000
    assert standing.stands_until == date(2026, 12, 31)
    assert standing.letter_until == date(2027, 6, 30)
    assert not _general(on=date(2027, 1, 1)).covered
    short = _general(needed=MONEY(60_000))
    assert not short.covered and short.shortfall == 10_000
    assert standing.to_be_confirmed
    with pytest.raises(OptionNotKnown):
        guarantees.general_standing(
            "kr/guarantee", accepted_on=date(2026, 5, 1), amount=MONEY(1), drawn=MONEY(0),
            needed=MONEY(0), on=date(2026, 5, 1),
        )  # fmt: skip


def test_a_comprehensive_security_carries_what_is_free_inside_its_period() -> None:
    row = {"first": date(2026, 5, 1), "last": date(2027, 4, 30), "maximum": MONEY(100),
           "in_use": MONEY(40)}  # fmt: skip
    stands = guarantees.comprehensive_standing("kr/guarantee", needed=MONEY(60),
                                               on=date(2026, 5, 1), **row)  # fmt: skip
    assert stands.covered and stands.basis == "Decree 241(5), 11"
    late = guarantees.comprehensive_standing("kr/guarantee", needed=MONEY(1),
                                             on=date(2027, 5, 1), **row)  # fmt: skip
    assert not late.covered
    with pytest.raises(OptionNotKnown):
        guarantees.comprehensive_standing("cn/guarantee", needed=MONEY(1),
                                          on=date(2026, 5, 1), **row)  # fmt: skip


@pytest.mark.parametrize("track", procedures.tracks())
def test_every_form_of_every_track_speaks_three_languages_and_cites_its_law(track: str) -> None:
    for counter in (False, True):
        for row in guarantees.forms(track, counter=counter):
            assert row.basis and set(row.choice.titles) == {"en", "ko", "zh-hans"}
