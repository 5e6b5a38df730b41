"""An alert over the interface: what counted, without names that are not open to the reader."""

import pytest

from tests.web.alerts.world import officer, own_index, raised

__all__ = ["own_index"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_tables", "own_index"),
]
SHIPPER = "QINGDAO LANHAI GARMENT CO LTD"


def test_reasons_name_neither_parties_nor_rules_of_the_other_administration() -> None:
    (alert,) = raised(administration="cn")
    hit = alert.hits.get()
    hit.reasons = [
        {"code": "watched", "value": 1.0, "weight": 0.5, "params": {"declared": SHIPPER}},
        {"code": "rule", "value": 7, "weight": 0.8, "params": {"name": "Their secret", "rule": 7}},
    ]
    hit.save()
    own, foreign = (officer(place).get(f"/api/v1/alerts/{alert.pk}/") for place in ("cn", "kr"))
    told = [row["params"] for row in own.json()["hits"][0]["reasons"]]
    assert told == [{"declared": SHIPPER}, {"name": "Their secret", "rule": 7}]
    assert foreign.status_code == 200
    assert SHIPPER not in foreign.content.decode()
    assert "Their secret" not in foreign.content.decode()
    codes = [row["code"] for row in foreign.json()["hits"][0]["reasons"]]
    assert codes == ["watched", "rule"]
