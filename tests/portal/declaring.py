"""What the tests of the declarant's side begin with: a case, its link, browsers."""

from typing import Any

from django.test import Client
from django.urls import reverse

from seizures.cases import actions
from seizures.cases.models import DeclarantLink, SeizureCase
from seizures.core.actor import Actor
from tests.portal.worlds import a_holder, notified_case


def linked_case(administration: str = "kr", language: str = "en", days: int = 14,
                **fields: Any) -> tuple[SeizureCase, DeclarantLink, str, Actor]:  # fmt: skip
    """A notified case, a fresh link for its declarant with its code, and the officer."""
    owner, _user = a_holder(fields.pop("name", "Nuribom Co., Ltd."))
    case, officer = notified_case(owner, administration, **fields)
    link, token = actions.issue_link(case, recipient="Park Seojun", language=language, days=days,
                                     by=officer)  # fmt: skip
    return case, link, token, officer


def at_the_door(token: str, client: Client | None = None, **extra: Any) -> tuple[Client, Any]:
    """A browser that sends the code at the door, and what it was answered."""
    client = client or Client()
    return client, client.post(reverse("declarant-door"), {"code": token}, **extra)


def opened(administration: str = "kr", language: str = "en",
           **fields: Any) -> tuple[Client, SeizureCase, DeclarantLink, Actor]:  # fmt: skip
    """A browser in which the declarant has opened its case."""
    case, link, token, officer = linked_case(administration, language, **fields)
    client, answer = at_the_door(token)
    assert answer.status_code == 302, answer.content.decode()
    return client, case, link, officer
