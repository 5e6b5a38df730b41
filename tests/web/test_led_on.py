"""Nobody is left on an empty page: who comes by a link to where forms are sent sees their page."""

import pytest

from tests.web.inspections.test_pages import at, ordered
from tests.web.visiting import visitor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def test_a_person_is_led_to_the_page_of_the_form() -> None:
    row, client = ordered(), visitor_of("officer", "kr")
    item = row.checklist.first()
    for address in (at(row, "finding"), at(row, "tick", item.pk)):
        answer = client.get(address, HTTP_ACCEPT="text/html,*/*;q=0.8")
        assert (answer.status_code, answer["Location"]) == (302, at(row))


def test_a_machine_still_hears_that_it_must_post() -> None:
    row, client = ordered(), visitor_of("officer", "kr")
    assert client.get(at(row, "finding"), HTTP_ACCEPT="application/json").status_code == 405
    assert client.get(at(row, "finding")).status_code == 405


def test_where_nothing_stands_above_the_way_leads_home() -> None:
    answer = visitor_of("officer", "kr").get("/demo/sign-in/", HTTP_ACCEPT="text/html")
    assert (answer.status_code, answer["Location"]) == (302, "/")
