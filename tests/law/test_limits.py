"""Value caps, baggage, personal use, fines, costs, the committee and the moment of service."""

from datetime import date
from decimal import Decimal

import pytest

from seizures.law import committee, limits, service
from seizures.law.errors import LawError, OptionNotKnown

MONEY = Decimal


@pytest.mark.parametrize(
    ("mode", "value", "gift", "allowed"),
    [
        ("express", "2000", False, True),
        ("express", "2000.01", False, False),
        ("post", "1000", False, True),
        ("post", "1000.01", False, False),
        ("post", "5000000", True, True),
        ("post", "5000001", True, False),
        ("sea", "1", False, False),
        ("express", "2001", True, False),
    ],
)
def test_small_consignments_have_a_cap_for_each_way_of_coming(
    mode: str, value: str, gift: bool, allowed: bool
) -> None:
    limit = limits.small_parcel(mode, MONEY(value), gift=gift)
    assert limit.allowed is allowed
    assert limit.basis.startswith("Act 235-2") and not limit.to_be_confirmed
    assert limit.unit == ("KRW" if gift and mode == "post" else "USD")


@pytest.mark.parametrize(
    ("pieces", "commercial", "exempt"),
    [
        ([("bag", 1), ("watch", 1)], False, True),
        ([("bag", 2)], False, False),
        ([("bag", 1), ("bag", 1)], False, False),
        ([("bag", 1), ("watch", 1), ("belt", 1)], False, False),
        ([("bag", 1)], True, False),
        ([], False, True),
    ],
)
def test_a_traveller_may_carry_one_of_a_kind_and_two_in_all(
    pieces: list[tuple[str, int]], commercial: bool, exempt: bool
) -> None:
    assert limits.traveller_exempt(pieces, commercial=commercial).allowed is exempt


@pytest.mark.parametrize(
    ("quantity", "own_use", "inside"), [(3, True, True), (4, True, False), (1, False, False)]
)
def test_personal_use_asks_for_purpose_and_quantity(
    quantity: int, own_use: bool, inside: bool
) -> None:
    assert limits.personal_use(MONEY(quantity), MONEY(3), own_use=own_use).allowed is inside


def test_a_fine_is_at_most_thirty_percent_of_value_duty_and_taxes() -> None:
    fine = limits.fine_maximum(MONEY("10000"), MONEY("1000"), MONEY("1430.55"))
    assert fine.amount == MONEY("3729.16")
    assert "Penalty Regs 25(1), 64" in fine.basis
    assert limits.penalty_value(MONEY(1), MONEY(2), MONEY(3)).amount == 6
    assert limits.status_fine_maximum().amount == 50_000


@pytest.mark.parametrize(("days", "owed"), [(0, "0"), (1, "30"), (10, "300"), (90, "1000")])
def test_a_late_fine_grows_by_three_percent_a_day_up_to_itself(days: int, owed: str) -> None:
    surcharge = limits.late_surcharge(MONEY(1000), days)
    assert surcharge.amount == MONEY(owed)
    assert surcharge.to_be_confirmed


def test_storage_is_owed_to_the_cap_unless_the_delay_is_excused() -> None:
    cap, disposed = date(2026, 8, 18), date(2026, 10, 1)
    assert limits.storage_owed_until(cap, disposed, delay_excused=False) == cap
    assert limits.storage_owed_until(cap, disposed, delay_excused=True) == disposed
    assert limits.storage_owed_until(cap, date(2026, 7, 1), delay_excused=False) < cap


def test_every_cost_has_somebody_who_owes_it_and_a_basis() -> None:
    assert limits.who_owes("cn", "storage").party == "holder"
    assert limits.who_owes("kr", "recall").party == "owner"
    assert limits.who_owes("kr", "storage").to_be_confirmed
    with pytest.raises(LawError, match="cn storage"):
        limits.who_owes("cn", "poetry")


def test_a_negative_amount_is_no_amount() -> None:
    for call in (
        lambda: limits.small_parcel("post", MONEY(-1)),
        lambda: limits.fine_maximum(MONEY(-1), MONEY(0), MONEY(0)),
        lambda: limits.late_surcharge(MONEY("NaN"), 1),
        lambda: limits.traveller_exempt([("bag", -1)]),
    ):
        with pytest.raises(LawError):
            call()


@pytest.mark.parametrize(
    ("members", "outside", "present", "favour", "lawful", "carried"),
    [
        (5, 2, 3, 2, True, True),
        (7, 2, 4, 2, True, False),
        (7, 3, 4, 3, True, True),
        (4, 2, 4, 4, False, False),
        (8, 2, 8, 8, False, False),
        (5, 1, 5, 5, False, False),
        (6, 2, 3, 3, False, False),
        (5, 2, 3, 4, False, False),
    ],
)
def test_the_committee_needs_members_experts_a_quorum_and_a_majority(
    members: int, outside: int, present: int, favour: int, lawful: bool, carried: bool
) -> None:
    held = committee.sitting(members, outside, present, favour)
    assert (held.lawful, held.carried) == (lawful, carried)
    assert all(text["ko"] and text["zh-hans"] for text in held.problems)


def test_a_public_notice_takes_effect_when_fourteen_days_have_passed() -> None:
    served = service.received_on("kr", "public_notice", date(2026, 5, 1))
    assert served.day == date(2026, 5, 16)
    assert "14" in served.why["ko"]


def test_the_portal_counts_the_day_of_entry_and_post_the_day_of_arrival() -> None:
    sent = date(2026, 5, 18)
    assert service.received_on("kr", "portal", sent).day == sent
    posted = service.received_on("kr", "certified_post", sent, arrived_on=date(2026, 5, 20))
    assert posted.day == date(2026, 5, 20)
    early = service.received_on("cn", "in_person", sent, arrived_on=date(2026, 5, 1))
    assert early.day == sent


def test_e_mail_needs_consent_and_an_unknown_channel_is_refused() -> None:
    for code, channel in (("kr", "email"), ("cn", "email"), ("cn", "fax")):
        with pytest.raises(OptionNotKnown, match="consent"):
            service.received_on(code, channel, date(2026, 5, 18))
        assert service.received_on(code, channel, date(2026, 5, 18), consent=True).basis
    assert service.received_on("kr", "fax", date(2026, 5, 18)).day == date(2026, 5, 18)
    with pytest.raises(LawError, match="kr portal"):
        service.received_on("kr", "pigeon", date(2026, 5, 18))
