"""A rule from the first click to the first alert: built, compared by a worker, put live by two."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from seizures.core.actor import system
from seizures.reference.actions import load_reference
from seizures.screening.models import Alert, RecipeInForce, Rule, ScreeningRun, ShadowRun
from tests.browsing import assert_accessible, assert_fits
from tests.builders import person
from tests.making import received, recorded, row, table
from tests.servers import Worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FAINT = "SHOES FOR VELANTIS"
PATIENCE = 90.0
WORKERS_KNOW = 2.5
"""Seconds after which every worker has asked which engine is in force."""


@pytest.fixture(autouse=True)
def own_index() -> None:
    """The worker reads the index where this process has it."""


def wait_for(what: Callable[[], bool]) -> None:
    """Until something is so."""
    begin = time.monotonic()
    while not what():
        assert time.monotonic() - begin < PATIENCE, "waited too long"
        time.sleep(0.2)


def arrive(house: str) -> None:
    """One faint consignment, read and screened by the worker."""
    manifest = received(table(row(house, FAINT)), name=f"{house}.csv")
    wait_for(
        lambda: ScreeningRun.objects.filter(manifest_id=manifest.pk, is_complete=True).exists()
    )


def test_a_rule_is_built_compared_put_live_by_two_and_gives_its_reason(
    worker: Worker, site: str, page: Any, context: Any, sign_in: Callable[[Any, Any, str], None]
) -> None:
    load_reference(by=system())
    recorded()
    page.set_default_timeout(PATIENCE * 1000)
    arrive("H1")
    assert not Alert.objects.exists()
    sign_in(context, person("officer", "kr"), "en")
    _build(site, page)
    _compare(page)
    sign_in(context, person("senior_officer", "kr"), "en")
    _put_live(site, page)
    time.sleep(WORKERS_KNOW)
    arrive("H2")
    alert = Alert.objects.get()
    assert alert.consignment.reference == "H2"
    page.goto(site + reverse("alert-detail", args=[alert.pk]))
    assert "Officers’ rule “Shoes from Qingdao”" in page.locator("main").inner_text()
    page.get_by_role("link", name="Replay the score").click()
    assert "the same score again" in page.locator("main").inner_text()
    _fits(page)


def _build(site: str, page: Any) -> None:
    page.goto(f"{site}/rules/new/")
    page.fill("#id_name", "Shoes from Qingdao")
    page.select_option("#field-0", "hs")
    page.wait_for_selector("#value-0")
    page.fill("#value-0", "64")
    page.get_by_role("button", name="Add a condition").click()
    page.select_option("#field-1", "origin")
    page.wait_for_selector("#value-1")
    page.fill("#value-1", "Qingdao")
    page.fill("#id_strength", "6")
    page.locator("#id_strength").blur()
    page.wait_for_function(
        "() => document.querySelector('.rule-sentence').innerText.includes('rises by 6')"
    )
    said = page.locator(".rule-sentence").inner_text()
    assert "HS code is 64" in said and "Origin is Qingdao" in said
    _fits(page)
    page.get_by_role("button", name="Save as a draft").click()
    page.wait_for_url(re.compile(r"/rules/\d+/$"))
    assert Rule.objects.get().conditions[1]["values"] == ["CNTAO"]
    _fits(page)


def _compare(page: Any) -> None:
    page.get_by_role("link", name="Compare in a shadow run").click()
    page.wait_for_url("**/engines/shadow/new/?rule=*")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile(r"/engines/shadow/\d+/$"))
    wait_for(lambda: ShadowRun.objects.filter(is_complete=True).exists())
    page.reload()
    told = page.locator("main").inner_text()
    assert "SHOES FOR VELANTIS" in told and "Gained: only with the proposal" in told
    assert not Alert.objects.exists()
    _fits(page)
    page.keyboard.press("p")
    page.get_by_role("button", name="Confirm: Propose to put live").click()
    page.wait_for_url(re.compile(r"/engines/\d+/$"))
    assert "You proposed this" in page.locator("main").inner_text()


def _put_live(site: str, page: Any) -> None:
    page.goto(f"{site}/engines/")
    _fits(page)
    page.get_by_role("link", name="Look at the proposal").click()
    page.get_by_role("button", name="Put live").click()
    page.wait_for_function("() => document.body.innerText.includes('In force')")
    assert RecipeInForce.objects.get().status == "in_force"
    assert Rule.objects.get().status == "live"


def _fits(page: Any) -> None:
    assert_accessible(page)
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
    page.set_viewport_size({"width": 1440, "height": 900})
