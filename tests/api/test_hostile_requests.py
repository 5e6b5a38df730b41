"""Requests a machine should not send: each is answered with a problem document, none breaks."""

import io
import json
from typing import Any

import pytest
from django.test import Client

from seizures.cases import actions as cases
from seizures.cases.models import SeizureCase
from seizures.core.actor import of_user
from seizures.core.errors import Refused
from seizures.files.actions import attach, store_upload
from seizures.inspections.models import Finding, Inspection
from seizures.rights.models import Right
from seizures.screening.models import Alert
from tests.api.test_resources import CSV, client_of
from tests.builders import actor, found_goods, holder, person, picture, recorded_right
from tests.making import recorded, row, screened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
ODD: tuple[Any, ...] = (None, [], {}, [1], "x\x00y", "\ud800", 10**30, -1, 1.5, "x" * 6000, True)


@pytest.fixture
def client() -> Client:
    made = client_of(person("officer", "kr"))
    made.raise_request_exception = False
    return made


def send(client: Client, url: str, body: Any) -> Any:
    return client.post(url, json.dumps(body), content_type="application/json")


def open_case() -> SeizureCase:
    inspection, by = found_goods(recorded_right())
    return cases.open_case(inspection, track="kr/on_request", by=by)


@pytest.mark.postgres
@pytest.mark.parametrize("odd", ODD)
def test_odd_bodies_are_answered(client: Client, odd: Any) -> None:
    recorded()
    screened(row("HBL0001", 'BRAND "VELANTIS" SPORTS SHOES'))
    alert, case = Alert.objects.get(), open_case()
    found = f"/api/v1/inspections/{case.inspection_id}/findings/"
    alerts, step = f"/api/v1/alerts/{alert.pk}", f"/api/v1/cases/{case.pk}/steps/notify/"
    sent = [(f"{alerts}/{deed}/", {name: odd})
            for deed, name in (("refer", "note"), ("dismiss", "note"), ("dismiss", "version"),
                               ("dismiss", "reason"))]  # fmt: skip
    sent += [(f"{alerts}/dismiss/", odd), (step, odd), (step, {"answers": odd}),
             (step, {"version": odd}), (step, {"answers": {"remarks": odd, "strange": odd}}),
             (found, {"verdict": odd, "quantity": odd}),
             (found, {"right": odd, "line": odd}),
             ("/api/v1/manifests/", odd)]  # fmt: skip
    for url, body in sent:
        answer = send(client, url, body)
        assert answer.status_code < 500, (url, body, answer.content[:500])
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json", (url, body)


@pytest.mark.parametrize("query", [
    "cursor=abc", "cursor=cD1hYmM%3D", "page_size=abc", "mark=%C2%B2", "right=abc",
    "consignment=999999999999999999999999", "status=%C2%B2", "min_score=nan", "min_score=1e999",
    "manifest=-1", "received_after=2026-13-45", "is_closed=perhaps",
])  # fmt: skip
def test_odd_filters_are_answered(client: Client, query: str) -> None:
    for name in ("manifests", "consignments", "lines", "rights", "recordations", "alerts",
                 "inspections", "cases"):  # fmt: skip
        answer = client.get(f"/api/v1/{name}/?{query}")
        assert answer.status_code < 500, (name, query)
        far = client.get(f"/api/v1/{name}/{'9' * 30}/")
        assert far.status_code == 404, name


def test_a_step_nobody_knows_is_not_there(client: Client) -> None:
    answer = send(client, f"/api/v1/cases/{open_case().pk}/steps/no_such_step/", {})
    assert answer.status_code == 404


def test_what_a_step_does_not_ask_is_refused(client: Client) -> None:
    case = open_case()
    answer = send(
        client, f"/api/v1/cases/{case.pk}/steps/notify/", {"answers": {"stage": "closed"}}
    )
    assert answer.status_code == 400 and "stage" in answer.json()["errors"]["answers"]
    case.refresh_from_db()
    assert case.stage != "closed" and not case.steps.filter(code="notify").exists()


