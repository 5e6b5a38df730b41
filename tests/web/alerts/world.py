"""A small queue both administrations see, raised by the real engine, and people to look at it."""

from typing import Any

import pytest
from django.test import Client

from seizures.accounts.models import User
from seizures.screening.models import Alert, Disposition
from tests.builders import person
from tests.making import recorded, row, screened

FAKE = 'BRAND "VELANTIS" SPORTS SHOES'
LANGUAGES = ("en", "ko", "zh-hans")


def signed_in(user: User, language: str = "en") -> Client:
    """A client with this person's session, reading in a language."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["django_language"] = language
    return client


def officer(administration: str = "kr", role: str = "officer") -> Client:
    """The client of a new official."""
    return signed_in(person(role, administration))


def raised(*, count: int = 1, administration: str = "kr", **values: str) -> list[Alert]:
    """Alerts on so many consignments received by one administration."""
    recorded()
    rows = [row(f"HBL{n:04d}", FAKE, **values) for n in range(count)]
    screened(*rows, administration=administration)
    return list(Alert.objects.order_by("id"))


def mine(alert: Alert, administration: str = "kr") -> Disposition:
    """What one administration does about the alert."""
    return alert.dispositions.get(administration=administration)


@pytest.fixture
def own_index(settings: Any, tmp_path: Any) -> None:
    """The match index of this test alone."""
    settings.MATCH_INDEX_DIR = tmp_path
