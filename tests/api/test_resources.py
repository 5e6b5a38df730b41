"""The API as a machine meets it."""

import io
from typing import Any

import pytest
from django.test import Client

from seizures.accounts.actions import issue_token
from seizures.core.actor import system
from tests.builders import consignment, found_goods, person, recorded_right

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
CSV = "house_document,origin,destination,description,hs,quantity\nH1,CNTAO,KRINC,cups,691110,5\n"


@pytest.fixture
def officer() -> Any:
    return person("officer", "kr")


def client_of(user: Any) -> Client:
    return Client(headers={"authorization": f"Token {issue_token(user, by=system())}"})


def test_a_stranger_is_turned_away_with_a_problem_document() -> None:
    answer = Client().get("/api/v1/manifests/")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 401


def test_a_manifest_is_taken_and_followed(officer: Any) -> None:
    client = client_of(officer)
    first = client.post("/api/v1/manifests/", {"file": io.BytesIO(CSV.encode())})
    assert first.status_code == 202, first.content
    assert client.get(first.headers["location"]).json()["progress"]["status"] == "waiting"
    again = client.post("/api/v1/manifests/", {"file": io.BytesIO(CSV.encode())})
    assert again.json()["duplicate"] is True and again.json()["id"] == first.json()["id"]


def test_json_lines_are_a_manifest_too(officer: Any) -> None:
    body = '{"house_document": "H9", "description": "cups", "origin": "CNTAO"}\n'
    answer = client_of(officer).post(
        "/api/v1/manifests/", body, content_type="application/x-ndjson"
    )
    assert answer.status_code == 202, answer.content


def test_the_same_key_answers_the_first_answer(officer: Any) -> None:
    client = client_of(officer)
    sent = [
        client.post("/api/v1/manifests/", {"file": io.BytesIO(CSV.encode())},
                    headers={"idempotency-key": "k1"})
        for _time in range(2)
    ]  # fmt: skip
    assert [a.status_code for a in sent] == [202, 202]
    assert sent[0].json() == sent[1].json()
    assert sent[1].headers["location"] == sent[0].headers["location"]


def test_a_key_used_for_something_else_is_refused(officer: Any) -> None:
    client = client_of(officer)
    inspection, _officer = found_goods(recorded_right())
    headers = {"idempotency-key": "k2"}
    client.post(f"/api/v1/inspections/{inspection.pk}/start/", headers=headers)
    client.post("/api/v1/manifests/", {"file": io.BytesIO(CSV.encode())}, headers=headers)
    answer = client.post("/api/v1/manifests/", {"file": io.BytesIO(b"other,csv\n")},
                         headers=headers)  # fmt: skip
    assert answer.status_code == 400


def test_an_examiner_may_not_send_manifests() -> None:
    answer = client_of(person("examiner", "kr")).post(
        "/api/v1/manifests/", {"file": io.BytesIO(CSV.encode())}
    )
    assert answer.status_code == 403


def test_the_other_administrations_consignment_is_not_there(officer: Any) -> None:
    theirs = consignment(administration="cn")
    ours = consignment(administration="kr")
    client = client_of(officer)
    assert client.get(f"/api/v1/consignments/{theirs.pk}/").status_code == 404
    shown = client.get(f"/api/v1/consignments/{ours.pk}/").json()
    assert shown["shipper_name"] == "QINGDAO LANHAI GARMENT CO LTD"


def test_a_refusal_of_the_house_is_409_with_its_sentence(officer: Any) -> None:
    inspection, _officer = found_goods(recorded_right())
    answer = client_of(officer).post(f"/api/v1/inspections/{inspection.pk}/start/")
    assert answer.status_code == 409
    assert "cannot be done now" in answer.json()["detail"]


def test_lists_come_in_cursor_pages(officer: Any) -> None:
    for _n in range(3):
        consignment()
    page = client_of(officer).get("/api/v1/consignments/?page_size=2").json()
    assert len(page["results"]) == 2 and page["next"] and page["previous"] is None


def test_a_case_lists_the_steps_its_table_offers(officer: Any) -> None:
    from seizures.cases import actions

    inspection, by = found_goods(recorded_right())
    case = actions.open_case(inspection, track="kr/on_request", by=by)
    client = client_of(officer)
    shown = client.get(f"/api/v1/cases/{case.pk}/").json()
    assert {"notify", "drop_suspicion"} <= {s["code"] for s in shown["steps"] if s["is_open"]}
    done = client.post(f"/api/v1/cases/{case.pk}/steps/notify/", {"answers": {}},
                       content_type="application/json")  # fmt: skip
    assert done.status_code == 201 and done.json()["stage"] == "notified"
    late = client.post(f"/api/v1/cases/{case.pk}/steps/suspend/", {"answers": {}},
                       content_type="application/json")  # fmt: skip
    assert late.status_code == 409


def test_the_schema_is_openapi_3_1_and_the_docs_open(officer: Any) -> None:
    client = client_of(officer)
    schema = client.get("/api/v1/schema/?format=json").json()
    assert schema["openapi"].startswith("3.1")
    for name in ("manifests", "consignments", "lines", "rights", "recordations", "alerts",
                 "inspections", "cases"):  # fmt: skip
        assert f"/api/v1/{name}/" in schema["paths"]
    assert client.get("/api/v1/docs/").status_code == 200
