"""What somebody saw while signed in is stored neither by the browser nor by a proxy on the way."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from seizures.core.actor import of_user
from seizures.files.actions import attach, store_upload
from tests.builders import consignment, person, picture
from tests.web.visiting import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


def is_kept_nowhere(answer: Any) -> bool:
    """No cache may store it, shared or the reader's own."""
    return {"private", "no-store"} <= set(answer["Cache-Control"].replace(" ", "").split(","))


def test_pages_exports_and_machines_answers_are_stored_nowhere() -> None:
    client = visitor(person("officer", "kr"))
    shown = consignment().pk
    for url in (
        reverse("worklist"), reverse("alert-list"), reverse("consignment-detail", args=[shown]),
        reverse("manifest-list") + "?export=csv", "/api/v1/consignments/", "/cases/987654/",
        reverse("account_change_password"),
    ):  # fmt: skip
        assert is_kept_nowhere(client.get(url)), url


def test_a_holders_pages_are_stored_nowhere() -> None:
    assert is_kept_nowhere(visitor(person("holder")).get(reverse("portal-home")))


def test_pictures_and_papers_are_stored_nowhere(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    user, shown = person("officer", "kr"), consignment()
    row = attach(store_upload(picture(), by=of_user(user)), kind="consignment", key=shown.pk,
                 purpose="evidence", name="box.png", by=of_user(user))  # fmt: skip
    for name in ("file-show", "file-thumbnail"):
        answer = visitor(user).get(reverse(name, args=[row.pk]))
        assert answer.status_code == 200 and is_kept_nowhere(answer), name


def test_the_way_out_and_the_door_are_stored_nowhere() -> None:
    client = visitor(person("officer", "kr"))
    assert is_kept_nowhere(client.post(reverse("account_logout")))
    assert is_kept_nowhere(client.get(reverse("worklist")))
    assert is_kept_nowhere(Client().get(reverse("account_login")))


def test_style_sheets_and_scripts_are_still_stored() -> None:
    answer = visitor(person("officer", "kr")).get("/static/js/shell.js")
    assert answer.status_code == 200
    assert "max-age" in answer["Cache-Control"] and "no-store" not in answer["Cache-Control"]