def test_a_file_of_another_case_proves_nothing(client: Client) -> None:
    case, by = open_case(), actor("officer", "kr")
    strange = attach(store_upload(picture(), by=by), kind="case", key=case.pk + 1,
                     purpose="evidence", name="other.png", by=by)  # fmt: skip
    cases.take_step(case, "notify", by=by, answers={})
    user = person("holder", organisation=case.right.holder.organisation)
    for answer in ({"attachment": strange.pk, "name": "mine.png"}, {"attachment": 10**6}, {"x": 1}):
        with pytest.raises(Refused):
            cases.take_step(case, "holder_requests", by=of_user(user), answers={
                "evidence": answer, "reasons": "They are fakes"})  # fmt: skip
        case.refresh_from_db()


def test_a_finding_names_only_rights_and_lines_the_officer_sees(client: Client) -> None:
    inspection, _by = found_goods(recorded_right())
    Inspection.objects.filter(pk=inspection.pk).update(status="started")
    hidden = Right.objects.create(holder=holder("Gaon Industries"), mark="SECRET DRAFT",
                                  kind="trademark")  # fmt: skip
    before = Finding.objects.count()
    answer = send(client, f"/api/v1/inspections/{inspection.pk}/findings/",
                  {"verdict": "suspected", "right": hidden.pk, "quantity": "5"})  # fmt: skip
    unknown = send(client, f"/api/v1/inspections/{inspection.pk}/findings/",
                   {"verdict": "suspected", "right": 10**9, "quantity": "5"})  # fmt: skip
    assert answer.status_code == unknown.status_code == 400
    assert answer.json()["errors"]["right"][0].replace(str(hidden.pk), "N") == (
        unknown.json()["errors"]["right"][0].replace(str(10**9), "N")
    )
    assert Finding.objects.count() == before


def test_a_key_is_bound_to_the_bytes_of_the_file(client: Client) -> None:
    other = CSV.replace("cups", "mugs")
    assert len(other) == len(CSV)
    first, second = (
        client.post("/api/v1/manifests/", {"file": io.BytesIO(text.encode())},
                    headers={"idempotency-key": "k1"})
        for text in (CSV, other)
    )  # fmt: skip
    assert first.status_code == 202
    assert second.status_code == 400 and "another request" in str(second.json()["errors"])


def test_a_key_is_bound_to_the_lines_of_a_stream(client: Client) -> None:
    first, other, again = (
        client.post("/api/v1/manifests/", json.dumps({"house_document": "H1", "description": text}),
                    content_type="application/x-ndjson", headers={"idempotency-key": "k2"})
        for text in ("cups", "mugs", "cups")
    )  # fmt: skip
    assert (first.status_code, again.status_code) == (202, 202)
    assert again.json() == first.json()
    assert other.status_code == 400 and "another request" in str(other.json()["errors"])


@pytest.mark.parametrize("key", ["", "k3"])
def test_a_line_that_calls_itself_a_stream_is_a_line(client: Client, key: str) -> None:
    headers = {"idempotency-key": key} if key else {}
    for _time in range(2):
        answer = client.post("/api/v1/manifests/", json.dumps({"stream": "x"}), headers=headers,
                             content_type="application/json")  # fmt: skip
        assert answer.status_code == 202


def test_a_body_without_end_is_refused(client: Client, settings: Any) -> None:
    url = "/api/v1/alerts/1/dismiss/"
    deep = client.post(url, "[" * 100_000, content_type="application/json")
    assert deep.status_code in (400, 404)
    settings.MAX_EVIDENCE_BYTES = 1000
    large = client.post("/api/v1/manifests/", json.dumps([{"description": "x" * 2000}]),
                        content_type="application/json")  # fmt: skip
    assert large.status_code == 413 and large.json()["title"] == "too_large"
    lines = client.post("/api/v1/manifests/", json.dumps({"description": "x" * 2000}),
                        content_type="application/x-ndjson")  # fmt: skip
    assert lines.status_code == 202
