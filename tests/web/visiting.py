"""Visits of the desk by a test client: who, in which language, and what is asked of every page."""

from typing import Any

from django.conf import settings
from django.test import Client

from tests.builders import person

LANGUAGES = ("en", "ko", "zh-hans")


def visitor(user: Any, language: str = "en") -> Client:
    """A client signed in as this user, reading in this language."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def visitor_of(role: str, administration: str = "", language: str = "en") -> Client:
    """A client of a new person with this role."""
    return visitor(person(role, administration), language)


def statuses(address: str, *clients: Client) -> list[int]:
    """What each of the clients is answered at an address."""
    return [client.get(address).status_code for client in clients]
