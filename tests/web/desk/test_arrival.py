"""Where people arrive, and the door of the demo."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.builders import holder, holder_user, person
from tests.web.alerts.world import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture
def demo(settings: Any, tmp_path: Path) -> Path:
    """A demo with an officer of each administration and a holder."""
    settings.IS_DEMO, settings.VAR = True, tmp_path
    person("examiner", "cn", username="cn.examiner", language="zh-hans")
    person("officer", "cn", username="cn.officer", language="zh-hans")
    person("officer", "kr", username="kr.officer", language="ko")
    person("holder", username="some.holder")
    person("administrator", "kr", username="not.listed")
    names = ["cn.examiner", "some.holder", "cn.officer", "kr.officer"]
    rows = [{"username": name, "role": "", "password": "", "administration": "", "language": ""}
            for name in names]  # fmt: skip
    (tmp_path / "demo.json").write_text(json.dumps(rows))
    return tmp_path


def test_home_leads_each_person_to_their_desk() -> None:
    assert signed_in(person("officer", "kr")).get("/").headers["Location"] == "/worklist/"
    assert signed_in(holder_user(holder())).get("/").headers["Location"].startswith("/portal/")
    assert Client().get("/").headers["Location"].startswith("/accounts/login/")


def test_the_sign_in_page_of_the_demo_offers_its_people_by_administration_and_role(
    demo: Path,
) -> None:
    roles = Client().get("/accounts/login/").context["demo_roles"]
    assert [role["username"] for role in roles] == [
        "kr.officer", "cn.officer", "cn.examiner", "some.holder",
    ]  # fmt: skip
    assert [role["administration"] for role in roles] == ["kr", "cn", "cn", ""]


def test_one_press_signs_in_and_speaks_the_persons_language(demo: Path) -> None:
    client = Client()
    answer = client.post("/demo/sign-in/", {"username": "kr.officer"})
    assert answer.status_code == 302 and client.cookies["django_language"].value == "ko"
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0] == "/worklist/" and b'lang="ko"' in page.content
    assert page.context["demo_roles"] == []


def test_the_demo_door_opens_only_for_its_people_and_only_in_a_demo(
    demo: Path, settings: Any
) -> None:
    client = Client()
    for name in ("not.listed", "nobody", ""):
        assert client.post("/demo/sign-in/", {"username": name}).status_code == 404
    assert client.get("/demo/sign-in/").status_code == 405
    settings.IS_DEMO = False
    assert client.post("/demo/sign-in/", {"username": "kr.officer"}).status_code == 404
    assert Client().get("/accounts/login/").context["demo_roles"] == []
    assert "_auth_user_id" not in client.session


def test_the_demo_door_leads_on_within_the_house_only(demo: Path) -> None:
    form = {"username": "kr.officer", "next": "/alerts/?tier=high"}
    assert Client().post("/demo/sign-in/", form).headers["Location"] == "/alerts/?tier=high"
    form["next"] = "https://elsewhere.example/"
    assert Client().post("/demo/sign-in/", form).headers["Location"] == "/"


def test_the_demo_door_asks_for_the_token_of_the_page(demo: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/demo/sign-in/", {"username": "kr.officer"}).status_code == 403
