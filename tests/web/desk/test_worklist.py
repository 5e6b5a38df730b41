"""The worklist: what waits, for whom, and how often the database is asked for it."""

from typing import Any

import pytest

from seizures.cases import actions as cases
from seizures.core.actor import of_user
from seizures.reference.models import Office
from seizures.screening import actions as screening
from tests.builders import found_goods, person, recorded_right
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
    with count_queries(15):
        client.get(URL)
