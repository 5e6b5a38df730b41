"""Cases without a manifest: counter, traveller, tip-off; the limits of the law are asked first."""

from decimal import Decimal
from typing import Any

import pytest

from seizures.cases import actions
from seizures.cases.actions import Found
from seizures.cases.models import SeizureCase
from seizures.core.errors import NotAllowed, Refused
from seizures.formats.lines import ManifestLine
from seizures.screening.models import Alert
from tests.builders import actor, recorded_right
from tests.cases.walking import step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def line(quantity: int = 5, value: str = "300000", currency: str = "KRW") -> ManifestLine:
    return ManifestLine(
        position=1,
        description="NURIBOM bags",
        hs="420222",
        unit="PCE",
        quantity=Decimal(quantity),
        value=Decimal(value),
        currency=currency,
    )


def by_hand(administration: str = "kr", *, channel: str = "post", lines: Any = None,
            track: str = "kr/small_parcel", **fields: Any) -> SeizureCase:  # fmt: skip
    countries = {"kr": ("CN", "KR"), "cn": ("CN", "KR")}[administration]
    found = Found(
        channel=channel,
        reason="Label is printed askew",
        consignee="Kim",
        shipper="Li",
        from_country=countries[0],
        to_country=countries[1],
        **fields,
    )
    return actions.open_by_hand(
        found, lines or [line()], track=track, right=recorded_right(), office=None,
        storage_place="Counter 2", by=actor("officer", administration),
    )  # fmt: skip


def test_a_parcel_becomes_a_consignment_an_alert_and_a_case() -> None:
    case = by_hand(reference="EB123456789CN")
    case.consignment.refresh_from_db()
    assert case.consignment.reference == "EB123456789CN" and case.consignment.mode == "post"
    assert case.consignment.consignee_name == "Kim" and case.channel == "post"
    assert case.consignment.status == "held" and case.consignment.open_cases == 1
    assert case.value == Decimal("300000.00") and not case.securities.exists()
    assert case.goods.get().quantity == 5
    alert = Alert.objects.get(consignment=case.consignment)
    assert alert.is_by_hand and case.alert == alert
    step(case, "notify", actor("officer", "kr"))
    assert case.stage == "notified"


def test_the_same_entry_sent_twice_opens_one_case() -> None:
    right, officer = recorded_right(), actor("officer", "kr")
    found = Found(channel="post", reason="Label", consignee="Kim", from_country="CN",
                  to_country="KR", client_key="k1")  # fmt: skip
    cases = [actions.open_by_hand(found, [line()], track="kr/small_parcel", right=right,
                                  office=None, storage_place="x", by=officer)
             for _n in range(2)]  # fmt: skip
    assert cases[0].pk == cases[1].pk


@pytest.mark.parametrize(("fields", "value"), [
    ({"channel": "post"}, "9000000"), ({"channel": "express"}, "9000000"),
    ({"channel": "post", "is_gift": True}, "5000001"), ({"channel": "market"}, "1"),
])  # fmt: skip
def test_beyond_the_caps_the_small_track_is_refused_with_its_basis(
    fields: dict[str, Any], value: str
) -> None:
    with pytest.raises(Refused, match="small consignments ends at") as refusal:
        by_hand(lines=[line(value=value)], **fields)
    assert "235-2" in str(refusal.value) and refusal.value.field == "track"
    assert not SeizureCase.objects.exists()


def test_a_gift_by_post_has_the_higher_cap() -> None:
    case = by_hand(lines=[line(value="4900000")], is_gift=True)
    step(case, "notify", actor("officer", "kr"))
    assert case.stage == "notified"


def test_hand_baggage_of_one_piece_is_left_alone_unless_it_is_for_trade() -> None:
    fields: dict[str, Any] = {"channel": "traveller", "track": "kr/on_request",
                              "lines": [line(quantity=1)]}  # fmt: skip
    with pytest.raises(Refused, match="personal use up to 2 pieces"):
        by_hand(**fields)
    assert by_hand(**fields, commercial=True).channel == "traveller"
    many = {**fields, "lines": [line(quantity=2)]}
    assert by_hand(**many).consignment.mode == "air"


def test_in_china_the_officer_says_what_is_reasonable_for_personal_use() -> None:
    fields: dict[str, Any] = {"channel": "traveller", "track": "cn/ex_officio",
                              "lines": [line(currency="CNY", value="900")]}  # fmt: skip
    with pytest.raises(Refused, match="personal use up to 6 pieces"):
        by_hand("cn", **fields, reasonable=6)
    case = by_hand("cn", **fields, reasonable=3)
    assert case.currency == "CNY" and case.direction == "export"


def test_only_an_officer_of_the_administration_opens_by_hand() -> None:
    found = Found(channel="post", reason="x", consignee="Kim", from_country="CN", to_country="KR")
    for by in (actor("analyst", "kr"), actor("holder")):
        with pytest.raises(NotAllowed):
            actions.open_by_hand(found, [line()], track="kr/small_parcel", right=recorded_right(),
                                 office=None, storage_place="x", by=by)  # fmt: skip


@pytest.mark.parametrize("bad", [[], [ManifestLine(position=1, description=" ")],
                                 [ManifestLine(position=1, description="Bags",
                                               quantity=Decimal(0))]])  # fmt: skip
def test_goods_are_described_and_counted(bad: list[ManifestLine]) -> None:
    found = Found(channel="post", reason="x", consignee="Kim", from_country="CN", to_country="KR")
    with pytest.raises(Refused):
        actions.open_by_hand(found, bad, track="kr/small_parcel", right=recorded_right(),
                             office=None, storage_place="x", by=actor("officer", "kr"))  # fmt: skip
