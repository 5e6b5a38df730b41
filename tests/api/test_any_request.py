"""Whatever is sent to whichever operation by whomever: never an error of ours, and every refusal in
the shape the OpenAPI document tells."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from seizures.cases.models import SeizureCase
from seizures.screening.models import Alert
from tests.api.test_resources import client_of
from tests.stories.world import World, build

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.usefixtures("reference_tables"),
    pytest.mark.timeout(300),
]
ROLES = ("officer", "senior_officer", "examiner", "auditor", "trainee", "administrator", "holder",
         "agent", "pledgee", "other holder", "other side")  # fmt: skip
EACH = 25
"""Requests made to each operation."""
PROBLEM = "application/problem+json"

TEXTS = some.one_of(
    some.text(max_size=40), some.sampled_from(["", "\0", "a\0b", "\ud800", "²", "x" * 70_000,
                                               "'; --", "-1", "NaN", "1e999", "2026-13-45",
                                               "🈲" * 400]),
)  # fmt: skip
NUMBERS = some.one_of(some.integers(-3, 3), some.sampled_from([2**31, 2**63, -(2**63), 10**40]),
                      some.floats(), some.booleans(), some.none())  # fmt: skip
ODD = some.recursive(
    some.one_of(TEXTS, NUMBERS),
    lambda inner: some.one_of(
        some.lists(inner, max_size=3), some.dictionaries(TEXTS, inner, max_size=3)
    ),
    max_leaves=6,
)


@dataclass(frozen=True)
class Operation:
    """One operation of the document: its address, what it takes in the address and in the body."""

    method: str
    path: str
    asked: tuple[str, ...]
    fields: dict[str, dict[str, Any]]
    media: tuple[str, ...]


def document() -> dict[str, Any]:
    found: dict[str, Any] = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return found


def operations(told: dict[str, Any]) -> Iterator[Operation]:
    """Every operation of the document."""
    for path, methods in told["paths"].items():
        for method, facts in methods.items():
            content = facts.get("requestBody", {}).get("content", {})
            shape = content.get("application/json", {}).get("schema", {})
            name = shape.get("$ref", "").rpartition("/")[2]
            fields = told["components"]["schemas"].get(name, {}).get("properties", {})
            asked = [row["name"] for row in facts.get("parameters", []) if row["in"] == "query"]
            yield Operation(method, path, tuple(asked), fields, tuple(content))


def fitting(shape: dict[str, Any]) -> Any:
    """What a field would take, more or less."""
    by_kind = {"integer": some.integers(0, 40), "boolean": some.booleans(),
               "string": some.text(max_size=30), "number": some.floats(0, 9, allow_nan=False),
               "object": some.dictionaries(some.sampled_from(["remarks", "reasons", "quantity",
                                                              "evidence", "amount"]),
                                           ODD, max_size=3)}  # fmt: skip
    if "enum" in shape:
        return some.sampled_from(shape["enum"])
    kind = shape.get("type")
    return by_kind.get(kind[0] if isinstance(kind, list) else kind, TEXTS)


def bodies(operation: Operation) -> Any:
    """Anything, or an object with the right names and now and then what fits them."""
    named = some.fixed_dictionaries(
        {}, optional={name: some.one_of(fitting(shape), ODD)
                      for name, shape in operation.fields.items()}
    )  # fmt: skip
    return some.one_of(named, named, ODD)


def keys_of(world: World) -> list[str]:
    """Keys of rows of one's own, of others, and of none."""
    own = [str(row.pk) for model in (Alert, SeizureCase) for row in model.objects.all()[:3]]
    return [*own, "1", "2", "3", "0", "-1", "9" * 30, "abc", "²", "%00", "1.5", " "]


@pytest.fixture
def clients() -> tuple[World, dict[str, Client]]:
    world = build(with_exercise=False)
    known = {role: client_of(world.people[role]) for role in ROLES}
    known |= {"stranger": Client(), "liar": Client(headers={"authorization": "Token " + "0" * 40})}
    for client in known.values():
        client.raise_request_exception = False
    return world, known


def asking(operation: Operation, known: dict[str, Client], keys: list[str], codes: list[str],
           shape: dict[str, Any], seen: set[tuple[str, str, int]]) -> Any:  # fmt: skip
    """Sends an operation all sorts of requests when called, and notes what was answered."""

    @settings(max_examples=EACH, deadline=None, database=None, derandomize=True,
              phases=[Phase.generate, Phase.shrink],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(
        role=some.sampled_from(sorted(known)), key=some.sampled_from(keys),
        code=some.sampled_from(codes),
        query=some.dictionaries(some.sampled_from(operation.asked or ("page_size",)),
                                some.one_of(TEXTS, NUMBERS), max_size=4),
        body=bodies(operation),
        media=some.sampled_from([*operation.media, "application/json", "application/json",
                                 "text/plain", "application/x-ndjson"]),
    )  # fmt: skip
    def ask(role: str, key: str, code: str, query: dict[str, Any], body: Any, media: str) -> None:
        path = operation.path.replace("{id}", quote(key, safe="%"))
        url = path.replace("{code}", quote(code))
        if query:
            told = {name: str(value).encode(errors="replace") for name, value in query.items()}
            url += "?" + urlencode(told)
        sent: dict[str, Any] = {}
        if operation.method != "get":
            content = json.dumps(body).encode()
            if media.startswith("multipart"):
                content, media = b"--x\r\nnonsense " + content, media + "; boundary=x"
            sent = {"data": content, "content_type": media}
        answer = getattr(known[role], operation.method)(url, **sent)
        where = (operation.method, url[:200], role, str(body)[:200], answer.content[:300])
        assert answer.status_code < 500, where
        seen.add((operation.method, operation.path, answer.status_code))
        if answer.status_code >= 400:
            assert answer["Content-Type"] == PROBLEM, where
            problem = answer.json()
            jsonschema.validate(problem, shape)
            assert problem["status"] == answer.status_code, where

    return ask


def test_no_request_breaks_an_operation(clients: tuple[World, dict[str, Client]]) -> None:
    world, known = clients
    told, keys = document(), keys_of(world)
    seen: set[tuple[str, str, int]] = set()
    codes = [*SeizureCase.objects.values_list("stage", flat=True).distinct(), "notify", "release",
             "x", "²"]  # fmt: skip
    for operation in operations(told):
        shape = told["components"]["schemas"]["Problem"]
        asking(operation, known, keys, codes, shape, seen)()
    fine = {path for method, path, status in seen if method == "get" and status < 300}
    lists = {each.path for each in operations(told) if each.method == "get"}
    assert fine >= {path for path in lists if "{" not in path}
    assert {400, 401, 403, 404, 415} <= {status for *_operation, status in seen}


def test_every_operation_tells_how_an_error_is_answered() -> None:
    told = document()
    for methods in told["paths"].values():
        for facts in methods.values():
            assert PROBLEM in facts["responses"]["default"]["content"]


@pytest.mark.parametrize("path", ["nothing/", "manifests/1/2/3/", "alerts/1.5/", "²/"])
def test_an_address_nobody_answers_is_a_problem_too(path: str) -> None:
    from tests.builders import person

    answer = client_of(person("officer", "kr")).get(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert Client().get(f"/api/v1/{path}").status_code == 401
