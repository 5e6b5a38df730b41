"""Addresses typed by somebody who wants to break a page: no text in one is an error of ours."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from seizures.cargo.models import Manifest
from seizures.web.lists import keyset_page
from tests.portal.worlds import signed_in
from tests.stories.test_who_may import TABLE, Rule, asked
from tests.stories.world import World, build
from tests.training.conftest import sandboxes

__all__ = ["sandboxes"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_tables"),
    pytest.mark.timeout(600),
]

ROLES = ("officer", "senior_officer", "examiner", "holder", "pledgee", "trainer")
ASKED = ("administration", "after", "before", "capacity", "channel", "cursor", "data", "days", "do",
         "edition", "export", "find", "first", "goods", "language", "last", "manifest", "mode",
         "next", "office", "photo", "place", "q", "rule", "scope", "side", "sort", "state",
         "status", "tier", "view", "with")  # fmt: skip
HOSTILE = ("²", "9" * 30, "2026-13-45")


def pages(world: World) -> Iterator[tuple[str, str, str, Rule]]:
    """Name, address, a role that may look, and the rule of every address that is looked at."""
    for name, rule in TABLE.items():
        role = next((r for r in ROLES if r in rule.business and r in rule.row), None)
        if role:
            yield name, world.url(name, *rule.keys), role, rule


def broke(client: Client, url: str) -> bool:
    """Whether the page answers with an error of ours."""
    answer = asked(client, "get", url)
    if getattr(answer, "streaming", False):
        b"".join(answer.streaming_content)
    return bool(answer.status_code >= 500)


def test_no_text_in_an_address_breaks_a_page() -> None:
    world = build()
    clients = {role: signed_in(world.people[role]) for role in ROLES}
    for client in clients.values():
        client.raise_request_exception = False
    wrong = []
    for name, url, role, rule in pages(world):
        client = clients[role]
        if asked(client, "get", url).status_code == 405:
            continue
        wrong += [
            f"{name} {text[:20]!r}"
            for text in HOSTILE
            if broke(client, f"{url}?{urlencode(dict.fromkeys(ASKED, text))}")
        ]
        assert asked(client, "get", f"{url}?q=%00").status_code == 400, name
        wrong += [f"{name} {far}" for far in _far(world, name, rule) if broke(client, far)]
    assert not wrong, "\n".join(wrong)


def _far(world: World, name: str, rule: Rule) -> Iterator[str]:
    """The address with each key in turn beyond what a database can hold."""
    keys = [str(world.keys.get(key, key)) for key in rule.keys]
    for place, key in enumerate(keys):
        if key.isdigit():
            try:
                yield reverse(name, args=[*keys[:place], "9" * 30, *keys[place + 1 :]])
            except NoReverseMatch:
                continue


@pytest.mark.postgres
def test_a_nul_in_an_address_is_a_bad_request_for_a_stranger_too() -> None:
    for url in ("/accounts/login/?next=%00", "/verify/%00/token/", "/portal/declarant/?q=%00"):
        assert Client().get(url).status_code == 400, url


def test_a_cursor_counts_only_where_it_was_made() -> None:
    def page(cursor: str, order: list[str]) -> Any:
        request = RequestFactory().get("/", {"cursor": cursor})
        return keyset_page(request, Manifest.objects.all(), order=order, size=1)

    from tests.builders import consignment

    first, second = consignment().manifest, consignment().manifest
    cursor = re.findall(r"cursor=([^&]+)", page("", ["id"]).next_url)[0].replace("%3A", ":")
    assert page("", ["id"]).rows == [first] and page(cursor, ["id"]).rows == [second]
    for strange in ("WyJhYmMiXQ==", cursor + "x", "1:2", "²"):
        assert page(strange, ["id"]).rows == [first]
    assert page(cursor, ["-id"]).rows == [second]  # of another list: its first page
