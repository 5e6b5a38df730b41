"""What goes wrong around the house: no database, a proxy in front, rows nobody needs any more."""

import datetime as dt
import io
import re
from importlib import import_module
from typing import Any

import openpyxl
import pytest
from django.conf import settings as house
from django.db.utils import ConnectionHandler
from django.test import Client
from django.urls import reverse

from seizures.core import clock
from seizures.core.actions import claim_key, keep_answer
from seizures.core.actor import of_user
from seizures.core.models import KeptAnswer
from seizures.core.tasks import clear_expired
from seizures.training import actions as training
from seizures.web import health
from seizures.web.lists import _csv_lines, _xlsx
from tests.builders import person
from tests.making import row, screened
from tests.servers import free_port
from tests.training.conftest import sandboxes

__all__ = ["sandboxes"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
PASSWORD = "a long and winding road"


def test_a_house_without_its_database_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client().get("/health/").json()["database"] is True
    gone = ConnectionHandler({"default": {
        "ENGINE": "django.db.backends.postgresql", "NAME": "customs", "HOST": "127.0.0.1",
        "PORT": str(free_port()), "USER": "customs", "PASSWORD": "x",
    }})  # fmt: skip
    monkeypatch.setattr(health, "connection", lambda: gone["default"])
    answer = Client().get("/health/")
    assert answer.status_code == 503 and answer.json()["database"] is False


def wrong_password(name: str, **told: str) -> Any:
    """One wrong try at the door."""
    return Client().post(reverse("account_login"), {"login": name, "password": "no"}, **told)


def enter(name: str, **told: str) -> bool:
    """Whether the right password opens now."""
    client = Client()
    client.post(reverse("account_login"), {"login": name, "password": PASSWORD}, **told)
    return "_auth_user_id" in client.session


def test_a_stranger_behind_the_proxy_locks_nobody_else_out(settings: Any) -> None:
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_FORWARDED_FOR"
    user = person("officer", "kr", username="kim")
    user.set_password(PASSWORD)
    user.save()
    for _try in range(house.AXES_FAILURE_LIMIT):
        wrong_password("kim", HTTP_X_FORWARDED_FOR="1.2.3.4, 203.0.113.66")
    assert not enter("kim", HTTP_X_FORWARDED_FOR="9.9.9.9, 203.0.113.66")
    assert enter("kim", HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert enter("kim", HTTP_X_FORWARDED_FOR="nonsense")  # no address: that of the connection


def test_what_has_expired_is_cleared_and_what_may_be_asked_again_stays() -> None:
    for key, age in (("old", 8), ("fresh", 6)):
        kept, _is_new = claim_key(owner="user:1", key=key, digest="d")
        keep_answer(kept, status=202, body={}, headers={})
        at = clock.now() - dt.timedelta(days=age)
        KeptAnswer.objects.filter(pk=kept.pk).update(at=at)
    store = import_module(house.SESSION_ENGINE).SessionStore
    ended, alive = store(), store()
    ended.set_expiry(-60)
    ended.create()
    alive.create()
    assert clear_expired() == 1
    assert [row.key for row in KeptAnswer.objects.all()] == ["fresh"]
    assert alive.exists(alive.session_key) and not ended.exists(ended.session_key)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_export_in_an_exercise_holds_the_exercise_and_not_the_house() -> None:
    trainee, trainer = person("trainee", "kr"), person("trainer", "kr")
    screened(row("REALHBL1", "CUPS"))
    exercise = training.start_exercise("first-corridor", by=of_user(trainer))
    training.join_exercise(exercise.code, by=of_user(trainee))
    client = Client()
    client.force_login(trainee)
    session = client.session
    session["sandbox"] = exercise.sandbox
    session.save()
    page = client.get(reverse("manifest-list")).content.decode()
    told = b"".join(client.get(reverse("manifest-list") + "?export=csv").streaming_content)  # type: ignore[attr-defined]
    numbers = set(re.findall(r"KR-MF-\d{4}-\d{6}", page))
    assert set(re.findall(r"KR-MF-\d{4}-\d{6}", told.decode())) == numbers
    house_rows = Client()
    house_rows.force_login(trainee)
    real = b"".join(house_rows.get(reverse("manifest-list") + "?export=csv").streaming_content)  # type: ignore[attr-defined]
    assert real.decode().splitlines()[1:] != told.decode().splitlines()[1:]


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "＝1+1", "\n=1", "@SUM(A1)", "+82 10", "\x01\x0bBAGS"]
)
def test_no_cell_of_an_export_is_a_formula(text: str) -> None:
    lines = "".join(_csv_lines(["Goods"], [[text]]))
    cell = openpyxl.load_workbook(io.BytesIO(_xlsx(["Goods"], [[text]]))).active["A2"]  # type: ignore[index]
    for told in (lines.split("\r\n", 1)[1].strip().strip('"'), str(cell.value)):
        assert told[:1] not in "=+-@＝＋－＠\t\r\n" and cell.data_type == "s"
