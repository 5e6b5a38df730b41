"""The corridor record: one way, two administrations, and what is done by hand."""

from typing import Any

import pytest
from django.urls import reverse

from seizures.cargo.facts import goods
from seizures.cargo.models import GoodsLine
from seizures.inspections.models import Inspection
from seizures.journal.models import Read
from seizures.screening.models import Alert
from tests.builders import consignment, person
from tests.making import read, recorded, row, table
from tests.web.alerts.world import LANGUAGES, officer, raised, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]
SHIPPER = "QINGDAO LANHAI GARMENT CO LTD"


def page(row: Any, name: str = "detail") -> str:
    """An address of the consignment."""
    return reverse(f"consignment-{name}", args=[row.pk])


def test_the_record_shows_goods_alerts_and_containers_with_their_verdict() -> None:
    (alert,) = raised(container="CSQU3054384")
    answer = officer().get(page(alert.consignment))
    told = answer.content.decode()
    assert "<mark>VELANTIS</mark>" in told and alert.number in told and SHIPPER in told
    assert "Check digit wrong" in told and "CSQU3054384" in told
    sides = [side["row"].administration for side in answer.context["alerts"][0]["sides"]]
    assert sorted(sides) == ["cn", "kr"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_record_reads_in_every_language(language: str) -> None:
    assert signed_in(person("officer", "kr"), language).get(page(consignment())).status_code == 200


def test_only_the_own_administrations_cargo_and_what_was_referred_is_found() -> None:
    row = consignment(administration="cn")
    assert officer("kr").get(page(row)).status_code == 404
    assert officer("cn").get(page(row)).status_code == 200
    assert signed_in(person("holder")).get(page(row)).status_code == 403


def test_reading_the_other_administrations_record_is_noted_and_names_are_masked() -> None:
    (alert,) = raised(administration="cn")
    user = person("officer", "kr")
    told = signed_in(user).get(page(alert.consignment)).content.decode()
    assert SHIPPER not in told and "That you read it is noted" in told
    note = Read.objects.get()
    assert (note.user_id, note.subject_id) == (user.pk, str(alert.consignment_id))
    officer("cn").get(page(alert.consignment))
    assert Read.objects.count() == 1


def test_the_track_follows_the_consignment_from_departure_to_release() -> None:
    row = consignment()
    client = officer()

    def track() -> list[tuple[str, str]]:
        stages = client.get(page(row)).context["stages"]
        return [(stage["title"], stage["state"]) for stage in stages]

    assert track()[0] == ("Announced", "current")
    client.post(page(row, "track"), {"status": "arrived"})
    assert track()[:3] == [("Announced", "done"), ("Departed", "done"), ("Arrived", "current")]
    client.post(page(row, "hold"), {"reason": "Papers missing"})
    assert ("Held", "current") in track()
    assert client.post(page(row, "track"), {"status": "departed"}).status_code == 422
    client.post(page(row, "release"), {"reason": "Papers came"})
    assert track()[-1] == ("Released", "done")


def test_holding_needs_a_reason() -> None:
    row = consignment()
    answer = officer().post(page(row, "hold"), {"reason": ""})
    row.refresh_from_db()
    assert answer.status_code == 422 and row.status == "expected"


def test_an_inspection_by_hand_leads_to_its_page() -> None:
    row = consignment()
    client = officer()
    answer = client.post(page(row, "inspect"), {"place": "Gate 2"})
    order = Inspection.objects.get(consignment=row)
    assert answer.headers["Location"] == reverse("inspection-detail", args=[order.pk])
    client.post(page(row, "inspect"), {"place": "Gate 2"})
    assert Inspection.objects.count() == 1 and order.alert is None


def test_an_alert_is_raised_by_hand_on_a_right_that_was_searched() -> None:
    right, row = recorded(), consignment()
    client = officer()
    found = client.get(page(row, "raise") + "?q=velan").context["found"]
    assert found == [right]
    wrong = client.post(page(row, "raise"), {"q": "velan", "right": right.pk, "reason": ""})
    assert wrong.status_code == 422 and not Alert.objects.exists()
    form = {"q": "velan", "right": right.pk, "reason": "Samples on the market"}
    answer = client.post(page(row, "raise"), form)
    alert = Alert.objects.get()
    assert answer.headers["Location"] == reverse("alert-detail", args=[alert.pk])
    assert alert.is_by_hand and alert.dispositions.count() == 2
    told = client.get(answer.headers["Location"]).content.decode()
    assert "Samples on the market" in told and "Raised by hand" in told
    client.post(page(row, "raise"), form)
    assert Alert.objects.count() == 1


def test_a_right_recorded_nowhere_on_the_route_raises_no_alert() -> None:
    right, row = recorded(status="suspended"), consignment()
    answer = officer().post(
        page(row, "raise"), {"q": "velan", "right": right.pk, "reason": "Looks alike"}
    )
    assert answer.status_code == 422 and not Alert.objects.exists()


def test_a_long_consignment_is_shown_page_by_page_with_few_questions(count_queries: Any) -> None:
    row = consignment(lines=120)
    client = officer()
    first = client.get(page(row))
    assert len(first.context["lines"]) == 50 and first.context["next_url"]
    second = client.get(page(row) + first.context["next_url"])
    assert second.context["lines"][0][0].position == 51
    with count_queries(13):
        client.get(page(row))


def test_officials_without_duty_read_and_change_nothing() -> None:
    row = consignment()
    client = officer("kr", "analyst")
    assert client.get(page(row)).context["steps"] == []
    for name in ("inspect", "track", "hold", "release", "raise"):
        assert client.post(page(row, name)).status_code == 403


def test_contradictions_of_a_line_are_said_and_never_understate_what_is_screened() -> None:
    given = row("HB1", "VELANTIS SOCKS 12 DOZ", quantity="12", unit="PCE")
    read(table(given, row("HB2", "SOCKS", quantity="12 DOZ", unit="PCE")))
    in_text, in_cell = GoodsLine.objects.order_by("position")
    told = officer().get(page(in_text.consignment)).content.decode()
    assert "The goods text counts in dozens (12 DOZ), the quantity column in pieces." in told
    assert (in_text.quantity, in_text.unit) == (12, "PCS")
    (facts,) = (one.facts for one in goods(GoodsLine.objects.filter(pk=in_text.pk)))
    assert (facts.quantity, facts.unit) == (144, "PCS")
    assert (in_cell.quantity, in_cell.unit) == (12, "DOZ")
    korean = signed_in(person("officer", "kr"), "ko").get(page(in_cell.consignment))
    assert "수량에 적힌 단위가 단위 칸과 다릅니다" in korean.content.decode()
