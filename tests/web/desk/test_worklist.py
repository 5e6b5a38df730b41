"""The worklist: what waits, for whom, and how often the database is asked for it."""

import datetime as dt
from typing import Any

import pytest

from seizures.accounts.models import Organisation, PowerAcceptance
from seizures.cases import actions as cases
from seizures.core import clock
from seizures.core.actor import of_user, system
from seizures.reference.models import Office
from seizures.rights import actions as rights
from seizures.screening import actions as screening
from seizures.screening.models import Disposition
from tests.builders import (
    found_goods,
    holder,
    holder_user,
    person,
    power_of_attorney,
    recorded_right,
)
from tests.making import read, row, table
from tests.web.alerts.world import LANGUAGES, mine, officer, raised, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]
URL = "/worklist/?scope=all"


def test_the_capacity_of_the_shift_divides_the_ranking() -> None:
    raised(count=5)
    client = officer()
    answer = client.get(f"{URL}&capacity=2")
    assert (len(answer.context["rows"]), len(answer.context["beyond"])) == (2, 3)
    assert "2 inspections end here" in answer.content.decode()
    whole = client.get(f"{URL}&capacity=40")
    assert len(whole.context["rows"]) == 5 and "capacity-line" not in whole.content.decode()
    for odd in ("0", "-3", "many", "9999999999"):
        assert client.get(f"{URL}&capacity={odd}").status_code == 200


def test_an_officer_sees_the_own_office_first_and_the_whole_on_demand() -> None:
    raised(count=2)
    here, elsewhere = person("officer", "kr"), person("officer", "kr")
    here.office = Office.objects.receiving("KRINC", "sea")
    elsewhere.office = Office.objects.receiving("KRPUS", "sea")
    for user in (here, elsewhere):
        user.save()
    assert len(signed_in(here).get("/worklist/").context["rows"]) == 2
    client = signed_in(elsewhere)
    assert client.get("/worklist/").context["rows"] == []
    assert len(client.get(URL).context["rows"]) == 2


def test_inspections_clocks_refused_rows_and_referrals_wait_beside_the_alerts() -> None:
    (alert,) = raised()
    chinese, korean = person("officer", "cn"), person("officer", "kr")
    screening.refer(mine(alert, "cn"), note="Please open it", by=of_user(chinese))
    inspection, keeper = found_goods(recorded_right("NURIBOM"))
    case = cases.open_case(inspection, track="kr/on_request", by=keeper)
    cases.take_step(case, "notify", by=keeper, answers={})
    read(table(row("H8", "CUPS"), row("H9", "CUPS", quantity="many")))
    context = signed_in(korean).get(URL).context
    assert [item["row"].note for item in context["referrals"]] == ["Please open it"]
    assert {item["case"] for item in context["clocks"]} == {case}
    assert [item["waiting"] for item in context["manifests"]] == [1]
    assert context["inspections"] == []
    client = signed_in(korean)
    client.post(f"/alerts/{alert.pk}/inspect/", {})
    context = client.get(URL).context
    assert [item["row"].alert for item in context["inspections"]] == [alert]
    assert context["referrals"] == []


def test_the_other_administration_has_none_of_it() -> None:
    inspection, keeper = found_goods(recorded_right())
    case = cases.open_case(inspection, track="kr/on_request", by=keeper)
    cases.take_step(case, "notify", by=keeper, answers={})
    context = officer("cn").get(URL).context
    assert context["clocks"] == [] and context["manifests"] == []


def test_a_renewal_stands_among_what_an_examiner_decides_the_most_urgent_first() -> None:
    today = clock.today("kr")
    owner = holder()
    ending = recorded_right("HARUBOM", owner=owner).recordations.get(administration="kr")
    ending.expires_on = today + dt.timedelta(days=60)
    ending.save()
    asked = rights.ask_renewal(ending, by=of_user(holder_user(owner)))
    new = recorded_right("NURIBOM").recordations.get(administration="kr")
    new.status, new.examine_by = "submitted", today + dt.timedelta(days=90)
    new.save()
    client = officer("kr", "examiner")
    waiting = client.get(URL).context["recordations"]
    assert [(item["row"].pk, item["is_renewal"]) for item in waiting] == [
        (ending.pk, True), (new.pk, False),
    ]  # fmt: skip
    assert waiting[0]["due_on"] == asked.decide_by
    assert officer("cn", "examiner").get(URL).context["recordations"] == []
    rights.grant_renewal(asked, by=of_user(person("examiner", "kr")))
    assert [item["row"].pk for item in client.get(URL).context["recordations"]] == [new.pk]


