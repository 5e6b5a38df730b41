"""A pledgee sees the rights pledged to it, and nothing else."""

from typing import Any

import pytest
from django.test import Client

from seizures.accounts.models import Organisation
from seizures.core.actor import system
from seizures.grants.actions import make_grant, recall_grant
from tests.builders import holder, person, recorded_right

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]


@pytest.fixture
def bank() -> Organisation:
    return Organisation.objects.create(kind="pledgee", name="Hanbada Bank", country="KR")


def page_of(bank: Organisation, language: str = "en") -> Any:
    client = Client()
    client.force_login(person("pledgee", organisation=bank))
    client.cookies["django_language"] = language
    return client.get("/portal/pledges/")


def test_a_pledged_right_is_seen_until_the_pledge_is_recalled(bank: Organisation) -> None:
    pledged, _other = recorded_right("NURIBOM"), recorded_right("VELANTIS", owner=holder("B Ltd"))
    grant = make_grant(kind="right", key=pledged.pk, owner="kr", fields=["recordations"],
                       basis="Pledge agreement", by=system(), to_organisation=bank.pk)  # fmt: skip
    page = page_of(bank).content.decode()
    assert "NURIBOM" in page and "VELANTIS" not in page
    recall_grant(grant, reason="Loan paid back", by=system())
    assert "NURIBOM" not in page_of(bank).content.decode()


@pytest.mark.parametrize("language", ["ko", "zh-hans"])
def test_the_page_speaks_the_readers_language(bank: Organisation, language: str) -> None:
    assert page_of(bank, language).status_code == 200


def test_a_pledgee_is_led_to_its_page_and_holders_are_kept_out(bank: Organisation) -> None:
    client = Client()
    client.force_login(person("pledgee", organisation=bank))
    assert client.get("/").headers["location"] == "/portal/pledges/"
    assert client.get("/portal/").status_code == 403
    client.force_login(person("holder", organisation=bank))
    assert client.get("/portal/pledges/").status_code == 403
