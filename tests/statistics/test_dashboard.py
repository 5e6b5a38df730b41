"""The figures count what happened, each administration its own."""

from decimal import Decimal

import pytest
from django.test import Client

from seizures.cases import actions
from seizures.statistics import queries
from tests.builders import found_goods, holder_user, person, recorded_right

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def test_an_empty_house_has_figures_of_zero():
    assert queries.headline("kr", 90)["alerts"] == 0
    assert queries.goods_by_code("kr") == {}


def test_pieces_and_cases_are_counted_where_they_are():
    inspection, officer = found_goods(recorded_right(), quantity=1200)
    actions.open_case(inspection, track="kr/on_request", by=officer)
    found = queries.headline("kr", 90)
    assert found["pieces"] == Decimal(1200) and found["open_cases"] == 1
    assert found["lines"] == 1
    assert queries.goods_by_code("kr") == {"stored": Decimal(1200)}
    assert [n for _names, n in queries.seized_by_chapter("kr")] == [Decimal(1200)]
    assert queries.headline("cn", 90)["pieces"] == 0
    assert queries.cases_by_stage("cn") == []


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_the_dashboard_opens_in_every_language(language, count_queries):
    inspection, officer = found_goods(recorded_right())
    actions.open_case(inspection, track="kr/on_request", by=officer)
    client = Client()
    client.force_login(person("analyst", "kr"))
    client.cookies["django_language"] = language
    with count_queries(24):
        assert client.get("/statistics/?days=30").status_code == 200
    assert client.get("/statistics/?days=nonsense").status_code == 200


def test_a_holder_has_no_dashboard():
    client = Client()
    client.force_login(holder_user(recorded_right().holder))
    assert client.get("/statistics/").status_code == 403
