"""From an alert to an opened case without typing anything twice, in seven screens or fewer."""

import re

import pytest
from django.urls import reverse

from seizures.cases.models import SeizureCase
from seizures.inspections.models import Inspection
from tests.web.alerts.world import mine, officer, raised

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]


@pytest.mark.parametrize("administration", ["kr", "cn"])
def test_an_alert_becomes_a_case_in_seven_screens(administration: str) -> None:
    (alert,) = raised(administration=administration)
    client, screens = officer(administration), []

    def see(url: str) -> str:
        answer = client.get(url, follow=True)
        assert answer.status_code == 200
        screens.append(answer.redirect_chain[-1][0] if answer.redirect_chain else url)
        return answer.content.decode()

    queue = see(reverse("worklist") + "?scope=all")
    link = re.search(r'href="(/alerts/\d+/\?do=inspect[^"]*)" data-key="i"', queue)
    assert link
    see(link[1].replace("&amp;", "&"))
    ordered = client.post(reverse("alert-inspect", args=[alert.pk]),
                          {"version": mine(alert, administration).version})  # fmt: skip
    see(ordered.headers["Location"])
    order = Inspection.objects.get()
    line = order.consignment.lines.get()
    found = client.post(reverse("inspection-finding", args=[order.pk]), {
        "verdict": "suspected", "line": line.pk, "right": alert.right_id, "quantity": "1200",
        "unit": "PR", "client_key": "a",
    })  # fmt: skip
    assert found.status_code == 302
    see(found.headers["Location"])
    opening = client.post(reverse("inspection-finish", args=[order.pk]))
    page = see(opening.headers["Location"])
    track = re.search(r'name="track" value="([^"]+)"', page)
    assert track
    opened = client.post(opening.headers["Location"], {
        "track": track[1], "condition": "normal", "storage_place": "Bonded store 3",
    })  # fmt: skip
    see(opened.headers["Location"])
    case = SeizureCase.objects.get()
    assert screens[-1] == reverse("case-detail", args=[case.pk])
    assert len(screens) <= 7, screens
    assert mine(alert, administration).status == "in_case"