def test_a_power_of_attorney_that_waits_is_said_to_who_accepts_it() -> None:
    owner = holder(has_agent=False)
    agent = Organisation.objects.create(kind="agent", name="Lanhe", country="CN")
    power_of_attorney(owner, agent, status="waiting")
    told = "A power of attorney waits for you."
    assert told in officer("kr", "examiner").get(URL).content.decode()
    PowerAcceptance.objects.update(status="refused")
    assert told not in officer("kr", "examiner").get(URL).content.decode()


def test_examiners_and_analysts_have_their_own_worklists() -> None:
    right = recorded_right("HARUBOM", administrations=("kr",))
    right.recordations.update(status="submitted")
    waiting = officer("kr", "examiner").get(URL).context["recordations"]
    assert [item["row"].right for item in waiting] == [right]
    assert officer("cn", "examiner").get(URL).context["recordations"] == []
    for role in ("analyst", "auditor", "administrator"):
        answer = officer("kr", role).get(URL)
        assert answer.context["figures"] and 'data-key="d"' not in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ["officer", "examiner", "analyst", "trainee"])
def test_every_worklist_reads_in_every_language(role: str, language: str) -> None:
    raised()
    assert signed_in(person(role, "kr"), language).get(URL).status_code == 200


def test_right_holders_have_no_worklist() -> None:
    assert signed_in(person("holder")).get(URL).status_code == 403


def test_a_full_worklist_asks_a_fixed_number_of_times(count_queries: Any) -> None:
    raised(count=12)
    client = officer()
    client.get(URL)
    with count_queries(18):
        client.get(URL)


def test_a_senior_officer_finds_what_waits_too_long_and_what_is_to_be_confirmed(
    settings: Any,
) -> None:
    settings.COUNTERSIGN_TIERS = ["high", "medium", "low"]
    late, doubted = raised(count=2)
    Disposition.objects.filter(alert=late).update(
        created_at=mine(late).created_at - dt.timedelta(days=20)
    )
    assert screening.escalate(by=system()) == 2
    proposer = person("officer", "kr")
    screening.dismiss(mine(doubted), reason="generic", by=of_user(proposer))
    senior = officer("kr", "senior_officer").get(URL)
    assert [item["row"].alert for item in senior.context["late"]] == [late]
    assert [item["row"].alert for item in senior.context["proposed"]] == [doubted]
    assert "Not decided in time" in senior.content.decode()
    plain = officer().get(URL).context
    assert plain["late"] == [] and [item["row"].alert for item in plain["proposed"]] == [doubted]
    assert signed_in(proposer).get(URL).context["proposed"] == []
    assert officer("cn", "senior_officer").get(URL).context["proposed"] == []


def test_what_was_drawn_at_random_stands_on_the_worklist() -> None:
    alerts = raised(count=3)
    for place, alert in enumerate(alerts):
        alert.dispositions.update(score=0.9 - place / 100)
    senior = person("senior_officer", "kr")
    screening.set_capacity("kr", office=mine(alerts[0]).office, inspections=1, by=of_user(senior))
    screening.explore(by=system())
    draws = officer().get(URL).context["draws"]
    kinds = sorted(draw.kind for draw in draws)
    assert "beyond" in kinds
    (beyond,) = [draw.disposition.alert for draw in draws if draw.disposition]
    assert beyond in alerts[1:]
    html = officer().get(URL).content.decode()
    assert "Drawn at random" in html and "Random item" in html
    assert "Random item" in officer().get("/alerts/").content.decode()
