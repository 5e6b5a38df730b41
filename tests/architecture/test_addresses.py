"""Every address asks who is there; the few that do not are listed here on purpose."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

# What a stranger may see, and why.
PUBLIC = {
    "account_login": "the door",
    "account_signup": "tells that accounts are given, not taken",
    "account_logout": "a stranger is already out",
    "account_inactive": "a sentence",
    "account_reset_password": "a way back in",
    "account_reset_password_done": "a sentence",
    "account_reset_password_from_key": "guarded by the key in the address",
    "account_reset_password_from_key_done": "a sentence",
    "account_email_verification_sent": "a sentence",
    "account_confirm_email": "guarded by the key in the address",
    "mfa_authenticate": "second step of the door: sends a stranger to the first",
    "mfa_login_webauthn": "the door",
    "set_language": "the language of the sign-in page",
    "health": "load balancers ask it",
    "jsi18n": "words of the script",
    "admin:jsi18n": "words of the script",
    "admin:logout": "a stranger is already out",
    "api-v1:docs": "how to speak to the interface, without data",
    "api-v1:schema": "how to speak to the interface, without data",
    "admin:login": "the door of the back office, which is the door of the house",
    "service-worker": "the script of the yard page, without data",
    "manifest": "name and icon of the yard page",
    "favicon": "a picture",
    "declarant-door": "asks for the code of a one-time link; tells nothing without it",
    "letter-check": "whoever holds a PDF may ask whether it is a letter issued here",
    "letter-verify": "whoever holds a letter may ask whether it is genuine; tells nothing else",
    "demo-sign-in": "the buttons of the demo; absent elsewhere",
}
SAMPLES = {"uuid": "00000000-0000-0000-0000-000000000001", "int": "1", "path": "x", "slug": "x"}
DOORS = (
    "/portal/declarant/", "/accounts/login", "/admin/login", "/accounts/2fa",
    "/accounts/reauthenticate",
)  # fmt: skip


def addresses(resolver: URLResolver, prefix: str = "", space: str = ""):
    """Every (name, path) below a resolver, with sample values for its parts."""
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [space, entry.namespace]))
            yield from addresses(entry, path, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join(filter(None, [space, entry.name or ""])), sample(path)


def sample(path: str) -> str:
    """A path a request can be sent to."""
    path = re.sub(r"\(\?P<format>[^)]*\)/\?|\\\.\(\?P<format>[^)]*\)", ".json", path)
    path = re.sub(r"\(\?P<\w+>(?:[^()]|\([^()]*\))*\)", "1", path)
    path = re.sub(r"\(\?:[^()]*\)\??", "", path)
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda part: SAMPLES.get(part[1] or "", "1"), path)
    return "/" + re.sub(r"[\^$]|\\[AZz]|/\?(?=\$?$)", "", path).replace("\\", "")


def all_addresses():
    """Sorted, without doubles."""
    return sorted(set(addresses(get_resolver())))


@pytest.mark.django_db
def test_every_address_asks_who_is_there():
    stranger = Client(raise_request_exception=False)
    open_doors = []
    for name, path in all_addresses():
        if name in PUBLIC:
            continue
        for method in ("get", "post"):
            answer = getattr(stranger, method)(path)
            asked = answer.status_code in (401, 403) or (
                answer.status_code in (301, 302)
                and answer.headers["Location"].startswith((*DOORS, path.rstrip("/") + "/"))
            )
            if not asked and answer.status_code != 405:
                open_doors.append(f"{method} {path} ({name}) answered {answer.status_code}")
    assert not open_doors, "\n".join(open_doors)


def test_there_are_addresses_to_ask():
    assert len(all_addresses()) > 60


def test_a_sample_can_be_sent_for_every_kind_of_pattern():
    assert sample("cases/<int:pk>/steps/<slug:step>/") == "/cases/1/steps/x/"
    assert sample("^alerts/(?P<pk>[^/.]+)/$") == "/alerts/1/"
    assert sample(r"^alerts/(?P<pk>[^/.]+)\.(?P<format>[a-z0-9]+)/?$") == "/alerts/1.json"
