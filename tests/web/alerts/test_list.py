"""The ranked queue: order, filters, masking, export, and how often the database is asked."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from seizures.core.actor import of_user
from seizures.screening import actions
from seizures.screening.models import Disposition
from tests.builders import person
from tests.making import recorded, row, screened
from tests.web.alerts.world import FAKE, LANGUAGES, mine, officer, raised, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]
URL = "/alerts/"
SHIPPER = "QINGDAO LANHAI GARMENT CO LTD"


def references(answer: Any) -> list[str]:
    """The consignments on the page in their order."""
    return [line.consignment.reference for line in answer.context["rows"]]


def test_the_strongest_undecided_alerts_come_first() -> None:
    alerts = raised(count=3)
    for place, alert in enumerate(alerts):
        alert.dispositions.update(score=0.5 + place / 10)
    user = person("officer", "kr")
    actions.dismiss(mine(alerts[1]), reason="generic", by=of_user(user))
    answer = signed_in(user).get(URL)
    assert references(answer) == ["HBL0002", "HBL0000"]
    assert "<mark>VELANTIS</mark>" in answer.content.decode()


def test_pages_follow_the_score_across_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seizures.web.alerts.SIZE", 2)
    alerts = raised(count=5)
    for place, alert in enumerate(alerts):
        alert.dispositions.update(score=0.9 - place / 10)
    user = person("officer", "kr")
    actions.take(mine(alerts[2]), by=of_user(user))
    client = signed_in(user)
    first = client.get(URL)
    second = client.get(URL + first.context["next_url"])
    third = client.get(URL + second.context["next_url"])
    assert [references(page) for page in (first, second, third)] == [
        ["HBL0000", "HBL0001"], ["HBL0002", "HBL0003"], ["HBL0004"],
    ]  # fmt: skip
    assert not third.context["next_url"]
    back = client.get(URL + third.context["previous_url"])
    assert references(back) == ["HBL0002", "HBL0003"]


def test_each_filter_narrows_the_queue_and_becomes_a_chip() -> None:
    recorded()
    screened(row("SEA1", FAKE), row("POST1", FAKE, mode="post"))
    client = officer()
    place = Disposition.objects.get(alert__consignment__reference="SEA1", administration="kr")
    for query, found in {
        "mode=post": ["POST1"], "mode=sea": ["SEA1"], "side=export": [], "q=sea": ["SEA1"],
        "q=VELAN": ["POST1", "SEA1"], "q=nothing": [], f"office={place.office_id}": ["SEA1"],
        "tier=low": [], f"tier={place.tier}": ["POST1", "SEA1"], "state=dismissed": [],
        "state=all": ["POST1", "SEA1"], "state=no-such": ["POST1", "SEA1"],
    }.items():  # fmt: skip
        answer = client.get(f"{URL}?{query}")
        assert sorted(references(answer)) == found, query
    chips = client.get(f"{URL}?mode=post&tier={place.tier}").context["chips"]
    assert len(chips) == 2 and "mode" not in chips[-1]["url"]


def test_an_administration_sees_its_own_queue_and_no_names_of_the_other() -> None:
    raised(administration="cn")
    chinese = officer("cn").get(URL).content.decode()
    korean = officer("kr").get(URL).content.decode()
    assert SHIPPER in chinese and SHIPPER not in korean
    assert "Names not opened to you" in korean


def test_the_decision_of_the_other_administration_stands_in_the_row() -> None:
    (alert,) = raised()
    actions.dismiss(mine(alert, "cn"), reason="generic", by=of_user(person("officer", "cn")))
    (line,) = officer("kr").get(URL).context["rows"]
    assert line.other.administration == "cn" and line.other.status == "dismissed"


def test_exports_hold_what_is_filtered_and_no_masked_name() -> None:
    raised(count=2, administration="cn")
    client = officer("kr")
    told = b"".join(client.get(f"{URL}?export=csv&q=HBL0001").streaming_content).decode()
    rows = list(csv.reader(StringIO(told.removeprefix("\ufeff"))))
    assert len(rows) == 2 and "HBL0001" in rows[1]
    assert SHIPPER not in told
    sheet = load_workbook(BytesIO(officer("cn").get(f"{URL}?export=xlsx").content)).active
    assert sheet.max_row == 3 and sheet["L2"].value == SHIPPER


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_queue_reads_in_every_language(language: str) -> None:
    raised()
    answer = signed_in(person("officer", "kr"), language).get(URL)
    assert answer.status_code == 200 and "VELANTIS" in answer.content.decode()


def test_a_long_page_asks_the_database_no_more_than_a_short_one(count_queries: Any) -> None:
    raised(count=12)
    client = officer("kr")
    client.get(URL)
    with count_queries(12):
        assert len(client.get(URL).context["rows"]) == 12


def test_right_holders_have_no_queue() -> None:
    assert signed_in(person("holder")).get(URL).status_code == 403


def test_officials_without_duty_read_the_queue_and_decide_nothing() -> None:
    (alert,) = raised()
    client = officer("kr", "auditor")
    assert 'data-key="d"' not in client.get(URL).content.decode()
    for verb in ("inspect", "dismiss", "refer", "take", "reopen"):
        assert client.post(reverse(f"alert-{verb}", args=[alert.pk])).status_code == 403
