"""At the door: guesses are counted, a session is new after sign-in and gone after a new password,
and nobody is sent elsewhere."""

import time
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from seizures.accounts.models import User
from tests.builders import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_tables")]
PASSWORD = "a long and winding road"
ANOTHER = "an even longer and more winding road"


@pytest.fixture
def kim() -> User:
    user = person("officer", "kr", username="kim", email="kim@customs.example")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("account_login"), {"login": "kim", "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get(reverse("worklist")).status_code == 200


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def wrong_of(secret: str, turn: int) -> str:
    """A code that is wrong now, before and after."""
    right = {hotp_value(secret, int(time.time()) // 30 + step) for step in range(-2, 3)}
    return format_hotp_value(next(n for n in range(turn * 10, 10**6) if n not in right))


def test_the_code_of_the_second_step_cannot_be_guessed(kim: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(kim, secret)
    assert Authenticator.objects.filter(user=kim, type="totp").exists() and get_adapter()
    thief = Client()
    sign_in(thief)
    assert not is_in(thief)
    for turn in range(12):
        thief.post(reverse("mfa_authenticate"), {"code": wrong_of(secret, turn)})
    late = thief.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert late.status_code == 200 and not is_in(thief)


def test_the_right_code_after_a_slip_opens(kim: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(kim, secret)
    client = Client()
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": wrong_of(secret, 1)})
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_in(client)


def test_many_names_from_one_address_are_counted_together() -> None:
    answers = [
        Client().post(reverse("account_login"), {"login": f"name{n}", "password": "no"})
        for n in range(40)
    ]
    assert answers[0].status_code == 200 and answers[-1].status_code == 429


def test_a_session_planted_before_sign_in_is_not_the_one_after(kim: User) -> None:
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key
    sign_in(client)
    assert is_in(client) and client.session.session_key != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert not is_in(thief)


def test_a_new_password_ends_every_other_session(kim: User) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client)
        assert is_in(client)
    sent = {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER}
    assert here.post(reverse("account_change_password"), sent).status_code == 302
    kim.refresh_from_db()
    assert kim.check_password(ANOTHER)
    assert is_in(here) and not is_in(elsewhere)


@pytest.mark.parametrize("next_url", ["https://evil.example/", "//evil.example", "/\\evil.example",
                                      "javascript:alert(1)"])  # fmt: skip
def test_nobody_is_sent_elsewhere(kim: User, next_url: str) -> None:
    for answer in (
        sign_in(Client(), next=next_url),
        Client().post(reverse("set_language"), {"language": "ko", "next": next_url}),
        Client().post(reverse("demo-sign-in"), {"username": "kim", "next": next_url}),
    ):
        assert "evil" not in answer.get("Location", "")
        assert "javascript" not in answer.get("Location", "")


def test_a_strange_host_is_not_answered_and_never_written_into_a_mail(
    kim: User, mailoutbox: list[Any]
) -> None:
    told = {"email": "kim@customs.example"}
    url = reverse("account_reset_password")
    assert Client().post(url, told, headers={"host": "evil.example"}).status_code == 400
    assert Client().post(url, told, headers={"x-forwarded-host": "evil.example"}).status_code == 302
    assert len(mailoutbox) == 1 and "evil" not in mailoutbox[0].body


def test_the_door_tells_nobody_who_is_inside(kim: User) -> None:
    known, unknown = (
        Client().post(reverse("account_login"), {"login": name, "password": "wrong"})
        for name in ("kim", "nobody")
    )
    told = [answer.context["form"].non_field_errors() for answer in (known, unknown)]
    assert told[0] == told[1] and told[0]
    asked = [
        Client().post(reverse("account_reset_password"), {"email": address}).status_code
        for address in ("kim@customs.example", "nobody@customs.example")
    ]
    assert asked == [302, 302]
